import pytest

from eidgate.core.assertion.limits import MAX_ASSERTION_CHARACTERS, check_size
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason


def test_the_largest_assertion_passes() -> None:
    check_size("x" * MAX_ASSERTION_CHARACTERS)


@pytest.mark.parametrize(
    ("compact", "reason"),
    [("", Reason.ASSERTION_MISSING), ("x" * (MAX_ASSERTION_CHARACTERS + 1), Reason.ASSERTION_TOO_LARGE)],
)
def test_nothing_and_too_much_are_refused(compact: str, reason: Reason) -> None:
    with pytest.raises(RejectionError) as caught:
        check_size(compact)
    assert caught.value.reason is reason
