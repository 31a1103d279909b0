"""A store full of what statistics count; `figures_counted` counts it a second way."""

from datetime import timedelta
from functools import partial
from itertools import count
from random import Random

from msgspec import structs

from builders.holds import AT, KEEPER, MULE, hold, stroke
from builders.ledger import name_of, request, unit
from builders.reports import report
from builders.service import SetClock
from builders.watchlist import POLICE, confirm, listed, put, row
from builders.wire import facts, record
from eidgate.adapters.storage.open import Store
from eidgate.app.unit import scope_of
from eidgate.core.desk.hold_steps import confirm as freeze
from eidgate.core.desk.identifier import Identifier, IdentifierKind, phone
from eidgate.core.desk.report import ReportName, ReportState, Scheme
from eidgate.core.desk.report_steps import ReportChange, change_report
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import IllegalStateError
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.outcome_reports import OutcomeKind, check_may_follow
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, Instant, Vnd
from eidgate.core.transparency.canonical import canonical
from eidgate.ports import Entry, LedgerFacts, OutcomeReport, Weighed
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
        for number in range(4):
            self._list(number)

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
        at += draw.choice((-1, 0, 0, 0, 1)) * timedelta(hours=24)
        warned = draw.choice((None, Reason.PAYEE_REPORTED))
        outcome = draw.choice([*Outcome, Outcome.DENY])
        known = facts(provider=draw.choice(PROVIDERS), at=at)
        if draw.random() < 0.2:
            known = replace(known, transaction=None)
        elif known.transaction is not None:  # few of each, so that tries repeat each other
            paid = replace(
                known.transaction,
                payer=replace(MULE, number=f"77{draw.randrange(2)}"),
                amount=Vnd(draw.choice((4_000_000, 5_000_000))),
                end_to_end_id=draw.choice(("", "", "E2E-1")),
            )
            known = replace(known, transaction=paid)

        def weigh(_: LedgerFacts) -> Weighed:
            made = record(known)
            decision = structs.replace(made.decision, outcome=outcome, payer_warning=warned)
            written = replace(made, name=name_of(name), decision=decision)
            let = outcome is Outcome.ALLOW and known.transaction is not None
            entry = Entry(earlier=None, device="") if let else None
            return Weighed(name=written.name, record=canonical(written), outcome=outcome.name, entry=entry)

        paying = known.transaction
        scope = scope_of(known.provider, paying.payer) if paying else ""
        self.store.ledger.decide(unit(name, at=at, scope=scope, weigh=weigh))
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

    def _list(self, number: int) -> None:
        """Put a whole list in force: the same few rows again and again, with other grades."""
        drawn = [row(n, grade=self.random.choice(list(Grade))) for n in self.random.sample(range(12), 9)]
        lists = self.store.lists
        clock, lists._clock = lists._clock, SetClock(self._some_time())
        try:
            listed(self.store, drawn, source=f"police/{number % 2}")
        finally:
            lists._clock = clock
