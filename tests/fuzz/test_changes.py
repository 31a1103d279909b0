"""Random changes: repeatable, of bounded length."""

from itertools import islice

from fuzz.changes import LONGEST, changes


def test_the_same_seed_gives_the_same_changes() -> None:
    first, again, other = (list(islice(changes([b"abc"], seed=seed), 50)) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_no_input_outgrows_what_is_run() -> None:
    assert all(len(one) <= LONGEST for one in islice(changes([b"x" * LONGEST], seed=1), 50))
