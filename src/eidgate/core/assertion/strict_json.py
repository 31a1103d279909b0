"""JSON that has only one reading (RFC 8259 §4, §8.1; RFC 7515 §5.2; RFC 7493 I-JSON).

Two parsers that disagree about one text are a hole: so duplicate names, NaN, infinities, byte order marks,
other encodings than UTF-8 and lone surrogates are refused at every depth, and the root is an object.
"""

import json
from collections.abc import Mapping
from math import isfinite
from typing import Final, NoReturn, TypeAlias

from eidgate.core.assertion.limits import MAX_NUMBER_CHARACTERS, check_json_size

_WHITESPACE: Final = " \t\n\r"
"""RFC 8259 §2; Python's own `strip` knows more."""

JsonObject: TypeAlias = Mapping[str, object]
"""A parsed object whose values nobody has looked at yet."""


def parse_object(content: bytes) -> JsonObject:
    """Return the one object that the bytes hold.

    Raises:
        ValueError: if the bytes are no such object; the message repeats nothing of them.
        RejectionError: if there are more containers or elements than the budget allows.
    """
    parsed = _parse(content)
    if type(parsed) is not dict:
        raise ValueError("not one JSON object and nothing else")
    return parsed


def parse_array(content: bytes) -> list[object]:
    """Return the one array that the bytes hold, read as strictly as an object.

    Raises:
        ValueError: if the bytes are no such array.
        RejectionError: if there are more containers or elements than the budget allows.
    """
    parsed = _parse(content)
    if type(parsed) is not list:
        raise ValueError("not one JSON array and nothing else")
    return parsed


def _parse(content: bytes) -> object:
    text = _text(content).strip(_WHITESPACE)
    check_json_size(text)
    try:
        parsed, end = _DECODER.raw_decode(text)
        if "\\ud" in text or "\\uD" in text:
            _refuse_lone_surrogates(parsed)
    except json.JSONDecodeError as error:
        raise ValueError("not JSON") from error
    if end != len(text):
        raise ValueError("not one JSON value and nothing else")
    return parsed


def _text(content: bytes) -> str:
    try:
        return str(content, "utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name occurs twice in one object")
    return members


def _integer(digits: str) -> int:
    if len(digits) > MAX_NUMBER_CHARACTERS:
        raise ValueError("a number is too long")
    return int(digits)


def _fraction(digits: str) -> float:
    value = float(digits)
    if len(digits) > MAX_NUMBER_CHARACTERS or not isfinite(value):
        raise ValueError("a number is too long or too large")
    return value


def _constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _refuse_lone_surrogates(parsed: object) -> None:
    """An escaped half of a surrogate pair alone is no character; re-encoding finds it at any depth."""
    try:
        json.dumps(parsed, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate is no character") from error


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_integer, parse_float=_fraction, parse_constant=_constant
)
"""Built once: `json.loads` with hooks would build one a call."""
