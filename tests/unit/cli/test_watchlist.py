"""`eidgate watchlist import`: whole or not at all, and every fault by its line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.shared_data import shared_path
from builders.stores import write_migrated
from eidgate.adapters.storage.open import Store, open_store
from eidgate.cli import main
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.standing import Grade, Standing

Import = Callable[..., Result]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return write_migrated(tmp_path / "eidgate.db")


@pytest.fixture
def run(tmp_path: Path, url: str) -> Import:
    def run(text: str | bytes | Path, *options: str, name: str = "list.csv") -> Result:
        path = text if isinstance(text, Path) else tmp_path / name
        if isinstance(text, str):
            path.write_text(text)
        elif isinstance(text, bytes):
            path.write_bytes(text)
        told = [str(path), "--source", "police/mules", "--store", url, *options]
        return CliRunner().invoke(main, ["watchlist", "import", *told])

    return run


def listings(url: str, kind: IdentifierKind, value: str) -> list[Standing]:
    store: Store = open_store(url)
    [found] = store.watchlist.look_up([Identifier(kind=kind, value=value)], at=store.lists._clock.now())
    store.close()
    return list(found.listings)


HEADER = "kind,value,grade,code,expire\n"


def test_a_csv_list_is_put_in_force(run: Import, url: str) -> None:
    told = run(HEADER + "account,999902:0077,confirmed,4,\nphone,0912 345 678,,,\n")
    assert told.exit_code == 0
    assert told.output.startswith("police/mules: 2 listings in force (2 new or changed")
    [account] = listings(url, IdentifierKind.ACCOUNT, "999902:0077")
    assert (account.grade, account.code, account.source) == (Grade.BLOCK, 4, "police/mules")
    [phone] = listings(url, IdentifierKind.PHONE, "+84912345678")
    assert (phone.grade, phone.code) == (Grade.HIGH, 8)


def test_json_lines_and_websites_are_lists_too(run: Import, url: str) -> None:
    line = '{"kind":"social_account","value":"zalo:7","grade":"reported","code":2}\n'
    assert run(line, name="list.jsonl").exit_code == 0
    assert [one.grade for one in listings(url, IdentifierKind.SOCIAL_ACCOUNT, "zalo:7")] == [Grade.WARN]
    assert run("https://Evil.example.com/\n\nwww.evil.example.com\n", name="list.txt").exit_code == 0
    assert len(listings(url, IdentifierKind.WEBSITE, "evil.example.com")) == 1
    assert listings(url, IdentifierKind.SOCIAL_ACCOUNT, "zalo:7") == []


def test_a_broken_line_90000_is_told_by_its_number_and_nothing_is_changed(run: Import, url: str) -> None:
    run("kind,value\naccount,999902:0077\n")
    lines = [f"account,999902:{number:010}" for number in range(100_000)]
    lines[89_998] = "account,no bank"
    told = run("kind,value\n" + "\n".join(lines) + "\n")
    assert told.exit_code == 1
    assert "line 90000: write {BIN of 6 digits}" in told.output
    assert "1 at fault; nothing was changed" in told.output
    assert "no bank" not in told.output
    assert len(listings(url, IdentifierKind.ACCOUNT, "999902:0077")) == 1
    assert listings(url, IdentifierKind.ACCOUNT, "999902:0000000001") == []


def test_a_dry_run_tells_and_changes_nothing(run: Import, url: str) -> None:
    told = run("kind,value\naccount,999902:0077\n", "--dry-run")
    assert (told.exit_code, told.output) == (0, "1 rows, 0 repeated, 0 at fault; nothing was changed\n")
    assert listings(url, IdentifierKind.ACCOUNT, "999902:0077") == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("account,999902:0077,sure,,", "grade: one of reported, suspected, confirmed"),
        ("account,999902:0077,,9,", "code: SIMO's code, 1 to 8"),
        ("account,999902:0077,,0,", "code: SIMO's code, 1 to 8"),
        ("account,999902:0077,,\u0663,", "code: SIMO's code, 1 to 8"),
        ("account,999902:0077,,,tomorrow", "expire: must be RFC 3339"),
        ("account,999902:0077,,,2020-01-01T00:00:00Z", "expire_time: must be within 180 days"),
        ("account,999902:0077,,,2199-01-01T00:00:00Z", "expire_time: must be within 180 days"),
        ("iban,999902:0077,,,", "kind: one of account"),
        (f"person,{'ab' * 32},,,", "nobody lists a person alone"),
        ("website,com.vn,,,", "strangers share"),
        ("website,http://[::1,,,", "no host"),
        ("account,999902:0077", "has 2 fields, not 5"),
        ('account,"999902:0077,,,', "a quote is left open"),
    ],
)
def test_a_line_at_fault_says_why(run: Import, line: str, why: str) -> None:
    told = run(HEADER + line + "\n")
    assert told.exit_code == 1
    assert f"line 2: {why}" in told.output or why in told.output.split("line 2: ")[1]


def test_the_same_line_twice_counts_once_and_two_that_disagree_are_a_fault(run: Import) -> None:
    same = "account,999902:0077,,4,\n"
    assert "1 rows repeated" in run(HEADER + same * 2).output
    told = run(HEADER + same + "account,999902:0077,,5,\n")
    assert told.exit_code == 1
    assert "line 3: says otherwise than line 2 about the same" in told.output


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("value\nx\n", "list.csv"),
        ("kind,value,kind\n", "list.csv"),
        ("kind,value,what\n", "list.csv"),
        ("", "list.csv"),
        ("x", "list.xls"),
        ("x" * 17_000, "list.txt"),
    ],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(run: Import, text: str, name: str) -> None:
    assert run(text, name=name).exit_code == 2


def test_bytes_that_are_no_text_are_a_fault_of_their_line(run: Import) -> None:
    assert "line 2: not UTF-8" in run(b"kind,value\naccount,\xff\n").output
    assert "line 1: not UTF-8" in run(b"\xff\n", name="list.txt").output
    assert "line 1: not JSON" in run("{\n", name="list.jsonl").output


@pytest.mark.parametrize("options", [[], ["--store", "sqlite:///a", "--config", "b"]])
def test_one_store_is_named(tmp_path: Path, options: list[str]) -> None:
    path = tmp_path / "list.txt"
    path.write_text("evil.example.com\n")
    told = CliRunner().invoke(main, ["watchlist", "import", str(path), "--source", "x", *options])
    assert (told.exit_code, "name either --config or --store" in told.output) == (2, True)


def test_the_scam_site_list_is_imported_whole(run: Import, url: str) -> None:
    told = run(shared_path("scam/chongluadao_urls_2023-08-12.txt"))
    assert told.exit_code == 0
    assert ": 17671 listings in force" in told.output
    assert len(listings(url, IdentifierKind.WEBSITE, "0000a.net")) == 1
