"""Who has an instrument: one open binding of an account or a card, and one of a number at all operators.

A number is the same number wherever it was ported to, so that its turns are taken, and its owner is looked
for, without the operator. Everything else is what its institution keeps under that number.
"""

from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import binding_from_bytes, lock_key
from eidgate.adapters.storage.standings import replace_standing
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.standing import StandingKind
from eidgate.core.errors import AlreadyExistsError
from eidgate.core.risk.number_standing import number_standing
from eidgate.core.terms import Instrument, InstrumentKind

NEWEST: Final = (
    " JOIN binding_version v ON v.binding = b.name"
    " AND v.version = (SELECT max(version) FROM binding_version WHERE binding = b.name)"
)
_OF_INSTRUMENT: Final = f"SELECT v.body FROM binding b{NEWEST} WHERE b.instrument = ?"  # noqa: S608 - our own words only
OF_NUMBER: Final = (
    f"SELECT v.body FROM binding_number n JOIN binding b ON b.name = n.binding{NEWEST} WHERE n.number = ?"  # noqa: S608 - our own words only
)
_ADD_NUMBER: Final = "INSERT INTO binding_number (number, binding) VALUES (?, ?)"


def instrument_lock(instrument: Instrument) -> bytes:
    """Name the turns that are taken on an instrument; on a number whatever operator serves it."""
    is_number = instrument.kind is InstrumentKind.SIM
    return lock_key(f"instrument:{f'sim:{instrument.number}' if is_number else instrument.key}")


def check_free(session: Session, binding: Binding) -> None:
    """Refuse a second open binding of an instrument; called under the instrument's lock.

    Raises:
        AlreadyExistsError: it has one, or one of this name exists.
    """
    if any(one.state.is_open for one in _of(session, binding.instrument)):
        raise AlreadyExistsError("the instrument has an active binding, or one that is proposed or suspended")
    if binding.version == 1 and session.rows("SELECT 1 FROM binding WHERE name = ?", binding.name):
        raise AlreadyExistsError("a binding of this name exists")


def note_number(session: Session, binding: Binding) -> None:
    """Let a new binding be found by its number; called with the row that it is added by."""
    if binding.instrument.kind is InstrumentKind.SIM:
        session.write(_ADD_NUMBER, binding.instrument.number, binding.name)


def project_number(session: Session, binding: Binding) -> None:
    """Let decisions know whose a number is after this version; others are read by their instrument."""
    if binding.instrument.kind is not InstrumentKind.SIM:
        return
    identifier, standing = identifier_of(binding.instrument), number_standing(binding)
    replace_standing(session, identifier, StandingKind.NUMBER, binding.name, standing)


def _of(session: Session, instrument: Instrument) -> list[Binding]:
    if instrument.kind is InstrumentKind.SIM:
        rows = session.rows(OF_NUMBER, instrument.number)
    else:
        rows = session.rows(_OF_INSTRUMENT, instrument.key)
    return [binding_from_bytes(body) for (body,) in rows]
