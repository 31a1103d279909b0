"""GetDecision and ListDecisions: a relying party reads its own decisions, and no others."""

from dataclasses import dataclass

from eidgate.app.answer import Answer, receipt
from eidgate.app.paging import cursor_of, page_size, page_token
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.errors import NotFoundError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.record import read_record
from eidgate.core.terms import DecisionName


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPage:
    """Decisions, oldest first, and the token for more ("" at the end)."""

    answers: tuple[Answer, ...]
    next_page_token: str


def get_decision(caller: RelyingParty, name: DecisionName, service: Service) -> Answer:
    """Return a decision.

    Raises:
        NotFoundError: there is none of this name, or it is another's.
    """
    require(caller, Right.VERIFY)
    raw = service.ledger.find(caller.relying_party_id, name)
    if raw is None:
        raise NotFoundError("no such decision")
    return _answer(raw, service)


def list_decisions(caller: RelyingParty, size: int, token: str, service: Service) -> DecisionPage:
    """Return a page of decisions.

    Raises:
        InvalidCommandError: the token was not given for this question.
    """
    require(caller, Right.VERIFY)
    limit, question = page_size(size), ("decisions", caller.relying_party_id)
    after = cursor_of(token, *question)
    found = service.ledger.page(caller.relying_party_id, after=after, limit=limit + 1)
    shown = found[:limit]
    more = page_token(shown[-1].cursor, *question) if len(found) > limit else ""
    return DecisionPage(answers=tuple(_answer(one.record, service) for one in shown), next_page_token=more)


def _answer(raw: bytes, service: Service) -> Answer:
    record = read_record(raw)
    return Answer(record=record, receipt=receipt(record, raw, service))
