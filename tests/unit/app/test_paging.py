import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.app.paging import DEFAULT_PAGE, LARGEST_PAGE, cursor_of, page_size, page_token
from eidgate.core.errors import InvalidCommandError


@given(st.integers(min_value=0, max_value=2**63 - 1))
def test_a_token_gives_its_cursor_back(cursor: int) -> None:
    assert cursor_of(page_token(cursor, "decisions", "bank"), "decisions", "bank") == cursor


def test_no_token_is_the_start() -> None:
    assert cursor_of("", "decisions", "bank") == 0


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
