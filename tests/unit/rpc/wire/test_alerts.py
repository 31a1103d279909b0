"""An alert on the wire: what happened, what is expected, and a warning only where one may be given."""

import pytest

from builders.holds import AT, MULE
from eidgate.app.watch_entries import changes_position
from eidgate.core.desk.alert import Action, AlertKind, ListNews, to_institution
from eidgate.core.desk.identifier import Identifier, IdentifierKind, identifier_of
from eidgate.core.desk.routing import Event, route
from eidgate.core.terms import Vnd
from eidgate.ports.watchlist import Position
from eidgate.rpc.wire.alerts import alert_message
from eidgate.v1 import alert_service_pb2 as pb


def message(kind: AlertKind, identifier: Identifier | None, amount: int = 0) -> pb.Alert:
    event = Event(
        kind=kind,
        event_id="x1",
        about="entries/x1",
        at=AT,
        identifier=identifier,
        concerned=("police",),
        amount=Vnd(amount),
    )
    return alert_message(route(event)[0])


def test_a_listed_number_comes_with_a_warning_for_subscribers() -> None:
    told = message(AlertKind.LISTED, Identifier(kind=IdentifierKind.PHONE, value="+84900000001"))
    assert (told.kind, told.action) == (pb.ALERT_KIND_LISTED, pb.ALERT_ACTION_RESTRICT)
    assert (told.identifier.kind, told.identifier.value) == (pb.ALERTED_KIND_PHONE, "+84900000001")
    assert "156" in told.warning.vi
    assert told.warning.en
    assert not told.HasField("amount")


def test_a_hold_comes_with_its_amount_and_without_a_warning() -> None:
    told = message(AlertKind.HOLD_PLACED, identifier_of(MULE), 3_000_000)
    assert told.amount.units == 3_000_000
    assert not told.HasField("warning")


def test_an_alert_about_a_resource_alone_names_no_identifier() -> None:
    assert not message(AlertKind.APPEAL_FILED, None).HasField("identifier")


@pytest.mark.parametrize("kind", AlertKind)
def test_every_kind_has_its_text_in_both_languages(kind: AlertKind) -> None:
    told = message(kind, identifier_of(MULE))
    assert told.text.vi
    assert told.text.en
    restricting = told.action == pb.AlertAction.Value(f"ALERT_ACTION_{Action.RESTRICT.name}")
    assert restricting == (kind in (AlertKind.LISTED, AlertKind.LIST_IMPORTED))


def test_several_identifiers_of_one_event_stand_in_one_alert() -> None:
    accounts = [Identifier(kind=IdentifierKind.ACCOUNT, value=f"999902:{n}") for n in range(3)]
    event = Event(
        kind=AlertKind.REPORT_FILED,
        event_id="x1",
        about="reports/x1",
        at=AT,
        identifier=accounts[0],
        others=tuple(accounts[1:]),
    )
    told = alert_message(route(event)[0])
    assert told.identifier.value == "999902:0"
    assert [one.value for one in told.further_identifiers] == ["999902:1", "999902:2"]


def test_a_whole_list_is_told_in_numbers_with_where_its_entries_begin() -> None:
    event = Event(
        kind=AlertKind.LIST_IMPORTED,
        event_id="l1g2i0",
        about="lists/police/mules",
        at=AT,
        receiver=to_institution("999902"),
        news=ListNews(listed=3, cleared=2, after=41),
    )
    told = alert_message(route(event)[0])
    assert (told.list_news.listed_count, told.list_news.cleared_count) == (3, 2)
    assert changes_position(told.list_news.watch_cursor) == Position(41)
    assert not told.HasField("identifier")
    assert not told.HasField("warning")
