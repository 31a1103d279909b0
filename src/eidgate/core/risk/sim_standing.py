"""What a number's operator told of its devices, on its way from the binding to a decision.

A SIM's binding projects its clock into a standing of its number, so that a decision reads it with all other
standings, in its own unit and without another question. Written and read here, for both must agree.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.sim_service import SimHolder, SimService, steps_since
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.observation import Reading, SignalState
from eidgate.core.risk.facts import NO_SERVICE, SimServiceFacts
from eidgate.core.risk.parties import PAYING, Concerned
from eidgate.core.terms import Instant

FOR_GOOD: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""Until when it stands: until something else is told, or the binding ends."""

_RUNNING: Final = Grade.HIGH
_OLD_PAPER: Final = 1
"""`code` of a holder who has sixty days."""


def sim_standing(binding: Binding) -> Standing | None:
    """Return what decisions are to know, or None where nothing was told or the binding has ended.

    That a change was verified is told only while the binding is relied on: a suspended, disowned or merely
    proposed one clears nobody. A change that waits is told of whatever is open.

    `since` is the change of device that waits for a proof, or else when the holder last proved who they are.
    `as_of` is the operator's last word, be it of a change or of a proof.
    """
    clock = binding.clock
    if clock is None or clock.told_at is None or not binding.state.is_open:
        return None
    if clock.open_since is None and not binding.state.is_relied_on:
        return None
    return Standing(
        identifier=identifier_of(binding.instrument),
        kind=StandingKind.SIM,
        name=binding.name,
        since=clock.open_since or clock.verified_at,
        until=FOR_GOOD,
        source=binding.institution,
        grade=None if clock.open_since is None else _RUNNING,
        code=_OLD_PAPER if clock.holder.old_paper else 0,
        as_of=max(clock.told_at, clock.verified_at),
    )


def sim_service(parties: Iterable[Concerned], standings: Sequence[Standing], at: Instant) -> SimServiceFacts:
    """Return what the payer's number may do at an instant; of several numbers, the least of it.

    OBSERVED: a change of device waits for a proof. NOT_OBSERVED: its operator told of one, and the holder
    proved who they are since. NOT_MONITORED: no operator told of this number.
    """
    told = [one for one in standings if one.kind is StandingKind.SIM]
    if not told:
        return NO_SERVICE
    paying = {identifier for party, identifier in parties if party in PAYING}
    ours = [_facts(one, at) for one in told if one.identifier in paying]
    return max(ours, key=_gravity, default=NO_SERVICE)


def _facts(standing: Standing, at: Instant) -> SimServiceFacts:
    if standing.grade is not _RUNNING:
        quiet = Reading(state=SignalState.NOT_OBSERVED, as_of=standing.as_of)
        return SimServiceFacts(reading=quiet, service=SimService.FULL)
    holder = SimHolder(old_paper=standing.code == _OLD_PAPER)
    taken = [step.service for step in steps_since(standing.since, holder) if step.at <= at]
    reading = Reading(state=SignalState.OBSERVED, at=standing.since, as_of=standing.as_of)
    return SimServiceFacts(reading=reading, service=taken[-1] if taken else SimService.TO_BE_VERIFIED)


def _gravity(facts: SimServiceFacts) -> int:
    return list(SimService).index(facts.service or SimService.FULL)
