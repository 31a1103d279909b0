"""Look identifiers up: what stands against each, and what that costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from eidgate.app.permission import require
from eidgate.app.persons import known_as
from eidgate.app.service import Service
from eidgate.core.desk.canonical import keeper_institution
from eidgate.core.desk.counters import SourceRecord
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.website import covering
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant
from eidgate.ports.look_ups import HIT_COST, MISS_COST, Budget
from eidgate.ports.watchlist import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the list says about each identifier, in the order asked, as of `at`."""

    found: tuple[Found, ...]
    sources: tuple[SourceRecord, ...]
    budget: Budget
    at: Instant


def check_identifiers(caller: RelyingParty, identifiers: Sequence[Identifier], service: Service) -> Checked:
    """Look up; a page is looked up as itself and as what covers it.

    Raises:
        NotPermittedError: the role may not look up.
        BudgetSpentError: the caller has looked up too much; nothing was.
    """
    require(caller, Right.LOOK_UP)
    service.look_ups.check(caller, HIT_COST * len(identifiers))
    at = service.clock.now()
    asked = [_forms(one, service) for one in identifiers]
    flat = service.watchlist.look_up([form for forms in asked for form in forms], at=at)
    found = tuple(_joined(identifiers, asked, flat))
    budget = service.look_ups.take(caller, sum(_cost(caller, one) for one in found))
    names = sorted({one.source.partition("/")[0] for each in found for one in each.listings})
    return Checked(found=found, sources=tuple(service.watchlist.sources(names)), budget=budget, at=at)


def _forms(identifier: Identifier, service: Service) -> Sequence[Identifier]:
    if identifier.kind is not IdentifierKind.WEBSITE:
        return known_as(identifier, service)
    return [Identifier(kind=identifier.kind, value=form) for form in covering(identifier.value)]


def _joined(
    identifiers: Sequence[Identifier], asked: Sequence[Sequence[Identifier]], flat: Sequence[Found]
) -> list[Found]:
    """Put what was found of each identifier's forms together; the nearest form's counters count."""
    rest = iter(flat)
    joined = []
    for identifier, forms in zip(identifiers, asked, strict=True):
        hits = [one for one in (next(rest) for _ in forms) if one.listings]
        joined.append(
            Found(
                identifier=identifier,
                listings=tuple(listing for one in hits for listing in one.listings),
                institutions=max((one.institutions for one in hits), default=0),
                counts=hits[0].counts if hits else (),
            )
        )
    return joined


def _cost(caller: RelyingParty, found: Found) -> int:
    """Return what it costs: nobody finds out anything by asking about what they keep themselves."""
    own = bool(caller.institution) and keeper_institution(found.identifier) == caller.institution
    return HIT_COST if found.listings or own else MISS_COST
