"""Threads that meet a type for the first time together all get it whole."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import msgspec
import pytest

from eidgate.adapters.converting import convert

THREADS = 4


@pytest.fixture
def hurried() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-7)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hurried")
def test_a_type_that_several_threads_meet_first_is_whole_for_each() -> None:
    for _ in range(50):
        inner = msgspec.defstruct("Inner", [("x", int), ("names", tuple[str, ...], ())])
        outer = msgspec.defstruct("Outer", [("one", inner), ("more", list[inner])])  # type: ignore[valid-type]  # made here
        together = Barrier(THREADS)

        def read(kind: type[msgspec.Struct] = outer, barrier: Barrier = together) -> object:
            barrier.wait()
            return convert({"one": {"x": 1}, "more": [{"x": 2, "names": ["q"]}]}, kind)

        with ThreadPoolExecutor(THREADS) as threads:
            found = [one.result() for one in [threads.submit(read) for _ in range(THREADS)]]
        assert found == [found[0]] * THREADS
