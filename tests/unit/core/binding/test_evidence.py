"""What a new binding rests on: the face, and the registry's word as the policy weighs it."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from eidgate.core.assertion.verdict import HolderBinding, Identity, TransactionBinding, Verified
from eidgate.core.binding.evidence import (
    EvidenceTerms,
    Weight,
    check_face,
    face_matched,
    first_state,
    person_of,
)
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.masking import masked_number
from eidgate.core.binding.registry import RegistryAnswer, RegistryField, RegistryResult
from eidgate.core.errors import EvidenceRefusedError
from eidgate.core.terms import Instrument, InstrumentKind, IssuerId, Masked, SubjectId

NOON = datetime(2026, 3, 5, 5, tzinfo=UTC)
WEIGHTS = dict.fromkeys(RegistryResult, Weight.PROPOSE)
WEIGHTS |= {RegistryResult.MATCH: Weight.CONFIRM, RegistryResult.MISMATCH: Weight.REFUSE}
TERMS = EvidenceTerms(face=True, registry=WEIGHTS)
MAI = Verified(
    issuer=IssuerId("https://idp.example"),
    subject_id=SubjectId("mai"),
    assertion_id="1",
    issued_at=NOON,
    expires_at=NOON,
    acceptable_until=NOON,
    authenticated_at=NOON,
    account_level=2,
    authentication_level=3,
    factors=("pwd", "face"),
    holder_binding=HolderBinding.NONE,
    transaction_binding=TransactionBinding.NONE,
    nonce=None,
    nonce_acceptable_until=None,
    identity=Identity(
        personal_number=Masked("001190000001"),
        full_name=Masked("Lê Ví Dụ"),
        birth_date=Masked("1990-02-14"),
    ),
)


def test_a_face_counts_only_at_a_level_with_a_biometric_factor() -> None:
    assert face_matched(MAI)
    assert not face_matched(replace(MAI, authentication_level=2))
    assert not face_matched(replace(MAI, authentication_level=None))
    assert not face_matched(replace(MAI, factors=("pwd", "hwk")))


def test_the_policy_may_ask_for_a_face_or_not() -> None:
    faceless = replace(MAI, factors=("pwd",))
    check_face(MAI, TERMS)
    check_face(faceless, EvidenceTerms(face=False, registry=WEIGHTS))
    with pytest.raises(EvidenceRefusedError, match="no face match"):
        check_face(faceless, TERMS)


def test_the_registry_is_asked_about_what_the_assertion_says() -> None:
    person = person_of(MAI)
    assert person is not None
    assert (person.full_name, person.face_matched) == (Masked("Lê Ví Dụ"), True)
    assert "Ví Dụ" not in repr(person)


@pytest.mark.parametrize("field", ["personal_number", "full_name", "birth_date"])
def test_nobody_is_asked_about_half_a_person(field: str) -> None:
    assert person_of(replace(MAI, identity=replace(MAI.identity, **{field: None}))) is None


@pytest.mark.parametrize("result", RegistryResult)
def test_a_binding_begins_as_the_policy_weighs_the_answer(result: RegistryResult) -> None:
    answer = RegistryAnswer(result=result, mismatched=(RegistryField.BIRTH_DATE,))
    if WEIGHTS[result] is Weight.REFUSE:
        with pytest.raises(EvidenceRefusedError) as refused:
            first_state(answer, TERMS)
        assert refused.value.fields == ("birth_date",)
    elif result is RegistryResult.MATCH:
        assert first_state(answer, TERMS) is BindingState.CONFIRMED
    else:
        assert first_state(answer, TERMS) is BindingState.PROPOSED


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+84912345678", "•••678"), ("0011001234567", "•••567"), ("1234567", "•••67"), ("12345", "•••")],
)
def test_a_masked_number_hides_most_of_it_and_its_length(number: str, shown: str) -> None:
    instrument = Instrument(kind=InstrumentKind.ACCOUNT, institution="999901", number=number)
    assert masked_number(instrument) == shown
