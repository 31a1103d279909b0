from datetime import date
from enum import StrEnum

import pytest

from eidgate.adapters.strict_yaml import Field, parse
from eidgate.core.errors import ConfigurationError


class Colour(StrEnum):
    RED = "red"


def value(text: str) -> Field:
    """The value of key `x`, on line 2."""
    return parse(f"# a comment\nx: {text}\n".encode(), "some.yaml").record(("x",))["x"]


def test_values_of_each_kind_are_read() -> None:
    assert value("abc").text() == "abc"
    assert (value("10_000_000").whole(), value("300").whole(), value("0").whole()) == (10_000_000, 300, 0)
    assert (value("true").flag(), value("false").flag()) == (True, False)
    assert value("2026-03-01").day() == date(2026, 3, 1)
    assert value("red").word(Colour) is Colour.RED
    assert value("none").is_none()
    assert not value("{}").is_none()
    assert [item.whole() for item in value("[1, 2]").items()] == [1, 2]


@pytest.mark.parametrize(
    "text", ["1.0", "-5", "+5", "010", "0x10", "1:30", "1_0", "true", '"5"', "", "9" * 19, "[1]", "!!int red"]
)
def test_only_a_plain_whole_number_is_one(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^some\.yaml:2:[34]: x: must be"):
        value(text).whole()


@pytest.mark.parametrize("text", ["2026-02-30", "2026-03-01 10:00:00", "2026-3-1", "20260301", "soon"])
def test_only_a_calendar_day_is_one(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^some\.yaml:2:4: x: must be a day"):
        value(text).day()


@pytest.mark.parametrize("text", ["yes", "on", "True", "1", '"true"'])
def test_only_true_and_false_are_flags(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^some\.yaml:2:4: x: must be true or false"):
        value(text).flag()


@pytest.mark.parametrize("text", ["5", "~", '""', "[a]", "{a: b}"])
def test_only_a_text_is_one(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^some\.yaml:2:4: x: must be a text"):
        value(text).text()


def test_a_word_outside_its_vocabulary_is_refused_with_the_vocabulary() -> None:
    with pytest.raises(ConfigurationError, match=r"^some\.yaml:2:4: x: must be one of red$"):
        value("green").word(Colour)


@pytest.mark.parametrize("text", ["[]", "abc", "{}"])
def test_only_a_list_with_entries_is_one(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^some\.yaml:2:4: x: must be a list"):
        value(text).items()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\nc: 3\n", "f:3:4: c: unknown key; known are a, b"),
        ("b: 2\n", "f:1:1: the file: missing a"),
        ("a: 1\nb: 2\na: 3\n", "f:3:1: a: the key is repeated"),
        ("- a\n", "f:1:1: the file: must be a mapping"),
        ("5: 1\n", "f:1:1: the file: must be a text"),
        ("a: 1\n<<: {b: 2}\n", "f:2:1: the file: must be a text"),
        ("", "f: the file is empty"),
        ("a: [\n", "f:2:1: not readable as YAML"),
        ("a: 1\n---\na: 2\n", "f:2:1: not readable as YAML"),
    ],
)
def test_a_record_has_exactly_its_keys(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        parse(text.encode(), "f").record(("a",), ("b",))
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("raw", [b"\xff\xfe\xff", b"a: \xc3\x28", b"a: " + b"[" * 100_000])
def test_bytes_that_are_no_yaml_text_are_refused(raw: bytes) -> None:
    with pytest.raises(ConfigurationError, match=r"^f.*: not readable as YAML: "):
        parse(raw, "f")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x [1]\nb: *x\n", "2:4"),
        ("a: &x {c: 1}\nb: {<<: *x}\n", "2:9"),
        ("a: &x [*x]\n", "1:8"),
        ("b: *nowhere\n", "1:4"),
    ],
)
def test_no_value_stands_for_another_so_that_no_short_text_is_a_long_one(text: str, place: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"^f:{place}: not readable as YAML: an alias stands"):
        parse(text.encode(), "f")


def test_a_file_of_more_values_than_anybody_reads_is_not_read_to_its_end() -> None:
    with pytest.raises(ConfigurationError, match=r"^f:1:\d+: not readable as YAML: more than 40000 values"):
        parse(b"a: [" + b"b," * 60_000 + b"]", "f")


def test_an_anchor_that_nothing_refers_to_is_let_be() -> None:
    assert parse(b"a: &x 1\n", "f").record(("a",))["a"].whole() == 1
