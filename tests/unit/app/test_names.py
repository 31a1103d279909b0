import re
from datetime import timedelta

from builders.service import NOON, SeededRandomness
from eidgate.app.names import new_id


def test_an_id_is_a_resource_name_of_the_contract() -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]{26}", new_id(NOON, SeededRandomness()))


def test_later_ids_sort_after_earlier_ones() -> None:
    randomness = SeededRandomness()
    made = [new_id(NOON + timedelta(milliseconds=passed), randomness) for passed in range(200)]
    assert [one[:10] for one in made] == sorted(one[:10] for one in made)


def test_ids_of_one_millisecond_differ() -> None:
    randomness = SeededRandomness()
    assert len({new_id(NOON, randomness) for _ in range(1_000)}) == 1_000
