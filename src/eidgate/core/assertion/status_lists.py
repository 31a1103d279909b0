"""The status lists that one issuer's assertions may point into, and which of them are at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

from eidgate.core.assertion.keys import PinnedKey, UnfitKey
from eidgate.core.assertion.status_list import StatusList, UnusableStatusList
from eidgate.core.terms import Instant, IssuerId

MAX_LISTS: Final = 32
"""For one issuer: 500 million statuses of one bit. In memory at most 6 MiB each, the token included, and a
list of a million people with few revocations 0.2 MiB."""


class Signer(Protocol):
    """Who signs status lists: the issuer itself, or a status provider with keys of its own."""

    @property
    def issuer(self) -> IssuerId:
        """Its name, which `iss` must be where a list has one."""
        ...

    @property
    def algorithms(self) -> frozenset[str]:
        """What it may sign with."""
        ...

    def pick_key(
        self, key_id: str | None, algorithm: str, *, at: Instant, x5c: object = None
    ) -> PinnedKey | UnfitKey:
        """Choose the key that must have signed.

        Raises:
            RejectionError: there is none.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLists:
    """What is configured for one issuer, and what was read so far.

    Nothing in an assertion makes anybody fetch anything: `uris` are fetched or read aside, and any other
    URI is refused.
    """

    uris: frozenset[str]
    """The lists that count, exactly as an assertion must name them."""
    maximum_age: timedelta
    """From `iat` on. It alone was signed: when a copy was fetched says nothing about how old it is."""
    refresh_every: timedelta = timedelta(minutes=5)
    """A list's own `ttl` makes it more often, never less."""
    provider: Signer | None = None
    """Who signs the lists; None: the issuer itself."""
    files: Mapping[str, str] = field(default_factory=dict)
    """URI → path of the file in which the list lies; the others are fetched."""
    authorities: str = ""
    """Path of a file with the certificates that the lists' servers may stand under; empty: the system's."""
    copies: str = ""
    """Path of a folder in which the last good lists are kept for the next start; empty: none is."""
    lists: Mapping[str, StatusList | UnusableStatusList] = field(default_factory=dict)
    """By URI; what is not here was never read."""
