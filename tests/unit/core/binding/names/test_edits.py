"""One slip of a finger."""

import pytest

from eidgate.core.binding.names.edits import is_one_edit


@pytest.mark.parametrize(
    ("a", "b"),
    [("nguyen", "nguyem"), ("nguyen", "nguyeen"), ("nguyen", "nguyn"), ("trang", "trnag"), ("a", "ab")],
)
def test_one_letter_changed_added_dropped_or_exchanged(a: str, b: str) -> None:
    assert is_one_edit(a, b)
    assert is_one_edit(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("tom", "tomas"), ("trang", "tnarg"), ("nguyen", "pham"), ("abcd", "badc")]
)
def test_more_is_another_word(a: str, b: str) -> None:
    assert not is_one_edit(a, b)
    assert not is_one_edit(b, a)
