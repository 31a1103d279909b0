"""Persons on the list: named by issuer and subject when they are asked about, kept as a keyed hash only."""

from eidgate.app.service import Service
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.person import PersonKeys
from eidgate.core.errors import FieldViolation, InvalidCommandError


def listed_as(identifier: Identifier, service: Service) -> Identifier:
    """Return what is kept of an identifier: of a person named by issuer and subject, the hash.

    Raises:
        InvalidCommandError: no key for persons is configured.
    """
    named = _named(identifier)
    return _keys(service).current_identifier(*named) if named else identifier


def known_as(identifier: Identifier, service: Service) -> tuple[Identifier, ...]:
    """Return everything that an identifier may be listed as: a person under each key.

    Raises:
        InvalidCommandError: no key for persons is configured.
    """
    named = _named(identifier)
    return _keys(service).identifiers(*named) if named else (identifier,)


def _named(identifier: Identifier) -> tuple[str, str] | None:
    issuer, named, subject_id = identifier.value.partition(" ")
    return (issuer, subject_id) if identifier.kind is IdentifierKind.PERSON and named else None


def _keys(service: Service) -> PersonKeys:
    if service.person_keys is None:
        raise InvalidCommandError(
            FieldViolation(field="identifier", description="no key for persons is configured here")
        )
    return service.person_keys
