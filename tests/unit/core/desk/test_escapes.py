"""One spelling of each path and query, however often and wherever it was escaped."""

import pytest

from eidgate.core.desk.escapes import IN_PATH, IN_QUERY, one_spelling, unescaped_once


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", ""),
        ("pay", "pay"),
        ("p%61y", "pay"),
        ("p%2561y", "pay"),
        ("p%25252561y", "pay"),
        ("p%%36%31y", "pay"),
        ("p%2%35%361y", "pay"),
        ("%3%32", "2"),
        ("100%", "100%25"),
        ("100%25", "100%25"),
        ("100%2525", "100%25"),
        ("%zz%4", "%25zz%254"),
        ("a%2fb", "a%2Fb"),
        ("a%252fb", "a%2Fb"),
        ("a%00%0a b\x7f", "a%00%0A%20b%7F"),
        ("%c4%90Đ", "%C4%90%C4%90"),
        ('"<>\\^`{|}[]', "%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D"),
        ("\ud800", "%ED%A0%80"),
        ("%2Ca,b%3A%40", ",a,b:@"),
    ],
)
def test_a_path_has_one_spelling(text: str, written: str) -> None:
    assert one_spelling(text, IN_PATH) == written
    assert one_spelling(written, IN_PATH) == written


def test_what_parts_a_query_is_not_what_its_values_say() -> None:
    assert one_spelling("to=a%26b%3D1%2B1&c=%2F", IN_QUERY) == "to=a%26b%3D1%2B1&c=/"


def test_a_path_keeps_what_would_make_it_another() -> None:
    assert one_spelling("a%2Fb%3Fc%23d", IN_PATH) == "a%2Fb%3Fc%23d"


@pytest.mark.parametrize("depth", [1, 2, 700])
def test_escapes_of_any_depth_are_taken_off(depth: int) -> None:
    assert one_spelling("%" + "25" * depth + "61", IN_PATH) == "a"


def test_a_host_is_unescaped_once_as_browsers_do() -> None:
    assert unescaped_once("b%61d.ex%C3%A1mple") == "bad.exámple"
    assert unescaped_once("b%2561d%") == "b%61d%"
    assert unescaped_once("%ff") == "\ufffd"
