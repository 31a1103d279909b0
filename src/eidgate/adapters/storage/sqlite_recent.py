"""What an account did of late, in one statement: its day, its week, and the device it used last.

The three are asked of every payment and lie in the same rows. Few accounts have more of them than `FEW`
within a week; for those each question is asked on its own, with the bounds that it has.
"""

import sqlite3
from typing import Final

from eidgate.adapters.storage.past import PAYMENTS_READ, keep_payments
from eidgate.adapters.storage.rows import to_earlier
from eidgate.adapters.storage.weighing import Known

FEW: Final = 64
"""Rows: three times what a person pays in a week (`past.PAYMENTS_READ`), and read in some 50 microseconds."""

RECENT: Final = (
    "SELECT cursor, at, amount, payee_key, transaction_group, transaction_class, confirmed_as, device,"
    " EXISTS (SELECT 1 FROM outcome_report WHERE decision = e.decision AND kind = 'cancelled')"
    " FROM entry AS e WHERE scope = ? AND at > ? ORDER BY at DESC, cursor DESC LIMIT ?"
)
DAY: Final = (
    "SELECT transaction_group, amount, transaction_class, confirmed_as, at"
    " FROM entry AS e WHERE scope = ? AND at >= ? AND transaction_group <> ''"
    " AND NOT EXISTS (SELECT 1 FROM outcome_report WHERE decision = e.decision AND kind = 'cancelled')"
    " ORDER BY cursor"
)
WEEK: Final = (
    "SELECT at, amount, payee_key FROM entry AS e WHERE scope = ? AND at > ? AND transaction_group <> ''"
    " AND NOT EXISTS (SELECT 1 FROM outcome_report WHERE decision = e.decision AND kind = 'cancelled')"
    " ORDER BY at DESC, cursor DESC LIMIT ?"
)
DEVICE: Final = (
    "SELECT at, device FROM entry WHERE scope = ? AND device <> '' ORDER BY at DESC, cursor DESC LIMIT 1"
)


def read_recent(connection: sqlite3.Connection, scope: str, *, day: int, week: int, known: Known) -> None:
    """Read an account's rows from the start of its day on, and those after the start of its week."""
    rows = connection.execute(RECENT, (scope, min(day - 1, week), FEW + 1)).fetchall()
    device = next(((row[1], row[7]) for row in rows if row[7]), None)
    if len(rows) > FEW:
        _read_one_by_one(connection, scope, day, week, known)
    else:
        counted = [row for row in rows if row[4] and not row[8]]
        today = sorted([row for row in counted if row[1] >= day])
        known.entries[scope] = [to_earlier((row[4], row[2], row[5], row[6], row[1])) for row in today]
        of_week = [(row[1], row[2], row[3]) for row in counted if row[1] > week]
        keep_payments(known.past, scope, week, of_week)
    device = device or connection.execute(DEVICE, (scope,)).fetchone()
    if device is not None:
        known.devices[scope] = device


def _read_one_by_one(connection: sqlite3.Connection, scope: str, day: int, week: int, known: Known) -> None:
    known.entries[scope] = [to_earlier(row) for row in connection.execute(DAY, (scope, day))]
    rows = connection.execute(WEEK, (scope, week, PAYMENTS_READ + 1)).fetchall()
    keep_payments(known.past, scope, week, rows)
