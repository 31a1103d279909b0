"""The signal that asks whether a sum is on hold on either side."""

from datetime import timedelta

import pytest

from builders.desk_scenes import hold, listing, standing_against
from builders.facts import NOON, decided, facts, found, pay
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parties import Party


def state(of: Facts) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}["open_holds"]


@pytest.mark.parametrize("amount", [1, 5_000_000, 10**12])
def test_a_hold_on_the_payers_account_stops_whatever_its_amount(amount: int) -> None:
    finding = found(standing_against(hold(Party.PAYER, amount)))[Reason.PAYER_HELD]
    assert finding.outcome is Outcome.HOLD
    assert finding.evidence == {"holds": "1", "amount": str(amount), "until": "2026-04-04T05:00Z"}


def test_a_hold_on_the_payers_account_denies_a_large_payment() -> None:
    of = pay(50_000_000, standings=(hold(Party.PAYER),))
    assert found(of)[Reason.PAYER_HELD].outcome is Outcome.DENY


def test_a_hold_on_the_payees_account_warns_and_waits() -> None:
    decision = decided(standing_against(hold(Party.PAYEE)))
    assert found(decision)[Reason.PAYEE_HELD].outcome is Outcome.HOLD
    assert decision.payer_warning is Reason.PAYEE_HELD


def test_holds_are_summed_each_once_and_the_last_to_end_is_told() -> None:
    later = NOON + timedelta(days=40)
    two = standing_against(hold(amount=1), hold(amount=2, name="holds/h2", until=later))
    evidence = found(two)[Reason.PAYEE_HELD].evidence
    assert evidence == {"holds": "2", "amount": "3", "until": "2026-04-14T05:00Z"}


def test_each_side_is_a_finding_of_its_own() -> None:
    of = standing_against(hold(Party.PAYER), hold(Party.PAYEE))
    assert set(found(of, "open_holds")) == {Reason.PAYER_HELD, Reason.PAYEE_HELD}


def test_nothing_on_hold_is_looked_for_only_where_the_desk_was_asked() -> None:
    assert state(facts()) is SignalState.NOT_MONITORED
    assert state(standing_against()) is SignalState.NOT_OBSERVED
    assert state(standing_against(listing(Party.PAYEE))) is SignalState.NOT_OBSERVED
    assert state(standing_against(hold())) is SignalState.OBSERVED


def test_a_hold_on_one_side_is_none_on_the_other() -> None:
    for party, reason in ((Party.PAYER, Reason.PAYER_HELD), (Party.PAYEE, Reason.PAYEE_HELD)):
        assert set(found(standing_against(hold(party)), "open_holds")) == {reason}
