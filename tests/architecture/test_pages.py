"""What a page names is there: links, files, commands with their options, targets, keys and words."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from msgspec.structs import fields

from eidgate.cli import main
from eidgate.config import Config, LogSection, MetricsSection, PoliciesSection, ServerSection
from eidgate.core.risk.signals import SIGNALS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
PAGES = [*GUIDES, ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*/*.md")), *sorted(ROOT.glob("*_dev/*.md"))]

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    (.+)$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
ADR = re.compile(r"ADRs? (\d{4})")
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+\.(?:py|md|yaml|proto|sql|lock)")
WORD = re.compile(r"(?<![\w./-])[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?![\w./-])")
CALL = re.compile(r"(?:^|[|;] *)(?:\.venv/bin/)?eidgate ([a-z][^|;\n]*)", re.MULTILINE)
TARGET = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)

UNSAID = {"unsafe_plaintext"}
"""Keys for benchmarks on loopback; no page offers them."""
EXAMPLES = {"test_rejects_at_the_instant_of_expiry"}
"""Words that only show what such a word looks like."""
OF_OTHERS = {"x509_san_dns", "x509_hash", "pg_dump", "pg_restore"}
"""Prefixes of OpenID4VP, and commands of PostgreSQL."""
NO_COMMANDS = {"receipt v1"}
"""What follows the program's name in a text that is signed."""


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return what GitHub makes of the headings: lower case, words and hyphens only."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text(page)), re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings)


def dead(page: Path) -> Iterator[str]:
    for link in LINK.findall(FENCE.sub("", text(page))):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


def test_the_pages_are_found() -> None:
    assert len(GUIDES) > 15
    assert len(PAGES) > 100


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    assert list(dead(page)) == []
    decisions = {path.name[:4] for path in (DOCS / "adr").iterdir()}
    assert set(ADR.findall(text(page))) - decisions == set()


def test_a_decision_has_its_number_for_itself() -> None:
    numbers = [path.name[:4] for path in (DOCS / "adr").iterdir()]
    assert len(numbers) == len(set(numbers))


def test_no_text_holds_a_merge_that_nobody_finished() -> None:
    folders = ("src", "protos", "docs", "deploy", "tests", "benchmarks")
    suffixes = {".py", ".md", ".proto", ".yaml", ".toml", ".sql"}
    found = [one for folder in folders for one in (ROOT / folder).rglob("*") if one.suffix in suffixes]
    found += [*ROOT.glob("*.md"), ROOT / "Makefile", ROOT / "pyproject.toml"]
    assert [name(one) for one in found if CONFLICT.search(one.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_files_are_where_a_page_says(page: Path) -> None:
    inside = [ROOT, ROOT / "src" / "eidgate", ROOT / "src" / "eidgate" / "core" / "risk", DOCS]
    quoted = {part for code in CODE.findall(FENCE.sub("", text(page))) for part in FILE.findall(code)}
    named = {one for one in quoted if not one.startswith((".", "certs/", "eidgate.bank"))}
    assert {one for one in named if not any((folder / one).exists() for folder in inside)} == set()


@cache
def written() -> frozenset[str]:
    """Return every word with an underscore of the program, its contract, its data and its tests."""
    kinds = ("src/**/*.py", "src/**/*.yaml", "protos/**/*.proto", "tests/**/*.py", "benchmarks/*.py")
    files = [one for kind in kinds for one in ROOT.glob(kind) if one != Path(__file__)]
    words = re.compile(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+")
    found = {word for one in files for word in words.findall(one.read_text(encoding="utf-8"))}
    values = {word.partition("_")[2] for word in found}  # the contract's values are said without their prefix
    return frozenset(found | values | {one.__name__ for one in SIGNALS})


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_words_of_the_program_are_words_of_the_program(page: Path) -> None:
    said = {word for code in CODE.findall(FENCE.sub("", text(page))) for word in WORD.findall(code)}
    metrics = {word for word in said if word.startswith("eidgate_")}  # they have a test of their own
    assert said - metrics - written() - EXAMPLES - OF_OTHERS == set()


def command(words: list[str]) -> tuple[click.Command, list[str]]:
    """Return the command that is called, and the rest of the line."""
    found: click.Command = main
    while words and isinstance(found, click.Group) and not words[0].startswith("-"):
        inner = found.get_command(click.Context(found), words[0])
        assert inner is not None, f"eidgate has no command {words[0]}"
        found, words = inner, words[1:]
    return found, words


def calls(page: Path) -> Iterator[str]:
    """Yield what follows the program's name in code, wherever lines end."""
    plain = FENCE.sub("", text(page))
    quoted = [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", plain)]
    shown = [block.replace("\\\n", " ") for block in FENCE.findall(text(page))]
    for code in (*quoted, *shown, *INDENTED.findall(plain)):
        yield from (call.partition(" #")[0].strip() for call in CALL.findall(code))


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_commands_and_their_options_are_there(page: Path) -> None:
    for call in set(calls(page)) - NO_COMMANDS:
        found, rest = command([word for one in shlex.split(call) if (word := one.strip("[](),"))])
        options = {option for one in found.params for option in one.opts} | {"--help"}
        assert {one for one in rest if one.startswith("--")} - options == set(), call


def test_commands_are_found_in_pages() -> None:
    assert sum(len(list(calls(page))) for page in GUIDES) > 40


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_targets_are_there(page: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE)
    assert set(TARGET.findall(text(page))) - set(targets) == set()


def test_the_page_of_signals_has_a_row_for_every_signal() -> None:
    rows = re.findall(r"^\| (`.*?) \|", text(DOCS / "signals.md"), re.MULTILINE)
    assert sorted(one for row in rows for one in CODE.findall(row)) == sorted(one.__name__ for one in SIGNALS)


def test_every_key_of_the_configuration_is_told_and_no_other() -> None:
    told = re.findall(
        r"^\| (`.*?) \|", text(DOCS / "operations.md").partition("## Rotation")[0], re.MULTILINE
    )
    told_keys = {word for row in told for code in CODE.findall(row) for word in re.findall(r"[a-z_]+", code)}
    sections = (Config, ServerSection, MetricsSection, LogSection)
    keys = {one.name for section in sections for one in fields(section)}
    assert told_keys == keys - UNSAID
    roles = {one.name for one in fields(PoliciesSection)}
    assert {role for role in roles if f"`{role}`" in text(DOCS / "operations.md")} == roles


def every(
    group: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    if isinstance(group, click.Group):
        for inner in group.list_commands(click.Context(group)):
            found = group.get_command(click.Context(group), inner)
            assert found is not None
            yield from every(found, (*path, inner))


def test_every_command_and_option_says_what_it_is_for() -> None:
    for path, found in every(main):
        assert found.help, path
        assert [one.name for one in found.params if isinstance(one, click.Option) and not one.help] == [], (
            path
        )
        assert CliRunner().invoke(main, [*path, "--help"]).exit_code == 0, path
