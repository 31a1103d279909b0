"""A store full of what statistics count, and a second way to count it: row by row, past the ports."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Any

from msgspec import structs

from builders.holds import AT, KEEPER, MULE, hold, stroke
from builders.ledger import name_of, request, unit
from builders.reports import report
from builders.stores import rows
from builders.watchlist import POLICE, confirm, put
from builders.wire import facts, record
from eidgate.adapters.storage.open import Store
from eidgate.core.desk.hold_steps import confirm as freeze
from eidgate.core.desk.identifier import Identifier, IdentifierKind, phone
from eidgate.core.desk.report import ReportName, ReportState, Scheme
from eidgate.core.desk.report_steps import ReportChange, change_report
from eidgate.core.desk.statistics import Row
from eidgate.core.errors import IllegalStateError
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.outcome_reports import OutcomeKind, check_may_follow
from eidgate.core.risk.record import read_record
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, Instant, Vnd
from eidgate.core.transparency.canonical import canonical
from eidgate.ports import LedgerFacts, OutcomeReport, Weighed
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, WALLET

HOUR = timedelta(hours=1)
FILERS = (HOTLINE, BANK, WALLET)
PROVIDERS = ("999901", "999902", "rp:shop-one")
KINDS = (IdentifierKind.ACCOUNT, IdentifierKind.PHONE, IdentifierKind.WEBSITE)


class Filling:
    """Fills a store with random records around the period [AT, AT + 10 hours)."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.random, self.numbers = store, Random(seed), count(1)

    def fill(self) -> None:
        for _ in range(40):
            self._case()
            self._decision()
        for _ in range(8):
            self._block()

    def _new(self, letter: str) -> str:
        return f"{letter}{next(self.numbers)}"

    def _some_time(self) -> Instant:
        return AT + timedelta(minutes=self.random.randrange(-120, 720))

    def _case(self) -> None:
        draw, at, name = self.random, self._some_time(), self._new("r")
        victim = phone(f"+8493{draw.randrange(6):07}")
        made = report(
            name,
            by=draw.choice(FILERS),
            victim=victim,
            amount=Vnd(draw.choice((0, 5, 7))),
            scheme=draw.choice((Scheme.FRAUD, Scheme.FRAUD, Scheme.SPAM_CALL)),
            happened_at=AT,
            filed_at=at,
            updated_at=at,
        )
        filed = self.store.reports.file(request(self._new("q")), made)
        if draw.random() < 0.7:
            said = ReportChange(
                state=draw.choice([one for one in ReportState if one is not ReportState.FILED]),
                police_reference="1",
                recovered=Vnd(draw.randrange(filed.amount + 1)),
            )
            step = partial(change_report, change=said, by=BANK, etag="v1", at=at + HOUR)
            self.store.reports.change(request(self._new("q")), ReportName(f"reports/{name}"), step)
        if draw.random() < 0.7:
            self._hold(
                draw.choice((f"reports/{name}", "traces/t1")), at + timedelta(minutes=draw.randrange(90))
            )

    def _hold(self, basis: str, at: Instant) -> None:
        name = self._new("h")
        placed = hold(
            name,
            by=self.random.choice((BANK, OTHER_BANK)),
            account=replace(MULE, number=name),
            basis=basis,
            placed_at=at,
            updated_at=at,
            until=at + timedelta(hours=72),
            amount=Vnd(9),
        )
        self.store.holds.place(request(self._new("q")), placed)
        if self.random.random() < 0.8:
            frozen = Vnd(self.random.randrange(10))
            step = partial(freeze, stroke=stroke(KEEPER, at=at + HOUR), frozen=frozen)
            self.store.holds.change(request(self._new("q")), placed.name, step)

    def _decision(self) -> None:
        draw, name, at = self.random, self._new("d"), self._some_time()
        warned = draw.choice((None, Reason.PAYEE_REPORTED))
        outcome = draw.choice(list(Outcome))
        known = facts(provider=draw.choice(PROVIDERS), at=at)
        if draw.random() < 0.2:
            known = replace(known, transaction=None)

        def weigh(_: LedgerFacts) -> Weighed:
            made = record(known)
            decision = structs.replace(made.decision, outcome=outcome, payer_warning=warned)
            written = replace(made, name=name_of(name), decision=decision)
            return Weighed(name=written.name, record=canonical(written), outcome=outcome.name)

        self.store.ledger.decide(unit(name, at=at, weigh=weigh))
        said: list[OutcomeKind] = []
        for _ in range(draw.randrange(4)):
            self._say(name_of(name), draw.choice(list(OutcomeKind)), said)

    def _say(self, decision: DecisionName, kind: OutcomeKind, said: list[OutcomeKind]) -> None:
        try:
            check_may_follow(kind, said)
        except IllegalStateError:
            return
        told = OutcomeReport(decision=decision, kind=kind, at=self._some_time())
        self.store.ledger.report(request(self._new("q"), method="ReportOutcome"), told)
        said.append(kind)

    def _block(self) -> None:
        kind = self.random.choice(KINDS)
        value = {
            IdentifierKind.ACCOUNT: f"999902:{self._new('0')}",
            IdentifierKind.PHONE: f"+8491{next(self.numbers):07}",
            IdentifierKind.WEBSITE: f"{self._new('x')}.example",
        }[kind]
        entry = put(self.store, Identifier(kind=kind, value=value), at=AT - HOUR)
        if self.random.random() < 0.7:
            confirm(self.store, entry, POLICE, at=self._some_time())


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
    return {one: _row(figures[one], waits.get(one, [])) for one in figures}


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
    said: dict[str, list[tuple[Instant, int, str]]] = {}
    for decision, at, cursor, kind in rows(store, "SELECT decision, at, cursor, kind FROM outcome_report"):
        said.setdefault(decision, []).append((_micros(at), cursor, kind))
    for name, raw in rows(store, "SELECT name, record FROM decision"):
        made = read_record(bytes(raw))
        if made.facts.transaction is None:
            continue
        institution, amount = made.facts.provider.removeprefix("rp:"), made.facts.transaction.amount
        words = sorted(said.get(name, []))
        kinds = [kind for *_, kind in words]
        if (
            made.decision.outcome in (Outcome.HOLD, Outcome.DENY)
            and start <= made.facts.at < end
            and "completed" not in kinds
        ):
            add(institution, "stopped_payments")
            add(institution, "stopped_amount", amount)
        if made.decision.payer_warning is None:
            continue
        if "cancelled" in kinds:
            if start <= words[kinds.index("cancelled")][0] < end:
                add(institution, "warnings_heeded")
                add(institution, "heeded_amount", amount)
        elif "warning_overridden" in kinds and start <= words[kinds.index("warning_overridden")][0] < end:
            add(institution, "warnings_overridden")


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
