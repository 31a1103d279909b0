"""Every listing ends: how long it may stand without anybody renewing it.

The less is behind a listing, the sooner it falls by itself. An end is mandatory and never further away than
the term of its grade; whoever knows more renews it, and each renewal is a version that says who did.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from eidgate.core.desk.standing import Grade
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.terms import Instant

LONGEST: Final[Mapping[Grade, timedelta]] = {
    Grade.WARN: timedelta(days=90),
    Grade.HIGH: timedelta(days=180),
    Grade.BLOCK: timedelta(days=365),
}
"""India lifts after 90 days without an order (`domain.md` F7.1); DICT counts over six months; a confirmed one
is looked at again after a year."""


def end_of(asked: Instant | None, grade: Grade, *, at: Instant) -> Instant:
    """Return when a listing ends: as asked, or after the whole term of its grade.

    Raises:
        InvalidCommandError: the end is not after now, or later than the grade allows.
    """
    latest = at + LONGEST[grade]
    if asked is None:
        return latest
    if not at < asked <= latest:
        days = LONGEST[grade].days
        raise InvalidCommandError(
            FieldViolation(field="expire_time", description=f"must be within {days} days from now")
        )
    return asked
