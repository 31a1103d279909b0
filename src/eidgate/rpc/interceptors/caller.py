"""Who calls: from the verified client certificate to the configured relying party.

Only subject alternative names count (RFC 9525 §2: a common name identifies nobody). The TLS layer has already
verified the chain against the client CA; here the certificate's names are looked up, once per certificate.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import grpc

from eidgate.core.relying_party import RelyingParty
from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.status import RefusedError

_SAN: Final = "x509_subject_alternative_name"  # grpc's name for "the peer's identity is a SAN"
_MAX_REMEMBERED: Final = 4_096  # certificates; far more than relying parties times overlapping renewals


class Callers:
    """Relying parties by the names in their certificates; `replace` puts a reloaded file in force at once."""

    def __init__(self, by_name: Mapping[str, RelyingParty]) -> None:
        self.replace(by_name)

    def replace(
        self, by_name: Mapping[str, RelyingParty], *, unsafe_plaintext_as: RelyingParty | None = None
    ) -> None:
        """Use these relying parties from the next call on.

        `unsafe_plaintext_as` is who calls on a connection without any certificate; a benchmark's port only.
        """
        self._by_name = dict(by_name)
        self._plaintext = unsafe_plaintext_as
        self._remembered: dict[tuple[bytes, ...], RelyingParty] = {}

    def identify(self, context: grpc.ServicerContext) -> RelyingParty:
        """Return the relying party behind a call.

        Raises:
            RefusedError: CERTIFICATE_UNKNOWN, when no name, or the names of two actors, match.
        """
        identities = context.peer_identities()
        if identities is None:
            return self._without_certificate()
        if context.peer_identity_key() != _SAN:
            raise RefusedError(ErrorReason.CERTIFICATE_UNKNOWN)
        names = tuple(identities)
        remembered = self._remembered
        party = remembered.get(names)
        if party is None:
            party = self._find(name.decode("utf-8", "replace") for name in names)
            if len(remembered) < _MAX_REMEMBERED:
                remembered[names] = party
        return party

    def _find(self, names: Iterable[str]) -> RelyingParty:
        found = {party.actor: party for name in names if (party := self._by_name.get(name))}
        if len(found) != 1:
            raise RefusedError(ErrorReason.CERTIFICATE_UNKNOWN)
        return next(iter(found.values()))

    def _without_certificate(self) -> RelyingParty:
        if self._plaintext is None:
            raise RefusedError(ErrorReason.CERTIFICATE_UNKNOWN)
        return self._plaintext
