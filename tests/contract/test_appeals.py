"""The appeals' clocks on every engine: who must look at an appeal is told, once, in the outbox's own unit."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from builders.ledger import NOON
from builders.stores import rows
from builders.watchlist import (
    BANK_ONE,
    MULE,
    NUMBER,
    OTHER_OFFICER,
    POLICE,
    claim,
    confirm,
    lift,
    put,
)
from eidgate.adapters.storage.open import Store
from eidgate.app.tell_appeals import tell_appeals
from eidgate.core.desk.alert import Action, Address, Alert, AlertKind
from eidgate.core.desk.appeal import Resolution, file_appeal, resolve_appeal
from eidgate.core.desk.appeal_clocks import OpenAppeals
from eidgate.core.desk.entry import AppealState, Entry
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.listing import Actor, Amendment, amend
from eidgate.core.terms import Instant

pytest_plugins = ("builders.store_fixtures",)

WALLET = Actor(institution="999903", actor="wallet-one")
LATE, END = NOON + timedelta(hours=12), NOON + timedelta(days=90)
CLOCKS = (AlertKind.REVIEW_OVERDUE, AlertKind.APPEAL_LAPSED)


def appealed(store: Store, identifier: Identifier = MULE) -> Entry:
    """An entry by the first bank, confirmed so that it stands long enough, against which a wallet objects."""
    entry = confirm(store, put(store, identifier))
    step = partial(file_appeal, ground="rented out", by=WALLET, at=NOON)
    return store.watchlist.change(claim("FileAppeal"), entry.name, step, at=NOON)


def resolved(store: Store, entry: Entry, state: AppealState, *, at: Instant = NOON) -> Entry:
    said = Resolution(appeal=entry.appeals[-1].name, state=state, note="seen", etag=entry.etag)
    step = partial(resolve_appeal, resolution=said, by=OTHER_OFFICER, at=at)
    return store.watchlist.change(claim("ResolveAppeal"), entry.name, step, at=at)


def told(store: Store, *addresses: str) -> list[Alert]:
    found = store.alerts.after([Address(one) for one in addresses], 0, limit=100).alerts
    return [alert for _, alert in found if alert.kind in CLOCKS]


def due(store: Store, at: Instant) -> list[AlertKind]:
    return list(tell_appeals(store.appeals, at=at))


def test_an_overdue_review_is_told_to_authorities_and_to_a_keeper_who_may_decide(store: Store) -> None:
    entry = appealed(store)
    assert due(store, LATE - timedelta(microseconds=1)) == []
    assert due(store, LATE) == [AlertKind.REVIEW_OVERDUE]
    police, keeper = told(store, "role:authority"), told(store, "institution:999902")
    for [alert] in (police, keeper):
        assert (alert.action, alert.about, alert.identifier) == (Action.REVIEW, entry.name, MULE)
    assert told(store, "institution:999901") == []  # a reporter does not decide about its own word


def test_police_who_reported_or_confirmed_an_entry_hear_once_of_each_step_of_its_appeal(store: Store) -> None:
    appealed(store)  # confirmed by the police
    reported = put(store, NUMBER, by=POLICE)
    step = partial(file_appeal, ground="a shop's number", by=WALLET, at=NOON)
    store.watchlist.change(claim("FileAppeal"), reported.name, step, at=NOON)
    due(store, LATE)
    addresses = [Address("institution:police"), Address("role:authority")]
    heard = [(one.kind, one.about) for _, one in store.alerts.after(addresses, 0, limit=100).alerts]
    kinds = [kind for kind, _ in heard]
    assert kinds.count(AlertKind.APPEAL_FILED) == kinds.count(AlertKind.REVIEW_OVERDUE) == 2
    assert len(heard) == len(set(heard))


def test_it_is_told_once_whatever_else_happens_to_the_entry(store: Store) -> None:
    entry = appealed(store)
    assert due(store, LATE) == [AlertKind.REVIEW_OVERDUE]
    noted = partial(amend, change=Amendment(note="more"), by=BANK_ONE, etag=entry.etag, at=LATE)
    store.watchlist.change(claim("UpdateEntry"), entry.name, noted, at=LATE)
    assert due(store, LATE + timedelta(days=1)) == []
    assert len(told(store, "role:authority")) == 1


@pytest.mark.parametrize("state", [AppealState.IN_REVIEW, AppealState.UPHELD, AppealState.GRANTED])
def test_what_somebody_looked_at_in_time_is_not_overdue(store: Store, state: AppealState) -> None:
    resolved(store, appealed(store), state)
    assert due(store, LATE) == []
    assert told(store, "role:authority") == []


@pytest.mark.parametrize(
    "look",
    [lambda store, entry: entry, partial(resolved, state=AppealState.IN_REVIEW)],
    ids=["filed", "seen"],
)
def test_an_appeal_that_nobody_decided_lapses_and_everybody_concerned_is_told(
    store: Store, look: Callable[[Store, Entry], Entry]
) -> None:
    entry = look(store, appealed(store))
    due(store, LATE)
    assert due(store, END - timedelta(microseconds=1)) == []
    assert due(store, END) == [AlertKind.APPEAL_LAPSED]
    assert due(store, END) == []
    actions = {
        address: told(store, address)[-1].action
        for address in ("role:authority", "institution:999902", "institution:999901", "institution:999903")
    }
    assert actions == {
        "role:authority": Action.NOTE,
        "institution:999902": Action.UNFREEZE,
        "institution:999901": Action.NOTE,
        "institution:999903": Action.NOTE,
    }
    found = store.watchlist.get(entry.name)
    assert found is not None
    assert not found.stands(END)


def test_one_that_lapsed_while_nobody_ran_is_told_as_that_only(store: Store) -> None:
    appealed(store)
    assert due(store, END + timedelta(days=9)) == [AlertKind.APPEAL_LAPSED]


def test_an_entry_that_ended_by_itself_leaves_nothing_to_review(store: Store) -> None:
    entry = put(store)  # one word stands for 90 days
    at = NOON + timedelta(days=89, hours=20)
    step = partial(file_appeal, ground="rented out", by=WALLET, at=at)
    store.watchlist.change(claim("FileAppeal"), entry.name, step, at=at)
    assert due(store, at + timedelta(hours=12)) == []
    assert store.appeals.open_appeals(at) == OpenAppeals()


def test_a_cleared_entry_has_no_open_appeal(store: Store) -> None:
    lift(store, appealed(store), OTHER_OFFICER)
    assert due(store, END) == []
    assert rows(store, "SELECT count(*) FROM open_appeal") == [(0,)]


def test_what_is_open_is_counted(store: Store) -> None:
    appealed(store)
    resolved(store, appealed(store, NUMBER), AppealState.IN_REVIEW)
    assert store.appeals.open_appeals(NOON) == OpenAppeals(waiting=1, in_review=1, oldest=NOON)
    assert store.appeals.open_appeals(LATE).overdue == 1


def test_two_workers_tell_it_once(opened: Callable[[], Store]) -> None:
    one, other = opened(), opened()
    appealed(one)
    assert [*due(one, LATE), *due(other, LATE)] == [AlertKind.REVIEW_OVERDUE]


def test_more_than_are_told_in_one_go_are_told_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eidgate.adapters.storage.appeals.TOLD_AT_ONCE", 2)
    for number in range(5):
        appealed(store, Identifier(kind=MULE.kind, value=f"999902:7{number}"))
    assert due(store, LATE) == [AlertKind.REVIEW_OVERDUE] * 5
