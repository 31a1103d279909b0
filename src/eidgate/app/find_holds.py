"""GetHold and ListHolds: whom a hold concerns sees it, and nobody else knows that there is one."""

from dataclasses import dataclass

from eidgate.app.hold_answer import HoldAnswer, hold_answer, hold_of
from eidgate.app.paging import cursor_of, page_size, page_token
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.hold import Hold, HoldName
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant, Instrument
from eidgate.ports import HoldQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHolds:
    """Asks for a page of holds."""

    caller: RelyingParty
    account: Instrument | None = None
    active_only: bool = False
    size: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPage:
    """Holds in the order of placing, as of an instant, and the token for more ("" at the end)."""

    holds: tuple[Hold, ...]
    at: Instant
    next_page_token: str


def get_hold(caller: RelyingParty, name: HoldName, service: Service) -> HoldAnswer:
    """Return the newest version of a hold.

    Raises:
        NotFoundError: there is none of this name, or it does not concern the caller's institution.
    """
    require(caller, Right.READ_HOLDS)
    return hold_answer(hold_of(caller, name, service), service)


def list_holds(command: ListHolds, service: Service) -> HoldPage:
    """Return a page of the holds that the caller's institution asked for or keeps; overseers see all.

    Raises:
        InvalidCommandError: the token was not given for this question.
    """
    caller, account = command.caller, command.account
    require(caller, Right.READ_HOLDS)
    limit, now = page_size(command.size), service.clock.now()
    question = ("holds", caller.relying_party_id, account.key if account else "", str(command.active_only))
    query = HoldQuery(
        institution="" if caller.oversees(Right.ORDER) else caller.institution,
        identifier=identifier_of(account) if account else None,
        active_at=now if command.active_only else None,
    )
    found = service.holds.page(query, after=cursor_of(command.token, *question), limit=limit + 1)
    shown = found[:limit]
    more = page_token(shown[-1][0], *question) if len(found) > limit else ""
    return HoldPage(holds=tuple(hold for _, hold in shown), at=now, next_page_token=more)
