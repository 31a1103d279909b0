import re
from datetime import UTC, datetime, timedelta

from eidgate.app.names import new_id

AT = datetime(2026, 3, 5, 5, tzinfo=UTC)


class Drawn:
    """Randomness that was drawn before."""

    def __init__(self, byte: int) -> None:
        self._byte = byte

    def bytes(self, count: int) -> bytes:
        return bytes([self._byte]) * count


def test_an_id_has_the_form_that_the_contract_asks_for() -> None:
    for byte in range(256):
        assert re.fullmatch(r"[a-z][a-z0-9]{26}", new_id(AT, Drawn(byte)))


def test_a_later_id_sorts_after_an_earlier_one_whatever_was_drawn() -> None:
    instants = [AT + timedelta(milliseconds=step) for step in (*range(200), 10**6, 10**9, 10**12)]
    ids = [new_id(at, Drawn(255 if place % 2 else 0)) for place, at in enumerate(instants)]
    assert ids == sorted(ids)


def test_ids_of_one_instant_differ_by_what_was_drawn() -> None:
    assert len({new_id(AT, Drawn(byte)) for byte in range(256)}) == 256
