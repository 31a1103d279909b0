"""Which subject controls which instrument."""

from collections.abc import Callable, Sequence
from typing import Protocol

from eidgate.core.binding.lifecycle import Binding
from eidgate.core.terms import BindingName, Instrument, IssuerId, SubjectId
from eidgate.ports.requests import OneUse, RequestClaim


class BindingStore(Protocol):
    """Bindings with all their versions; one active binding per instrument at any time."""

    def earlier(self, request: RequestClaim) -> Binding | None:
        """Return the binding that this request made or changed, as it was then, or None.

        A retry is answered from here before anything is judged again: its assertion has expired meanwhile.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
            UnavailableError: the store cannot be read.
        """
        ...

    def create(self, request: RequestClaim, binding: Binding, *, uses: Sequence[OneUse]) -> Binding:
        """Add a binding and claim what it rests on, as one durable unit; idempotent per request.

        Raises:
            UsedBeforeError: one of `uses`, the first of them, was used before.
            AlreadyExistsError: the instrument has an active binding.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def get(self, name: BindingName) -> Binding | None:
        """Return the newest version of a binding, or None."""
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

    def change(self, request: RequestClaim, name: BindingName, step: Callable[[Binding], Binding]) -> Binding:
        """Replace a binding by its next version, keeping the old one; idempotent per request.

        `step` is pure and runs inside the unit; what it raises is raised, and nothing is changed.

        Raises:
            NotFoundError: no such binding.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...
