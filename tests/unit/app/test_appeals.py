"""Appeals: anybody's entry may be objected to by its name; only whose business it is decides."""

import pytest

from builders.service import Scene
from builders.watchlist import MULE, put
from eidgate.app.appeals import FileAppeal, ResolveAppeal, appeal, resolve
from eidgate.core.desk.appeal import Resolution
from eidgate.core.desk.entry import Appeal, AppealName, AppealState, Entry, EntryName, EntryState
from eidgate.core.errors import ConflictError, IllegalStateError, NotFoundError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE, RISK_TEAM, SHOP, WALLET


def filing(scene: Scene, name: str, *, caller: RelyingParty = SHOP) -> FileAppeal:
    request = scene.request("FileAppeal", caller=caller)
    return FileAppeal(caller=caller, request=request, name=EntryName(name), ground="rented out")


def resolving(
    scene: Scene,
    one: str,
    *,
    caller: RelyingParty = POLICE,
    state: AppealState = AppealState.GRANTED,
    etag: str = "v2",
) -> ResolveAppeal:
    return ResolveAppeal(
        caller=caller,
        request=scene.request("ResolveAppeal", caller=caller),
        resolution=Resolution(appeal=AppealName(one), state=state, note="seen", etag=etag),
    )


def appealed(scene: Scene) -> tuple[Entry, Appeal]:
    entry = put(scene.store, MULE)
    return entry, appeal(filing(scene, entry.name), scene.service)


def test_who_may_report_objects_to_an_entry_that_is_not_theirs(scene: Scene) -> None:
    entry, filed = appealed(scene)
    assert (filed.state, filed.ground, filed.filed_at) == (AppealState.FILED, "rented out", scene.clock.at)
    kept = scene.store.watchlist.get(entry.name)
    assert kept is not None
    assert kept.appeals == (filed,)


def test_a_retry_is_answered_as_the_first_time_and_a_second_appeal_is_refused(scene: Scene) -> None:
    entry = put(scene.store, MULE)
    command = filing(scene, entry.name)
    filed = appeal(command, scene.service)
    assert appeal(command, scene.service) == filed
    with pytest.raises(IllegalStateError, match="is open"):
        appeal(filing(scene, entry.name), scene.service)


def test_who_may_not_report_objects_to_nothing(scene: Scene) -> None:
    entry = put(scene.store, MULE)
    with pytest.raises(NotPermittedError):
        appeal(filing(scene, entry.name, caller=RISK_TEAM), scene.service)
    assert scene.store.watchlist.get(entry.name) == entry


def test_what_is_not_listed_is_not_objected_to(scene: Scene) -> None:
    with pytest.raises(NotFoundError):
        appeal(filing(scene, "entries/none"), scene.service)


def test_granting_clears_the_entry(scene: Scene) -> None:
    _, filed = appealed(scene)
    scene.clock.wait(hours=1)
    command = resolving(scene, filed.name)
    entry = resolve(command, scene.service).entry
    assert (entry.state, entry.etag) == (EntryState.CLEARED, "v3")
    [decided] = entry.appeals
    assert (decided.state, decided.decided_by) == (AppealState.GRANTED, "police")
    assert decided.decided_at == scene.clock.at
    assert resolve(command, scene.service).entry == entry


def test_the_keeper_may_uphold_and_the_reporter_decides_nothing(scene: Scene) -> None:
    _, filed = appealed(scene)
    with pytest.raises(NotPermittedError, match="than the reporter"):
        resolve(resolving(scene, filed.name, caller=BANK), scene.service)
    kept = resolve(
        resolving(scene, filed.name, caller=OTHER_BANK, state=AppealState.UPHELD), scene.service
    ).entry
    assert (kept.state, kept.appeals[0].decided_by) == (EntryState.ACTIVE, "999902")


def test_an_appeal_that_is_none_of_ones_business_reads_as_none(scene: Scene) -> None:
    entry, filed = appealed(scene)
    for one in (filed.name, "entries/none/appeals/1"):
        with pytest.raises(NotFoundError, match="no such entry"):
            resolve(resolving(scene, one, caller=WALLET), scene.service)
    with pytest.raises(NotFoundError, match="no such appeal"):
        resolve(resolving(scene, f"{entry.name}/appeals/2"), scene.service)
    with pytest.raises(ConflictError):
        resolve(resolving(scene, filed.name, etag="v1"), scene.service)
