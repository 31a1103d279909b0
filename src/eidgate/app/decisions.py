"""GetDecision and ListDecisions: a relying party reads its own decisions, an auditor everybody's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from eidgate.app.answer import Answer, receipt
from eidgate.app.paging import cursor_of, fitting, page_size, page_token
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.weighing import KIND
from eidgate.core.errors import NotFoundError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.record import DecisionRecord, read_record
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, Instant, RelyingPartyId, TransactionKind
from eidgate.ports import DecisionFilter, StoredRecord

_BESIDE: Final = 4_000
"""Bytes of a decision beside what its findings say: a thousand are its signals, the rest forms and names."""


class Read(NamedTuple):
    """A record with the bytes that its receipt is over."""

    record: DecisionRecord
    raw: bytes


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
    require(caller, Right.READ_DECISIONS)
    raw = service.ledger.find(_whose(caller), name)
    if raw is None:
        raise NotFoundError("no such decision")
    return _answer(caller, Read(read_record(raw), raw), service)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which decisions to list; None and "" let everything pass. The period includes `since`, not `until`."""

    since: Instant | None = None
    until: Instant | None = None
    outcome: Outcome | None = None
    kind: TransactionKind | None = None
    relying_party: str = ""

    @property
    def question(self) -> tuple[str, ...]:
        """What a page token is good for; nothing when everything is wanted."""
        if self == ALL:
            return ()
        period = ["" if at is None else at.isoformat() for at in (self.since, self.until)]
        of = (self.relying_party,) if self.relying_party else ()
        return (*period, "" if self.outcome is None else self.outcome.name, self.kind or "", *of)


ALL: Final = Wanted()
NOTHING: Final = DecisionPage(answers=(), next_page_token="")


def list_decisions(
    caller: RelyingParty, size: int, token: str, service: Service, wanted: Wanted = ALL
) -> DecisionPage:
    """Return a page of decisions; with a filter it may be short, or empty, and not be the last.

    Raises:
        InvalidCommandError: the token was not given for this question.
    """
    require(caller, Right.READ_DECISIONS)
    limit, question = page_size(size), ("decisions", caller.relying_party_id, *wanted.question)
    after = cursor_of(token, *question)
    if wanted != ALL:
        return _search(caller, wanted, service, after=after, limit=limit, question=question)
    found = service.ledger.page(_whose(caller), after=after, limit=limit + 1)
    shown = _fitting(found, limit)
    more = page_token(shown[-1][0], *question) if len(found) > len(shown) else ""
    return DecisionPage(answers=_answers(caller, shown, service), next_page_token=more)


def _search(  # noqa: PLR0913 (what one page is of)
    caller: RelyingParty,
    wanted: Wanted,
    service: Service,
    *,
    after: int,
    limit: int,
    question: tuple[str, ...],
) -> DecisionPage:
    only = DecisionFilter(
        since=wanted.since,
        until=wanted.until,
        outcome="" if wanted.outcome is None else wanted.outcome.name,
        words={KIND: wanted.kind} if wanted.kind else {},
    )
    own = _whose(caller)
    of = RelyingPartyId(wanted.relying_party) if wanted.relying_party else own
    if own is not None and of != own:
        return NOTHING  # another's reads as none
    page = service.ledger.search(of, only, after=after, limit=limit)
    shown = _fitting(page.records, limit)
    next_after = shown[-1][0] if len(page.records) > len(shown) else page.next_after
    more = "" if next_after is None else page_token(next_after, *question)
    return DecisionPage(answers=_answers(caller, shown, service), next_page_token=more)


def texts_of(record: DecisionRecord) -> Iterator[str]:
    """Yield what makes a decision long: what findings say, which a policy's own rules may say at length."""
    for finding in record.decision.findings:
        yield from (finding.code, finding.signal, finding.text.vi, finding.text.en)
        yield from chain.from_iterable(finding.evidence.items())
    yield from record.decision.gaps
    if record.challenge is not None:
        yield record.challenge.transaction_data


def _fitting(found: Sequence[StoredRecord], limit: int) -> Sequence[tuple[int, Read]]:
    """Return as many of these records as one answer holds, read."""
    read = [(one.cursor, Read(read_record(one.record), one.record)) for one in found[:limit]]
    return fitting(read, lambda one: texts_of(one.record), limit=limit, beside=_BESIDE)


def _whose(caller: RelyingParty) -> RelyingPartyId | None:
    """Return whose decisions a caller reads: its own, or everybody's (None)."""
    return None if caller.has(Right.AUDIT) else caller.relying_party_id


def _answers(caller: RelyingParty, shown: Sequence[tuple[int, Read]], service: Service) -> tuple[Answer, ...]:
    return tuple([_answer(caller, one, service) for _, one in shown])


def _answer(caller: RelyingParty, read: Read, service: Service) -> Answer:
    """Answer with a record. An auditor is told who asked, and no challenge: it is the customer's to meet."""
    signed = receipt(read.record, read.raw, service)
    if not caller.has(Right.AUDIT):
        return Answer(record=read.record, receipt=signed)
    record = replace(read.record, challenge=None)
    return Answer(record=record, receipt=signed, asked_by=record.relying_party)
