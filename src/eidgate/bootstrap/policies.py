"""The policies of one worker: configured by role, activated from the store, and seen by operations."""

import logging
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

from eidgate.adapters.live_policies import Configured, LivePolicies
from eidgate.adapters.metrics.instruments import Instruments
from eidgate.adapters.policies import parse_policy, read_document
from eidgate.adapters.policy_worlds import YamlPolicyReader
from eidgate.bootstrap.rounds import Rounds
from eidgate.config import PoliciesSection
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.relying_party import Role
from eidgate.core.risk.policy import Policy
from eidgate.ports import Clock, PolicyDocument, PolicyStore

_LOGGER: Final = logging.getLogger("eidgate.policies")
APPROVED_BY_A_FILE: Final = 1
"""A configured policy is approved by whoever reviews the installation's files, and by nobody else."""

INTERVAL: Final = timedelta(seconds=1)
"""An activation is seen by every worker within this; one small query."""

_FILLED: Final = "a policy in force lacks rows of this program: each asks for more at least; propose it anew"


class PolicyMetrics:
    """Counts and logs how the policies are doing."""

    def __init__(self, instruments: Instruments) -> None:
        self._instruments = instruments
        self._lines: set[str] = set()

    def policies_applied(self, versions: Mapping[str, str]) -> None:
        """Say which versions the store put in force."""
        self._instruments.reloaded("policies", applied=True)
        _LOGGER.info("policies read", extra={"fields": dict(versions)})

    def rows_missing(self, activated: Collection[Policy]) -> None:
        """Say loudly which policies in force lack rows, and that those were filled."""
        for policy in activated:
            if policy.unsaid:
                fields = {"policy": policy.version, "rows": " ".join(sorted(policy.unsaid))}
                _LOGGER.error(_FILLED, extra={"fields": fields})
        self._lines |= {one.name for one in activated}
        for line in self._lines:
            missing = [len(one.unsaid) for one in activated if one.name == line]
            self._instruments.policy_rows(line, max(missing, default=0))

    def policies_refused(self, error: EidgateError) -> None:
        """Count a look at the store that changed nothing because it failed."""
        self._instruments.reloaded("policies", applied=False)
        _LOGGER.error("policies not read, the old ones stay", extra={"fields": {"why": str(error)}})


def read_policies(
    section: PoliciesSection,
    store: PolicyStore,
    regulation: Regulation,
    *,
    clock: Clock,
    instruments: Instruments,
) -> LivePolicies:
    """Return the policies as they are now; `policy_rounds` keeps them current.

    Raises:
        ConfigurationError: a configured or an activated policy cannot be used.
        UnavailableError: the store cannot be read.
    """
    return LivePolicies(
        {role: _configured(name, regulation) for role, name in by_role(section).items()},
        store,
        YamlPolicyReader(regulation),
        clock=clock,
        watcher=PolicyMetrics(instruments),
    )


def policy_rounds(policies: LivePolicies) -> Rounds:
    """Return the rounds in which a worker looks for what was activated or rolled back."""
    return Rounds("policies", policies.refresh, every=INTERVAL, failed="policies not read, the old ones stay")


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
    if policy.approvals_needed > APPROVED_BY_A_FILE:
        raise ConfigurationError(f"{file}: softening: below step_up two others must approve: propose it")
    return Configured(policy=policy, document=PolicyDocument(digest=policy.digest, document=raw, worlds=b""))
