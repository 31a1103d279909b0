import pytest

from eidgate.core.assertion.limits import MAX_JSON_CONTAINERS, MAX_JSON_SEPARATORS
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import parse_array, parse_object
from eidgate.core.reasons import Reason


def test_reads_an_object_with_whitespace_around_it() -> None:
    assert parse_object(b' {"a": [1, -0.5, "\xe1\xbb\x87", null, true]}\r\n') == {
        "a": [1, -0.5, "ệ", None, True]
    }


def test_reads_a_surrogate_pair_as_one_character() -> None:
    assert parse_object(b'{"a":"\\ud83d\\ude00"}') == {"a": "😀"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"1",
        b"{}{}",
        b"{} x",
        b"{'a':1}",
        b'{"a":1,}',
        b'{"a":1,"a":1}',
        b'{"x":{"a":1,"a":1}}',
        b'{"x":[{"a":1,"a":2}]}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":01}',
        b'{"a":' + b"9" * 21 + b"}",
        b'{"a":0.' + b"1" * 30 + b"}",
        b'{"a":"\\ud800"}',
        b'{"\\udfff":1}',
        b'{"a":"\n"}',
        b'{"a":"\xff"}',
        b'{"a":"\xed\xa0\x80"}',
        b"\xef\xbb\xbf{}",
        b"\xc2\xa0{}",
        '{"a":1}'.encode("utf-16"),
        '{"a":1}'.encode("utf-16-le"),
        '{"a":1}'.encode("utf-32"),
        b'{"a":1}\0',
    ],
)
def test_refuses_what_could_be_read_in_two_ways(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_object(content)


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":' + b"[" * MAX_JSON_CONTAINERS + b"]" * MAX_JSON_CONTAINERS + b"}",
        b"[" * 100_000,
        b'{"a":[' + b"1," * (MAX_JSON_SEPARATORS + 1) + b"1]}",
    ],
)
def test_refuses_too_much_before_parsing_it(content: bytes) -> None:
    with pytest.raises(RejectionError) as caught:
        parse_object(content)
    assert caught.value.reason is Reason.ASSERTION_TOO_LARGE


def test_accepts_exactly_as_much_as_the_budget_allows() -> None:
    deep = MAX_JSON_CONTAINERS - 1

    assert parse_object(b'{"a":' + b"[" * deep + b"]" * deep + b"}")
    assert parse_object(b'{"a":[' + b"1," * MAX_JSON_SEPARATORS + b"1]}")


def test_an_array_is_read_as_strictly_as_an_object() -> None:
    assert parse_array(b' ["a", {"b": 1}] ') == ["a", {"b": 1}]


@pytest.mark.parametrize(
    "content",
    [b"{}", b'"x"', b"[] []", b"[NaN]", b'[{"a":1,"a":1}]', b"\xef\xbb\xbf[]", b'["\\ud800"]', b"", b"["],
)
def test_what_is_not_one_array_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|name|surrogate|NaN"):
        parse_array(content)
