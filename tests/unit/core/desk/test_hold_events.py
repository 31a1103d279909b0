"""Every act of a hold that changes something for others is an event, and only those."""

import pytest

from builders.holds import AT, MULE, hold
from eidgate.core.desk.alert import Action, AlertKind
from eidgate.core.desk.hold import HoldAct
from eidgate.core.desk.hold_events import events_of
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.routing import route
from eidgate.core.shape import replace


@pytest.mark.parametrize("act", HoldAct)
def test_an_act_is_the_event_of_its_name(act: HoldAct) -> None:
    kinds = [event.kind.value for event in events_of(hold(act=act))]
    assert kinds == ([] if act is HoldAct.RELEASE_ASKED else [f"hold_{act}"])


def test_the_event_tells_the_keeper_and_who_asked_for_how_much() -> None:
    [event] = events_of(hold())
    assert (event.identifier, event.amount, event.about, event.at) == (
        identifier_of(MULE),
        4_000_000,
        "holds/h1",
        AT,
    )
    assert {(one.address, one.action) for one in route(event)} == {
        ("institution:999902", Action.FREEZE),
        ("institution:999901", Action.NOTE),
    }


def test_each_version_is_an_event_of_its_own() -> None:
    versions = [replace(hold(), version=version) for version in (1, 2)]
    assert len({event.event_id for held in versions for event in events_of(held)}) == 2


def test_an_authority_that_extended_learns_of_the_end() -> None:
    ended = hold(act=HoldAct.EXPIRED, ordered_by="police")
    told = {one.address for event in events_of(ended) for one in route(event)}
    assert told == {"institution:999902", "institution:999901", "institution:police"}
    assert events_of(ended)[0].kind is AlertKind.HOLD_EXPIRED
