"""What decisions ask PostgreSQL of the past, and what they add to it: questions of the first round trip.

A scope's payments and habits stand under its lock, so they are exact. Credits, users of a device and reports
are read as committed when the statement begins: nobody waits for a popular payee (ADR 0045). Rows of one
account and device are inserted under the scope's lock only, hence no two transactions wait for each other
over them.
"""

from dataclasses import dataclass
from typing import Any, Final

from psycopg import Connection, Cursor

from eidgate.adapters.storage.past import (
    CREDITS_READ,
    PAYMENTS_READ,
    USERS_READ,
    Asked,
    Past,
    PastAdded,
    keep_credits,
    keep_payments,
)
from eidgate.adapters.storage.postgres_asking import ask, columns
from eidgate.adapters.storage.standing_columns import IN_A_LIST
from eidgate.core.risk.history import Credit, Payment

PAYMENTS: Final = (
    "SELECT s.scope, e.at, e.amount, e.payee_key FROM unnest(%s::text[], %s::bigint[]) AS s (scope, since)"
    " CROSS JOIN LATERAL (SELECT at, amount, payee_key, cursor FROM entry WHERE entry.scope = s.scope"
    " AND at > s.since AND transaction_group <> '' AND NOT EXISTS (SELECT 1 FROM outcome_report AS o"
    " WHERE o.decision = entry.decision AND o.kind = 'cancelled') ORDER BY at DESC, cursor DESC LIMIT %s)"
    " AS e"
    " ORDER BY e.at DESC, e.cursor DESC"
)
HABITS: Final = (
    "SELECT h.scope, h.item, since, amount FROM unnest(%s::text[], %s::bytea[]) AS a (scope, item)"
    " JOIN habit AS h ON h.scope = a.scope AND h.item = a.item"
)
CREDITS: Final = (
    "SELECT a.account_key, c.at, c.amount, c.payer_key, EXISTS (SELECT 1 FROM standing WHERE"  # noqa: S608 - our own words only
    f" identifier_key = c.payer_key AND kind = 'listed' AND until > %s UNION ALL {IN_A_LIST}"
    " WHERE r.identifier_key = c.payer_key AND r.until > %s)::int"
    " FROM unnest(%s::bytea[], %s::bigint[]) AS a (account_key, since) CROSS JOIN LATERAL"
    " (SELECT at, amount, payer_key FROM credit WHERE credit.account_key = a.account_key AND at > a.since"
    " ORDER BY at DESC LIMIT %s) AS c ORDER BY c.at DESC"
)
USERS: Final = (
    "SELECT d.device_key, u.account_key, u.person_key FROM unnest(%s::bytea[]) AS d (device_key)"
    " CROSS JOIN LATERAL (SELECT account_key, person_key FROM device_use"
    " WHERE device_use.device_key = d.device_key LIMIT %s) AS u"
)
REPORTS: Final = (
    "SELECT account_key, part, kind, decisions FROM experience WHERE account_key = ANY(%s::bytea[])"
)
ADD_HABITS: Final = (
    "INSERT INTO habit (scope, item, since, amount)"
    " SELECT * FROM unnest(%s::text[], %s::bytea[], %s::bigint[], %s::bigint[])"
    " ON CONFLICT (scope, item) DO UPDATE SET since = least(excluded.since, habit.since),"
    " amount = greatest(excluded.amount, habit.amount)"
)
ADD_CREDITS: Final = (
    "INSERT INTO credit (account_key, at, decision, amount, payer_key)"
    " SELECT * FROM unnest(%s::bytea[], %s::bigint[], %s::text[], %s::bigint[], %s::bytea[])"
)
ADD_USERS: Final = (
    "INSERT INTO device_use (device_key, account_key, person_key)"
    " SELECT * FROM unnest(%s::bytea[], %s::bytea[], %s::bytea[]) ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Questions under way; `read_into` waits for the answers."""

    asked: Asked
    payments: Cursor[Any]
    habits: Cursor[Any]
    credits: Cursor[Any]
    users: Cursor[Any]
    reports: Cursor[Any]

    def read_into(self, past: Past) -> None:
        """Keep the answers."""
        payments: dict[str, list[Payment]] = {scope: [] for scope in self.asked.payments}
        for scope, *row in self.payments.fetchall():
            payments[scope].append((row[0], row[1], row[2]))
        for scope, rows in payments.items():
            keep_payments(past, scope, self.asked.payments[scope], rows)
        self._read_credits(past)
        past.habits.update({(scope, item): (since, amount) for scope, item, since, amount in self.habits})
        for device, account, person in self.users.fetchall():
            past.users.setdefault(device, set()).add((account, person))
        for account, part, kind, decisions in self.reports.fetchall():
            past.reports.setdefault(account, {})[part, kind] = decisions

    def _read_credits(self, past: Past) -> None:
        found: dict[bytes, list[Credit]] = {account: [] for account in self.asked.credits}
        for account, *row in self.credits.fetchall():
            found[account].append((row[0], row[1], row[2], row[3]))
        for account, rows in found.items():
            keep_credits(past, account, self.asked.credits[account], rows)


def ask_past(connection: Connection[Any], asked: Asked) -> Questions:
    """Send what a batch asks of the past."""
    habits = [(scope, item) for scope, items in asked.habits for item in items] + list(asked.places)
    since = list(asked.credits.values())
    accounts = list(asked.credits)
    scopes = (list(asked.payments), list(asked.payments.values()))
    return Questions(
        asked=asked,
        payments=ask(connection, PAYMENTS, *scopes, PAYMENTS_READ + 1),
        habits=ask(connection, HABITS, [scope for scope, _ in habits], [item for _, item in habits]),
        credits=ask(connection, CREDITS, asked.now, asked.now, accounts, since, CREDITS_READ + 1),
        users=ask(connection, USERS, list(asked.devices), USERS_READ),
        reports=ask(connection, REPORTS, accounts),
    )


def append_past(connection: Connection[Any], added: PastAdded) -> None:
    """Send what a batch adds to the past."""
    if added.habits:
        ask(connection, ADD_HABITS, *columns([(*key, *habit) for key, habit in added.habits.items()]))
    if added.credits:
        ask(connection, ADD_CREDITS, *columns(added.credits))
    if added.users:
        ask(connection, ADD_USERS, *columns(added.users))
