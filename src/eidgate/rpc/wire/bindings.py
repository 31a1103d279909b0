"""Bindings, what they rest on and what hangs on them ⇄ their messages."""

from eidgate.app.binding_decisions import RelyingPage
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.masking import masked_number
from eidgate.core.binding.registry import RegistryAnswer
from eidgate.core.binding.sim_rules import SimChannel, SimTerms
from eidgate.core.binding.sim_service import next_step, service_at
from eidgate.core.terms import Instant
from eidgate.rpc.wire import words
from eidgate.rpc.wire.requests import instrument_message
from eidgate.rpc.wire.scalars import timestamp
from eidgate.v1 import binding_service_pb2 as pb


def binding_message(binding: Binding, *, at: Instant | None = None) -> pb.Binding:
    """Write a binding, with what a number may do at an instant; None: when this version was made."""
    return pb.Binding(
        name=binding.name,
        issuer=binding.issuer,
        subject_id=binding.subject_id,
        customer=words.CUSTOMER_KIND.to_wire(binding.customer),
        instrument=instrument_message(binding.instrument),
        state=words.BINDING_STATE.to_wire(binding.state),
        etag=binding.etag,
        create_time=timestamp(binding.created_at),
        update_time=timestamp(binding.updated_at),
        reason=binding.reason,
        confirm_time=None if binding.confirmed_at is None else timestamp(binding.confirmed_at),
        face_matched=binding.face_matched,
        registry=registry_message(binding.registry),
        sim=None if binding.sim is None else sim_terms_message(binding.sim),
        disowned=binding.disowned,
        previous=binding.previous or "",
        changed_by=binding.changed_by,
        sim_service=sim_service_message(binding, at=at),
    )


def registry_message(answer: RegistryAnswer) -> pb.RegistryMatch:
    """Write the registry's answer."""
    return pb.RegistryMatch(
        result=words.REGISTRY_RESULT.to_wire(answer.result),
        mismatched_fields=[str(field) for field in answer.mismatched],
        as_of_time=None if answer.as_of is None else timestamp(answer.as_of),
    )


def sim_terms(message: pb.SimTerms) -> SimTerms:
    """Read how a number was taken; what is not said is online and without a contract."""
    at_fixed_point = message.channel == pb.SIM_CHANNEL_FIXED_POINT
    channel = SimChannel.FIXED_POINT if at_fixed_point else SimChannel.ONLINE
    return SimTerms(
        channel=channel,
        contract=message.contract,
        level_two_number=message.level_two_number,
        old_paper=message.nine_digit_paper,
    )


def sim_terms_message(terms: SimTerms) -> pb.SimTerms:
    """Write how a number was taken."""
    return pb.SimTerms(
        channel=words.SIM_CHANNEL.to_wire(terms.channel),
        contract=terms.contract,
        level_two_number=terms.level_two_number,
        nine_digit_paper=terms.old_paper,
    )


def sim_service_message(binding: Binding, *, at: Instant | None = None) -> pb.SimServiceState | None:
    """Write what a number may do, or None where its operator told nothing of its devices."""
    clock, at = binding.clock, at or binding.updated_at
    if clock is None or clock.told_at is None:
        return None
    coming, word = next_step(clock, at), words.SIM_SERVICE.to_wire
    return pb.SimServiceState(
        service=word(service_at(clock, at)),
        change_time=None if clock.open_since is None else timestamp(clock.open_since),
        next_service=pb.SIM_SERVICE_UNSPECIFIED if coming is None else word(coming.service),
        next_time=None if coming is None else timestamp(coming.at),
        verify_time=timestamp(clock.verified_at),
    )


def subject_instrument_message(binding: Binding, *, at: Instant | None = None) -> pb.SubjectInstrument:
    """Write what the subject themselves may see of a binding."""
    return pb.SubjectInstrument(
        binding=binding.name,
        kind=words.INSTRUMENT_KIND.to_wire(binding.instrument.kind),
        institution=binding.institution,
        masked_number=masked_number(binding.instrument),
        state=words.BINDING_STATE.to_wire(binding.state),
        disowned=binding.disowned,
        since_time=timestamp(binding.created_at),
        sim_service=sim_service_message(binding, at=at),
    )


def relying_messages(page: RelyingPage) -> list[pb.RelyingDecision]:
    """Write the decisions that relied on a binding."""
    return [
        pb.RelyingDecision(decision=one.decision, create_time=timestamp(one.at)) for one in page.decisions
    ]
