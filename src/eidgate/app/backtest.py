"""Backtest: a candidate decides again what was decided; counted against what turned out true.

Works through a stretch of the ledger in steps. Each step counts on its own and says how far it came, so that
memory is one step's, and whoever adds the steps up can stop anywhere and go on later, here or elsewhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.trial.compare import compare
from eidgate.core.risk.trial.past import PastRecord, read_past
from eidgate.core.risk.trial.tally import Tally
from eidgate.core.risk.trial.truth import truth_of
from eidgate.core.terms import RelyingPartyId
from eidgate.ports import DecisionFilter, PastDecision, PastDecisions, Span

STEP: Final = 200
"""Cursors a step: about 30 ms of work and 1 MB of records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is tried on what. Without a candidate every decision is made again by the policy that made it."""

    candidate: Policy | None
    only: DecisionFilter
    relying_party: RelyingPartyId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one step counted, and the cursor up to which everything is counted now."""

    cursor: int
    counted: Tally


class Backtest:
    """Answers one question; `past_policy` finds a policy by its digest (`eidgate.ports.Policies.past`)."""

    step = STEP

    def __init__(
        self,
        question: Question,
        decisions: PastDecisions,
        regulation: Regulation,
        past_policy: Callable[[str], Policy | None],
    ) -> None:
        self._question, self._decisions, self._regulation = question, decisions, regulation
        self._past_policy = past_policy
        self._known: dict[str, Policy | None] = {}

    def steps(self, span: Span) -> Iterator[Step]:
        """Work through a stretch, oldest first.

        Raises:
            UnavailableError: the store cannot be read; what was counted so far stands.
        """
        question = self._question
        for after in range(span.after, span.last, self.step):
            part = Span(after=after, last=min(after + self.step, span.last))
            tally = Tally()
            for one in self._decisions.read(part, question.only, question.relying_party):
                self._try(one, tally)
            yield Step(cursor=part.last, counted=tally)

    def _try(self, one: PastDecision, tally: Tally) -> None:
        try:
            record = read_past(one.record)
        except msgspec.MsgspecError:
            tally.undecided += 1
            return
        candidate = self._candidate(record, tally)
        if candidate is not None:
            truth = truth_of(one.reports)
            compare(record, truth, tally, candidate=candidate, regulation=self._regulation)

    def _candidate(self, record: PastRecord, tally: Tally) -> Policy | None:
        """Return who decides it again: nobody, where another line of policies judges such callers."""
        own, candidate = self._policy(record.decision.policy_digest), self._question.candidate
        if own is None:
            tally.unknown += 1
            return None
        if candidate is not None and candidate.name != own.name:
            tally.other_line += 1
            return None
        return candidate or own

    def _policy(self, digest: str) -> Policy | None:
        """Look each policy up once; one that this program cannot read is not at hand."""
        if digest not in self._known:
            try:
                self._known[digest] = self._past_policy(digest)
            except ConfigurationError:
                self._known[digest] = None
        return self._known[digest]
