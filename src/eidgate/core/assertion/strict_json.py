"""JSON that has only one reading (RFC 8259 §4, §8.1; RFC 7515 §5.2; RFC 7493 I-JSON).

Two parsers that disagree about one text are a hole: so duplicate names, NaN, infinities, byte order marks,
other encodings than UTF-8 and lone surrogates are refused at every depth, and the root is an object.
msgspec refuses all of them but the duplicates, of which it keeps the last: a JSON text has one colon after
each name and those inside its strings, so when what was read is written again, a lost name shows as fewer.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any, Final, TypeAlias

import msgspec

from eidgate.core.assertion.limits import MAX_JSON_SEPARATORS, MAX_NUMBER_CHARACTERS, check_json_size

JsonObject: TypeAlias = Mapping[str, object]
"""A parsed object whose values nobody has looked at yet."""


def parse_object(content: bytes) -> JsonObject:
    """Return the one object that the bytes hold.

    Raises:
        ValueError: if the bytes are no such object; the message repeats nothing of them.
        RejectionError: if there are more containers or elements than the budget allows.
    """
    parsed = _parse(content, _DECODER.decode)
    if type(parsed) is not dict:
        raise ValueError("not one JSON object and nothing else")
    return parsed


def parse_array(content: bytes) -> list[object]:
    """Return the one array that the bytes hold, read as strictly as an object.

    Raises:
        ValueError: if the bytes are no such array.
        RejectionError: if there are more containers or elements than the budget allows.
    """
    parsed = _parse(content, _DECODER.decode)
    if type(parsed) is not list:
        raise ValueError("not one JSON array and nothing else")
    return parsed


def parse_arrays(contents: Sequence[bytes]) -> list[list[object]]:
    """Return the array that each of the texts holds, all of them in one reading.

    They are joined by line ends. Within an array nothing can follow `]` and a line end but a comma or another
    bracket of that kind, so where `[` follows, one text's value ends and the next one's begins; and as many
    values as texts are one in each. An honest text that this cannot show (it has a line end, or all together
    are beyond the budget of one) is refused as well: read it alone.

    Raises:
        ValueError: one of the texts is no such array, or cannot be shown to be one.
        RejectionError: there are more containers or elements than the budget of one text allows.
    """
    lines, borders = b"\n".join(contents), len(contents) - 1
    if lines[:1] != b"[" or not lines.count(b"\n") == lines.count(b"]\n[") == borders:
        raise ValueError("not one JSON array on each line")
    parsed: list[list[object]] = _parse(lines, _DECODER.decode_lines)
    if len(parsed) != len(contents) or set(map(type, parsed)) != {list}:
        raise ValueError("not one JSON array on each line")
    return parsed


def parse_texts(lines: bytes, count: int) -> list[tuple[str, str, str]]:
    """Return the three texts that each of so many lines holds in an array, and nothing else.

    As many arrays of texts as opening brackets leave none of these to a text, and where brackets open, close
    and end a line in turns, each line has its own. What has no object and no number is strict as it is read.

    Raises:
        ValueError: they are no such lines; an honest text with a bracket or a line end is refused as well.
    """
    marks = lines.translate(None, _NO_LINE_MARKS)
    if len(marks) > MAX_JSON_SEPARATORS or marks.replace(b",", b"") != b"[]\n" * count:
        raise ValueError("not one JSON array on each line")
    try:
        parsed = _TEXTS_DECODER.decode_lines(lines)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError("not three JSON texts on each line") from error
    if len(parsed) != count:
        raise ValueError("not one JSON array on each line")
    return parsed


def _parse(content: bytes, decode: Callable[[bytes], Any]) -> Any:
    marks = content.translate(None, _NO_MARKS)
    check_json_size(marks)
    try:
        parsed = decode(content)
    except msgspec.DecodeError as error:
        raise ValueError("not JSON") from error
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    if _BRACE in marks and _has_lost_names(content, marks, parsed):
        raise ValueError("a name occurs twice in one object")
    try:
        _PACKER.encode(parsed)
    except OverflowError as error:
        _check_integers(content, error)
    return parsed


def _has_lost_names(content: bytes, marks: bytes, parsed: object) -> bool:
    colons = marks.count(b":") + (_escaped_colons(content) if _BACKSLASH in marks else 0)
    return _ENCODER.encode(parsed).count(b":") != colons


def _fraction(digits: str) -> float:
    value = float(digits)
    if len(digits) > MAX_NUMBER_CHARACTERS or not isfinite(value):
        raise ValueError("a number is too long or too large")
    return value


def _escaped_colons(content: bytes) -> int:
    return sum(len(escape) > len(b"\\n") for escape in _ESCAPE.findall(content))


def _check_integers(content: bytes, overflow: OverflowError) -> None:
    """Refuse an integer of too many characters; a string may hold as many digits as it likes."""
    if _LONG_INTEGER.search(_STRING.sub(b"", content)):
        raise ValueError("a number is too long") from overflow


_NO_MARKS: Final = bytes(set(range(256)).difference(b"{[,:\\"))
"""All but what opens containers, separates elements, follows names and begins escapes: found in one pass."""

_NO_LINE_MARKS: Final = bytes(set(range(256)).difference(b"{[,]\n"))

_BACKSLASH: Final = ord("\\")
_BRACE: Final = ord("{")
"""Where none is, there are no names: most disclosures are texts in an array."""

_DECODER: Final = msgspec.json.Decoder(float_hook=_fraction)
_TEXTS_DECODER: Final = msgspec.json.Decoder(tuple[str, str, str])
_ENCODER: Final = msgspec.json.Encoder()
_PACKER: Final = msgspec.msgpack.Encoder()
"""It knows integers of 64 bits only, so whatever it writes down has none that is too long."""

_ESCAPE: Final = re.compile(rb"\\(?:u003[aA]|.)")
"""A colon's long escape, or the first two characters of any: so an escaped backslash begins no other."""

_STRING: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"')

_LONG_INTEGER: Final = re.compile(
    rb"-[0-9]{%d}|[0-9]{%d}" % (MAX_NUMBER_CHARACTERS, MAX_NUMBER_CHARACTERS + 1)
)
