"""Disowning: the subject's word stands above the institution's, and only an end follows it."""

import pytest

from builders.sim_binding import CHANGE, LATER, SIM
from eidgate.core.binding.disown import SUBJECT, disown
from eidgate.core.binding.lifecycle import BindingState, reinstate, revoke
from eidgate.core.errors import IllegalStateError
from eidgate.core.shape import replace


def test_what_was_disowned_can_only_be_revoked() -> None:
    disowned = disown(SIM, replace(CHANGE, by=SUBJECT))
    assert (disowned.disowned, disowned.changed_by) == (True, "subject")
    with pytest.raises(IllegalStateError, match="disowned"):
        reinstate(disowned, CHANGE)
    with pytest.raises(IllegalStateError, match="already"):
        disown(disowned, CHANGE)
    assert revoke(disowned, at=LATER, reason="why").state is BindingState.REVOKED
