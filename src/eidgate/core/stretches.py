"""Work in stretches: a generator that yields where others may go first, and returns what it made.

Many calls that go through the same stretch one after the other cost less than each going through all of them
alone, because a signature check drives everything else out of the processor's nearest caches. What is made,
and in which order each does it, stays the same: nobody learns of the others.
"""

from collections.abc import Generator, Iterable
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Stretches: TypeAlias = Generator[None, None, T]


def finish(work: Stretches[T]) -> T:
    """Do all of it, alone."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return] # of a `Stretches[T]` it is a T


def finish_each(works: Iterable[Stretches[T]]) -> list[T | Exception]:
    """Do each stretch for all, then the next; what one raises stands in its place, and the others go on."""
    results: dict[int, T | Exception] = {}
    under_way = list(enumerate(works))
    while under_way:
        going_on = []
        for one in under_way:
            place, work = one
            try:
                next(work)
            except StopIteration as end:
                results[place] = end.value
            except Exception as error:  # noqa: BLE001 - it is that one's result
                results[place] = error
            else:
                going_on.append(one)
        under_way = going_on
    return [results[place] for place in sorted(results)]
