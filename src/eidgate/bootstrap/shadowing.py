"""Shadowing: the thread that lets shadows judge, paced so that it takes little from who is waiting.

Every worker judges what it answered itself. After each decision by one shadow, and after each look for who
shadows, the thread rests four times as long as it worked: shadows take a fifth of a worker's core at most,
however many they are. What comes faster is dropped, and counted for each shadow that would have judged it.
"""

from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Final

from eidgate.adapters.live_policies import LivePolicies
from eidgate.adapters.metrics.shadows import ShadowMetrics
from eidgate.adapters.policy_worlds import YamlPolicyReader
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.storage.open import Store
from eidgate.app.shadow_judge import ShadowJudge

REST: Final = 4
"""Times its work that the thread rests. Python runs one thread at a time: who works keeps others waiting."""

LOOK: Final = timedelta(seconds=1)
"""Between looks for who shadows, as for who is in force."""

FLUSH: Final = timedelta(seconds=10)
"""Between stores of what was counted: what is lost when a worker is killed."""


_PATIENCE: Final = timedelta(milliseconds=250)  # for the next decision; then it is looked whether to stop


class Shadowing:
    """Judges aside until it is closed; what was counted is stored then."""

    def __init__(self, judge: ShadowJudge) -> None:
        self._judge = judge
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="shadowing", daemon=True)

    def start(self) -> None:
        """Look and judge from now on."""
        self._thread.start()

    def close(self) -> None:
        """Stop, and store what was counted."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        self._rest(self._judge.look())
        looked = flushed = monotonic()
        while not self._stopping.is_set():
            self._rest(self._judge.judge_next(patience=_PATIENCE.total_seconds()))
            now = monotonic()
            if now - looked >= LOOK.total_seconds():
                self._rest(self._judge.look())
                looked = now
            if now - flushed >= FLUSH.total_seconds():
                self._judge.flush()
                flushed = now
        self._judge.finish()

    def _rest(self, worked: float) -> None:
        self._stopping.wait(REST * worked)


def shadow_judge(store: Store, policies: LivePolicies, metrics: ShadowMetrics) -> ShadowJudge:
    """Return the judge of one worker's answers."""
    regulation = load_regulation()
    return ShadowJudge(
        store.shadows,
        policies=policies,
        documents=store.policies,
        reader=YamlPolicyReader(regulation),
        regulation=regulation,
        watcher=metrics,
    )
