"""Scenes that only the desk, an operator, a name check or the customer's app can tell of."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import product
from typing import Any, Final

from builders import facts as plain
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.binding.sim_service import SimService
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.standing import Grade, StandingKind
from eidgate.core.observation import Reading, SignalState
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.facts import NumberFacts, PayeeNameFacts, SessionFacts, SimFacts, SimServiceFacts
from eidgate.core.risk.parties import Party, PartyStanding
from eidgate.core.terms import Instant, Vnd
from eidgate.core.transaction import SessionSign

KIND_OF: Final = {
    Party.PAYER: IdentifierKind.ACCOUNT,
    Party.PAYEE: IdentifierKind.ACCOUNT,
    Party.MERCHANT: IdentifierKind.MERCHANT,
    Party.PHONE: IdentifierKind.PHONE,
    Party.DEVICE: IdentifierKind.DEVICE,
    Party.SITE: IdentifierKind.WEBSITE,
    Party.SOCIAL_ACCOUNT: IdentifierKind.SOCIAL_ACCOUNT,
    Party.PERSON: IdentifierKind.PERSON,
}


def listing(party: Party, grade: Grade | None = Grade.WARN, **differs: Any) -> PartyStanding:
    """What the list says of a party, since a day and for a month."""
    return _standing(party, StandingKind.LISTED, "entries/e1", grade=grade, **differs)


def hold(party: Party = Party.PAYEE, amount: int = 5_000_000, **differs: Any) -> PartyStanding:
    return _standing(party, StandingKind.HELD, "holds/h1", amount=Vnd(amount), **differs)


def report(party: Party = Party.PAYEE, **differs: Any) -> PartyStanding:
    return _standing(party, StandingKind.REPORTED, "reports/r1", **differs)


def _standing(party: Party, kind: StandingKind, usual_name: str, **differs: Any) -> PartyStanding:
    usual: dict[str, Any] = {
        "party": party,
        "kind": kind,
        "identifier_kind": KIND_OF[party],
        "name": usual_name,
        "since": plain.NOON - timedelta(days=1),
        "until": plain.NOON + timedelta(days=30),
        "source": "999901",
    }
    return PartyStanding(**{**usual, **differs})


def standing_against(*standings: PartyStanding, **differs: Any) -> Any:
    """The plain payment, with the desk asked about everybody and these standings as the answer."""
    return plain.facts(standings=standings, asked=tuple(Party), **differs)


def observed(at: Instant | None = None) -> Reading:
    return Reading(state=SignalState.OBSERVED, at=at, as_of=plain.NOON)


def unverified(service: SimService, at: Instant | None = None) -> SimServiceFacts:
    """What an operator told of a number whose holder did not verify themselves."""
    return SimServiceFacts(reading=Reading(state=SignalState.OBSERVED, at=at or _HOUR_AGO), service=service)


def named(grade: NameGrade | None, state: SignalState = SignalState.OBSERVED) -> PayeeNameFacts:
    return PayeeNameFacts(reading=Reading(state=state), grade=grade)


def signs(*seen: SessionSign, inspected: bool = True) -> SessionFacts:
    return SessionFacts(signs=seen, inspected=inspected)


_HOUR_AGO: Final = plain.NOON - timedelta(hours=1)


def _decided(**differs: Any) -> Decision:
    return plain.decided(plain.facts(**differs))


def _listed() -> Iterator[tuple[str, Callable[[], Decision]]]:
    for party, grade in product(Party, Grade):
        name = f"{party.replace('_', ' ')} on the list, graded {grade}"
        facts = standing_against(listing(party, grade))
        yield name, lambda facts=facts: plain.decided(facts)  # type: ignore[misc]  # bound in the loop


SCENES: Final[Mapping[str, Callable[[], Decision]]] = {
    **dict(_listed()),
    "hold on the payer's account": lambda: plain.decided(standing_against(hold(Party.PAYER))),
    "hold on the payee's account": lambda: plain.decided(standing_against(hold())),
    "payer reported": lambda: plain.decided(standing_against(report(Party.PAYER))),
    "payee reported": lambda: plain.decided(standing_against(report())),
    "binding suspended": lambda: _decided(
        payer_binding=plain.bound(active=False, state=BindingState.SUSPENDED)
    ),
    "binding of an hour ago": lambda: _decided(payer_binding=plain.bound(confirmed_at=_HOUR_AGO)),
    "payee of the same bank, bound to nobody": lambda: plain.decided(
        plain.facts(plain.transaction(payee=plain.account("7700")))
    ),
    "payee's binding suspended": lambda: _decided(
        payee_binding=plain.bound(plain.BINH, active=False, state=BindingState.SUSPENDED)
    ),
    "payee's binding of an hour ago": lambda: _decided(
        payee_binding=plain.bound(plain.BINH, confirmed_at=_HOUR_AGO)
    ),
    "payee of another name": lambda: _decided(payee_name=named(NameGrade.NO_MATCH)),
    "payee of nearly that name": lambda: _decided(payee_name=named(NameGrade.CLOSE)),
    "bank that does not check names": lambda: _decided(payee_name=named(None, SignalState.UNAVAILABLE)),
    "SIM in another phone": lambda: _decided(sim=SimFacts(device_change=observed(_HOUR_AGO))),
    "number with a new subscriber": lambda: _decided(sim=SimFacts(recycled=observed(_HOUR_AGO))),
    "another phone, seen an hour ago and not verified": lambda: _decided(
        sim_service=unverified(SimService.TO_BE_VERIFIED)
    ),
    "another phone, not verified for three hours": lambda: _decided(
        sim_service=unverified(SimService.OUTGOING_BLOCKED)
    ),
    "another phone, not verified for 31 days": lambda: _decided(sim_service=unverified(SimService.BLOCKED)),
    "number whose holder said that it is not theirs": lambda: _decided(
        number=NumberFacts(bound=True, suspended=True)
    ),
    "number that is bound to somebody else": lambda: _decided(number=NumberFacts(bound=True, of_payer=False)),
    "calls forwarded": lambda: _decided(sim=SimFacts(forwarding=observed())),
    "phone led from elsewhere": lambda: _decided(session=signs(SessionSign.REMOTE_CONTROL)),
    "screen shared": lambda: _decided(session=signs(SessionSign.SCREEN_SHARING)),
    "payer on a call": lambda: _decided(session=signs(SessionSign.CALL_IN_PROGRESS)),
    "strange app with accessibility rights": lambda: _decided(
        session=signs(SessionSign.ACCESSIBILITY_SERVICE)
    ),
}
