"""What decisions ask SQLite of the past, and what they add to it; each question is a search by a full key."""

import sqlite3
from typing import Final

from eidgate.adapters.storage.past import (
    CREDITS_READ,
    USERS_READ,
    Asked,
    Past,
    PastAdded,
    keep_credits,
)
from eidgate.adapters.storage.past_keys import LARGEST, START
from eidgate.adapters.storage.sqlite_asking import keys_of, rows_of
from eidgate.adapters.storage.standing_columns import IN_A_LIST

_HABIT: Final = "SELECT scope, item, since, amount FROM asked CROSS JOIN habit ON scope = key AND item"
HABITS: Final = (
    f"{_HABIT} BETWEEN second AND third UNION ALL {_HABIT} = fourth"
    f" UNION ALL {_HABIT} = x'{START.hex()}' UNION ALL {_HABIT} = x'{LARGEST.hex()}'"
)
"""For a scope, its first and last hour (of all, where the neighbours meet midnight) and its payee."""
PLACES: Final = f"{_HABIT} = second"
CREDITS: Final = (
    "SELECT at, amount, payer_key, EXISTS (SELECT 1 FROM standing WHERE identifier_key = c.payer_key"  # noqa: S608 - our own words only
    f" AND kind = 'listed' AND until > ?1 UNION ALL {IN_A_LIST} WHERE r.identifier_key = c.payer_key"
    " AND r.until > ?1) FROM credit AS c WHERE account_key = ?2 AND at > ?3 ORDER BY at DESC LIMIT ?4"
)
USERS: Final = "SELECT account_key, person_key FROM device_use WHERE device_key = ? LIMIT ?"
REPORTS: Final = "SELECT key, part, kind, decisions FROM asked CROSS JOIN experience ON account_key = key"
ADD_HABIT: Final = (
    "INSERT INTO habit (scope, item, since, amount) VALUES (?, ?, ?, ?) ON CONFLICT (scope, item)"
    " DO UPDATE SET since = min(excluded.since, since), amount = max(excluded.amount, amount)"
)
ADD_CREDIT: Final = "INSERT INTO credit (account_key, at, decision, amount, payer_key) VALUES (?, ?, ?, ?, ?)"
ADD_USER: Final = "INSERT OR IGNORE INTO device_use (device_key, account_key, person_key) VALUES (?, ?, ?)"


def read_past(connection: sqlite3.Connection, asked: Asked, past: Past) -> None:
    """Read what a batch asks of the past, but for payments: see `sqlite_recent`."""
    habits = [(scope, min(hours), max(hours), payee) for scope, (_, _, *hours, payee) in asked.habits]
    for scope, item, since, amount in rows_of(connection, HABITS, habits):
        past.habits[scope, item] = (since, amount)
    for scope, item, since, amount in rows_of(connection, PLACES, asked.places):
        past.habits[scope, item] = (since, amount)
    for account, since in asked.credits.items():
        rows = connection.execute(CREDITS, (asked.now, account, since, CREDITS_READ + 1)).fetchall()
        keep_credits(past, account, since, rows)
    for account, part, kind, count in rows_of(connection, REPORTS, keys_of(asked.credits)):
        past.reports.setdefault(account, {})[part, kind] = count
    for device in asked.devices:
        past.users[device] = set(connection.execute(USERS, (device, USERS_READ)))


def append_past(connection: sqlite3.Connection, added: PastAdded) -> None:
    """Write what a batch adds to the past."""
    connection.executemany(ADD_HABIT, [(*key, *habit) for key, habit in added.habits.items()])
    connection.executemany(ADD_CREDIT, added.credits)
    connection.executemany(ADD_USER, added.users)
