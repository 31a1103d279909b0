"""Identifiers between protobuf and core: what is meant, or which field is wrong."""

from collections.abc import Callable
from typing import Final

from eidgate.core.desk.canonical import identifier as canonical
from eidgate.core.desk.canonical import listable_identifier
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.rpc.wire.words import Vocabulary
from eidgate.v1 import identifier_pb2

IDENTIFIER_KIND: Final = Vocabulary(IdentifierKind, "IDENTIFIER_KIND", identifier_pb2.IdentifierKind.Value)


def identifier(message: identifier_pb2.Identifier, field: str) -> Identifier:
    """Return what is to be looked up, in its canonical form.

    Raises:
        InvalidCommandError: it is nothing of its kind.
    """
    return _read(canonical, message, field)


def listable(message: identifier_pb2.Identifier, field: str) -> Identifier:
    """Return what is to be listed, in its canonical form.

    Raises:
        InvalidCommandError: it is nothing of its kind, or too much to be listed.
    """
    return _read(listable_identifier, message, field)


def identifier_message(identifier: Identifier) -> identifier_pb2.Identifier:
    """Write an identifier."""
    return identifier_pb2.Identifier(kind=IDENTIFIER_KIND.to_wire(identifier.kind), value=identifier.value)


def _read(
    read: Callable[[IdentifierKind, str], Identifier], message: identifier_pb2.Identifier, field: str
) -> Identifier:
    try:
        return read(IDENTIFIER_KIND.from_wire(message.kind), message.value)
    except ValueError as error:
        raise InvalidCommandError(
            FieldViolation(field=f"{field}.value", description=str(error), rule="identifier")
        ) from error
