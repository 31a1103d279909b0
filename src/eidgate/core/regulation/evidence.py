"""Which performed confirmations may be used: passed, recent enough, and of an allowed kind.

Circular 50/2024 Art. 11 and App. 02 note. Whether the confirming device is the customer's is asked elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from msgspec import Struct

from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.terms import Instant

FUTURE_SKEW: Final = timedelta(seconds=30)
"""How far a bank's clock may run ahead of ours; with NTP it is under a second, so this is generous (I)."""

LOCKED_AT: Final = 10
"""Failures in a row that lock a form until the customer is checked anew (Art. 11; `domain.md` F1.8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """One form that the bank says was performed for this transaction."""

    form: Form
    performed_at: Instant
    passed: bool
    device: str | None = None
    """The bank's identifier of the device it was performed on; None if it needs none."""
    login_method: bool = False
    """Whether this form was also how the session was logged in to."""
    failures_before: int = 0
    """Failures of this form in a row before this one, as the bank counts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLimits:
    """How long each form stays good after it was performed, and which may not double as the login.

    Raises:
        ValueError: a form has no limit, or a limit is not above zero.
    """

    valid_for: Mapping[Form, timedelta]
    not_if_login_method: frozenset[Form]

    def __post_init__(self) -> None:
        for form in Form:
            if self.valid_for.get(form, timedelta(0)) <= timedelta(0):
                raise ValueError(f"{form} needs a validity above zero")


class RefusedConfirmation(Struct, frozen=True, kw_only=True):
    """A confirmation that counts for nothing, and why."""

    confirmation: Confirmation
    reason: Reason


class Evidence(Struct, frozen=True, kw_only=True):
    """The forms that count, and what was refused, in the order given."""

    forms: frozenset[Form]
    refused: tuple[RefusedConfirmation, ...]


def sift(confirmations: Iterable[Confirmation], limits: EvidenceLimits, *, at: Instant) -> Evidence:
    """Separate usable confirmations from refused ones; one that passed is enough for its form."""
    forms: set[Form] = set()
    refused: list[RefusedConfirmation] = []
    for confirmation in confirmations:
        reason = refusal(confirmation, limits, at=at)
        if reason is None:
            forms.add(confirmation.form)
        else:
            refused.append(RefusedConfirmation(confirmation=confirmation, reason=reason))
    return Evidence(forms=frozenset(forms), refused=tuple(refused))


def refusal(confirmation: Confirmation, limits: EvidenceLimits, *, at: Instant) -> Reason | None:
    """Return why a confirmation does not count, or None if it does.

    Its validity is inclusive: five minutes are good, a microsecond more is not. One from the future beyond
    `FUTURE_SKEW` proves nothing and is not allowed.
    """
    if confirmation.failures_before >= LOCKED_AT:
        return Reason.FORM_LOCKED
    if not confirmation.passed:
        return Reason.FORM_FAILED
    if confirmation.login_method and confirmation.form in limits.not_if_login_method:
        return Reason.FORM_NOT_ALLOWED
    age = at - confirmation.performed_at
    if age < -FUTURE_SKEW:
        return Reason.FORM_NOT_ALLOWED
    return Reason.FORM_EXPIRED if age > limits.valid_for[confirmation.form] else None
