import tracemalloc
import zlib
from typing import Any

import pytest

from builders.assertion import AT
from eidgate.core.assertion import base64url
from eidgate.core.assertion.status_list import MAX_LIST_BYTES, StatusList, StatusListError, decode, inflate
from eidgate.simulator.status_publisher import compressed, packed


def listed(bits: int, statuses: bytes) -> StatusList:
    return StatusList(bits=bits, statuses=statuses, issued_at=AT)


@pytest.mark.parametrize(("bits", "expected"), [(1, 16), (2, 8), (4, 4), (8, 2)])
def test_a_list_holds_as_many_statuses_as_its_bytes_have_room_for(bits: int, expected: int) -> None:
    assert listed(bits, b"\0\0").size == expected


def test_the_first_status_lies_in_the_least_significant_bits() -> None:
    assert [listed(1, b"\xb9\xa3").status(index) for index in range(4)] == [1, 0, 0, 1]
    assert [listed(4, b"\x21").status(index) for index in range(2)] == [1, 2]


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_an_index_beyond_the_end_has_no_status(bits: int) -> None:
    found = listed(bits, b"\xff")

    assert found.status(8 // bits - 1) == 2**bits - 1
    assert found.status(8 // bits) is None
    assert found.status(-1) is None
    assert found.status(10**18) is None


def test_a_list_shows_none_of_its_statuses_in_its_text_form() -> None:
    assert "xff" not in repr(listed(1, b"\xff\xff"))


@pytest.mark.parametrize("bits", [0, 3, 16, -1, True, 1.0, "1", None, [1]])
def test_other_widths_than_those_of_the_draft_are_refused(bits: Any) -> None:
    with pytest.raises(StatusListError, match="bits"):
        decode(bits, compressed(b"\0"))


@pytest.mark.parametrize("lst", [None, 7, b"eNo", ["eNo"], "đ", "eNo="])
def test_a_list_that_is_no_canonical_base64url_is_refused(lst: Any) -> None:
    with pytest.raises(StatusListError, match="lst"):
        decode(1, lst)


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        (b"", "ends early"),
        (b"\0\0", "not a ZLIB"),
        (zlib.compress(b"\1")[:-1], "ends early"),
        (zlib.compress(b"\1") + b"\0", "behind its end"),
        (zlib.compress(b"\1") * 2, "behind its end"),
        (zlib.compress(b""), "empty"),
    ],
)
def test_only_one_whole_stream_is_a_list(stream: bytes, why: str) -> None:
    with pytest.raises(StatusListError, match=why):
        inflate(stream)


def test_a_stream_that_needs_a_dictionary_is_refused() -> None:
    compressor = zlib.compressobj(zdict=b"statuses")

    with pytest.raises(StatusListError, match="ZLIB"):
        inflate(compressor.compress(b"statuses") + compressor.flush())


def test_the_largest_list_is_read_and_one_byte_more_is_not() -> None:
    assert len(inflate(zlib.compress(bytes(MAX_LIST_BYTES)))) == MAX_LIST_BYTES
    with pytest.raises(StatusListError, match="more than"):
        inflate(zlib.compress(bytes(MAX_LIST_BYTES + 1)))


def test_a_bomb_takes_no_more_memory_than_the_largest_list() -> None:
    bomb = compressed(bytes(512 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    tracemalloc.start()
    try:
        with pytest.raises(StatusListError, match="more than"):
            decode(1, bomb)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 4 * MAX_LIST_BYTES


def test_what_the_simulator_packs_is_read_back() -> None:
    statuses = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]
    bits, content = decode(2, compressed(packed(statuses, 2)))

    assert content.hex() == "c944f9"
    assert [listed(bits, content).status(index) for index in range(12)] == statuses


def test_base64url_of_the_list_must_be_canonical() -> None:
    text = base64url.encode(zlib.compress(b"\1\2\3"))
    stray = text[:-1] + chr(ord(text[-1]) + 1)

    with pytest.raises(StatusListError):
        decode(1, stray)
