"""The policies of one worker: configured by role, activated from the store, and seen by operations."""

import logging
from collections.abc import Mapping
from typing import Final

from eidgate.adapters.live_policies import Configured, LivePolicies
from eidgate.adapters.metrics.instruments import Instruments
from eidgate.adapters.policies import parse_policy, read_document
from eidgate.adapters.policy_worlds import YamlPolicyReader
from eidgate.config import PoliciesSection
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.relying_party import Role
from eidgate.ports import Clock, PolicyDocument, PolicyStore

_LOGGER: Final = logging.getLogger("eidgate.policies")


class PolicyMetrics:
    """Counts and logs how the policies are doing."""

    def __init__(self, instruments: Instruments) -> None:
        self._instruments = instruments

    def policies_applied(self, versions: Mapping[str, str]) -> None:
        """Say which versions the store put in force."""
        self._instruments.reloaded("policies", applied=True)
        _LOGGER.info("policies read", extra={"fields": dict(versions)})

    def policies_refused(self, error: EidgateError) -> None:
        """Count a look at the store that changed nothing because it failed."""
        self._instruments.reloaded("policies", applied=False)
        _LOGGER.error("policies not read, the old ones stay", extra={"fields": {"why": str(error)}})


def keep_policies(
    section: PoliciesSection,
    store: PolicyStore,
    regulation: Regulation,
    *,
    clock: Clock,
    instruments: Instruments,
) -> LivePolicies:
    """Return the policies, kept current until they are closed.

    Raises:
        ConfigurationError: a configured or an activated policy cannot be used.
        UnavailableError: the store cannot be read.
    """
    policies = LivePolicies(
        {role: _configured(name, regulation) for role, name in by_role(section).items()},
        store,
        YamlPolicyReader(regulation),
        clock=clock,
        watcher=PolicyMetrics(instruments),
    )
    policies.start()
    return policies


def by_role(section: PoliciesSection) -> dict[Role, str]:
    """Return the policy of every role that may ask for decisions or bindings."""
    return {
        Role.BANK: section.bank,
        Role.WALLET: section.wallet,
        Role.SHOP: section.shop,
        Role.OPERATOR: section.operator,
    }


def _configured(name: str, regulation: Regulation) -> Configured:
    raw, file = read_document(name)
    policy = parse_policy(raw, file)
    unknown = policy.regulation - {version.version for version in regulation.versions}
    if unknown:
        raise ConfigurationError(f"{file}: regulation: no such version as {', '.join(sorted(unknown))}")
    return Configured(policy=policy, document=PolicyDocument(digest=policy.digest, document=raw, worlds=b""))
