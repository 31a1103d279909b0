"""When does an assertion stand for the biometric match that the regulation asks for?

A match against the e-ID account is one of the accepted sources (Circular 17/2024 Art. 17(5)c; `domain.md`
F1.9). It counts only when it is the payer's own face, shown lately and for this very transaction: a login's
stolen assertion, or a stranger's own one, must neither confirm a new device nor restart the small total.
"""

from typing import Final

from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.facts import AssertionFacts, Facts
from eidgate.core.terms import Instant, TransactionKind

BIOMETRIC_LEVEL: Final = 3
"""The lowest authentication level with a biometric factor (Decree 69/2024; `domain.md` F4.3)."""

FACE: Final = "face"
"""`amr` of a face match (RFC 8176 section 2); the Circular's biometric match is one of the face."""


def face_match(facts: Facts) -> tuple[Confirmation, ...]:
    """Return the face match that the assertion proves, at the time of its authentication, or nothing.

    Whether it is recent enough is judged with the other confirmations.
    """
    shown_at = _shown_at(facts.assertion)
    if shown_at is None or not _is_the_payers(facts):
        return ()
    return (Confirmation(form=Form.FACE_MATCH, performed_at=shown_at, passed=True),)


def _shown_at(assertion: AssertionFacts) -> Instant | None:
    """Return when the face was matched for this transaction, or None if that is not proven."""
    proven = (
        assertion.verified
        and not assertion.used_before
        and assertion.transaction_binding is not TransactionBinding.NONE
        and (assertion.authentication_level or 0) >= BIOMETRIC_LEVEL
        and FACE in assertion.factors
    )
    return assertion.authenticated_at if proven else None


def _is_the_payers(facts: Facts) -> bool:
    """Whether the assertion is about the person to whom the instrument is bound.

    An account that is being opened is bound to nobody yet; the assertion itself says who opens it.
    """
    transaction, binding = facts.transaction, facts.payer_binding
    if transaction is None:
        return False
    if binding is None:
        return transaction.kind is TransactionKind.ACCOUNT_OPENING
    about = facts.assertion.issuer, facts.assertion.subject_id
    return binding.active and about == (binding.issuer, binding.subject_id)
