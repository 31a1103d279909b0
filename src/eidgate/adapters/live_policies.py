"""The policies in force: configured ones from files, activated ones from the store, swapped as a whole.

Every worker looks at the store again and again (`refresh`). An activation that lies ahead is loaded when it
is first seen, so that all workers change over at one instant. What cannot be read changes nothing, and is
reported.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Final, Protocol

from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.relying_party import Role
from eidgate.core.risk.lifecycle import Activation, in_force
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import Instant
from eidgate.ports import Clock, PolicyDocument, PolicyReader, PolicyStore

_UNDER_WAY: Final = timedelta(minutes=1)
"""A decision under way asks about an instant this far back at most; its deadline is seconds."""


class Watcher(Protocol):
    """Who is told how the policies are doing."""

    def policies_applied(self, versions: Mapping[str, str]) -> None:
        """These versions, by their lines, are what was read last."""
        ...

    def rows_missing(self, activated: Collection[Policy]) -> None:
        """These policies of the store are in force, or will be; `unsaid` are the rows that one lacks."""
        ...

    def policies_refused(self, error: EidgateError) -> None:
        """What the store holds could not be read or put in force; the old ones stay."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """A policy from a file, and its text."""

    policy: Policy
    document: PolicyDocument


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What one look at the store found; never changed, only replaced."""

    stored: tuple[Activation, ...]
    activations: tuple[Activation, ...]
    policies: Mapping[str, Policy]


class LivePolicies:
    """Implements `eidgate.ports.Policies`."""

    def __init__(
        self,
        configured: Mapping[Role, Configured],
        store: PolicyStore,
        reader: PolicyReader,
        *,
        clock: Clock,
        watcher: Watcher,
    ) -> None:
        """Read what is in force.

        Raises:
            ConfigurationError: the store holds an activation of a policy that cannot be read now.
            UnavailableError: the store cannot be read.
        """
        self._configured = configured
        self._base = {one.policy.digest: one.policy for one in configured.values()}
        self._store, self._reader, self._clock, self._watcher = store, reader, clock, watcher
        for one in configured.values():
            store.keep(one.document)
        self._looking = Lock()
        self._snapshot = _Snapshot((), (), {})
        self._look()

    def current(self, role: Role, at: Instant) -> Policy:
        """Return the policy that judges a caller of this role at this instant."""
        base, seen = self._configured[role].policy, self._snapshot
        found = in_force(seen.activations, base.name, at) if seen.activations else None
        return base if found is None else seen.policies[found.digest]

    def lines(self) -> frozenset[str]:
        """Return the lines that judge anybody."""
        return frozenset(one.policy.name for one in self._configured.values())

    def past(self, digest: str) -> Policy | None:
        """Return the policy of this digest, in force or not; see the port."""
        known = self._base.get(digest) or self._snapshot.policies.get(digest)
        if known is not None:
            return known
        kept = self._store.document(digest)
        return None if kept is None else self._reader.kept(kept.document)

    def refresh(self) -> None:
        """See at once what was activated or rolled back; a version that cannot be read changes nothing."""
        try:
            self._look()
        except EidgateError as error:
            self._watcher.policies_refused(error)

    def _look(self) -> None:
        with self._looking:
            stored = tuple(self._store.activations())
            if stored == self._snapshot.stored:
                return
            needed = deciding(stored, self._clock.now() - _UNDER_WAY)
            policies = {one.digest: self._read(one) for one in needed}
            self._snapshot = _Snapshot(stored, needed, policies)
        self._watcher.policies_applied({one.line: policies[one.digest].version for one in needed})
        self._watcher.rows_missing(policies.values())

    def _read(self, activation: Activation) -> Policy:
        known = self._snapshot.policies.get(activation.digest)
        if known is not None:
            return known
        kept = self._store.document(activation.digest)
        if kept is None:
            raise ConfigurationError(f"{activation.name}: its document is not in the store")
        try:
            return self._reader.kept(kept.document)
        except ConfigurationError as error:
            raise ConfigurationError(f"{activation.name} is activated but cannot be read: {error}") from error


def deciding(stored: Sequence[Activation], at: Instant) -> tuple[Activation, ...]:
    """Return what is in force on each line at an instant, or will be later; the rest judges nobody."""
    begun = {line: in_force(stored, line, at) for line in {one.line for one in stored}}
    return tuple(one for one in stored if one.effective_at > at or one == begun[one.line])
