"""Alerts to columns and back. No SQL here but the columns' names and the one way to add a row."""

from typing import Final, TypeAlias

import msgspec

from eidgate.adapters.storage.rows import lock_key, to_micros
from eidgate.core.desk.alert import Alert

CURSOR_LOCK: Final = lock_key("cursor:alert")
"""Taken last of all locks, before alerts get their cursors: they become visible in order, none is skipped."""

COLUMNS: Final = "name, address, kind, at, body"
ADD: Final = f"INSERT INTO alert ({COLUMNS}) VALUES (?, ?, ?, ?, ?)"  # noqa: S608 - our own words only

AlertRow: TypeAlias = tuple[str, str, str, int, bytes]

_encoder: Final = msgspec.json.Encoder(order="sorted")
_decoder: Final = msgspec.json.Decoder(Alert)


def to_row(alert: Alert) -> AlertRow:
    """Return the columns of an alert, in the order of `COLUMNS`."""
    return (alert.name, alert.address, alert.kind.value, to_micros(alert.at), _encoder.encode(alert))


def from_body(body: bytes) -> Alert:
    """Return the alert written as these bytes."""
    return _decoder.decode(body)
