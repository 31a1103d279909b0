"""An alert → its message, with what it says to an analyst and to the receiver's own subscribers."""

from eidgate.app.watch_entries import cursor_at
from eidgate.core.desk.alert import Alert, ListNews
from eidgate.core.desk.alert_texts import EXPECTED, HAPPENED, warning
from eidgate.core.desk.identifier import Identifier
from eidgate.core.terms import Instant
from eidgate.ports.watchlist import Position
from eidgate.rpc.wire import words
from eidgate.rpc.wire.scalars import localized, money, timestamp
from eidgate.v1 import alert_service_pb2 as pb
from eidgate.v1.common_pb2 import LocalizedText


def alert_message(alert: Alert) -> pb.Alert:
    """Write an alert."""
    identifier, warned = alert.identifier, warning(alert.kind, alert.identifier)
    return pb.Alert(
        name=alert.name,
        kind=words.ALERT_KIND.to_wire(alert.kind),
        action=words.ALERT_ACTION.to_wire(alert.action),
        about=alert.about,
        identifier=None if identifier is None else _alerted(identifier),
        further_identifiers=[_alerted(one) for one in alert.others],
        amount=money(alert.amount) if alert.amount else None,
        create_time=timestamp(alert.at),
        text=_text(alert),
        warning=localized(warned) if warned else None,
        list_news=None if alert.news is None else _news(alert.news),
    )


def checkpoint_message(at: Instant) -> pb.StreamAlertsResponse.Checkpoint:
    """Write a sign of life."""
    return pb.StreamAlertsResponse.Checkpoint(check_time=timestamp(at))


def _alerted(identifier: Identifier) -> pb.Alerted:
    return pb.Alerted(kind=words.ALERTED_KIND.to_wire(identifier.kind), value=identifier.value)


def _news(news: ListNews) -> pb.ListNews:
    return pb.ListNews(
        listed_count=news.listed,
        cleared_count=news.cleared,
        watch_cursor=cursor_at(Position(news.after)),
    )


def _text(alert: Alert) -> LocalizedText:
    """Say what happened, then what is expected."""
    happened, expected = HAPPENED[alert.kind], EXPECTED[alert.action]
    return LocalizedText(vi=f"{happened.vi} {expected.vi}", en=f"{happened.en} {expected.en}")
