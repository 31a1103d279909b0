"""Shadows: versions that judge a share of the live decisions beside the one in force, and decide nothing.

One person may start and end one, for no answer changes by it; who did is recorded like every act. A shadow
ends by itself when its version is activated. Any number may shadow: what is bounded is the time that they
take (`app/shadow_judge.py`), and what they miss by that is counted for each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final
from zlib import crc32

from eidgate.core.errors import IllegalStateError
from eidgate.core.risk.lifecycle import PolicyAct, PolicyEvent, PolicyState, PolicyVersion, check_etag
from eidgate.core.terms import DecisionName, Instant, PolicyName

ALL: Final = 1_000
"""A share of every decision, in thousandths."""

_WAITING: Final = frozenset({PolicyState.PROPOSED, PolicyState.APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    """A version that is shadowing."""

    name: PolicyName
    line: str
    version: str
    digest: str
    per_mille: int

    def takes(self, found: int) -> bool:
        """Whether the decisions of a slot are in its share."""
        return found < self.per_mille


def slot(decision: DecisionName) -> int:
    """Return a decision's place among a thousand: by the name alone, so that shadows see the same ones."""
    return crc32(decision.encode()) % ALL


class Slots:
    """How many decisions were in each slot: what any share of them is, whoever asks later."""

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts = [0] * ALL

    def count(self, found: int) -> None:
        """Add a decision."""
        self._counts[found] += 1

    def by_share(self) -> Sequence[int]:
        """Return, for every share in thousandths from 0 to `ALL`, how many decisions are in it."""
        return [0, *accumulate(self._counts)]


def share_of(version: PolicyVersion) -> int:
    """Return which share of decisions a version judges as a shadow, in thousandths; 0 for none."""
    if version.state not in _WAITING:
        return 0
    acts = (PolicyAct.SHADOW, PolicyAct.END_SHADOW)
    return next((one.per_mille for one in reversed(version.events) if one.act in acts), 0)


def start_shadow(  # noqa: PLR0913 (what one act is made of)
    version: PolicyVersion, *, actor: str, at: Instant, etag: str, per_mille: int, note: str
) -> PolicyEvent:
    """Let a version that decides nothing yet judge a share of decisions, or change its share.

    Raises:
        ConflictError: it changed since it was read.
        IllegalStateError: it is activated or rolled back, or the share is none.
    """
    check_etag(version, etag)
    if version.state not in _WAITING:
        raise IllegalStateError(f"the policy is {version.state}; a proposed or approved one can shadow")
    if not 0 < per_mille <= ALL:
        raise IllegalStateError(f"the share must be from 1 to {ALL} thousandths")
    return PolicyEvent(
        act=PolicyAct.SHADOW, actor=actor, at=at, effective_at=at, note=note, per_mille=per_mille
    )


def end_shadow(version: PolicyVersion, *, actor: str, at: Instant, etag: str, note: str) -> PolicyEvent:
    """End a shadow; what it counted stays.

    Raises:
        ConflictError: it changed since it was read.
        IllegalStateError: it is none.
    """
    check_etag(version, etag)
    if not share_of(version):
        raise IllegalStateError("the policy is no shadow")
    return PolicyEvent(act=PolicyAct.END_SHADOW, actor=actor, at=at, effective_at=at, note=note)
