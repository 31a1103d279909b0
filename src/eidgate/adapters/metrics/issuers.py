"""Issuers in metrics: how old their keys and lists are, and when what is trusted runs out."""

import math
from collections.abc import Set as AbstractSet
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge

from eidgate.adapters.metrics.children import OTHER, Children
from eidgate.core.terms import Instant

_ANY: Final[frozenset[str]] = frozenset()
_WHY: Final = frozenset({"unavailable", "refused"})
_MOST_ISSUERS: Final = 64  # with labels of their own; what comes later is `other`


class IssuerInstruments:
    """Instants are seconds since 1970; what several workers know, the oldest or first of is shown.

    Infinity: the issuer has none any more.
    """

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        def gauge(name: str, help_text: str) -> Children[Gauge]:
            made = Gauge(
                f"eidgate_{name}", help_text, ("issuer",), multiprocess_mode="livemin", registry=registry
            )
            return Children(made, _ANY, limit=_MOST_ISSUERS)

        def counter(name: str, help_text: str, *labels: str) -> Counter:
            return Counter(f"eidgate_{name}", help_text, ("issuer", *labels), registry=registry)

        self._keys = gauge(
            "issuer_keys_loaded_timestamp_seconds",
            "When an issuer's keys were loaded; time() minus this is their age.",
        )
        self._anchors = gauge(
            "issuer_anchor_expiry_timestamp_seconds", "When the first of an issuer's anchors expires."
        )
        self._revocation = gauge(
            "issuer_revocation_list_due_timestamp_seconds",
            "When the first of an issuer's revocation lists must have been replaced.",
        )
        self._statuses = gauge(
            "status_list_issued_timestamp_seconds",
            "When the oldest of an issuer's status lists was issued; time() minus this is its age.",
        )
        self._keys_failed = Children(
            counter("issuer_key_refresh_failures", "Fetches of an issuer's keys that failed."),
            _ANY,
            limit=_MOST_ISSUERS,
        )
        self._statuses_failed = Children(
            counter(
                "status_list_refresh_failures",
                "Status lists that could not be fetched (unavailable) or believed (refused).",
                "why",
            ),
            _ANY,
            _WHY,
            limit=_MOST_ISSUERS * len(_WHY),
        )

    def follow(
        self,
        *,
        trusted: AbstractSet[str],
        anchored: AbstractSet[str],
        revocable: AbstractSet[str],
        listed: AbstractSet[str],
    ) -> None:
        """Take back what was shown of issuers that have no keys, anchors or lists any more.

        A gauge of several processes cannot be removed, and one that stayed would warn of what nobody trusts.
        """
        kept = (
            (self._keys, trusted),
            (self._anchors, anchored),
            (self._revocation, revocable),
            (self._statuses, listed),
        )
        for gauge, issuers in kept:
            for child in gauge.but(issuers | {OTHER}):
                child.set(math.inf)

    def keys_loaded(self, issuer: str, at: Instant) -> None:
        """Tell when an issuer's keys were loaded last."""
        self._keys(issuer).set(at.timestamp())

    def key_refresh_failed(self, issuer: str) -> None:
        """Tell that an issuer's keys could not be fetched."""
        self._keys_failed(issuer).inc()

    def anchor_expires(self, issuer: str, at: Instant) -> None:
        """Tell when the first of an issuer's anchors expires."""
        self._anchors(issuer).set(at.timestamp())

    def revocation_list_due(self, issuer: str, at: Instant) -> None:
        """Tell when the first of an issuer's revocation lists must have been replaced."""
        self._revocation(issuer).set(at.timestamp())

    def status_lists_issued(self, issuer: str, oldest: Instant) -> None:
        """Tell when the oldest of an issuer's status lists was issued."""
        self._statuses(issuer).set(oldest.timestamp())

    def status_list_failed(self, issuer: str, why: str) -> None:
        """Tell that a status list could not be refreshed: `unavailable` or `refused`."""
        self._statuses_failed(issuer, why).inc()
