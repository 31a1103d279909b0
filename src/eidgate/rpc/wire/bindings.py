"""A binding → its message."""

from eidgate.core.binding.lifecycle import Binding
from eidgate.rpc.wire import words
from eidgate.rpc.wire.requests import instrument_message
from eidgate.rpc.wire.scalars import timestamp
from eidgate.v1 import binding_service_pb2


def binding_message(binding: Binding) -> binding_service_pb2.Binding:
    """Write a binding."""
    return binding_service_pb2.Binding(
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
    )
