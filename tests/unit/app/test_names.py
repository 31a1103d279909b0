import re
from base64 import b32hexencode
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

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


@given(st.binary(min_size=10, max_size=10), st.integers(0, 2**40))
def test_an_id_is_the_standards_base32hex(drawn: bytes, milliseconds: int) -> None:
    class Once:
        def bytes(self, count: int) -> bytes:
            assert count == len(drawn)
            return drawn

    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    raw = int(at.timestamp() * 1000).to_bytes(6) + drawn
    assert new_id(at, Once()) == "x" + b32hexencode(raw).decode().rstrip("=").lower()
