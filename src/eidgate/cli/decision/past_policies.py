"""The policies that records name, found by their digests: shipped, configured, named or kept in the store."""

from collections.abc import Iterable

import msgspec

from eidgate.adapters.policies import SHIPPED, parse_kept, read_document
from eidgate.config import Config
from eidgate.core.risk.policy import Policy
from eidgate.ports import PolicyStore


class PastPolicies:
    """Remembers what it has read; a decision's policy is looked for in the store last."""

    def __init__(
        self, names: Iterable[str] = (), *, config: Config | None = None, store: PolicyStore | None = None
    ) -> None:
        """Read the policies at hand.

        Raises:
            ConfigurationError: a named or a configured one cannot be read.
        """
        configured = msgspec.structs.asdict(config.policies).values() if config else ()
        found = (parse_kept(*read_document(one)) for one in dict.fromkeys((*names, *configured, *SHIPPED)))
        self._known: dict[str, Policy | None] = {policy.digest: policy for policy in found}
        self._store = store

    def of(self, digest: str) -> Policy | None:
        """Return the policy of a digest, or None when it is not at hand.

        Raises:
            ConfigurationError: it was written for another version of this program.
            UnavailableError: the store cannot be read.
        """
        if digest not in self._known:
            kept = self._store.document(digest) if self._store else None
            self._known[digest] = parse_kept(kept.document, f"{digest[:12]}.yaml") if kept else None
        return self._known[digest]
