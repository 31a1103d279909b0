"""Policies that stay as they are: a scene's, by role."""

from collections.abc import Callable

from eidgate.core.relying_party import Role
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import Instant


class FixedPolicies:
    """Implements `eidgate.ports.Policies` with these policies alone, at every instant."""

    def __init__(self, policy: Callable[[Role], Policy]) -> None:
        self._policy = policy

    def current(self, role: Role, at: Instant) -> Policy:
        """Return the policy of a role."""
        return self._policy(role)

    def lines(self) -> frozenset[str]:
        """Return the lines that judge anybody."""
        return frozenset(self._policy(role).name for role in Role)

    def past(self, digest: str) -> Policy | None:
        """Return the policy of this digest, if it is one of them."""
        return next((one for one in map(self._policy, Role) if one.digest == digest), None)

    def refresh(self) -> None:
        """There is nothing to see."""
