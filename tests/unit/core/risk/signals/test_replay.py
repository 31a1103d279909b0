"""The signal that says whether an assertion or a challenge was used before."""

from builders.facts import assertion, decided, facts, found
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome


def test_an_assertion_used_before_is_denied_and_the_payer_warned() -> None:
    replayed = facts(assertion=assertion(used_before=True))
    assert set(found(replayed)) == {Reason.JTI_REPLAYED}
    assert decided(replayed).outcome is Outcome.DENY
    assert decided(replayed).payer_warning is Reason.JTI_REPLAYED


def test_a_challenge_answered_before_is_denied() -> None:
    reused = facts(assertion=assertion(nonce_used_before=True))
    assert set(found(reused)) == {Reason.NONCE_REUSED}
    assert decided(reused).outcome is Outcome.DENY


def test_both_are_found() -> None:
    both = facts(assertion=assertion(used_before=True, nonce_used_before=True))
    assert set(found(both, "replay")) == {Reason.JTI_REPLAYED, Reason.NONCE_REUSED}


def test_a_replayed_assertion_shows_no_face() -> None:
    replayed = facts(assertion=assertion(used_before=True))
    assert "face_match" not in decided(replayed).regulated.usable
