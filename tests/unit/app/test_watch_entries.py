"""The feed as a subscriber is given it: all of it, then changes, checkpoints, and honest refusals."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.ledger import NOON
from builders.service import Scene, scene_in
from builders.watchlist import BANK_TWO, MULE, NUMBER, SITE, lift, listed, put, row
from eidgate.adapters.storage import watch_lists
from eidgate.app import watch_entries as feed
from eidgate.app.watch_entries import HEARTBEAT, LOOK_EVERY, Checkpoint, Step, may_know, watch_entries
from eidgate.core.errors import CursorExpiredError, InvalidCommandError, NotPermittedError
from eidgate.simulator.world import BANK, OTHER_BANK, PLATFORM, POLICE, SHOP


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        yield made


def watch(scene: Scene, cursor: str = "", *, looks: int = 0) -> list[Step]:
    """Follow the feed for some looks at the store, each as much later as the feed asks for."""
    left = [looks]

    def pause(duration: timedelta) -> bool:
        assert duration == LOOK_EVERY
        scene.clock.at += duration
        left[0] -= 1
        return left[0] >= 0

    return list(watch_entries(BANK, cursor, scene.service, pause))


def told(steps: list[Step]) -> list[str]:
    return [
        "checkpoint" if isinstance(one.event, Checkpoint) else one.event.name.removeprefix("entries/")
        for one in steps
    ]


def test_the_whole_list_comes_first_and_a_checkpoint_says_what_it_amounts_to(scene: Scene) -> None:
    entries = [put(scene.store), put(scene.store, NUMBER)]
    steps = watch(scene)
    assert sorted(told(steps)[:2]) == sorted(one.name.removeprefix("entries/") for one in entries)
    last = steps[-1].event
    assert isinstance(last, Checkpoint)
    assert last.head.digest.count == 2


def test_an_empty_list_is_a_checkpoint(scene: Scene) -> None:
    [step] = watch(scene)
    assert (step.cursor, told([step])) == ("c:0:", ["checkpoint"])


def test_a_quiet_day_brings_a_checkpoint_every_half_minute(scene: Scene) -> None:
    looks = 3 * int(HEARTBEAT / LOOK_EVERY)
    assert told(watch(scene, looks=looks)) == ["checkpoint"] * 4


def test_a_reader_goes_on_after_the_last_cursor_that_it_applied(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "PAGE", 2)
    monkeypatch.setattr(watch_lists, "CHUNK", 3)
    put(scene.store)
    listed(scene.store, [row(number) for number in range(7)])
    whole = watch(scene)
    for at in range(len(whole) - 1):
        rest = watch(scene, whole[at].cursor)
        assert told(whole[: at + 1]) + told(rest) == told(whole)
    start = whole[-1].cursor
    listed(scene.store, [row(number) for number in range(3, 12)])
    lift(scene.store, put(scene.store, NUMBER), BANK_TWO)
    changes = watch(scene, start)
    assert len(changes) == 3 + 5 + 2 + 1
    for at in range(len(changes) - 1):
        rest = watch(scene, changes[at].cursor)
        assert told(changes[: at + 1]) + told(rest) == told(changes)


def test_a_cursor_that_is_too_old_is_refused_with_the_earliest(scene: Scene) -> None:
    put(scene.store)
    put(scene.store, NUMBER, at=NOON + timedelta(days=1))
    scene.store.watchlist.forget(NOON + timedelta(hours=1))
    for cursor in ("c:0:", "s:0:e::"):
        with pytest.raises(CursorExpiredError) as caught:
            watch(scene, cursor)
        assert caught.value.earliest == "c:1:"
    assert told(watch(scene, "c:1:"))[-1] == "checkpoint"


NO_CHANGES = ("c:9:", "c:-1:", "c:1", "x:1:", "c:1:0", "c: 1:", "c:07:", "c:1:0A", "c:1:00 ff", f"c:{2**63}:")
NO_PLACES = ("s:0:z::0", "s:0:e:0:", "s:a:e::", "s:00:e::", "s:0:e:0A:", "s:0:r::", "s:0:r::07", "s:0:r::-1")
NO_STORE_HOLDS = (f"s:{2**63}:e::", f"s:0:r::{2**63}", f"s:0:r::{'9' * 190}")


@pytest.mark.parametrize("cursor", [*NO_CHANGES, *NO_PLACES, *NO_STORE_HOLDS, "e:1:e::", "s:0:r::\u0661"])
def test_a_cursor_of_nobodys_is_refused(scene: Scene, cursor: str) -> None:
    with pytest.raises(InvalidCommandError):
        watch(scene, cursor)


def test_who_may_not_keep_a_copy_gets_none(scene: Scene) -> None:
    with pytest.raises(NotPermittedError):
        next(watch_entries(SHOP, "", scene.service, lambda _: False))


def test_who_is_told_the_identifier_itself() -> None:
    assert [may_know(party, MULE) for party in (BANK, OTHER_BANK, POLICE)] == [False, True, True]
    assert may_know(PLATFORM, SITE)
    assert not may_know(PLATFORM, NUMBER)
