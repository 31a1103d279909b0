"""Judging aside: shadows decide a share of what was answered, after the answer and in a thread of their own.

An answer costs the offer alone: a look at a number, and for decisions in a share a place in a bounded queue.
What finds no place is dropped and counted. Nothing here can change, delay or fail an answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Final

from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.risk.shadowing import MOST, Shadow
from eidgate.core.risk.trial.bands import band
from eidgate.core.risk.trial.compare import Compared, compare
from eidgate.core.risk.trial.tally import Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import PolicyName, Vnd
from eidgate.ports import Policies, PolicyReader, PolicyStore, ShadowSeen, ShadowStore, ShadowWatcher

QUEUED: Final = 256
"""Decisions that wait, some MB at most; with the judging thread's pace they are seconds old in the end."""

LINES_KNOWN: Final = 64
"""Policies whose lines are remembered: those of a few versions of each line."""


class ShadowJudge:
    """`offer` may be called by any thread; the rest by one, again and again."""

    def __init__(  # noqa: PLR0913 (the ports that it needs)
        self,
        store: ShadowStore,
        *,
        documents: PolicyStore,
        reader: PolicyReader,
        policies: Policies,
        regulation: Regulation,
        watcher: ShadowWatcher,
    ) -> None:
        self._store, self._documents, self._reader = store, documents, reader
        self._policies, self._regulation, self._watcher = policies, regulation, watcher
        self._queue: SimpleQueue[DecisionRecord] = SimpleQueue()
        self._shadows: tuple[tuple[Shadow, Policy], ...] = ()
        self._unreadable: frozenset[str] = frozenset()
        self._lines: dict[str, str] = {}
        self._counted: dict[PolicyName, Tally] = {}

    def offer(self, record: DecisionRecord) -> None:
        """Take a decision that was just answered into account; never blocks and never raises."""
        if not any(shadow.takes(record.name) for shadow, _ in self._shadows):
            return
        if self._queue.qsize() >= QUEUED:
            self._watcher.shadow_dropped("queue")
        else:
            self._queue.put(record)

    def look(self) -> None:
        """See who shadows now; what cannot be read judges nothing, and is told once."""
        try:
            found = self._store.shadows()[:MOST]
            known = {policy.digest: policy for _, policy in self._shadows}
            self._shadows = tuple(self._readable(found, known))
        except EidgateError as error:
            self._watcher.shadows_failed(error)

    def judge_next(self, patience: float) -> float:
        """Judge the next decision that comes within some seconds; return how many seconds it took."""
        try:
            record = self._queue.get(timeout=patience)
        except Empty:
            return 0.0
        started = perf_counter()
        try:
            self._judge(record)
        except EidgateError as error:
            self._watcher.shadows_failed(error)
        except Exception:  # noqa: BLE001 (a fault of ours: it is counted, and the next decision is judged)
            self._watcher.shadow_dropped("fault")
        return perf_counter() - started

    def flush(self) -> None:
        """Store what was counted since the last time; what cannot be stored now waits for the next."""
        counted, self._counted = self._counted, {}
        try:
            self._store.add(counted)
        except EidgateError as error:
            self._watcher.shadows_failed(error)
            self._counted = counted

    def _judge(self, record: DecisionRecord) -> None:
        line = self._line(record.decision.policy_digest)
        if line is None:
            self._watcher.shadow_dropped("policy")
            return
        for shadow, policy in self._shadows:
            if shadow.line == line and shadow.takes(record.name):
                tally = self._counted.setdefault(shadow.name, Tally())
                compared = compare(
                    record, Truth.UNKNOWN, tally, candidate=policy, regulation=self._regulation
                )
                if compared is not None:
                    self._watcher.shadowed(_seen(shadow, record, compared))

    def _line(self, digest: str) -> str | None:
        """Return the line of the policy that decided."""
        line = self._lines.get(digest)
        if line is None and (policy := self._policies.past(digest)) is not None:
            if len(self._lines) >= LINES_KNOWN:
                self._lines.clear()
            line = self._lines[digest] = policy.name
        return line

    def _readable(
        self, found: Sequence[Shadow], known: Mapping[str, Policy]
    ) -> Iterable[tuple[Shadow, Policy]]:
        unreadable: set[str] = set()
        for shadow in found:
            try:
                yield shadow, known.get(shadow.digest) or self._read(shadow)
            except ConfigurationError as error:
                unreadable.add(shadow.digest)
                if shadow.digest not in self._unreadable:
                    self._watcher.shadows_failed(error)
        self._unreadable = frozenset(unreadable)

    def _read(self, shadow: Shadow) -> Policy:
        kept = self._documents.document(shadow.digest)
        if kept is None:
            raise ConfigurationError(f"{shadow.name}: its document is not in the store")
        try:
            return self._reader.read(kept.document)
        except ConfigurationError as error:
            raise ConfigurationError(f"{shadow.name} shadows but cannot be read: {error}") from error


def _seen(shadow: Shadow, record: DecisionRecord, compared: Compared) -> ShadowSeen:
    transaction = record.facts.transaction
    return ShadowSeen(
        policy=shadow.version,
        recorded=compared.recorded.name,
        candidate=compared.candidate.name,
        band=band(Vnd(0) if transaction is None else transaction.amount),
        changes=_changes(compared.before, compared.after),
    )


def _changes(before: Mapping[str, Outcome], after: Mapping[str, Outcome]) -> tuple[tuple[str, str], ...]:
    if before == after:
        return ()
    added = [(ground, "added") for ground in after if ground not in before]
    removed = [(ground, "removed") for ground in before if ground not in after]
    both = [(ground, before[ground], after[ground]) for ground in before if ground in after]
    moved = [(ground, "harder" if new > old else "softer") for ground, old, new in both if new is not old]
    return (*added, *removed, *moved)
