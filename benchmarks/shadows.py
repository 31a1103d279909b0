"""A judge of shadows that nobody lets judge: for measuring what an answer pays."""

from collections.abc import Sequence
from typing import Any

from eidgate.app import shadow_judge
from eidgate.app.shadow_judge import ShadowJudge
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.shadowing import Shadow
from eidgate.core.terms import PolicyName


class _Nobody:
    def shadow_dropped(self, why: str) -> None:
        """Nobody counts."""

    def shadows_failed(self, error: Exception) -> None:
        """Nobody counts."""


def idle_judge(shadows: Sequence[tuple[Shadow, Policy]]) -> ShadowJudge:
    unused: Any = None
    judge = ShadowJudge(
        unused,
        documents=unused,
        reader=unused,
        policies=unused,
        regulation=unused,
        watcher=_Nobody(),  # type: ignore[arg-type]  # asked for drops only
    )
    judge._share = max((one.per_mille for one, _ in shadows), default=0)  # noqa: SLF001 (without a store)
    shadow_judge.QUEUED = 10**9  # type: ignore[misc]  # what is measured is the way into the queue
    return judge


def shadow(per_mille: int) -> Shadow:
    return Shadow(
        name=PolicyName("policies/bench"),
        line="vn-bank",
        version="bench",
        digest="00" * 32,
        per_mille=per_mille,
    )
