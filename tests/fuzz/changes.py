"""Random changes of inputs, for where there is no fuzzer: repeatable by their seed."""

import random
from collections.abc import Iterator, Sequence

LONGEST = 20_000
"""Bytes of one input: beyond the longest assertion, below what makes a run slow."""


def changes(start: Sequence[bytes], *, seed: int) -> Iterator[bytes]:
    """Change the starting inputs at random, for ever and repeatably: flip, put in, drop, splice."""
    chance, start = random.Random(seed), [*start, b""]
    while True:
        content = bytearray(chance.choice(start))
        for _ in range(chance.randint(1, 4)):
            place = chance.randint(0, len(content))
            match chance.randrange(4):
                case 0 if place < len(content):
                    content[place] ^= 1 << chance.randrange(8)
                case 1:
                    content[place:place] = chance.randbytes(chance.randint(1, 4))
                case 2:
                    del content[place : place + chance.randint(1, 16)]
                case _:
                    content[place:] = chance.choice(start)[place:]
        yield bytes(content[:LONGEST])
