"""Whose the payer's number is, on its way from the binding to a decision.

A SIM's binding projects its holder into a standing of its number, so that a decision reads it with all other
standings, in its own unit and without another question. Written and read here, for both must agree. A
proposal says nothing yet, and an ended binding nothing any more.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.risk.facts import NO_NUMBER, BindingFacts, NumberFacts
from eidgate.core.risk.parties import Concerned, Party
from eidgate.core.risk.sim_standing import FOR_GOOD
from eidgate.core.terms import InstrumentKind

_SUSPENDED: Final = Grade.HIGH
_BETWEEN: Final = "\n"
"""Between issuer and subject in one text; an issuer is a URL and has no line's end."""
_SPEAKING: Final = frozenset({BindingState.CONFIRMED, BindingState.SUSPENDED})


def number_standing(binding: Binding) -> Standing | None:
    """Return what decisions are to know of a SIM's holder, or None where there is nothing to know."""
    if binding.instrument.kind is not InstrumentKind.SIM or binding.state not in _SPEAKING:
        return None
    return Standing(
        identifier=identifier_of(binding.instrument),
        kind=StandingKind.NUMBER,
        name=binding.name,
        since=binding.updated_at,
        until=FOR_GOOD,
        source=binding.institution,
        grade=None if binding.state.is_relied_on else _SUSPENDED,
        holder=f"{binding.issuer}{_BETWEEN}{binding.subject_id}",
    )


def payer_number(
    parties: Iterable[Concerned], standings: Sequence[Standing], payer: BindingFacts | None
) -> NumberFacts:
    """Return whose the number is that the payment named; of several bindings, what speaks against it."""
    known = [one for one in standings if one.kind is StandingKind.NUMBER]
    if not known:
        return NO_NUMBER
    named = {identifier for party, identifier in parties if party is Party.PHONE}
    found = [_facts(one, payer) for one in known if one.identifier in named]
    return max(found, key=_gravity, default=NO_NUMBER)


def _facts(standing: Standing, payer: BindingFacts | None) -> NumberFacts:
    suspended = standing.grade is _SUSPENDED
    return NumberFacts(bound=True, suspended=suspended, of_payer=_of_payer(standing, payer))


def _of_payer(standing: Standing, payer: BindingFacts | None) -> bool | None:
    """Compare holders; subjects are pairwise per issuer, so that those of two issuers cannot be."""
    issuer, _, subject_id = standing.holder.partition(_BETWEEN)
    if payer is None or not payer.active or payer.issuer != issuer:
        return None
    return payer.subject_id == subject_id


def _gravity(facts: NumberFacts) -> tuple[bool, bool]:
    return facts.suspended, facts.of_payer is False
