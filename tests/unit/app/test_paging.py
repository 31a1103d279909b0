from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.app.paging import (
    DEFAULT_PAGE,
    LARGEST_PAGE,
    MOST_BYTES,
    cursor_of,
    fitting,
    page_size,
    page_token,
)
from eidgate.core.errors import InvalidCommandError

QUESTION = ("decisions", "bank-a")


@pytest.mark.parametrize(
    ("asked", "given"),
    [(0, DEFAULT_PAGE), (1, 1), (LARGEST_PAGE, LARGEST_PAGE), (LARGEST_PAGE + 1, LARGEST_PAGE)],
)
def test_a_page_is_as_large_as_asked_within_its_bounds(asked: int, given: int) -> None:
    assert page_size(asked) == given


@pytest.mark.parametrize("cursor", [0, 1, 255, 2**32, 2**63 - 1])
def test_a_token_gives_back_its_cursor(cursor: int) -> None:
    assert cursor_of(page_token(cursor, *QUESTION), *QUESTION) == cursor


def test_no_token_is_the_start() -> None:
    assert cursor_of("", *QUESTION) == 0


def refused(token: str, *question: str) -> str:
    with pytest.raises(InvalidCommandError) as caught:
        cursor_of(token, *question)
    (violation,) = caught.value.violations
    return violation.field


@pytest.mark.parametrize(
    "other", [("decisions", "bank-b"), ("bindings", "bank-a"), ("decisions",), ("decisions", "bank-a", "")]
)
def test_a_token_of_another_question_is_refused(other: tuple[str, ...]) -> None:
    assert refused(page_token(7, *QUESTION), *other) == "page_token"


def test_any_changed_byte_of_a_token_is_noticed() -> None:
    raw = urlsafe_b64decode(page_token(7, *QUESTION))
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        assert refused(urlsafe_b64encode(changed).decode(), *QUESTION) == "page_token"


@pytest.mark.parametrize("token", ["x", "AAAA", "====", "trang-sau", "trang sau ế", "A" * 256, "\x00"])
def test_a_text_that_is_no_token_is_refused(token: str) -> None:
    assert refused(token, *QUESTION) == "page_token"


def test_a_cursor_beyond_every_store_is_refused_although_its_mark_is_right() -> None:
    assert refused(page_token(2**63, *QUESTION), *QUESTION) == "page_token"
    assert refused(page_token(2**64 - 1, *QUESTION), *QUESTION) == "page_token"


@given(st.integers(min_value=0, max_value=2**63 - 1))
def test_a_token_gives_its_cursor_back(cursor: int) -> None:
    assert cursor_of(page_token(cursor, "decisions", "bank"), "decisions", "bank") == cursor


@given(st.text(min_size=1, max_size=300))
def test_any_other_text_is_refused_and_never_an_error_of_ours(token: str) -> None:
    with pytest.raises(InvalidCommandError, match="page_token"):
        cursor_of(token, "decisions", "bank")


def test_a_token_is_good_for_its_question_only() -> None:
    token = page_token(7, "decisions", "bank")
    for question in (("decisions", "bank-2"), ("bindings", "bank"), ("decisions", "bank", "")):
        with pytest.raises(InvalidCommandError, match="was not given for this question"):
            cursor_of(token, *question)


def test_sizes_have_a_default_and_a_limit() -> None:
    assert [page_size(asked) for asked in (0, 1, LARGEST_PAGE, LARGEST_PAGE + 1)] == [
        DEFAULT_PAGE,
        1,
        LARGEST_PAGE,
        LARGEST_PAGE,
    ]


def test_short_texts_make_no_page_shorter() -> None:
    found = [(number, "x") for number in range(LARGEST_PAGE + 1)]
    assert fitting(found, lambda one: [one], limit=LARGEST_PAGE) == found[:LARGEST_PAGE]


def test_long_texts_do_by_their_bytes_and_the_first_is_always_shown() -> None:
    long = "\U0001f600" * (MOST_BYTES // 4)
    assert fitting([(1, long), (2, "x")], lambda one: [one], limit=2) == [(1, long)]
    half = "x" * (MOST_BYTES // 2 - 10_000)
    assert [at for at, _ in fitting([(1, half), (2, half), (3, half)], lambda one: [one], limit=3)] == [1, 2]


def test_nothing_found_is_nothing_shown() -> None:
    assert fitting([], lambda one: [one], limit=5) == []
