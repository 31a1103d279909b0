import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders.assertion import AT, AUDIENCE, NONCE, PAYMENT, request
from builders.sd_jwt import ISSUER, SCENE
from builders.status import configured, status_scene
from eidgate.cli import main
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.status_publisher import URI

IDP = IdentityProvider(1)
CASE = {
    "id": "sound",
    "assertion": IDP.issue(AN, request()),
    "audience": AUDIENCE,
    "nonce": NONCE,
    "transaction_data": [PAYMENT],
    "at": AT.isoformat(),
}


class Desk:
    """A folder with a trust file, and the command run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trust, self.input, self.output = (folder / n for n in ("trust.json", "cases.jsonl", "out.jsonl"))
        self.trust.write_text(json.dumps(IDP.trust_file()))

    def run(self, *lines: str | dict[str, Any], output: bool = True) -> Result:
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        self.input.write_bytes(text.encode("utf-8", "surrogatepass"))
        arguments = ["assertion", "verify", "--trust", str(self.trust), "--input", str(self.input)]
        return CliRunner().invoke(main, [*arguments, "--output", str(self.output)] if output else arguments)

    def verdicts(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.output.read_text().splitlines()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_judges_each_line_in_order(desk: Desk) -> None:
    result = desk.run(CASE, CASE | {"id": 2, "nonce": "another"}, "", CASE | {"id": "c", "assertion": "x"})

    assert (result.exit_code, result.output) == (0, "")
    assert desk.verdicts() == [
        {"id": "sound", "verdict": "verified", "reason": None, "step": None, "detail": ""},
        {
            "id": 2,
            "verdict": "rejected",
            "reason": "NONCE_UNKNOWN",
            "step": 9,
            "detail": "another nonce than the one asked for",
        },
        {
            "id": "c",
            "verdict": "rejected",
            "reason": "ASSERTION_MALFORMED",
            "step": 1,
            "detail": "a compact JWS has three segments",
        },
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"audience": None, "nonce": None}, None),
        ({"audience": "https://another.example"}, "AUDIENCE_MISMATCH"),
        ({"transaction_data": []}, "TRANSACTION_EXTRA"),
        ({"transaction_data": [PAYMENT, "x"]}, "TRANSACTION_MISMATCH"),
        ({"transaction_data": [PAYMENT[:-1]]}, "TRANSACTION_MISMATCH"),
        ({"assertion": IDP.issue(AN, request(transaction_data=()))}, "TRANSACTION_MISSING"),
        ({"assertion": IDP.issue(AN, request(nonce=None))}, "NONCE_MISSING"),
        ({"assertion": ""}, "ASSERTION_MISSING"),
        ({"assertion": "x" * 900_000}, "ASSERTION_TOO_LARGE"),
        ({"at": "2026-03-05T10:04:00+07:00"}, None),
        ({"at": "2026-03-05T10:06:00+07:00"}, "ASSERTION_EXPIRED"),
    ],
)
def test_each_expectation_is_held(desk: Desk, changes: dict[str, Any], reason: str | None) -> None:
    result = desk.run({k: v for k, v in (CASE | changes).items() if v is not None})

    assert result.exit_code == 0, result.output
    assert desk.verdicts()[0]["reason"] == reason


def test_the_default_instant_is_now(desk: Desk) -> None:
    desk.run({name: value for name, value in CASE.items() if name != "at"})

    assert desk.verdicts()[0]["reason"] == "ASSERTION_EXPIRED"


def test_writes_to_standard_output_by_default(desk: Desk) -> None:
    result = desk.run(CASE, CASE, output=False)

    assert [json.loads(line)["verdict"] for line in result.output.splitlines()] == ["verified", "verified"]


def test_no_case_at_all_is_judged_in_full(desk: Desk) -> None:
    assert desk.run("").exit_code == 0
    assert desk.verdicts() == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: .*object"),
        ('{"assertion": "x"}', "line 2: id: missing"),
        ('{"id": "x"}', "line 2: assertion: missing"),
        ('{"id": "x", "assertion": 7}', "line 2: assertion: must be a text"),
        ('{"id": "x", "assertion": "x", "assertion": "y"}', "line 2: the line: a key is repeated"),
        ('{"id": "x", "assertion": "x", "audience": ""}', "line 2: audience: "),
        ('{"id": "x", "assertion": "x", "transaction_data": "x"}', "line 2: transaction_data: "),
        ('{"id": "x", "assertion": "x", "transaction_data": [1]}', r"line 2: transaction_data\[0\]: "),
        ('{"id": "x", "assertion": "x", "nonse": "x"}', "line 2: nonse: unknown key"),
        ('{"id": "x", "assertion": "x", "at": "2026-03-05T10:00:00"}', "line 2: at: .*offset"),
        ('{"id": "x", "assertion": "x", "at": "0001-01-01T00:00:00+07:00"}', "line 2: at: "),
        ('{"id": "x", "assertion": "x", "at": "1969-12-31T23:59:59Z"}', "line 2: at: .*year"),
        ('{"id": "x", "assertion": "x", "at": "yesterday"}', "line 2: at: "),
        ("x" * 4_200_000, "line 2: longer than"),
    ],
)  # fmt: skip
def test_a_broken_line_is_named_and_nothing_is_written(desk: Desk, line: str, message: str) -> None:
    result = desk.run(CASE, line)

    assert result.exit_code == 2
    assert re.search(message, " ".join(result.stderr.split()))
    assert sorted(path.name for path in desk.folder.iterdir()) == ["cases.jsonl", "trust.json"]


def test_an_earlier_output_survives_a_failure(desk: Desk) -> None:
    desk.run(CASE)
    before = desk.output.read_bytes()

    assert desk.run("{").exit_code == 2
    assert desk.output.read_bytes() == before


def test_nothing_reaches_standard_output_on_a_failure(desk: Desk) -> None:
    result = desk.run(CASE, "{", output=False)

    assert (result.exit_code, result.stdout) == (2, "")


def test_a_bad_trust_file_is_named_by_field(desk: Desk) -> None:
    desk.trust.write_text(json.dumps({"issuers": [IDP.issuer_configuration() | {"leeway_seconds": 61}]}))

    result = desk.run(CASE)

    assert result.exit_code == 2
    assert "issuers[0].leeway_seconds" in result.stderr


def test_trust_may_be_yaml(desk: Desk) -> None:
    desk.trust = desk.folder / "trust.yaml"
    desk.trust.write_text(json.dumps(IDP.trust_file(), indent=2))

    assert desk.run(CASE).exit_code == 0


def test_missing_files_are_named(desk: Desk, tmp_path: Path) -> None:
    desk.run(CASE)
    desk.trust.unlink()
    missing_trust = desk.run(CASE)
    desk.trust.write_text(json.dumps(IDP.trust_file()))
    missing = tmp_path / "nowhere" / "x.jsonl"
    arguments = ["assertion", "verify", "--trust", str(desk.trust)]
    missing_input = CliRunner().invoke(main, [*arguments, "--input", str(missing)])
    missing_folder = CliRunner().invoke(
        main, [*arguments, "--input", str(desk.input), "--output", str(missing)]
    )

    for result in (missing_trust, missing_input, missing_folder):
        assert result.exit_code == 2
        assert "Traceback" not in result.output
    assert "nowhere" in missing_input.stderr
    assert "nowhere" in missing_folder.stderr


def test_bare_signatures_stop_after_the_signature(desk: Desk) -> None:
    issuer = IDP.issuer_configuration() | {"profile": "signature"}
    desk.trust.write_text(json.dumps({"issuers": [issuer]}))
    vector = IDP.key.compact(IDP.header(), b"no claims at all")

    desk.run({"id": "v", "assertion": vector}, {"id": "w", "assertion": vector[:-4] + "AAAA"})

    assert [(v["verdict"], v["reason"]) for v in desk.verdicts()] == [
        ("verified", None),
        ("rejected", "SIGNATURE_INVALID"),
    ]


def test_judges_presentations_of_credentials_as_well(desk: Desk) -> None:
    desk.trust.write_text(json.dumps(ISSUER.trust_file()))
    presented = CASE | {"assertion": SCENE.sound}

    desk.run(presented, CASE, presented | {"assertion": SCENE.wallet.shown()}, presented | {"nonce": None})

    assert [(v["verdict"], v["reason"], v["step"]) for v in desk.verdicts()] == [
        ("verified", None, None),
        ("verified", None, None),
        ("rejected", "KB_MISSING", 8),
        ("verified", None, None),
    ]


def test_an_issuer_may_be_trusted_by_an_anchor_alone(desk: Desk) -> None:
    idp, stranger = CertifiedIdentityProvider(at=AT), CertifiedIdentityProvider(at=AT)
    entry = idp.issuer_configuration()
    del entry["x5c"]
    desk.trust.write_text(json.dumps({"issuers": [entry]}))
    signed = [CASE | {"assertion": provider.issue(AN, request())} for provider in (idp, stranger)]
    desk.run(*signed)

    assert [each["verdict"] for each in desk.verdicts()] == ["verified", "rejected"]
    assert desk.verdicts()[1]["reason"] == "CERTIFICATE_NOT_TRUSTED"


def test_status_lists_may_stand_in_the_trust_file(desk: Desk) -> None:
    scene = status_scene()
    scene.statuses.revoke(AN.subject_id)
    desk.trust.write_text(json.dumps({"issuers": [configured(scene, tokens={URI: scene.token})]}))

    desk.run(CASE | {"assertion": scene.assertion})

    (verdict,) = desk.verdicts()
    assert (verdict["reason"], verdict["step"]) == ("STATUS_REVOKED", 13)
