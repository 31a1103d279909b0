"""No change of one byte or one bit of an accepted assertion is accepted: every one, in every format."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import settings

from builders.sound import SOUND
from eidgate.core.assertion import base64url

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""What a segment is written in: a change to one of these is still well spelled, and meets the signature."""
ILL_SPELLED = ".~=+/ \0\n\x7f\x80\xff"
"""One of each kind of the other bytes: separators, base64's own, a blank, controls, beyond ASCII."""


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


def byte_changes(text: str, others: Iterable[str]) -> Iterator[str]:
    """Put each of the other bytes in each place of the text, and leave each place out once."""
    for place, was in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        yield before + after
        yield from (before + other + after for other in others if other != was)


def others() -> Iterable[str]:
    """Every byte that is well spelled, and in the long profile each of the 256."""
    if settings.get_current_profile_name() == "long":
        return [chr(byte) for byte in range(256)]
    return ALPHABET + ILL_SPELLED


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUND)
def test_no_changed_byte_of_the_text_is_accepted(name: str) -> None:
    sound = SOUND[name]()

    assert sound.accepts(sound.text)
    assert not any(map(sound.accepts, byte_changes(sound.text, others())))


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUND)
def test_no_flipped_bit_of_the_signed_bytes_is_accepted(name: str) -> None:
    sound = SOUND[name]()

    assert not any(map(sound.accepts, bit_flips(sound.text)))
