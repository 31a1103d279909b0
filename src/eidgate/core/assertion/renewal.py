"""Hints that an identity document is due: it ends soon, or its holder passed an age at which cards change.

Cards change at 14, 25, 40 and 60 (Law 26/2023 Art. 21; `domain.md` F2.2, 10.7). Where no expiry is told, the
age alone cannot say that a card has ended: one that was issued within two years before stays good until the
next age. So these are hints, and never a refusal.
"""

from datetime import date, timedelta
from typing import Final

from eidgate.core.reasons import Reason

CHANGED_AT: Final = (14, 25, 40, 60)
"""Ages in years."""

SOON: Final = timedelta(days=30)
"""What a branch visit and the making of a card take, with room; payments stop on the day after (F2.2)."""

LATELY: Final = 1
"""Years after such an age in which a card that does not say its end is in doubt."""


def renewal_hint(expires_on: date | None, birth_date: date | None, today: date) -> tuple[Reason, ...]:
    """Return what a customer should be told in time; nothing where nothing is known or due."""
    if expires_on is not None:
        return (Reason.DOCUMENT_EXPIRES_SOON,) if expires_on - today <= SOON else ()
    if birth_date is not None and any(0 <= _age(birth_date, today) - one < LATELY for one in CHANGED_AT):
        return (Reason.DOCUMENT_AGE_PASSED,)
    return ()


def _age(birth_date: date, today: date) -> int:
    """Return completed years; who was born on 29 February completes one on 1 March."""
    had_birthday = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (not had_birthday)
