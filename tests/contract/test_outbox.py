"""No alert without its event, no event without its alert: on every engine."""

from datetime import timedelta

import pytest

from builders.ledger import NOON, account, name_of, seen, unit
from builders.stores import rows
from eidgate.adapters.storage.alert_columns import from_body
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.outbox import emit
from eidgate.core.desk.alert import Alert, AlertKind
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.routing import Event, route
from eidgate.core.errors import ConflictError, EidgateError, UnavailableError
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.ports import LedgerFacts, Unit, Weighed

pytest_plugins = ("builders.store_fixtures",)


def event(event_id: str = "x1") -> Event:
    return Event(
        kind=AlertKind.HOLD_PLACED,
        event_id=event_id,
        about="holds/x1",
        at=NOON,
        identifier=identifier_of(account("0022")),
        concerned=("police",),
        amount=Vnd(2**52),
    )


def stopping(request_id: str, event_id: str) -> Unit:
    """A decision that tells somebody of itself."""

    def weigh(facts: LedgerFacts) -> Weighed:
        alerts = route(event(event_id))
        return Weighed(name=name_of(request_id), record=seen(facts), outcome="DENY", alerts=alerts)

    return unit(request_id, weigh=weigh)


def kept(store: Store) -> list[Alert]:
    return [from_body(body) for (body,) in rows(store, "SELECT body FROM alert ORDER BY cursor")]


def test_alerts_come_back_as_they_were_emitted(store: Store) -> None:
    emitted = store.access.change(lambda session: emit(session, event("x1"), event("x2")))
    assert kept(store) == list(emitted) == [*route(event("x1")), *route(event("x2"))]


def test_a_transaction_that_fails_after_emitting_told_nobody(store: Store) -> None:
    def act(session: Session) -> None:
        emit(session, event())
        raise ConflictError("changed meanwhile")

    with pytest.raises(ConflictError):
        store.access.change(act)
    assert kept(store) == []


def test_an_event_that_tells_nobody_writes_nothing(store: Store) -> None:
    store.access.change(lambda session: emit(session, replace(event(), identifier=None, concerned=())))
    assert kept(store) == []


def test_the_same_event_cannot_be_told_twice(store: Store) -> None:
    store.access.change(lambda session: emit(session, event()))
    with pytest.raises(UnavailableError):
        store.access.change(lambda session: emit(session, event()))
    assert kept(store) == list(route(event()))


def test_a_decisions_alerts_are_written_with_its_record(store: Store) -> None:
    store.ledger.decide(stopping("r1", "x1"))
    assert kept(store) == list(route(event("x1")))


def test_a_retry_of_a_decision_tells_nobody_again(store: Store) -> None:
    for _ in range(2):
        store.ledger.decide(stopping("r1", "x1"))
    assert len(kept(store)) == 2


def test_a_dry_run_tells_nobody(store: Store) -> None:
    store.ledger.preview(stopping("r1", "x1"))
    assert kept(store) == []


def test_a_decision_whose_alerts_cannot_be_written_is_not_made_and_harms_no_other(store: Store) -> None:
    store.access.change(lambda session: emit(session, event("x1")))
    units = [stopping("r1", "x1"), stopping("r2", "x2")]
    refused, made = store.ledger.decide_all(units, timeout=timedelta(seconds=5))
    assert isinstance(refused, EidgateError)
    assert not isinstance(made, EidgateError)
    assert [one for (one,) in rows(store, "SELECT name FROM decision")] == ["decisions/r2"]
    assert kept(store) == [*route(event("x1")), *route(event("x2"))]


def test_an_alert_is_never_changed(store: Store) -> None:
    store.access.change(lambda session: emit(session, event()))
    with pytest.raises(UnavailableError):
        store.access.change(lambda session: session.write("UPDATE alert SET address = ?", "role:shop"))
