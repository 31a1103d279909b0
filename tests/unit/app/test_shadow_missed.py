"""What shadows missed is counted for each in its own share, whoever dropped it and however many they are."""

from eidgate.app.shadow_missed import Missed
from eidgate.core.risk.shadowing import ALL, Shadow
from eidgate.core.terms import PolicyName


def shadow(name: str, per_mille: int, line: str = "vn-bank") -> Shadow:
    return Shadow(name=PolicyName(name), line=line, version=name, digest="ab" * 32, per_mille=per_mille)


ALL_OF_IT, HALF, ELSEWHERE = shadow("a", ALL), shadow("b", 500), shadow("c", ALL, line="vn-shop")
SHADOWS = (ALL_OF_IT, HALF, ELSEWHERE)


def line_of(digest: str) -> str | None:
    return {"bank": "vn-bank", "new-bank": "vn-bank", "shop": "vn-shop"}.get(digest)


def test_a_dropped_decision_is_missed_by_the_shadows_of_its_line_and_slot() -> None:
    missed = Missed()
    for slot in (0, 499, 500, 999):
        missed.drop("bank", slot)
    missed.drop("new-bank", 3)
    missed.drop("shop", 700)
    found = missed.settle(SHADOWS, seated={one.name for one in SHADOWS}, line_of=line_of)
    assert found == {"a": 5, "b": 3, "c": 1}
    assert missed.settle(SHADOWS, seated=(), line_of=line_of) == {}


def test_a_judged_decision_is_missed_by_those_without_a_seat() -> None:
    missed = Missed()
    for slot in (10, 600):
        missed.take("vn-bank", slot)
    assert missed.settle(SHADOWS, seated={ALL_OF_IT.name}, line_of=line_of) == {"b": 1}


def test_what_nobody_knows_the_line_of_is_nobody_s() -> None:
    missed = Missed()
    missed.drop("gone", 1)
    assert missed.settle(SHADOWS, seated=(), line_of=line_of) == {}
