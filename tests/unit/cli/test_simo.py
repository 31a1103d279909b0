"""The month's file to a simulated SIMO over TLS: made, checked by another, partly rejected, told."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from builders.simo import HEADER, line
from eidgate.adapters.clock import SystemClock
from eidgate.cli import main
from eidgate.simulator.certificates import Certificates, ensure_certificates
from eidgate.simulator.simo_server import CLIENT, USER, SimoServer


@dataclass(frozen=True, kw_only=True)
class Bank:
    """A bank with two officers, its folder, and SIMO at the other end."""

    folder: Path
    certificates: Certificates
    server: SimoServer

    def run(self, *arguments: object) -> Result:
        return CliRunner().invoke(main, ["simo", *map(str, arguments)], catch_exceptions=False)

    def officer(self, name: str) -> tuple[object, ...]:
        made = self.certificates
        who = f"bank-one.{name}" if name else "bank-one"
        return ("--certificate", made.certificate(who), "--key", made.key(who))

    def export(self, *lines: str, by: str = "an", service: str = "simo_002") -> Result:
        (self.folder / "suspects.csv").write_text("\n".join((HEADER, *lines, "")), encoding="utf-8")
        told = ("--service", service, "--period", "03/2026", "--out", self.folder / "batch.json")
        return self.run("export", self.folder / "suspects.csv", *told, *self.officer(by))

    def submit(self, *options: object, by: str = "binh") -> Result:
        told = ("--settings", self.folder / "simo.yaml", "--authority", self.certificates.authority)
        return self.run("submit", self.folder / "batch.json", *told, *self.officer(by), *options)

    def status(self, *options: object) -> Result:
        authority = ("--authority", self.certificates.authority)
        return self.run("status", self.folder / "batch.json", *authority, *options)

    def settings(self, **changes: str) -> None:
        told = {
            "url": self.server.url,
            "client": CLIENT[0],
            "client_secret": CLIENT[1],
            "user": USER[0],
            "password": USER[1],
            "ca": str(self.certificates.authority.resolve()),
        }
        (self.folder / "simo.yaml").write_text(yaml.safe_dump(told | changes))


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    names = ["bank-one", "bank-one.an", "bank-one.binh"]
    made = ensure_certificates(tmp_path / "certificates", at=SystemClock().now(), relying_parties=names)
    server = SimoServer((made.certificate("server"), made.key("server")))
    server.start()
    ready = Bank(folder=tmp_path, certificates=made, server=server)
    ready.settings()
    yield ready
    server.close()


def test_a_file_is_made_checked_and_taken_once(bank: Bank) -> None:
    assert "2 records" in bank.export(line(1), line(2)).output
    assert (bank.folder / "batch.json").stat().st_mode & 0o777 == 0o600
    sent = bank.submit()
    assert sent.exit_code == 0, sent.output
    assert "SIMO took 2 (code 00)" in sent.output
    [taken] = bank.server.taken.values()
    assert [one["NgaySinh"] for one in taken] == ["31/12/1999"] * 2
    assert list(bank.server.periods.values()) == ["03/2026"]
    again = bank.submit()
    assert again.exit_code == 1
    assert "checked already" in again.output
    assert len(bank.server.taken) == 1


def test_what_simo_rejects_is_told_and_written_to_be_corrected(bank: Bank) -> None:
    bank.export(line(1), line(2, id_number="000000000000"), line(3))
    sent = bank.submit("--rejected", bank.folder / "rejected.jsonl")
    assert sent.exit_code == 1
    assert "SIMO took 2 (code 01)" in sent.output
    assert "records[1]: SoID không có trong CSDL quốc gia" in sent.output
    [left] = (bank.folder / "rejected.jsonl").read_text().splitlines()
    assert json.loads(left)["cif"] == "CIF2"
    (bank.folder / "corrected.jsonl").write_text(left.replace("000000000000", "001099000002"))
    told = ("--service", "simo_002", "--period", "03/2026", "--out", bank.folder / "batch.json")
    assert bank.run("export", bank.folder / "corrected.jsonl", *told, *bank.officer("an")).exit_code == 0
    assert "code 00" in bank.submit().output


def test_the_maker_cannot_check_and_a_system_is_no_officer(bank: Bank) -> None:
    bank.export(line(1))
    refused = bank.submit(by="an")
    assert refused.exit_code == 1
    assert "another officer" in refused.output
    assert bank.submit(by="").exit_code == 2
    assert bank.export(line(1), by="").exit_code == 2
    assert bank.server.answers == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [('"suspicion":3', '"suspicion":4'), ("bank-one.an", "bank-one.binh"), ('"checker":""', '"checker":"x"')],
)
def test_a_file_that_somebody_changed_is_not_sent(bank: Bank, before: str, after: str) -> None:
    bank.export(line(1))
    path = bank.folder / "batch.json"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    told = bank.submit()
    assert told.exit_code == 1, told.output
    assert bank.server.answers == {}


def test_an_unanswered_call_may_be_repeated(bank: Bank) -> None:
    bank.export(line(1))
    bank.settings(url="https://localhost:1")
    told = bank.submit()
    assert told.exit_code == 1
    assert "repeat the command" in told.output
    assert "checked" in bank.status().output
    bank.settings()
    assert "code 00" in bank.submit().output


def test_a_wrong_password_is_told_without_it(bank: Bank) -> None:
    bank.export(line(1))
    bank.settings(password="wrong-password")
    told = bank.submit()
    assert "status 401" in told.output
    assert "wrong-password" not in told.output


def test_every_line_at_fault_is_told_and_nothing_is_written(bank: Bank) -> None:
    told = bank.export(line(1), line(2, birth_date="31/12/1999"), line(3, status="9"), line(4, male="x"))
    assert told.exit_code == 1
    for number in (3, 4, 5):
        assert f"line {number}:" in told.output
    assert "31/12/1999" not in told.output
    assert not (bank.folder / "batch.json").exists()
    assert "records[1].account" in bank.export(line(1), line(1)).output


def test_the_state_is_told_with_what_was_missed(bank: Bank) -> None:
    bank.export(line(1), line(2, id_number="000000000000"))
    bank.submit()
    out = bank.folder / "simo.prom"
    told = bank.status("--metrics", out)
    assert "partly_rejected" in told.output
    assert "late: it was due before 10/04/2026" in told.output
    assert "eidgate_simo_records_rejected 1\n" in out.read_text()
    assert "eidgate_simo_records_taken 1\n" in out.read_text()
    assert "eidgate_simo_files_late 1\n" in out.read_text()
