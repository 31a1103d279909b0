"""Judging aside: shadows decide a share of what was answered, after the answer and in a thread of their own.

An answer costs the offer alone: a look at a number, and for decisions in a share a place in a bounded queue.
What finds no place is dropped, and counted for each shadow that would have judged it. Nothing here can
change, delay or fail an answer.
"""

from collections import deque
from collections.abc import Mapping
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Final, NamedTuple

from eidgate.app.shadow_missed import Missed
from eidgate.app.shadow_seats import Seats
from eidgate.core.errors import EidgateError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.risk.shadowing import Shadow, slot
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

TURN: Final = 10
"""Looks between turns, where more shadow than there are seats; with a look a second, ten seconds."""

STORED_AT_ONCE: Final = 2_000
"""Cells stored in one unit, some tens of milliseconds; what is above waits for the next."""


class _Trial(NamedTuple):
    """One decision before one shadow."""

    shadow: Shadow
    policy: Policy
    record: DecisionRecord


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
        self._store, self._watcher = store, watcher
        self._policies, self._regulation = policies, regulation
        self._seats = Seats(documents, reader, tell=watcher.shadows_failed)
        self._share = 0
        self._queue: SimpleQueue[DecisionRecord] = SimpleQueue()
        self._trials: deque[_Trial] = deque()
        self._missed = Missed()
        self._seen = self._looks = 0
        self._lines: dict[str, str] = {}
        self._counted: dict[PolicyName, Tally] = {}

    def offer(self, record: DecisionRecord) -> None:
        """Take a decision that was just answered into account; never waits and never raises."""
        if not self._share or (found := slot(record.name)) >= self._share:
            return
        if self._queue.qsize() >= QUEUED:
            self._drop(record, found, "queue")
        else:
            self._queue.put(record)

    def look(self) -> float:
        """See who shadows now, and whose turn it is; return how many seconds that took."""
        started = perf_counter()
        try:
            self._look()
        except EidgateError as error:
            self._watcher.shadows_failed(error)
        return perf_counter() - started

    def judge_next(self, patience: float) -> float:
        """Judge the next decision by one shadow, if one comes in time; return how many seconds it took."""
        started = perf_counter()
        if not self._trials:
            try:
                record = self._queue.get(timeout=patience)
            except Empty:
                return 0.0
            started = perf_counter()
            self._begin(record)
        if self._trials:
            self._judge(self._trials.popleft())
        return perf_counter() - started

    def flush(self) -> None:
        """Store what was counted since the last time; what cannot be stored now waits for the next."""
        self._settle()
        counted, cells = {}, 0
        while self._counted and cells < STORED_AT_ONCE:
            name, tally = next(iter(self._counted.items()))
            counted[name] = self._counted.pop(name)
            cells += len(tally.cells) + 1
        try:
            self._store.add(counted)
        except EidgateError as error:
            self._watcher.shadows_failed(error)
            self._counted.update(counted)

    def finish(self) -> None:
        """Count what still waits as missed, and store everything once, as far as the store serves."""
        while not self._queue.empty():
            record = self._queue.get()
            self._drop(record, slot(record.name), "stopped")
        for one in self._trials:
            self._tally(one.shadow).missed += 1
        self._trials.clear()
        self._settle()
        left = len(self._counted) + 1
        while self._counted and len(self._counted) < left:
            left = len(self._counted)
            self.flush()

    def _look(self) -> None:
        self._looks += 1
        seen = self._store.changes()
        turns = self._looks % TURN == 0
        if seen != self._seen or turns:
            self._settle()  # by those who shadowed so far
        if seen != self._seen:
            self._seats.know(self._store.shadows())
            self._seen = seen
        if turns:
            self._seats.turn()
        self._seats.fill()
        self._share = max((one.per_mille for one in self._seats.shadows), default=0)

    def _begin(self, record: DecisionRecord) -> None:
        """Bring a decision before every shadow that takes it and has a seat."""
        line, found = self._line(record.decision.policy_digest), slot(record.name)
        if line is None:
            self._watcher.shadow_dropped("policy")
            return
        self._missed.take(line, found)
        seated = self._seats.seated()
        self._trials.extend(
            _Trial(shadow, policy, record)
            for shadow, policy in seated
            if shadow.line == line and shadow.takes(found)
        )

    def _judge(self, trial: _Trial) -> None:
        tally = self._tally(trial.shadow)
        try:
            compared = compare(
                trial.record, Truth.UNKNOWN, tally, candidate=trial.policy, regulation=self._regulation
            )
            if compared is not None:
                self._watcher.shadowed(_seen(trial.shadow, trial.record, compared))
        except EidgateError as error:
            tally.missed += 1
            self._watcher.shadows_failed(error)
        except Exception:  # noqa: BLE001 (a fault of ours: it is counted, and the next decision is judged)
            tally.missed += 1
            self._watcher.shadow_dropped("fault")

    def _drop(self, record: DecisionRecord, found: int, why: str) -> None:
        self._missed.drop(record.decision.policy_digest, found)
        self._watcher.shadow_dropped(why)

    def _settle(self) -> None:
        """Count what shadows missed, each for itself."""
        missed = self._missed.settle(self._seats.shadows, seated=self._seats.names, line_of=self._line)
        for shadow in self._seats.shadows:
            if shadow.name in missed:
                self._tally(shadow).missed += missed[shadow.name]
                self._watcher.shadow_missed(shadow.version, missed[shadow.name])

    def _tally(self, shadow: Shadow) -> Tally:
        return self._counted.setdefault(shadow.name, Tally())

    def _line(self, digest: str) -> str | None:
        """Return the line of the policy that decided; None where it is not known, or cannot be now."""
        line = self._lines.get(digest)
        if line is not None:
            return line
        try:
            policy = self._policies.past(digest)
        except EidgateError as error:
            self._watcher.shadows_failed(error)
            return None
        if policy is not None:
            if len(self._lines) >= LINES_KNOWN:
                self._lines.clear()
            line = self._lines[digest] = policy.name
        return line


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
