"""A record holds all that a decision was computed from, so that it can be computed again."""

import msgspec
import pytest

from builders.facts import assertion, facts, identity_check, pay, vn_bank
from builders.recorded import recorded
from builders.regulation import NOON, shipped
from eidgate.core.risk.record import FORMAT, GivenChallenge, read_record, replay
from eidgate.core.transparency.canonical import canonical

CASES = {
    "class B": facts(),
    "class C": pay(50_000_000, assertion=assertion()),
    "step up": pay(600_000_000),
    "identity": identity_check(),
}


@pytest.mark.parametrize("case", CASES)
def test_a_record_comes_back_from_its_bytes(case: str) -> None:
    record = recorded(CASES[case])
    assert read_record(canonical(record)) == record


@pytest.mark.parametrize("case", CASES)
def test_replaying_a_record_reproduces_its_decision(case: str) -> None:
    record = read_record(canonical(recorded(CASES[case])))
    assert replay(record, policy=vn_bank(), regulation=shipped()) == record.decision


def test_a_challenge_that_was_handed_out_stands_in_the_record() -> None:
    challenge = GivenChallenge(nonce="n-1", transaction_data="e30", expires_at=NOON)
    record = recorded(CASES["step up"], challenge=challenge, adult=True)
    assert read_record(canonical(record)) == record


def test_a_record_says_its_format() -> None:
    assert recorded(facts()).format == FORMAT


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"format":1}', b"null"])
def test_bytes_that_are_no_record_are_refused(raw: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_record(raw)
