"""Harness of calls built from the contract: any caller, any method, values at the edges, on a store in use.

The bytes choose: a caller, a method, and each field of its request, for a few calls after one another.
"""

from collections.abc import Iterable
from random import Random
from typing import Final

from fuzz.choices import Choices
from fuzz.laws import is_answered_once, knows_nothing_of_others
from fuzz.town import Town
from fuzz.whole import CALLERS, METHODS

ROUNDS: Final = 300
"""Inputs to one store: more would only make it large."""
CALLS: Final = 4
LONGEST: Final = 400
"""Bytes of an input: as many as the choices of a few calls take."""
_SEED_BYTES: Final = 60
_STANDING: list[tuple[Town, list[bytes]]] = []


def _town(content: bytes) -> Town:
    """Return the town; when it is used up, a new one."""
    if not _STANDING or len(_STANDING[0][1]) >= ROUNDS:
        for town, _ in _STANDING:
            town.close()
        _STANDING[:] = [(Town(), [])]
    town, asked = _STANDING[0]
    asked.append(content)
    return town


def calls_one(content: bytes) -> None:
    """Whatever is asked after whatever was, the laws hold."""
    town, choices = _town(content), Choices(content)
    for _ in range(CALLS):
        if not choices.left:
            return
        asked = town.asked(choices)
        is_answered_once(town, asked, knows_nothing_of_others(town, asked))


def calls_seeds() -> Iterable[bytes]:
    """Every method, by one caller after another, with values drawn at random and repeatably."""
    chance = Random(1)
    for at in range(len(METHODS)):
        for turn in range(3):
            yield bytes(((at + turn * 5) % len(CALLERS), at)) + chance.randbytes(_SEED_BYTES)
