"""Whose signatures count."""

from typing import Protocol

from eidgate.core.assertion.trust import TrustSnapshot


class TrustSource(Protocol):
    """Whose signatures count: a snapshot that is refreshed aside, never by a call."""

    def current(self) -> TrustSnapshot:
        """Return the present snapshot, from memory; a failed refresh leaves the one before in place."""
        ...

    def key_unknown(self) -> None:
        """Note that an assertion named a key that is not known; returns at once.

        Fetched key sets are then asked again aside, each at most once a minute; the call's answer stands.
        """
        ...
