"""Handing on: a SIM goes to its next owner with its number; nothing else does."""

import pytest

from builders.facts import account
from builders.sim_binding import CHANGE, SIM
from eidgate.core.binding.transfer import hand_on
from eidgate.core.errors import IllegalStateError
from eidgate.core.shape import replace


@pytest.mark.parametrize("kind", ["account", "wallet", "card"])
def test_only_a_sim_can_be_transferred(kind: str) -> None:
    with pytest.raises(IllegalStateError, match="only a SIM"):
        hand_on(replace(SIM, instrument=account(kind=kind)), CHANGE)
