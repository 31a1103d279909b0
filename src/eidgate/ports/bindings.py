"""Which subject controls which instrument."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from eidgate.core.binding.lifecycle import Binding
from eidgate.core.terms import BindingName, DecisionName, Instant, Instrument, IssuerId, SubjectId
from eidgate.ports.requests import OneUse, RequestClaim

Step: TypeAlias = Callable[[Binding], Binding]
"""Pure: from the present version to the next one; may run again after a serialization failure."""

Judge: TypeAlias = Callable[[Sequence[Binding]], None]
"""Pure: is given the subject's open bindings of the same kind at the same institution, oldest first, and
raises what forbids another one."""


def judge_nothing(_: Sequence[Binding]) -> None:
    """Let every number of bindings be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred:
    """What a transfer left behind: the ended binding and its successor."""

    former: Binding
    successor: Binding


@dataclass(frozen=True, slots=True, kw_only=True)
class Relied:
    """An allowed decision that rested on a binding."""

    decision: DecisionName
    at: Instant


class BindingStore(Protocol):
    """Bindings with all their versions; one open binding per instrument at any time, and per number.

    An open binding is proposed, confirmed or suspended. So the newest binding of an instrument is its only
    open one, and what a decision reads is never shadowed by an older one.
    """

    def earlier(self, request: RequestClaim) -> Binding | None:
        """Return the binding that this request made or changed, as it was then, or None.

        A retry is answered from here before anything is judged again: its assertion has expired meanwhile.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
            UnavailableError: the store cannot be read.
        """
        ...

    def create(
        self,
        request: RequestClaim,
        binding: Binding,
        *,
        uses: Sequence[OneUse],
        judge: Judge = judge_nothing,
        moved: Step | None = None,
    ) -> Binding:
        """Add a binding and claim what it rests on, as one durable unit; idempotent per request.

        `judge` runs inside the unit, so that of two creations at once the second is judged after the first.
        `moved` ends the open binding that a number has at another operator, in the same unit; None leaves it
        and refuses this one.

        Raises:
            UsedBeforeError: one of `uses`, the first of them, was used before.
            AlreadyExistsError: the instrument has an open binding, a number at any operator.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def get(self, name: BindingName) -> Binding | None:
        """Return the newest version of a binding, or None."""
        ...

    def of_instrument(self, instrument: Instrument) -> Binding | None:
        """Return the newest version of an instrument's newest binding, in any state, or None."""
        ...

    def versions(self, name: BindingName, *, after: int, limit: int) -> list[Binding]:
        """Return at most `limit` versions of a binding, oldest first, above a version."""
        ...

    def page(
        self,
        *,
        institution: str,
        instrument: Instrument | None = None,
        subject: tuple[IssuerId, SubjectId] | None = None,
        after: int,
        limit: int,
    ) -> list[tuple[int, Binding]]:
        """Return at most `limit` (cursor, binding) of an institution's in creation order, after a cursor."""
        ...

    def of_subject(
        self, issuer: IssuerId, subject_id: SubjectId, *, after: int, limit: int
    ) -> list[tuple[int, Binding]]:
        """Return at most `limit` (cursor, binding) of a subject's, of all institutions, after a cursor."""
        ...

    def change(
        self, request: RequestClaim, name: BindingName, step: Step, *, uses: Sequence[OneUse] = ()
    ) -> Binding:
        """Replace a binding by its next version, keeping the old one; idempotent per request.

        `step` is pure and runs inside the unit; what it raises is raised, and nothing is changed.

        Raises:
            NotFoundError: no such binding.
            UsedBeforeError: one of `uses`, the first of them, was used before.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def earlier_transfer(self, request: RequestClaim) -> Transferred | None:
        """Return what this request transferred, as it was then, or None; raises what `earlier` raises."""
        ...

    def transfer(  # noqa: PLR0913 (what one unit of two bindings is made of)
        self,
        request: RequestClaim,
        name: BindingName,
        step: Step,
        successor: Binding,
        *,
        uses: Sequence[OneUse],
        judge: Judge = judge_nothing,
    ) -> Transferred:
        """End a binding by `step` and add its successor on the same instrument, as one durable unit.

        Raises:
            NotFoundError: no such binding.
            UsedBeforeError: one of `uses`, the first of them, was used before.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def relied(self, name: BindingName, *, before: int, limit: int) -> list[tuple[int, Relied]]:
        """Return (cursor, decision) that were allowed on a binding, newest first, before a cursor (0: all).

        There are `limit` at most, and those of the last one's microsecond: a page ends between two instants.
        """
        ...
