"""The report on one person's numbers, from a store as the service left it."""

import json
from pathlib import Path

import yaml
from click.testing import CliRunner, Result

from builders.facts import account
from builders.ledger import binding, request
from eidgate.adapters.storage.open import open_store
from eidgate.cli import main
from eidgate.core.binding.sim_rules import UNSAID
from eidgate.core.shape import replace


def installed(folder: Path, *, numbers: int) -> Path:
    """A store with a person's account and so many numbers, and a configuration that names it."""
    store = open_store(f"sqlite:///{folder}/eidgate.db")
    store.bindings.create(request("a"), binding("account", subject="mai"), uses=[])
    for last in range(numbers):
        sim = account(f"+8491234567{last}", institution="operator-one", kind="sim")
        made = replace(
            binding(f"b{last}", instrument=sim, subject="mai"), institution="operator-one", sim=UNSAID
        )
        store.bindings.create(request(f"r{last}"), made, uses=[])
    store.close()
    path = folder / "eidgate.yaml"
    server = {"certificate": "c", "key": "k", "client_ca": "a"}
    files = dict.fromkeys(("relying_parties", "issuers", "challenge_keys", "receipt_keys"), "x")
    path.write_text(yaml.safe_dump({"store": "sqlite:///eidgate.db", "server": server} | files))
    return path


def reported(configuration: Path, subject: str) -> Result:
    asked = ["--issuer", "https://idp.example", "--subject", subject]
    return CliRunner().invoke(main, ["binding", "numbers", "--config", str(configuration), *asked])


def test_numbers_above_the_limit_are_named_and_all_are_masked(tmp_path: Path) -> None:
    result = reported(installed(tmp_path, numbers=4), "mai")
    assert result.exit_code == 0
    [line] = [json.loads(one) for one in result.output.splitlines()]
    assert (line["operator"], line["count"], line["above"]) == ("operator-one", 4, ["bindings/b3"])
    assert [one["masked_number"] for one in line["numbers"]] == ["•••670", "•••671", "•••672", "•••673"]
    assert line["numbers"][0] | {"since": ""} == {
        "binding": "bindings/b0",
        "masked_number": "•••670",
        "since": "",
        "state": "confirmed",
        "channel": "online",
        "contract": False,
    }
    assert "+8491" not in result.output


def test_who_has_no_number_has_no_line(tmp_path: Path) -> None:
    result = reported(installed(tmp_path, numbers=1), "an")
    assert (result.exit_code, result.output) == (0, "")
