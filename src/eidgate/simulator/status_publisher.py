"""Publishes whether each subject's electronic identity is in force: a Token Status List.

draft-ietf-oauth-status-list; one list, one index for each subject, signed by whichever key it is given.
"""

import zlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from eidgate.core.assertion import base64url
from eidgate.core.assertion.status_list import Status
from eidgate.core.terms import Instant, SubjectId
from eidgate.simulator.signing import SigningKey

URI: Final = "https://status.simulator.eidgate.example/lists/1"

LIFETIME: Final = timedelta(hours=1)
"""Of one publication."""

TIME_TO_LIVE: Final = timedelta(minutes=1)
"""How long a copy should be used."""


class StatusPublisher:
    """One list; what it says changes with the next token."""

    def __init__(self, *, uri: str = URI, bits: int = 2, size: int = 1_024, seed: int = 0) -> None:
        self.uri = uri
        self.bits = bits
        self._statuses = [int(Status.VALID)] * size
        self._free = Random(seed).sample(range(size), size)  # so that an index tells nobody who came when
        self._indices: dict[SubjectId, int] = {}

    def index(self, subject: SubjectId) -> int:
        """Return the subject's place in the list; it stays the same."""
        if subject not in self._indices:
            self._indices[subject] = self._free.pop()
        return self._indices[subject]

    def claim(self, subject: SubjectId) -> dict[str, Any]:
        """Return the claim `status` of the subject's assertions."""
        return {"status_list": {"idx": self.index(subject), "uri": self.uri}}

    def set(self, subject: SubjectId, status: int) -> None:
        """Say something about a subject, in the application's own words if need be."""
        self._statuses[self.index(subject)] = status

    def revoke(self, subject: SubjectId) -> None:
        """Withdraw the subject's identity for good."""
        self.set(subject, Status.INVALID)

    def suspend(self, subject: SubjectId) -> None:
        """Lock the subject's identity for a time."""
        self.set(subject, Status.SUSPENDED)

    def reinstate(self, subject: SubjectId) -> None:
        """Unlock it."""
        self.set(subject, Status.VALID)

    def claims(self, at: Instant) -> dict[str, Any]:
        """Return the claims of the list as published at an instant."""
        issued_at = int(at.timestamp())
        return {
            "sub": self.uri,
            "iat": issued_at,
            "exp": issued_at + int(LIFETIME.total_seconds()),
            "ttl": int(TIME_TO_LIVE.total_seconds()),
            "status_list": {"bits": self.bits, "lst": compressed(packed(self._statuses, self.bits))},
        }

    def token(self, key: SigningKey, at: Instant) -> str:
        """Return the status list token as published at an instant."""
        return key.compact(header(key), self.claims(at))

    def publish(self, path: Path, key: SigningKey, at: Instant) -> None:
        """Put the token into a file, in one step."""
        aside = path.with_name(f".{path.name}.new")
        aside.write_text(self.token(key, at), encoding="ascii")
        aside.replace(path)


def header(key: SigningKey) -> dict[str, Any]:
    """Return the header of a status list token."""
    return {"alg": key.algorithm, "kid": key.key_id, "typ": "statuslist+jwt"}


def packed(statuses: Sequence[int], bits: int) -> bytes:
    """Put the statuses into bytes, the first into the least significant bits (draft §4.1)."""
    per_byte = 8 // bits
    content = bytearray(-(-len(statuses) // per_byte))
    for index, status in enumerate(statuses):
        content[index // per_byte] |= status << index % per_byte * bits
    return bytes(content)


def compressed(content: bytes) -> str:
    """Return the member `lst` for these bytes."""
    return base64url.encode(zlib.compress(content, level=9))
