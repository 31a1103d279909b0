"""Presentations that would cost get their reason, and allocate little while they are judged."""

import tracemalloc

import pytest

from builders.assertion import AT, EXPECTED, rejected
from builders.sd_jwt import SCENE, credential_trust
from eidgate.core.assertion.limits import MAX_SD_JWT_CHARACTERS
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.hostile_presentations import HOSTILE_PRESENTATIONS
from eidgate.simulator.sd_jwt_forgeries import SdJwtForgery

TRUST = credential_trust()

WITHIN_THE_BUDGET = 1_048_576
"""Bytes: a few copies of the largest text that is looked at, and what it is parsed into."""

LEFT_BEHIND = 16_384
"""Bytes after twenty: what a header and a traceback take."""


@pytest.mark.parametrize("one", HOSTILE_PRESENTATIONS, ids=lambda one: one.name)
def test_a_presentation_that_would_cost_gets_its_reason_at_a_bounded_cost(one: SdJwtForgery) -> None:
    text = Masked(one.forge(SCENE))
    assert rejected(verify(text, trust=TRUST, expected=EXPECTED, at=AT))[0] == one.reason
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(20):
            verify(text, trust=TRUST, expected=EXPECTED, at=AT)
        after, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < WITHIN_THE_BUDGET
    assert after - before < LEFT_BEHIND


def test_the_largest_of_them_nearly_fills_the_budget() -> None:
    lengths = [len(one.forge(SCENE)) for one in HOSTILE_PRESENTATIONS]

    assert MAX_SD_JWT_CHARACTERS * 0.95 < max(lengths) <= MAX_SD_JWT_CHARACTERS
