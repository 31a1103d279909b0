import json
from base64 import urlsafe_b64decode
from pathlib import Path

from click.testing import CliRunner

from eidgate.cli import main
from eidgate.cli.dev import SEED
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.world import BANK, SHOP


def test_certificates_are_made_once_and_kept(tmp_path: Path) -> None:
    out = tmp_path / "certs"
    first = CliRunner().invoke(main, ["dev", "certificates", "--out", str(out)])
    assert (first.exit_code, "bank-one, bank-two" in first.output) == (0, True)
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {
        "ca.crt",
        "server.crt",
        "server.key",
        "bank-one.crt",
        "bank-one.key",
        "shop-one.crt",
    } <= made.keys()
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.glob("*.key"))
    CliRunner().invoke(main, ["dev", "certificates", "--out", str(out)])
    assert {path.name: path.read_bytes() for path in out.iterdir()} == made


def test_a_place_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["dev", "certificates", "--out", str(tmp_path / "file" / "x")])
    assert result.exit_code == 2
    assert "Not a directory" in result.output


def asserted(*more: str) -> str:
    result = CliRunner().invoke(main, ["dev", "assertion", *more])
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def judged(assertion: str, folder: Path, **asked: object) -> tuple[str, str | None]:
    """Return the verdict of what anybody has: the command, and the trust file of `eidgate dev serve`."""
    trust, cases = folder / "issuers.json", folder / "cases.jsonl"
    trust.write_text(json.dumps(IdentityProvider(SEED).trust_file()))
    cases.write_text(json.dumps({"id": 1, "assertion": assertion, "audience": BANK.audience, **asked}))
    called = ["assertion", "verify", "--trust", str(trust), "--input", str(cases)]
    verdict = json.loads(CliRunner().invoke(main, called).stdout)
    return verdict["verdict"], verdict["reason"]


def test_an_assertion_answers_the_challenge_that_it_is_given(tmp_path: Path) -> None:
    made = asserted("--nonce", "n1", "--transaction-data", "eyJ9")
    assert judged(made, tmp_path, nonce="n1", transaction_data=["eyJ9"]) == ("verified", None)
    assert judged(made, tmp_path, nonce="n2", transaction_data=["eyJ9"]) == ("rejected", "NONCE_UNKNOWN")
    assert judged(made, tmp_path, nonce="n1", transaction_data=["eyJ8"]) == (
        "rejected",
        "TRANSACTION_MISMATCH",
    )


def test_an_assertion_is_for_whom_it_is_asked(tmp_path: Path) -> None:
    assert judged(asserted("--audience", SHOP.audience), tmp_path) == ("rejected", "AUDIENCE_MISMATCH")


def test_two_assertions_are_never_the_same_one() -> None:
    ids = {json.loads(urlsafe_b64decode(asserted().split(".")[1] + "=="))["jti"] for _ in range(3)}
    assert len(ids) == 3
