"""A backtest on a store itself, without the service: best on a machine that serves nobody."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from eidgate.adapters.policies import load_policy, parse_policy
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.storage.open import Store
from eidgate.app.backtest import Backtest, Question
from eidgate.app.weighing import KIND
from eidgate.cli.decision.past_policies import PastPolicies
from eidgate.cli.stores import opened
from eidgate.cli.trial.online import Progress
from eidgate.cli.trial.question import AS_DECIDED, Asked
from eidgate.core.risk.policy import Policy
from eidgate.core.shape import replace
from eidgate.core.terms import PolicyName, RelyingPartyId
from eidgate.ports import DecisionFilter, Span


class Offline:
    """One store and one question."""

    def __init__(self, store: Store, asked: Asked) -> None:
        self._store, self._asked = store, asked
        self.candidate = _candidate(store, asked.candidate)

    @property
    def question(self) -> str:
        """Name the question by the candidate's text, which may change under its name."""
        named = self._asked.candidate if self.candidate is None else self.candidate.digest
        return replace(self._asked, candidate=named).text

    def steps(self, cursor: str) -> Iterator[Progress]:
        """Work through the question after a cursor, which says how far it is and where it ends."""
        span = self._store.past_decisions.span(self._asked.since, self._asked.until)
        at, last = map(int, cursor.split("/")) if cursor else (span.after, span.last)
        for step in self._trial().steps(Span(after=at, last=last)):
            yield Progress(
                cursor=f"{step.cursor}/{last}",
                done=step.cursor - span.after,
                total=last - span.after,
                counted=step.counted,
            )

    def _trial(self) -> Backtest:
        asked, policies = self._asked, PastPolicies(store=self._store.policies)
        only = DecisionFilter(
            since=asked.since,
            until=asked.until,
            outcome=asked.outcome or "",
            words={KIND: asked.kind} if asked.kind else {},
        )
        party = None if asked.relying_party is None else RelyingPartyId(asked.relying_party)
        question = Question(candidate=self.candidate, only=only, relying_party=party)
        return Backtest(question, self._store.past_decisions, load_regulation(), policies.of)


@contextmanager
def offline(url: str, asked: Asked) -> Iterator[Offline]:
    """Open a store for a question, and turn what is wrong with it into a message.

    Raises:
        UsageError: the store or the candidate cannot be used.
    """
    with opened(url) as store:
        yield Offline(store, asked)


def _candidate(store: Store, named: str) -> Policy | None:
    """Find a shipped policy, a file's, or one that was proposed."""
    if named == AS_DECIDED:
        return None
    if not named.startswith("policies/"):
        return load_policy(named)
    version = store.policies.get(PolicyName(named))
    kept = store.policies.document(version.digest) if version else None
    if kept is None:
        raise click.UsageError(f"{named}: the store has no such policy; `eidgate policy list` names them")
    return parse_policy(kept.document, f"{named}.yaml")
