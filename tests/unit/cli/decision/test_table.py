"""A decision as a page: what was decided, on what, and what would change it."""

import pytest

from builders.desk_scenes import hold, listing, standing_against
from builders.facts import assertion, facts, identity_check, rejected
from builders.wire import answered, record
from eidgate.cli.decision.table import WORDS, show
from eidgate.core.desk.standing import Grade
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts, SimFacts
from eidgate.core.risk.parties import Party
from eidgate.rpc.wire.decisions import decision_message
from eidgate.v1 import decision_pb2


def page(of: Facts, capsys: pytest.CaptureFixture[str], language: str = "en") -> str:
    show(decision_message(answered(record(of))), language)
    return " ".join(capsys.readouterr().out.split())


def test_an_analyst_reads_outcome_class_findings_and_versions(capsys: pytest.CaptureFixture[str]) -> None:
    told = page(standing_against(listing(Party.PAYEE, Grade.BLOCK, code=3)), capsys)
    for word in ("DENY", "100/100", "B I.", "PAYEE_LISTED_BLOCK", "payee_listed r1", "code: 3", "+100"):
        assert word in told
    for word in ("vn-bank", "circular-77-2025", "What would change it", "sms_otp"):
        assert word in told


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_heading_is_in_the_readers_language(capsys: pytest.CaptureFixture[str], language: str) -> None:
    told = page(facts(confirmations=()), capsys, language)
    for name in ("outcome", "score", "missing", "enough", "policy", "findings"):
        assert getattr(WORDS[name], language).split()[0] in told


def test_the_identity_confirmation_is_told_with_its_levels_or_its_fault(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "Identity confirmation ✓ 2/3 face + pin" in page(facts(assertion=assertion()), capsys)
    refused = page(facts(assertion=rejected(Reason.SIGNATURE_INVALID)), capsys)
    assert "Identity confirmation SIGNATURE_INVALID (step 5)" in refused
    assert "Identity confirmation none" in page(facts(), capsys)


def test_words_of_a_newer_server_are_shown_and_an_unknown_outcome_is_a_denial(
    capsys: pytest.CaptureFixture[str],
) -> None:
    newer = decision_pb2.Decision(name="decisions/x1", outcome=99)  # type: ignore[arg-type]  # of a later contract
    newer.regulation.usable.append(99)  # type: ignore[arg-type]  # as above
    show(newer, "en")
    told = capsys.readouterr().out
    assert "99 = DENY" in told


def test_markup_in_a_value_is_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    made = decision_pb2.Decision(name="decisions/x1", policy_version="[red]x[/red]")
    show(made, "en")
    assert "[red]x[/red]" in capsys.readouterr().out


def test_a_hold_says_how_much_until_when(capsys: pytest.CaptureFixture[str]) -> None:
    told = page(standing_against(hold(Party.PAYER)), capsys)
    assert "Hold 4,000,000 VND" in told


def test_a_gap_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    told = page(facts(sim=SimFacts(swap=Reading(state=SignalState.UNAVAILABLE))), capsys)
    assert "Sources without an answer sim_swap" in told


def test_an_identity_check_has_no_class(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Transaction class" not in page(identity_check(), capsys)


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing was found." in page(identity_check(), capsys)
