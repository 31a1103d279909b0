"""A step makes the next version of the same resource, or is told apart from the store's own faults."""

import pytest
from msgspec import Struct

from eidgate.adapters.storage.steps import StepError, stepped
from eidgate.core.errors import IllegalStateError
from eidgate.core.shape import replace


class Hold(Struct, frozen=True, kw_only=True):
    name: str = "holds/1"
    version: int = 1


def fixed(hold: Hold) -> tuple[object, ...]:
    return (hold.name,)


def test_the_next_version_of_the_same_resource_passes() -> None:
    assert stepped(Hold(), lambda one: replace(one, version=2), fixed=fixed) == Hold(version=2)


@pytest.mark.parametrize("made", [Hold(), Hold(version=3), Hold(name="holds/2", version=2)])
def test_anything_else_does_not(made: Hold) -> None:
    with pytest.raises(StepError) as failed:
        stepped(Hold(), lambda _: made, fixed=fixed)
    assert isinstance(failed.value.reason, ValueError)
    assert str(failed.value.reason) == "a step makes the next version of the same hold"


def test_a_refusal_is_an_answer_and_passes_as_it_is() -> None:
    def refuse(_: Hold) -> Hold:
        raise IllegalStateError("it ended")

    with pytest.raises(IllegalStateError):
        stepped(Hold(), refuse, fixed=fixed)


def test_a_fault_of_the_step_is_carried_through() -> None:
    def fail(_: Hold) -> Hold:
        raise KeyError("mistake")

    with pytest.raises(StepError) as failed:
        stepped(Hold(), fail, fixed=fixed)
    assert isinstance(failed.value.reason, KeyError)
