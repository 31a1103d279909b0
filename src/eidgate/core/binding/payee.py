"""Confirmation of payee: does the name that was typed fit the account, and what may be said about it?

Four answers as in the schemes abroad (`domain.md` F7.5-F7.7). An account that does not exist or was closed
is NO_MATCH: nobody of that name is paid there. What nobody could compare is UNAVAILABLE, never a match.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eidgate.core.binding.names.compare import compare, shown
from eidgate.core.binding.names.grade import NameGrade, NameMatch
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, Instant, Masked


class PayeeResult(StrEnum):
    """What came of the check."""

    MATCH = "match"
    CLOSE = "close"
    NO_MATCH = "no_match"
    UNAVAILABLE = "unavailable"


class PayeeWhy(StrEnum):
    """What decided it: the difference of the names (each `NameWhy`), or what the bank says of the account."""

    SAME = "same"
    MARKS_DROPPED = "marks_dropped"
    FAMILY_NAME_MOVED = "family_name_moved"
    MARKS_DIFFER = "marks_differ"
    ORDER_DIFFERS = "order_differs"
    SPACING_DIFFERS = "spacing_differs"
    INITIALS = "initials"
    NAME_LEFT_OUT = "name_left_out"
    ONE_LETTER_DIFFERS = "one_letter_differs"
    MASKED = "masked"
    FORM_LEFT_OUT = "form_left_out"
    FORM_DIFFERS = "form_differs"
    BRANCH = "branch"
    DIFFERENT = "different"
    EMPTY = "empty"
    KIND_DIFFERS = "kind_differs"
    """The name fits, but a person's account was meant and it is a company's, or the other way round."""
    ACCOUNT_UNKNOWN = "account_unknown"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_SWITCHED = "account_switched"
    OPTED_OUT = "opted_out"
    NOT_SUPPORTED = "not_supported"
    BANK_NOT_ASKED = "bank_not_asked"
    BANK_UNAVAILABLE = "bank_unavailable"
    NOT_PERMITTED = "not_permitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeCheck:
    """The answer to the payer's institution, and no more than the grade allows.

    `score` is 0 to 100 and only ranks answers of one result. `shown` is the registered name with what was not
    typed masked, for CLOSE alone. `kind` is whose account it is, for MATCH and CLOSE alone; `kind_differs` is
    whether another was meant. `as_of` is when the payee's bank said so.
    """

    result: PayeeResult
    why: PayeeWhy
    score: int = 0
    shown: Masked = Masked("")
    kind: CustomerKind | None = None
    kind_differs: bool = False
    as_of: Instant | None = None


KIND_DIFFERS_SCORE: Final = 70
"""As for names whose order differs: one look at the screen settles it."""

_WITHOUT_NAME: Final = {
    AccountStanding.UNKNOWN: (PayeeResult.NO_MATCH, PayeeWhy.ACCOUNT_UNKNOWN),
    AccountStanding.CLOSED: (PayeeResult.NO_MATCH, PayeeWhy.ACCOUNT_CLOSED),
    AccountStanding.SWITCHED: (PayeeResult.UNAVAILABLE, PayeeWhy.ACCOUNT_SWITCHED),
    AccountStanding.OPTED_OUT: (PayeeResult.UNAVAILABLE, PayeeWhy.OPTED_OUT),
    AccountStanding.NOT_SUPPORTED: (PayeeResult.UNAVAILABLE, PayeeWhy.NOT_SUPPORTED),
    AccountStanding.NOT_ASKED: (PayeeResult.UNAVAILABLE, PayeeWhy.BANK_NOT_ASKED),
    AccountStanding.NOT_PERMITTED: (PayeeResult.UNAVAILABLE, PayeeWhy.NOT_PERMITTED),
    AccountStanding.UNAVAILABLE: (PayeeResult.UNAVAILABLE, PayeeWhy.BANK_UNAVAILABLE),
}


def check_payee_name(
    given: Masked, registration: Registration, *, meant: CustomerKind | None = None
) -> PayeeCheck:
    """Compare the name as typed with whose the account is; total over any text.

    `meant` is whose account the payer takes it for. It only hardens the answer: names are compared as of the
    kind that is registered, and as of the kind meant where the bank does not say.
    """
    if registration.standing is not AccountStanding.OPEN:
        result, why = _WITHOUT_NAME[registration.standing]
        return PayeeCheck(result=result, why=why, as_of=registration.as_of)
    kind = registration.kind or meant or CustomerKind.INDIVIDUAL
    registered = registration.name.reveal()
    match = compare(given.reveal(), registered, kind)
    found = _graded(given.reveal(), registered, match, as_of=registration.as_of)
    if found.result is PayeeResult.NO_MATCH:
        return found
    differs = None not in {meant, registration.kind} and meant is not registration.kind
    found = replace(found, kind=registration.kind, kind_differs=differs)
    return _softened(found, given) if differs and found.result is PayeeResult.MATCH else found


def _graded(given: str, registered: str, match: NameMatch, *, as_of: Instant | None) -> PayeeCheck:
    return PayeeCheck(
        result=PayeeResult(match.grade.value),
        why=PayeeWhy(match.why.value),
        score=match.score,
        shown=Masked(shown(given, registered, match)),
        as_of=as_of,
    )


def _softened(found: PayeeCheck, given: Masked) -> PayeeCheck:
    """Make a MATCH of another kind CLOSE; the name to show is the one that was typed."""
    return replace(
        found, result=PayeeResult.CLOSE, why=PayeeWhy.KIND_DIFFERS, score=KIND_DIFFERS_SCORE, shown=given
    )


def grade_of(check: PayeeCheck) -> NameGrade | None:
    """Return the grade that the decision's facts hold; None when nothing could be compared."""
    return None if check.result is PayeeResult.UNAVAILABLE else NameGrade(check.result.value)
