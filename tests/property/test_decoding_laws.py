"""Strict decoding against two oracles: the standard library's decoders, made strict by hooks, byte for byte.

The product reads by msgspec for speed. What it accepts, and as what, must be exactly what these accept.
"""

import binascii
import json
import math
import string
from collections.abc import Callable
from typing import NoReturn

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eidgate.core.assertion import base64url
from eidgate.core.assertion.limits import MAX_NUMBER_CHARACTERS
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import parse_array, parse_arrays, parse_texts

REFUSED = object()

ALPHABET = (string.ascii_letters + string.digits + "-_").encode()


def oracle_members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("duplicate")
    return dict(pairs)


def oracle_integer(digits: str) -> int:
    if len(digits) > MAX_NUMBER_CHARACTERS:
        raise ValueError("long")
    return int(digits)


def oracle_fraction(digits: str) -> float:
    if len(digits) > MAX_NUMBER_CHARACTERS or not math.isfinite(float(digits)):
        raise ValueError("long or infinite")
    return float(digits)


def oracle_constant(_name: str) -> NoReturn:
    raise ValueError("NaN or Infinity")


def oracle_json(content: bytes) -> object:
    text = str(content, "utf-8")
    parsed = json.loads(
        text,
        object_pairs_hook=oracle_members,
        parse_int=oracle_integer,
        parse_float=oracle_fraction,
        parse_constant=oracle_constant,
    )
    json.dumps(parsed, ensure_ascii=False).encode("utf-8")  # a lone surrogate fails here
    return parsed


def oracle_base64url(text: bytes) -> bytes:
    if not set(text) <= set(ALPHABET):
        raise ValueError("alphabet")
    decoded = binascii.a2b_base64(text.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(text) % 4))
    if base64url.encode(decoded).encode() != text:
        raise ValueError("not canonical")
    return decoded


def read(parse: Callable[[bytes], object], content: bytes) -> object:
    try:
        return parse(content)
    except ValueError:
        return REFUSED


def same(ours: object, oracle: object) -> bool:
    """Equal in type as well: 1, 1.0 and True are three things, and so are 0.0 and -0.0."""
    return ours is oracle or (ours is not REFUSED and oracle is not REFUSED and repr(ours) == repr(oracle))


CHARACTERS = st.sampled_from('ab:"\\é😀\x7f') | st.characters(exclude_categories=["Cs"])
NAMES = st.sampled_from(["a", "b", "a:", "\\"]) | st.text(CHARACTERS, max_size=3)
WORDS = st.sampled_from(["9" * 21, "\\u003a", "\\\\u003A"]) | st.text(CHARACTERS, max_size=5)
NUMBERS = st.integers(-(10**22), 10**22) | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS | WORDS
SHARDS = st.binary(max_size=2) | st.sampled_from([b'"', b"\\", b":", b",", b"\\ud800", b"0", b"-", b"NaN"])
SPACE = st.sampled_from(["", "", " ", "\n", "\t\r"])


@st.composite
def spelt(draw: st.DrawFn, text: str) -> str:
    """Spell a string in one of JSON's many ways: any of its characters may be a long escape."""
    spelling = []
    for character in text:
        halves = character.encode("utf-16-be")
        units = [halves[i : i + 2].hex() for i in range(0, len(halves), 2)]
        escaped = "".join(draw(st.sampled_from(["\\u" + u, "\\u" + u.upper()])) for u in units)
        plain = json.dumps(character, ensure_ascii=draw(st.booleans()))[1:-1]
        spelling.append(escaped if draw(st.integers(0, 4)) == 0 else plain)
    return f'"{"".join(spelling)}"'


@st.composite
def texts(draw: st.DrawFn, depth: int = 3) -> str:
    """Spell any JSON value, objects with repeated names included."""
    gap = draw(SPACE)
    kind = draw(st.sampled_from(["leaf", "array", "object", "object"])) if depth else "leaf"
    if kind == "leaf":
        leaf = draw(LEAVES)
        return gap + (draw(spelt(leaf)) if isinstance(leaf, str) else json.dumps(leaf)) + gap
    parts = draw(st.lists(texts(depth=depth - 1), max_size=3))
    if kind == "array":
        return f"{gap}[{','.join(parts)}]{gap}"
    members = [f"{gap}{draw(spelt(draw(NAMES)))}{gap}:{part}" for part in parts]
    return f"{gap}{{{','.join(members)}}}{gap}"


@given(texts())
@example('{"a":":","a":1}')
@example('{"a":1,"\\u0061":2}')
@example('{"a":"\\u003a\\u003A\\\\u003a:"}')
@example('{"a":"\\\\","a":"\\\\u003a"}')
@example('{"\\u003a":1,":":2}')
@example('"' + "9" * 30 + '"')
@example("-0")
@example("-" + "9" * 20)
@example("9" * 20)
@example("9" * 21)
@example("1e-999")
def test_json_is_read_as_the_oracle_reads_it(text: str) -> None:
    content = f"[{text}]".encode()
    assert same(read(parse_array, content), read(oracle_json, content))


@given(texts(), st.data())
def test_broken_json_is_read_as_the_oracle_reads_it(text: str, data: st.DataObject) -> None:
    content = bytearray(f"[{text}]".encode())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place : place + data.draw(st.integers(0, 2))] = data.draw(SHARDS)
    ours, oracle = read(parse_array, bytes(content)), read(oracle_json, bytes(content))
    assert same(ours, oracle if isinstance(oracle, list) else REFUSED)


