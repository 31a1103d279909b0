"""A whole list: all of it is read, all that is wrong is told, and it is in force at once or not at all."""

from collections.abc import Iterator

import pytest

from builders.service import NOON, Scene
from builders.watchlist import listed, row
from eidgate.adapters.storage.list_spool import DiskSpool
from eidgate.app import import_entries
from eidgate.app.import_entries import MOST_FAULTS, Fault, Imported, ImportList, Line, import_list
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import ConflictError
from eidgate.ports.watchlist_lists import ListedRow


def imported(
    scene: Scene, *lines: Line, dry_run: bool = False, spool: DiskSpool | None = None, source: str = "simo"
) -> Imported:
    lists = scene.store.lists
    used = spool or DiskSpool(lists.order)
    try:
        command = ImportList(source=source, actor="importer", dry_run=dry_run)
        return import_list(command, enumerate(lines, 1), lists=lists, spool=used)
    finally:
        used.close()


def standing(scene: Scene, numbers: range) -> list[bool]:
    found = scene.store.watchlist.look_up([row(number).identifier for number in numbers], at=NOON)
    return [bool(one.listings) for one in found]


def test_a_sound_list_is_in_force_and_ends_the_one_before(scene: Scene) -> None:
    imported(scene, row(0), row(1))
    told = imported(scene, row(1), row(2))
    assert told.switched is not None
    assert (told.rows, told.fault_count) == (2, 0)
    assert (told.switched.added, told.switched.removed, told.switched.unchanged) == (1, 1, 1)
    assert standing(scene, range(3)) == [False, True, True]


def test_one_fault_keeps_the_whole_list_out_and_leaves_the_one_before(scene: Scene) -> None:
    listed(scene.store, [row(0)])
    told = imported(scene, row(1), Fault(line=2, why="no such code"), row(2))
    assert (told.switched, told.rows) == (None, 3)
    assert told.faults == [Fault(line=2, why="no such code")]
    assert standing(scene, range(3)) == [True, False, False]


def test_a_dry_run_changes_nothing(scene: Scene) -> None:
    told = imported(scene, row(1), dry_run=True)
    assert (told.switched, told.rows, told.fault_count) == (None, 1, 0)
    assert standing(scene, range(2)) == [False, False]


def test_the_same_twice_is_a_repetition_and_otherwise_a_fault_that_names_both_lines(scene: Scene) -> None:
    told = imported(scene, row(1), row(2), row(1))
    assert (told.repeated, told.fault_count) == (1, 0)
    assert told.switched is not None
    assert told.switched.entries == 2

    for other in (row(1, grade=Grade.BLOCK), row(1, days=89), row(1, code=4)):
        told = imported(scene, row(1), row(2), other)
        assert told.faults == [Fault(line=3, why="says otherwise than line 1 about the same")]
        assert told.switched is None


def test_every_fault_is_counted_and_the_first_hundred_are_told(scene: Scene) -> None:
    faults = [Fault(line=number, why="no such code") for number in range(MOST_FAULTS + 7)]
    told = imported(scene, *faults)
    assert (told.fault_count, told.faults) == (MOST_FAULTS + 7, faults[:MOST_FAULTS])


def test_a_list_that_is_too_long_is_read_no_further(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_entries, "MOST_ROWS", 2)
    assert imported(scene, row(1), row(2)).switched is not None
    told = imported(scene, row(3), row(4), row(5), row(6))
    assert (told.rows, told.switched) == (3, None)
    assert told.faults == [Fault(line=3, why="more than 2 rows")]
    assert standing(scene, range(1, 7)) == [True, True, False, False, False, False]


class Torn(DiskSpool):
    """A file that cannot be read to its end any more."""

    def rows(self) -> Iterator[ListedRow]:
        yield next(super().rows())
        raise OSError("the disk is gone")


def test_what_breaks_off_while_it_is_staged_leaves_the_list_before_and_nothing_in_the_way(
    scene: Scene,
) -> None:
    imported(scene, row(0))
    with pytest.raises(OSError, match="the disk is gone"):
        imported(scene, row(1), row(2), spool=Torn(scene.store.lists.order))
    assert standing(scene, range(3)) == [True, False, False]
    # another's import is not told that this one is still under way
    assert scene.store.lists.stage("simo", actor="somebody else").switch().entries == 0


def test_another_import_of_the_same_source_is_in_the_way_until_it_is_abandoned(scene: Scene) -> None:
    under_way = scene.store.lists.stage("simo", actor="somebody else")
    with pytest.raises(ConflictError):
        imported(scene, row(1))
    assert imported(scene, row(1), source="police-list").switched is not None
    under_way.abandon()
    assert imported(scene, row(1)).switched is not None
