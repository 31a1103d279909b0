"""BacktestPolicy: the risk team tries a version on what was decided, through the service."""

from collections.abc import Iterator
from dataclasses import dataclass

from eidgate.app.backtest import Backtest, Question, Step
from eidgate.app.decisions import Wanted
from eidgate.app.paging import cursor_of, page_token
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.weighing import KIND
from eidgate.core.errors import ConfigurationError, FieldViolation, InvalidCommandError, NotFoundError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import PolicyName, RelyingPartyId
from eidgate.ports import DecisionFilter, Span

_BETWEEN = "."
"""Between a cursor's two tokens: how far it is, and where it ends; in neither of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestPolicy:
    """Asks for a trial; a `name` of "" tries every decision's own policy, a `cursor` of "" begins."""

    caller: RelyingParty
    name: PolicyName
    wanted: Wanted
    relying_party: RelyingPartyId | None
    cursor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningBacktest:
    """A trial that was asked for; `done` and `total` count decisions, about."""

    backtest: Backtest
    span: Span
    begun_at: int
    question: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many decisions there are to look at."""
        return self.span.last - self.span.after

    def steps(self) -> Iterator[Step]:
        """Work through what is left; see `Backtest.steps`."""
        return self.backtest.steps(Span(after=self.begun_at, last=self.span.last))

    def done(self, cursor: int) -> int:
        """Return how many decisions were looked at up to a cursor."""
        return cursor - self.span.after

    def token(self, cursor: int) -> str:
        """Return what to ask with, to go on after a cursor."""
        tokens = (page_token(cursor, *self.question), page_token(self.span.last, *self.question))
        return _BETWEEN.join(tokens)


def backtest_policy(command: BacktestPolicy, service: Service) -> RunningBacktest:
    """Prepare a trial; nothing is read yet but where it begins and ends.

    Raises:
        NotPermittedError: the role may not read policies.
        NotFoundError: there is no such version.
        InvalidCommandError: the cursor was not given for this question, or the policy cannot be read now.
    """
    require(command.caller, Right.READ_POLICIES)
    wanted = command.wanted
    candidate = _candidate(command.name, service)
    only = DecisionFilter(
        since=wanted.since,
        until=wanted.until,
        outcome="" if wanted.outcome is None else wanted.outcome.name,
        words={KIND: wanted.kind} if wanted.kind else {},
    )
    question = Question(candidate=candidate, only=only, relying_party=command.relying_party)
    asked = _question(command)
    span = service.past_decisions.span(wanted.since, wanted.until)
    begun_at, last = _place(command.cursor, span, asked)
    return RunningBacktest(
        backtest=Backtest(question, service.past_decisions, service.regulation, service.policies.past),
        span=Span(after=span.after, last=last),
        begun_at=begun_at,
        question=asked,
    )


def _candidate(name: PolicyName, service: Service) -> Policy | None:
    if not name:
        return None
    version = service.policy_store.get(name)
    kept = service.policy_store.document(version.digest) if version else None
    if kept is None:
        raise NotFoundError("no such policy")
    try:
        return service.policy_reader.read(kept.document)
    except ConfigurationError as error:
        raise InvalidCommandError(FieldViolation(field="name", description=str(error))) from error


def _question(command: BacktestPolicy) -> tuple[str, ...]:
    """What a cursor is good for; every officer of the same relying party may go on."""
    caller = command.caller.relying_party_id
    return ("backtest", caller, command.name, command.relying_party or "", *command.wanted.question)


def _place(cursor: str, span: Span, question: tuple[str, ...]) -> tuple[int, int]:
    """Return where to begin and where to end; what is decided after the beginning is another question's."""
    if not cursor:
        return span.after, span.last
    at, _, end = cursor.partition(_BETWEEN)
    begun_at = cursor_of(at or _BETWEEN, *question, field="cursor")
    return begun_at, cursor_of(end or _BETWEEN, *question, field="cursor")
