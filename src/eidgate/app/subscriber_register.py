"""What an operator's own register of subscribers says, beside its call: a contradiction refuses.

The call is the operator's word for the number, so that a register that does not answer takes nothing away
from it (ADR 0095). But a register that holds another person, or that gave the number away since it was bound,
shows the call to be a mistake, or worse.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from eidgate.app.binding_proof import Proof, time_left
from eidgate.app.service import Service
from eidgate.core.assertion.verdict import Identity
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.registry import RegistryField
from eidgate.core.errors import EvidenceRefusedError
from eidgate.core.observation import SignalState
from eidgate.core.terms import Instrument, InstrumentKind, Masked, local_day
from eidgate.ports.subscribers import Comparison, SubscriberField

_NAMES: Final = {
    SubscriberField.DOCUMENT: RegistryField.PERSONAL_NUMBER,
    SubscriberField.NAME: RegistryField.FULL_NAME,
    SubscriberField.BIRTH_DATE: RegistryField.BIRTH_DATE,
}
"""Our words for what the register compares, as refusals name them."""


def check_register(
    proof: Proof, instrument: Instrument, service: Service, *, timeout: timedelta | None
) -> None:
    """Ask the operator that binds a number whether its register holds this person; nothing else is asked.

    Raises:
        EvidenceRefusedError: it holds another one; the fields that differ are named.
    """
    told = _told(proof.verified.identity)
    if service.subscribers is None or instrument.kind is not InstrumentKind.SIM or not told:
        return
    within = time_left(proof, service, timeout=timeout)
    number, operator = Masked(instrument.number), instrument.institution
    found = service.subscribers.match(number, told, operator=operator, within=within)
    differ = tuple(_NAMES[field] for field, how in found.fields.items() if how is Comparison.MISMATCH)
    if differ:
        raise EvidenceRefusedError("the operator's register holds somebody else", fields=differ)


def check_still_held(proof: Proof, binding: Binding, service: Service, *, timeout: timedelta | None) -> None:
    """Ask a number's operator whether one subscriber had it since it was bound; nothing else is asked.

    Raises:
        EvidenceRefusedError: somebody else had it meanwhile.
    """
    if service.subscribers is None or binding.instrument.kind is not InstrumentKind.SIM:
        return
    within = time_left(proof, service, timeout=timeout)
    number, since = Masked(binding.instrument.number), local_day(binding.created_at)
    held = service.subscribers.held_since(number, since, operator=binding.institution, within=within)
    if held is SignalState.NOT_OBSERVED:
        raise EvidenceRefusedError("the number had another subscriber meanwhile", fields=("subscriber",))


def _told(identity: Identity) -> Mapping[SubscriberField, Masked]:
    shown = {
        SubscriberField.DOCUMENT: identity.personal_number,
        SubscriberField.NAME: identity.full_name,
        SubscriberField.BIRTH_DATE: identity.birth_date,
    }
    return {field: value for field, value in shown.items() if value is not None}
