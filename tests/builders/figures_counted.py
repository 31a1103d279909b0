"""A second way to count what statistics count: row by row, past the ports."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from builders.stores import rows
from eidgate.adapters.storage.open import Store
from eidgate.core.desk.statistics import Row
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.record import DecisionRecord, read_record
from eidgate.core.terms import Instant
from eidgate.core.transaction import Transaction


def brute_force(store: Store, start: Instant, end: Instant) -> dict[str, Row]:
    """Count each institution's figures, and everybody's, from all that the tables hold."""
    figures: dict[str, Counter[str]] = {}
    waits: dict[str, list[timedelta]] = {}

    def add(institution: str, column: str, amount: int = 1) -> None:
        for one in (institution, ""):
            figures.setdefault(one, Counter())[column] += amount

    for institution, lost, back, wait in _cases(store, start, end):
        add(institution, "cases")
        add(institution, "reported_amount", lost)
        add(institution, "recovered_amount", back)
        if wait is not None:
            add(institution, "cases_held")
            for one in (institution, ""):
                waits.setdefault(one, []).append(wait)
    _count_payments(store, start, end, add)
    _count_stopped(store, start, end, add)
    for name, *_ in rows(store, "SELECT name FROM hold"):
        versions = _versions(store, "hold", name)
        first, last = versions[0], versions[-1]
        if start <= _instant(first["placed_at"]) < end:
            add(first["requester"], "holds")
            add(first["requester"], "frozen_amount", last["frozen"] or 0)
    for name, *_ in rows(store, "SELECT name FROM watch_entry"):
        confirmed = [one for one in _versions(store, "watch_entry", name) if one["confirmed_by"]]
        if confirmed and start <= _instant(confirmed[0]["updated_at"]) < end:
            add(confirmed[0]["confirmed_by"], f"blocked_{confirmed[0]['identifier']['kind']}")
    _count_lists(store, start, end, add)
    return {one: _row(figures[one], waits.get(one, [])) for one in figures}


def _count_lists(store: Store, start: Instant, end: Instant, add: Callable[..., None]) -> None:
    """Each row that blocks from a generation on and did not block in the one before."""
    switched = {
        (number, generation): _micros(at)
        for number, generation, at in rows(
            store, "SELECT list, generation, at FROM watch_change WHERE list <> 0"
        )
    }
    blocking = {
        (bytes(key), number, added): (removed, kind)
        for key, number, added, removed, kind in rows(
            store,
            "SELECT identifier_key, list, added_in, removed_in, kind FROM watch_row WHERE grade = 'block'",
        )
    }
    ended = {(key, number, removed) for (key, number, _), (removed, _) in blocking.items()}
    sources = dict(rows(store, "SELECT id, source FROM watch_list"))
    for (key, number, added), (_, kind) in blocking.items():
        if start <= switched[number, added] < end and (key, number, added) not in ended:
            add(sources[number].partition("/")[0], f"blocked_{kind}")


def _versions(store: Store, table: str, name: str) -> list[dict[str, Any]]:
    owner = "entry" if table == "watch_entry" else table
    found = rows(store, f"SELECT body FROM {table}_version WHERE {owner} = ? ORDER BY version", name)
    return [json.loads(bytes(body)) for (body,) in found]


def _cases(store: Store, start: Instant, end: Instant) -> list[tuple[str, int, int, timedelta | None]]:
    reports = {name: _versions(store, "report", name) for (name,) in rows(store, "SELECT name FROM report")}
    placed = [
        (held["basis"], _instant(held["placed_at"]))
        for (name,) in rows(store, "SELECT name FROM hold")
        for held in _versions(store, "hold", name)[:1]
    ]
    found = []
    for name, versions in reports.items():
        first = versions[0]
        if first["duplicate_of"] or not start <= _instant(first["filed_at"]) < end:
            continue
        members = {one for one, has in reports.items() if name in (one, has[0]["duplicate_of"])}
        newest = [reports[one][-1] for one in members]
        if first["scheme"] == "spam_call" or all(
            one["state"] in ("unfounded", "withdrawn") for one in newest
        ):
            continue
        holds = [at for basis, at in placed if basis in members]
        wait = min(holds) - _instant(first["filed_at"]) if holds else None
        found.append((first["filer"], first["amount"], max(one["recovered"] for one in newest), wait))
    return found


def _count_payments(store: Store, start: Instant, end: Instant, add: Callable[..., None]) -> None:
    """Compare every word about a warning with every other one."""
    said: dict[str, list[tuple[Instant, int, str]]] = {}
    for decision, at, cursor, kind in rows(store, "SELECT decision, at, cursor, kind FROM outcome_report"):
        said.setdefault(decision, []).append((_micros(at), cursor, kind))
    words = []
    for name, made in _decided(store):
        spoken = sorted(said.get(name, []))
        kinds = [kind for *_, kind in spoken]
        kind = next((one for one in ("cancelled", "warning_overridden") if one in kinds), "")
        if made.decision.payer_warning is not None and kind:
            at, cursor, _ = spoken[kinds.index(kind)]
            words.append(_Told(made, (at, cursor), went_ahead=kind != "cancelled"))
    for first, went_ahead in _firsts(words, start, end):
        if went_ahead:
            add(first.institution, "warnings_overridden")
        elif not _let_through(store, first):
            add(first.institution, "warnings_heeded")
            add(first.institution, "heeded_amount", first.paid.amount)


def _count_stopped(store: Store, start: Instant, end: Instant, add: Callable[..., None]) -> None:
    """Compare every stopped try with every other one."""
    completed = {
        name for (name,) in rows(store, "SELECT decision FROM outcome_report WHERE kind = 'completed'")
    }
    tries = [
        _Told(made, (made.facts.at, number), went_ahead=name in completed)
        for number, (name, made) in enumerate(_decided(store))
        if made.decision.outcome in (Outcome.HOLD, Outcome.DENY)
    ]
    for first, went_ahead in _firsts(tries, start, end):
        if not went_ahead and not _let_through(store, first):
            add(first.institution, "stopped_payments")
            add(first.institution, "stopped_amount", first.paid.amount)


_DAY = timedelta(hours=24)


class _Told:
    """Something that is known of a payment, with its place in time."""

    def __init__(self, made: DecisionRecord, when: tuple[Instant, int], *, went_ahead: bool) -> None:
        assert made.facts.transaction is not None
        self.paid, self.provider = made.facts.transaction, made.facts.provider
        self.when, self.went_ahead = when, went_ahead

    @property
    def institution(self) -> str:
        return self.provider.removeprefix("rp:")

    def same(self, provider: str, other: Transaction) -> bool:
        one = self.paid
        if self.provider != provider or one.payer != other.payer:
            return False
        if one.end_to_end_id or other.end_to_end_id:
            return one.end_to_end_id == other.end_to_end_id
        return (one.payee, one.amount) == (other.payee, other.amount)


def _firsts(told: list[_Told], start: Instant, end: Instant) -> list[tuple[_Told, bool]]:
    """What nothing within a day before is the same payment as, and whether it went ahead within a day."""
    found = []
    for one in told:
        of_it = [other for other in told if other.same(one.provider, one.paid)]
        before = [other for other in of_it if other.when < one.when and one.when[0] - other.when[0] <= _DAY]
        after = [other for other in of_it if other.when >= one.when and other.when[0] - one.when[0] <= _DAY]
        if not before and start <= one.when[0] < end:
            found.append((one, any(other.went_ahead for other in after)))
    return found


def _let_through(store: Store, first: _Told) -> bool:
    """Whether any decision at all let the payment through within a day, and nobody cancelled it."""
    cancelled = {
        name for (name,) in rows(store, "SELECT decision FROM outcome_report WHERE kind = 'cancelled'")
    }
    at = first.when[0]
    return any(
        made.decision.outcome is Outcome.ALLOW
        and name not in cancelled
        and at <= made.facts.at <= at + _DAY
        and made.facts.transaction is not None
        and first.same(made.facts.provider, made.facts.transaction)
        for name, made in _decided(store)
    )


def _decided(store: Store) -> list[tuple[str, DecisionRecord]]:
    """Every decision about a payment, in the order of recording."""
    found = rows(store, "SELECT name, record FROM decision ORDER BY cursor")
    read = ((name, read_record(bytes(raw))) for name, raw in found)
    return [(name, made) for name, made in read if made.facts.transaction is not None]


def _row(figures: Counter[str], waits: list[timedelta]) -> Row:
    row: Row = dict(figures)
    ordered = sorted(waits)
    for column, share in (("time_to_hold_median", 0.5), ("time_to_hold_p90", 0.9)):
        ranks = [n for n in range(len(ordered)) if (n + 1) >= share * len(ordered) - 1e-9]
        if ranks:
            row[column] = ordered[ranks[0]] // timedelta(microseconds=1)
    return {column: value for column, value in row.items() if value}


def _instant(text: str) -> Instant:
    return datetime.fromisoformat(text)


def _micros(micros: int) -> Instant:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
