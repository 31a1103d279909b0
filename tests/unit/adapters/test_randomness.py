import os

from hypothesis import given
from hypothesis import strategies as st

from eidgate.adapters.randomness import SystemRandomness


@given(st.lists(st.integers(min_value=0, max_value=3_000), max_size=20))
def test_as_many_bytes_as_were_asked_for(counts: list[int]) -> None:
    randomness = SystemRandomness()

    assert [len(randomness.bytes(count)) for count in counts] == counts


def test_no_bytes_are_given_twice() -> None:
    randomness = SystemRandomness()

    assert len({randomness.bytes(16) for _ in range(1_000)}) == 1_000


def test_a_forked_process_gives_other_bytes() -> None:
    randomness = SystemRandomness()
    randomness.bytes(16)
    reading, writing = os.pipe()

    if not (child := os.fork()):
        os.write(writing, randomness.bytes(16))
        os._exit(0)

    os.waitpid(child, 0)
    assert os.read(reading, 16) != randomness.bytes(16)
    os.close(reading)
    os.close(writing)
