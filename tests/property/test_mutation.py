"""No change of one byte or one bit of an accepted assertion is accepted, in every format.

Every bit is flipped; `make test-long` makes every byte change too, of which the short profile makes a share.
"""

from collections.abc import Iterator

import pytest

from builders.law_examples import is_long
from builders.sound import SOUND
from eidgate.core.assertion import base64url

EVERY_BYTE = [chr(byte) for byte in range(256)]
SHARE = 8
"""In the short profile each place gets every eighth byte, and its neighbour the bytes beside those: each byte
still comes to every part of a text, and each bit that is signed is flipped by the second test."""


def segments(text: str) -> list[str]:
    """Split at what separates the parts of any format, keeping the separators."""
    return text.replace(".", "\0.\0").replace("~", "\0~\0").split("\0")


def bit_flips(text: str) -> Iterator[str]:
    """Flip each bit of what the segments stand for, and spell the segment soundly again."""
    parts = segments(text)
    for index, part in enumerate(parts):
        if part in {"", ".", "~"}:
            continue
        content = base64url.decode(part.encode())
        for bit in range(len(content) * 8):
            changed = bytearray(content)
            changed[bit // 8] ^= 1 << bit % 8
            yield "".join([*parts[:index], base64url.encode(bytes(changed)), *parts[index + 1 :]])


def byte_changes(text: str) -> Iterator[str]:
    """Put each of the 255 other bytes, or a share, in each place of the text; leave each place out once."""
    share = 1 if is_long() else SHARE
    for place, was in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        yield before + after
        yield from (before + other + after for other in EVERY_BYTE[place % share :: share] if other != was)


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUND)
def test_no_changed_byte_of_the_text_is_accepted(name: str) -> None:
    sound = SOUND[name]()

    assert sound.accepts(sound.text)
    assert not any(map(sound.accepts, byte_changes(sound.text)))


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUND)
def test_no_flipped_bit_of_the_signed_bytes_is_accepted(name: str) -> None:
    sound = SOUND[name]()

    assert not any(map(sound.accepts, bit_flips(sound.text)))
