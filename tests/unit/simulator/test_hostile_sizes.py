"""Every hostile size gets its reason, and allocates little while it is judged: no clock is asked here."""

import tracemalloc

import pytest

from builders.assertion import AT, EXPECTED, rejected, request, trust_in
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.forgeries import Forgery, Scene
from eidgate.simulator.hostile_sizes import HOSTILE_SIZES
from eidgate.simulator.identity_provider import IdentityProvider

IDP = IdentityProvider(1)
SCENE = Scene(identity_provider=IDP, citizen=AN, request=request())
TRUST = trust_in(IDP)

BY_LENGTH_ALONE = 16_384
"""Bytes: a rejection and its traceback, nothing of the text."""

WITHIN_THE_BUDGET = 1_048_576
"""Bytes: a few copies of the largest text that is looked at, and what it is parsed into."""


def judged(text: Masked) -> tuple[tuple[str, int], int]:
    """Judge, and tell the most that was allocated meanwhile."""
    verify(text, trust=TRUST, expected=EXPECTED, at=AT)
    tracemalloc.start()
    try:
        verdict = verify(text, trust=TRUST, expected=EXPECTED, at=AT)
        return rejected(verdict), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", HOSTILE_SIZES, ids=lambda size: size.name)
def test_a_hostile_size_gets_its_reason_at_a_bounded_cost(size: Forgery) -> None:
    text = size.forge(SCENE)

    (reason, step), allocated = judged(Masked(text))

    assert reason == size.reason
    assert allocated < (BY_LENGTH_ALONE if step == 0 else WITHIN_THE_BUDGET)


@pytest.mark.parametrize("size", HOSTILE_SIZES, ids=lambda size: size.name)
def test_a_hostile_size_leaves_nothing_behind(size: Forgery) -> None:
    text = Masked(size.forge(SCENE))
    verify(text, trust=TRUST, expected=EXPECTED, at=AT)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(20):
            verify(text, trust=TRUST, expected=EXPECTED, at=AT)
        assert tracemalloc.get_traced_memory()[0] - before < BY_LENGTH_ALONE
    finally:
        tracemalloc.stop()
