"""From a SIM's binding to a decision: whose a number is, and whether its holder stands by it."""

import pytest

from builders.ledger import binding
from builders.sim_clocks import NOON
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.desk.identifier import Identifier, identifier_of, phone
from eidgate.core.risk.facts import NO_NUMBER, BindingFacts, NumberFacts
from eidgate.core.risk.number_standing import number_standing, payer_number
from eidgate.core.risk.parties import Party, against
from eidgate.core.shape import replace
from eidgate.core.terms import BindingName, Instrument, InstrumentKind, IssuerId, SubjectId

NUMBER = "+84912345678"
MADE = binding("b1")


def bound(
    state: BindingState = BindingState.CONFIRMED, *, number: str = NUMBER, subject: str = ""
) -> Binding:
    sim = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number=number)
    made = replace(MADE, instrument=sim, institution="operator-one", state=state, updated_at=NOON)
    return replace(made, subject_id=SubjectId(subject)) if subject else made


def payer(*, issuer: str = MADE.issuer, subject: str = MADE.subject_id, active: bool = True) -> BindingFacts:
    return BindingFacts(
        name=BindingName("bindings/a1"),
        issuer=IssuerId(issuer),
        subject_id=SubjectId(subject),
        active=active,
        version=1,
    )


def seen(*of: Binding, by: BindingFacts | None = None, party: Party = Party.PHONE) -> NumberFacts:
    standings = [one for one in map(number_standing, of) if one is not None]
    return payer_number([(party, phone(NUMBER))], standings, by)


def test_the_payers_own_number_is_known_as_theirs() -> None:
    assert seen(bound(), by=payer()) == NumberFacts(bound=True, of_payer=True)


def test_the_number_of_another_subject_of_the_same_issuer_is_somebody_elses() -> None:
    assert seen(bound(subject="another"), by=payer()).of_payer is False
    assert seen(bound(subject=f"{MADE.subject_id}1"), by=payer()).of_payer is False


@pytest.mark.parametrize("by", [None, payer(issuer="https://other.example"), payer(active=False)])
def test_holders_that_cannot_be_compared_are_not(by: BindingFacts | None) -> None:
    assert seen(bound(), by=by) == NumberFacts(bound=True)


@pytest.mark.parametrize("state", [BindingState.PROPOSED, BindingState.REVOKED, BindingState.TRANSFERRED])
def test_what_is_only_proposed_or_has_ended_says_nothing(state: BindingState) -> None:
    assert seen(bound(state), by=payer()) is NO_NUMBER


def test_a_suspended_binding_says_so_and_nothing_against_its_holder() -> None:
    assert seen(bound(BindingState.SUSPENDED), by=payer()).suspended
    party: list[tuple[Party, Identifier]] = [(Party.PHONE, identifier_of(bound().instrument))]
    standing = number_standing(bound(BindingState.SUSPENDED))
    assert standing is not None
    assert against(party, [standing]) == ()


def test_only_the_number_that_was_named_counts() -> None:
    assert seen(bound(number="+84912345679"), by=payer()) is NO_NUMBER
    assert seen(bound(), by=payer(), party=Party.PAYEE) is NO_NUMBER
    assert number_standing(MADE) is None


def test_of_two_bindings_of_before_what_speaks_against_it_counts() -> None:
    other = replace(bound(BindingState.SUSPENDED), name=BindingName("bindings/b2"))
    assert seen(bound(), other, by=payer()).suspended


def test_of_several_bindings_of_a_number_what_speaks_against_it_counts() -> None:
    own, another, silent = bound(), bound(subject="another"), bound(BindingState.SUSPENDED)
    for ordered in ((own, another), (another, own)):
        assert seen(*ordered, by=payer()) == NumberFacts(bound=True, of_payer=False)
    for ordered in ((another, silent), (silent, another)):
        assert seen(*ordered, by=payer()).suspended


def test_a_number_that_the_payment_does_not_name_says_nothing() -> None:
    assert seen(bound(number="+84912345679"), by=payer()) == NO_NUMBER
    assert seen(bound(), by=payer(), party=Party.PAYEE) == NO_NUMBER
