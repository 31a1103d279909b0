"""The signals that ask what the shared list says of each party."""

from itertools import product

import pytest

from builders.desk_scenes import KIND_OF, hold, listing, standing_against
from builders.facts import decided, facts, found, vn_bank
from eidgate.core.desk.standing import Grade
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parties import PAYING, Party
from eidgate.core.risk.policy import COLUMNS
from eidgate.core.risk.signals.listed import LISTED, MOST_NAMED, named

EACH = list(product(Party, Grade))


def state(of: Facts, party: Party) -> SignalState:
    return {one.name: one.state for one in decided(of).signals}[f"{party}_listed"]


def test_there_is_one_signal_a_party() -> None:
    assert [one.__name__ for one in LISTED] == [f"{party}_listed" for party in Party]


@pytest.mark.parametrize(("party", "grade"), EACH)
def test_a_listing_is_found_for_its_party_and_grade_with_what_it_says(party: Party, grade: Grade) -> None:
    of = standing_against(listing(party, grade, code=3, source="police"))
    (finding,) = found(of, f"{party}_listed").values()
    assert finding.reason == f"{party.name}_LISTED_{grade.name}"
    assert finding.evidence == {"kind": KIND_OF[party], "entries": "1", "source": "police", "code": "3"}
    assert state(of, party) is SignalState.OBSERVED
    assert all(state(of, other) is SignalState.NOT_OBSERVED for other in Party if other is not party)


@pytest.mark.parametrize("party", Party)
def test_what_was_confirmed_is_denied_and_what_was_reported_is_not(party: Party) -> None:
    assert decided(standing_against(listing(party, Grade.BLOCK))).outcome is Outcome.DENY
    assert decided(standing_against(listing(party, Grade.WARN))).outcome < Outcome.HOLD


@pytest.mark.parametrize("party", Party)
def test_a_worse_grade_is_never_softer(party: Party) -> None:
    for column in COLUMNS:
        outcomes = [vn_bank().outcome(Reason(f"{party.name}_LISTED_{grade.name}"), column) for grade in Grade]
        assert outcomes == sorted(outcomes)


@pytest.mark.parametrize("party", Party)
def test_nobody_asked_is_not_nothing_found(party: Party) -> None:
    assert state(facts(), party) is SignalState.NOT_MONITORED
    assert state(facts(asked=(party,)), party) is SignalState.NOT_OBSERVED
    assert state(facts(standings=(hold(),)), Party.PERSON) is SignalState.NOT_MONITORED


def test_several_listings_of_one_grade_are_one_finding() -> None:
    several = [listing(Party.PAYEE, name=f"entries/e{n}", source=f"9999{n:02}", code=n % 3) for n in range(8)]
    (finding,) = found(standing_against(*several), "payee_listed").values()
    assert finding.evidence == {
        "kind": "account",
        "entries": "8",
        "source": "999900,999901,999902,999903,999904,+3",
        "code": "1,2",
    }


def test_listings_of_several_grades_are_a_finding_each() -> None:
    both = standing_against(
        listing(Party.SITE, Grade.WARN), listing(Party.SITE, Grade.BLOCK, name="entries/e2")
    )
    assert list(found(both, "site_listed")) == [Reason.SITE_LISTED_BLOCK, Reason.SITE_LISTED_WARN]


def test_a_listing_that_says_no_grade_counts_as_confirmed() -> None:
    assert set(found(standing_against(listing(Party.PAYEE, None)), "payee_listed")) == {
        Reason.PAYEE_LISTED_BLOCK
    }


@pytest.mark.parametrize(("party", "grade"), EACH)
def test_the_payer_is_warned_of_whom_they_pay_and_told_nothing_of_themselves(
    party: Party, grade: Grade
) -> None:
    warning = decided(standing_against(listing(party, grade))).payer_warning
    reason = Reason(f"{party.name}_LISTED_{grade.name}")
    assert warning is (None if party in PAYING else reason)


def test_names_are_in_order_once_and_bounded() -> None:
    assert named([]) == ""
    assert named(["b", "a", "b"]) == "a,b"
    assert named(str(n) for n in range(MOST_NAMED)).count(",") == MOST_NAMED - 1
