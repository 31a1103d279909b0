from datetime import timedelta

from builders.sim_clocks import NOON
from builders.wire import PAYER
from eidgate.core.binding.lifecycle import Binding, revoke
from eidgate.core.binding.registry import RegistryAnswer, RegistryField, RegistryResult
from eidgate.core.binding.sim_rules import UNSAID, SimChannel, SimTerms
from eidgate.core.binding.sim_service import SimClock, device_changed
from eidgate.core.shape import replace
from eidgate.core.terms import (
    BindingName,
    CustomerKind,
    Instrument,
    InstrumentKind,
    IssuerId,
    RelyingPartyId,
    SubjectId,
)
from eidgate.rpc.wire.bindings import (
    binding_message,
    registry_message,
    sim_terms,
    subject_instrument_message,
)
from eidgate.rpc.wire.requests import instrument_message
from eidgate.rpc.wire.scalars import timestamp
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import common_pb2 as common

CONFIRMED = Binding(
    name=BindingName("bindings/x0a1"),
    issuer=IssuerId("https://idp.example"),
    subject_id=SubjectId("pairwise-1"),
    customer=CustomerKind.INDIVIDUAL,
    instrument=PAYER,
    attested_by=RelyingPartyId("bank-a"),
    institution="970436",
    account_level=2,
    assertion_digest="0" * 64,
    device="dev-1",
    created_at=NOON,
    updated_at=NOON,
    confirmed_at=NOON,
    face_matched=True,
    registry=RegistryAnswer(result=RegistryResult.MATCH, as_of=NOON),
    changed_by="bank-a",
)
SIM = replace(
    CONFIRMED,
    instrument=Instrument(kind=InstrumentKind.SIM, institution="operator-one", number="+84912345678"),
    institution="operator-one",
    sim=SimTerms(channel=SimChannel.FIXED_POINT, contract=True),
    previous=BindingName("bindings/x0a0"),
)


def test_a_binding_is_written_with_all_that_its_institution_may_see() -> None:
    assert binding_message(CONFIRMED) == bindings.Binding(
        name="bindings/x0a1",
        issuer="https://idp.example",
        subject_id="pairwise-1",
        customer=common.CUSTOMER_KIND_INDIVIDUAL,
        instrument=instrument_message(PAYER),
        state=bindings.BINDING_STATE_CONFIRMED,
        etag="v1",
        create_time=timestamp(NOON),
        update_time=timestamp(NOON),
        confirm_time=timestamp(NOON),
        face_matched=True,
        registry=bindings.RegistryMatch(result=bindings.REGISTRY_RESULT_MATCH, as_of_time=timestamp(NOON)),
        changed_by="bank-a",
    )


def test_a_sim_tells_how_it_was_taken_and_from_whom_it_came() -> None:
    message = binding_message(SIM)
    assert message.sim == bindings.SimTerms(channel=bindings.SIM_CHANNEL_FIXED_POINT, contract=True)
    assert message.previous == "bindings/x0a0"
    assert sim_terms(message.sim) == SIM.sim


def test_how_a_number_was_taken_is_the_least_when_nobody_says() -> None:
    assert sim_terms(bindings.SimTerms()) == UNSAID


def test_the_registrys_fields_are_told_by_name() -> None:
    differs = RegistryAnswer(result=RegistryResult.MISMATCH, mismatched=(RegistryField.FULL_NAME,))
    assert registry_message(differs) == bindings.RegistryMatch(
        result=bindings.REGISTRY_RESULT_MISMATCH, mismatched_fields=["full_name"]
    )


def test_a_person_sees_masked_numbers_only() -> None:
    shown = subject_instrument_message(SIM)
    assert shown == bindings.SubjectInstrument(
        binding="bindings/x0a1",
        kind=common.INSTRUMENT_KIND_SIM,
        institution="operator-one",
        masked_number="•••678",
        state=bindings.BINDING_STATE_CONFIRMED,
        since_time=timestamp(NOON),
    )
    assert "8491234" not in str(shown)


def test_a_revoked_binding_says_when_and_why_and_changes_its_etag() -> None:
    later = NOON + timedelta(days=1)
    message = binding_message(revoke(CONFIRMED, at=later, reason="the account was closed"))
    assert message.state == bindings.BINDING_STATE_REVOKED
    assert (message.etag, message.reason) == ("v2", "the account was closed")
    assert (message.create_time, message.update_time) == (timestamp(NOON), timestamp(later))


def test_a_number_of_which_nothing_was_told_has_no_service_state() -> None:
    assert not binding_message(CONFIRMED).HasField("sim_service")
    quiet = replace(CONFIRMED, clock=SimClock(verified_at=NOON))
    assert not subject_instrument_message(quiet).HasField("sim_service")


def test_what_a_number_may_do_is_told_as_of_an_instant_or_of_its_version() -> None:
    clock = device_changed(SimClock(verified_at=NOON - timedelta(days=1)), NOON, told_at=NOON)
    told = replace(CONFIRMED, clock=clock, updated_at=NOON)
    assert binding_message(told).sim_service == bindings.SimServiceState(
        service=bindings.SIM_SERVICE_TO_BE_VERIFIED,
        change_time=timestamp(NOON),
        next_service=bindings.SIM_SERVICE_OUTGOING_BLOCKED,
        next_time=timestamp(NOON + timedelta(hours=2)),
        verify_time=timestamp(NOON - timedelta(days=1)),
    )
    late = subject_instrument_message(told, at=NOON + timedelta(days=40)).sim_service
    assert late.service == bindings.SIM_SERVICE_ENDED
    assert (late.next_service, late.HasField("next_time")) == (bindings.SIM_SERVICE_UNSPECIFIED, False)


def test_the_terms_that_give_a_number_time_come_back_as_they_were_told() -> None:
    told = bindings.SimTerms(level_two_number=True, nine_digit_paper=True)
    assert sim_terms(told) == SimTerms(level_two_number=True, old_paper=True)
