"""Label values that cannot grow without end, bound to their counter once."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, Generic, TypeVar

from prometheus_client.metrics import MetricWrapperBase

M = TypeVar("M", bound=MetricWrapperBase)

OTHER: Final = "other"


class Children(Generic[M]):
    """A metric's children by label values.

    A value that is not in its label's `known` set counts as `other`; an empty set knows every value. After
    `limit` children a new combination counts as `other` in every label, so that no caller and no fault can
    make a metric grow. Looking a child up again costs one dictionary access, a third of `labels()`.
    """

    def __init__(self, metric: M, *known: frozenset[str], limit: int = 256) -> None:
        self._metric = metric
        self._known = known
        self._limit = limit
        self._children: dict[Sequence[str], M] = {}

    def __call__(self, *values: str) -> M:
        """Return the child for these label values."""
        child = self._children.get(values)
        return child if child is not None else self._bind(values)

    def but(self, kept: AbstractSet[str]) -> list[M]:
        """Return the children so far whose first label is none of these."""
        return [child for (first, *_), child in self._children.items() if first not in kept]

    def _bind(self, values: Sequence[str]) -> M:
        bounded = tuple(
            value if not known or value in known else OTHER
            for value, known in zip(values, self._known, strict=True)
        )
        if bounded not in self._children and len(self._children) >= self._limit:
            bounded = (OTHER,) * len(values)
        child: M = self._metric.labels(*bounded)
        self._children[bounded] = child
        return child
