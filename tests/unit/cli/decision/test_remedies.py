"""Every signal says what would change its finding."""

import pytest

from eidgate.cli.decision.remedies import REMEDIES, remedy
from eidgate.core.risk.signals import SIGNALS


@pytest.mark.parametrize("signal", [one.__name__ for one in SIGNALS])
def test_every_built_in_signal_has_a_next_step_in_both_languages(signal: str) -> None:
    reason = f"{signal.upper()}_WARN"
    assert signal in REMEDIES or "_LISTED_" in reason
    assert remedy(signal, reason, "vi") != remedy(signal, reason, "en")


def test_there_is_no_step_for_a_signal_that_is_gone() -> None:
    assert set(REMEDIES) <= {one.__name__ for one in SIGNALS}


def test_a_rule_of_the_policys_own_points_to_the_policy() -> None:
    assert "policy" in remedy("rule/night", "RULE_MATCHED", "en")


def test_no_step_has_a_link() -> None:
    assert not [one for one in REMEDIES.values() if "http" in one.vi + one.en]
