"""The signal of SIMO code 7: one device, several people."""

from builders.facts import confirmed, found
from builders.past import after, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome


def test_a_third_person_steps_up() -> None:
    finding = found(after(device_others=2))[Reason.DEVICE_SHARED]
    assert (finding.outcome, finding.evidence) == (Outcome.STEP_UP, {"people": "3"})
    assert not found(after(device_others=1), "shared_device")


def test_the_owners_face_settles_it() -> None:
    of = after(of={"confirmations": confirmed("face_match")}, device_others=2)
    assert state(of, "shared_device") is SignalState.OBSERVED


def test_without_a_device_nothing_is_watched() -> None:
    assert state(after(of={"device": ""}), "shared_device") is SignalState.NOT_MONITORED