@given(st.lists(st.sampled_from(ALPHABET), max_size=40).map(bytes), st.data())
def test_base64url_is_read_as_the_oracle_reads_it(text: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    broken = text[:place] + data.draw(st.binary(max_size=1)) + text[place:]
    for one in (text, broken):
        assert read(base64url.decode, one) == read(oracle_base64url, one)


@pytest.mark.parametrize("length", range(4, 9))
def test_any_byte_in_any_place_of_base64url_is_read_as_the_oracle_reads_it(length: int) -> None:
    for place in range(length):
        for byte in range(256):
            text = bytearray(b"A" * length)
            text[place] = byte
            assert read(base64url.decode, bytes(text)) == read(oracle_base64url, bytes(text))


PIECES = st.sampled_from(
    [b"[", b"]", b",", b"1", b'"', b" ", b"\n", b"[]", b"[1]", b"[2],", b"]\n[", b'["a:",{"b":2}]']
)


@given(st.lists(texts().map(lambda text: f"[{text}]".encode()) | st.lists(PIECES, max_size=6).map(b"".join)))
@example([b"[1],[[2]", b"[3]],[4]"])
@example([b"[1][[2],[0]", b"[3]]"])
@example([b"[1] [2]", b"[3]"])
@example([b"[1]\n[2]", b"[3]"])
@example([b"[1]\n[2]"])
@example([b'["]', b'["]'])
@example([b'[{"a":1,"a":2}]', b'[":"]'])
@example([b"[1]"] * 65)
def test_arrays_are_read_together_only_as_each_is_read_alone(contents: list[bytes]) -> None:
    try:
        together: object = parse_arrays(contents)
    except (ValueError, RejectionError):
        return
    assert together == [parse_array(one) for one in contents]


@given(st.lists(texts(depth=2), min_size=1, max_size=4))
def test_honest_arrays_on_one_line_each_are_read_together(values: list[str]) -> None:
    contents = [f"[{value}]".encode() for value in values]
    alone = [read(parse_array, one) for one in contents]
    if REFUSED not in alone and b"\n" not in b"".join(contents):
        assert same(parse_arrays(contents), alone)


def read_texts(contents: list[bytes]) -> object:
    try:
        return parse_texts(b"".join(one + b"\n" for one in contents), len(contents))
    except ValueError:
        return REFUSED


TEXT_PIECES = st.sampled_from(
    [
        b"[",
        b"]",
        b",",
        b'"a"',
        b'"a","b","c"',
        b'["a","b","c"]',
        b"1",
        b"{",
        b'"',
        b" ",
        b"\t",
        b"\n",
        b"\xff",
    ]
)


@given(st.lists(st.lists(TEXT_PIECES, max_size=7).map(b"".join), max_size=4))
@example([b'["a","b","c"]["a","b","c"]', b""])
@example([b'["a","b","c"', b']["a","b","c"]'])
@example([b'["a","b"', b',"c"]["a","b","c"]'])
@example([b'["[","b","c"]', b'"a","b","c"]'])
@example([b'["a","b","c"],', b'["a","b","c"]'])
@example([b'["a","b","c"]\n'])
@example([b'["a","b","%s"]' % (b"," * 513)])
@example([b'["a","b","%s"]' % (b"{" * 65)])
@example([b'["]",', b'"[","c"]'])
def test_texts_are_read_together_only_as_each_is_read_alone(contents: list[bytes]) -> None:
    together = read_texts(contents)
    if together is not REFUSED:
        assert together == [tuple(parse_array(one)) for one in contents]


@pytest.mark.parametrize("ascii_only", [True, False])
@given(values=st.lists(st.lists(st.text('é😀a:,"\\\n\x7f', max_size=9), min_size=3, max_size=3), max_size=4))
def test_honest_texts_without_brackets_are_read_together(
    *, ascii_only: bool, values: list[list[str]]
) -> None:
    contents = [json.dumps(value, ensure_ascii=ascii_only).encode() for value in values]

    assert read_texts(contents) == [tuple(value) for value in values]


@given(st.lists(st.binary(max_size=9)))
def test_base64url_is_decoded_line_by_line(contents: list[bytes]) -> None:
    lines = base64url.decode_lines([base64url.encode(one).encode() for one in contents])

    ends = (b"\t\t\n", b"\t\n", b"\n")
    assert lines == b"".join(one + ends[len(one) % 3] for one in contents)


@given(st.lists(st.sampled_from(ALPHABET), max_size=9).map(bytes), st.binary(max_size=1))
def test_what_is_not_canonical_shows_behind_its_line(text: bytes, stray: bytes) -> None:
    for one in (text, text + stray):
        if read(base64url.decode, one) is not REFUSED:
            continue
        try:
            lines = base64url.decode_lines([one])
        except ValueError:
            continue
        assert lines[len(one) * 6 // 8] not in b' \t\r\n,]}"'


@given(st.lists(st.binary(min_size=1, max_size=70)))
def test_texts_spelt_together_are_those_spelt_alone(contents: list[bytes]) -> None:
    assert base64url.encode_each(contents) == [base64url.encode(one) for one in contents]
    for one in contents:
        assert base64url.decode(base64url.encode(one).encode()) == one
