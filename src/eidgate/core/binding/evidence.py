"""What a binding must rest on, and what the registry's answer makes of it: to confirm, to propose, to refuse.

The assertion proves who the subject is, the institution's call is its word for the instrument, and the
registry says whether the person exists as asserted. What a missing answer means, the policy must say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eidgate.core.assertion.verdict import Verified
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.registry import Person, RegistryAnswer, RegistryResult
from eidgate.core.errors import EvidenceRefusedError

FACE: Final = "face"
"""`amr` of a face match (RFC 8176 section 2)."""

BIOMETRIC_LEVEL: Final = 3
"""The lowest authentication level with a biometric factor (Decree 69/2024; `domain.md` F4.3)."""


class Weight(StrEnum):
    """What an answer of the registry makes of a binding."""

    CONFIRM = "confirm"
    PROPOSE = "propose"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTerms:
    """What a policy asks of a new binding: a face match, and a weight for every answer of the registry."""

    face: bool
    registry: Mapping[RegistryResult, Weight]


def face_matched(verified: Verified) -> bool:
    """Whether the assertion says that the subject's face was matched when they authenticated."""
    return (verified.authentication_level or 0) >= BIOMETRIC_LEVEL and FACE in verified.factors


def person_of(verified: Verified) -> Person | None:
    """Return whom the registry is to be asked about, or None when the assertion withholds it."""
    of = verified.identity
    if of.personal_number is None or of.full_name is None or of.birth_date is None:
        return None
    return Person(
        personal_number=of.personal_number,
        full_name=of.full_name,
        birth_date=of.birth_date,
        face_matched=face_matched(verified),
    )


def check_face(verified: Verified, terms: EvidenceTerms) -> None:
    """Refuse a binding without a face match where the policy asks for one (Circular 17/2024 Art. 17(5)c).

    Raises:
        EvidenceRefusedError: there is none.
    """
    if terms.face and not face_matched(verified):
        raise EvidenceRefusedError("no face match", fields=(FACE,))


def first_state(answer: RegistryAnswer, terms: EvidenceTerms) -> BindingState:
    """Return the state in which a binding begins.

    Raises:
        EvidenceRefusedError: the policy refuses a binding with this answer.
    """
    weight = terms.registry[answer.result]
    if weight is Weight.REFUSE:
        raise EvidenceRefusedError(f"the registry's answer: {answer.result}", fields=answer.mismatched)
    return BindingState.CONFIRMED if weight is Weight.CONFIRM else BindingState.PROPOSED
