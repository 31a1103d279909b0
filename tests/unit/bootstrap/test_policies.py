"""What operations see of policies, and which policy judges which role."""

import logging
from functools import partial
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from builders.policies import SHIPPED, changed, policy_of
from builders.regulation import shipped
from builders.service import SetClock
from eidgate.adapters.metrics.instruments import Instruments
from eidgate.adapters.policies import parse_kept
from eidgate.adapters.storage.open import Store
from eidgate.bootstrap.policies import PolicyMetrics, by_role, read_policies
from eidgate.config import PoliciesSection
from eidgate.core.errors import ConfigurationError
from eidgate.core.relying_party import RelyingParty, Right, Role
from eidgate.simulator.world import RELYING_PARTIES

pytest_plugins = ("builders.store_fixtures",)


def reloads(registry: CollectorRegistry, result: str) -> float | None:
    labels = {"file": "policies", "result": result}
    return registry.get_sample_value("eidgate_config_reloads_total", labels)


def test_a_policy_that_is_refused_raises_a_metric() -> None:
    registry = CollectorRegistry()
    metrics = PolicyMetrics(Instruments(registry))
    metrics.policies_applied({"vn-bank": "own-1"})
    metrics.policies_refused(ConfigurationError("policies/x cannot be read"))
    assert (reloads(registry, "applied"), reloads(registry, "refused")) == (1, 1)


def test_missing_rows_are_loud_until_a_complete_policy_decides(caplog: pytest.LogCaptureFixture) -> None:
    registry = CollectorRegistry()
    metrics = PolicyMetrics(Instruments(registry))
    lacking = parse_kept(changed("  CLOCK_SKEW: allow\n", "").encode(), "own.yaml")
    seen = []
    with caplog.at_level(logging.ERROR, logger="eidgate.policies"):
        for activated in ([lacking], [policy_of(SHIPPED), lacking], [policy_of(SHIPPED)], []):
            metrics.rows_missing(activated)
            seen.append(registry.get_sample_value("eidgate_policy_rows_missing", {"line": "vn-bank"}))
    assert seen == [1, 1, 0, 0]
    assert [one.fields for one in caplog.records] == [  # type: ignore[attr-defined]
        {"policy": "vn-bank-2026-11", "rows": "outcomes.CLOCK_SKEW"}
    ] * 2


def test_every_role_is_judged_by_a_policy_of_its_own(store: Store) -> None:
    clock = SetClock()
    policies = read_policies(
        PoliciesSection(),
        store.policies,
        shipped(),
        clock=clock,
        instruments=Instruments(CollectorRegistry()),
    )
    named = {role: policies.current(role, clock.now()).name for role in by_role(PoliciesSection())}
    assert named == {
        Role.BANK: "vn-bank",
        Role.WALLET: "vn-wallet",
        Role.SHOP: "vn-shop",
        Role.OPERATOR: "vn-operator",
    }
    assert policies.lines() == set(named.values())
    for role in named:
        kept = store.policies.document(policies.current(role, clock.now()).digest)
        assert kept is not None


SOFT = """
softening:
  - id: own-collection
    why: our own collection account
    reasons: [DEVICE_FIRST_USE]
    to: {to}
    payees: ["{digest}"]
    until: "2026-06-30T00:00:00+07:00"
"""


def test_a_configured_policy_may_not_soften_below_a_step_up_for_nobody_else_approved_it(
    store: Store, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    instruments = Instruments(CollectorRegistry())
    start = partial(read_policies, store=store.policies, regulation=shipped(), instruments=instruments)
    own.write_text(SHIPPED + SOFT.format(to="allow", digest="ab" * 32))
    with pytest.raises(ConfigurationError, match="below step_up two others must approve: propose it"):
        start(PoliciesSection(bank=str(own)), clock=SetClock())
    own.write_text(SHIPPED + SOFT.format(to="step_up", digest="ab" * 32))
    assert "vn-bank" in start(PoliciesSection(bank=str(own)), clock=SetClock()).lines()


@pytest.mark.parametrize("party", RELYING_PARTIES, ids=lambda party: party.relying_party_id)
def test_whoever_may_ask_for_a_decision_has_a_policy(party: RelyingParty) -> None:
    asks = party.has(Right.VERIFY) or party.has(Right.BIND)
    assert asks == (party.role in by_role(PoliciesSection()))
