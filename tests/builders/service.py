"""A real service on a real store, with people in it: what a bank, a shop and a wallet do, in one word each.

The clock is set by the test, the identity provider signs, the store is SQLite in a folder of the test's own.
"""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import count
from json import dumps
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from builders.fixed_policies import FixedPolicies
from builders.stores import write_migrated
from eidgate.adapters.bank_table import load_banks
from eidgate.adapters.calendars import load_working_days
from eidgate.adapters.look_ups import SharedLookUps
from eidgate.adapters.number_plan import load_number_plan
from eidgate.adapters.policies import load_policy
from eidgate.adapters.policy_worlds import YamlPolicyReader
from eidgate.adapters.program import PROGRAM
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.storage.list_spool import DiskSpool
from eidgate.adapters.storage.open import Store, open_store
from eidgate.adapters.trust.files import FileTrust
from eidgate.app.answer import Answer
from eidgate.app.bindings import CreateBinding, create_binding
from eidgate.app.challenge import CreateChallenge, create_challenge, transaction_data
from eidgate.app.identify import Presented
from eidgate.app.service import ReceiptKeys, Service
from eidgate.app.verify_assertion import VerifyAssertion, verify_assertion
from eidgate.app.verify_transaction import VerifyTransaction, verify_transaction
from eidgate.core.assertion.challenge import Keyring
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.desk.person import PersonKeys
from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.facts import Expectation
from eidgate.core.risk.record import DecisionRecord, read_record
from eidgate.core.shape import replace
from eidgate.core.terms import (
    CustomerKind,
    Instant,
    Instrument,
    InstrumentKind,
    Masked,
    RequestId,
    TransactionKind,
    Vnd,
)
from eidgate.core.transaction import Channel, Context, Transaction
from eidgate.core.transparency.receipt_key import ReceiptKey
from eidgate.ports import DecisionSeen, ReportSeen, RequestClaim
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider, Levels
from eidgate.simulator.wallet import Wallet
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, SHOP, Customer, World

SEED = 7
NOON = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
"""Noon of 5 March 2026 in Viet Nam: Circular 77/2025 is in force."""
OTP = (Form.SMS_OTP,)
ADVANCED = (Form.SOFT_OTP_ADVANCED,)


class SetClock:
    """A clock that stands until it is set."""

    def __init__(self, at: Instant = NOON) -> None:
        self.at = at

    def now(self) -> Instant:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def wait(self, **duration: float) -> None:
        self.at += timedelta(**duration)


class SeededRandomness:
    """Bytes from a seed, so that a story is the same each time."""

    def __init__(self, seed: int = SEED) -> None:
        self._random = Random(seed)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


@dataclass(slots=True)
class Watching:
    """An observer that keeps what it was told."""

    decisions: list[DecisionSeen] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    replays: list[str] = field(default_factory=list)
    sent: list[tuple[str, float]] = field(default_factory=list)
    filed: list[tuple[str, str]] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    transfers: list[tuple[int, int]] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    advanced: list[int] = field(default_factory=list)
    reports: list[ReportSeen] = field(default_factory=list)
    dry_runs: list[DecisionSeen] = field(default_factory=list)

    def rpc(self, method: str, code: str, seconds: float) -> None: ...

    def in_flight(self, change: int) -> None: ...

    def streams(self, change: int) -> None: ...

    def stream_ended(self, method: str, code: str) -> None: ...

    def shed(self, why: str) -> None: ...

    def committed(self, units: int, seconds: float) -> None: ...

    def report_filed(self, channel: str, scheme: str) -> None:
        self.filed.append((channel, scheme))

    def case_held(self, seconds: float) -> None:
        self.held.append(seconds)

    def recovered(self, amount: int) -> None:
        self.returned.append(amount)

    def alert_sent(self, relying_party: str, seconds: float) -> None:
        self.sent.append((relying_party, seconds))

    def verified(self, verdict: str, seconds: float) -> None:
        self.verdicts.append(verdict)

    def decided(self, seen: DecisionSeen) -> None:
        self.decisions.append(seen)

    def tried(self, seen: DecisionSeen) -> None:
        self.dry_runs.append(seen)

    def transfers_recorded(self, recorded: int, known: int) -> None:
        self.transfers.append((recorded, known))

    def trace_begun(self, start: str, seconds: float) -> None:
        self.begun.append(start)

    def trace_advanced(self, movements: int) -> None:
        self.advanced.append(movements)

    def replay_refused(self, kind: str) -> None:
        self.replays.append(kind)

    def reported(self, seen: ReportSeen) -> None:
        self.reports.append(seen)


_regulation, _policy = cache(load_regulation), cache(load_policy)  # read once: all are frozen
_number_plan, _working_days = cache(load_number_plan), cache(load_working_days)
_banks = cache(load_banks)


class Scene:
    """One bank, its customer, a payee, a shop, a stranger; and the service that they meet at."""

    def __init__(self, folder: Path, *, policy: str = "vn-bank", at: Instant = NOON) -> None:
        self.clock, self.watching = SetClock(at), Watching()
        self.identity_provider, self.world = IdentityProvider(SEED), World(SEED)
        self.customer, self.stranger = self.world.customer(1), self.world.customer(2)
        self.payee = self.world.account(77, bank=OTHER_BANK)
        self.store: Store = open_store(write_migrated(folder / "ledger.db"))
        self._requests = count(1)
        self.service = Service(
            ledger=self.store.ledger,
            bindings=self.store.bindings,
            watchlist=self.store.watchlist,
            lists=self.store.lists,
            look_ups=SharedLookUps(lambda key: array("d", [0.0]), now=self.clock.seconds),
            spool=lambda: DiskSpool(self.store.lists.order),
            holds=self.store.holds,
            alerts=self.store.alerts,
            transfers=self.store.transfers,
            traces=self.store.traces,
            reports=self.store.reports,
            records=self.store.records,
            trust=self._trust(folder),
            clock=self.clock,
            randomness=SeededRandomness(),
            observer=self.watching,
            regulation=_regulation(),
            policies=FixedPolicies(lambda _: _policy(policy)),
            policy_store=self.store.policies,
            shadow_store=self.store.shadows,
            past_decisions=self.store.past_decisions,
            policy_reader=YamlPolicyReader(_regulation()),
            working_days=_working_days(),
            number_plan=_number_plan(),
            challenge_keys=Keyring(keys={1: bytes(range(32))}, current=1),
            receipt_keys=ReceiptKeys(current="r1", keys={"r1": ReceiptKey(Ed25519PrivateKey.generate())}),
            program=PROGRAM,
            payee_checks=SharedLookUps(lambda _: array("d", [0.0]), now=self.clock.seconds),
            banks=_banks(),
            person_keys=PersonKeys(keys={"1": bytes(range(32))}, current="1"),
        )

    def _trust(self, folder: Path) -> FileTrust:
        def fail(error: ConfigurationError) -> None:
            raise error

        path = folder / "issuers.json"
        path.write_text(dumps(self.identity_provider.trust_file()))
        return FileTrust(path, clock=self.clock, on_failure=fail)

    # --- what the bank does ----------------------------------------------------------------------------

    def request(self, method: str = "VerifyTransaction", *, caller: RelyingParty = BANK) -> RequestClaim:
        """A request id that was never used, for bytes that nobody else sends."""
        number = next(self._requests)
        return RequestClaim(
            relying_party=caller.relying_party_id,
            method=method,
            request_id=RequestId(str(UUID(int=number))),
            digest=sha256(str(number).encode()).digest(),
        )

    def transaction(self, amount: int = 4_000_000, **changes: object) -> Transaction:
        told = Transaction(
            kind=TransactionKind.TRANSFER_OTHER,
            customer=CustomerKind.INDIVIDUAL,
            payer=self.customer.account,
            payee=self.payee,
            payee_name=Masked("Lê Ví Dụ 77"),
            amount=Vnd(amount),
            channel=Channel.MOBILE_APP,
        )
        return replace(told, **changes)  # type: ignore[arg-type]  # a test names fields freely

    def payment(
        self,
        amount: int = 4_000_000,
        forms: Sequence[Form] = OTP,
        assertion: str = "",
        *,
        caller: RelyingParty = BANK,
        challenge: str = "",
        **changes: object,
    ) -> VerifyTransaction:
        """What the bank asks about a payment by its customer; `changes` are the transaction's."""
        now = self.clock.now()
        return VerifyTransaction(
            caller=caller,
            request=self.request(caller=caller),
            correlation_id="c-1",
            transaction=self.transaction(amount, **changes),
            presented=Presented(assertion=Masked(assertion), challenge=challenge) if assertion else None,
            confirmations=tuple(Confirmation(form=form, performed_at=now, passed=True) for form in forms),
            context=Context(device=self.customer.device),
            client_time=None,
        )

    def pay(
        self, amount: int = 4_000_000, forms: Sequence[Form] = OTP, assertion: str = "", **changes: object
    ) -> Answer:
        """Ask, and get the answer."""
        return self.ask(self.payment(amount, forms, assertion, **changes))  # type: ignore[arg-type]  # see payment

    def ask(self, command: VerifyTransaction) -> Answer:
        return verify_transaction(command, self.service)

    def binding(
        self,
        customer: Customer | None = None,
        *,
        levels: Levels | None = None,
        assertion: str = "",
        caller: RelyingParty = BANK,
        **changes: Any,
    ) -> CreateBinding:
        """What the bank asks to bind a customer's account; `changes` are fields of the command."""
        customer = customer or self.customer
        shown = assertion or self.identify(customer.citizen, caller=caller, levels=levels)
        told = CreateBinding(
            caller=caller,
            request=self.request("CreateBinding", caller=caller),
            instrument=customer.account,
            customer=CustomerKind.INDIVIDUAL,
            presented=Presented(assertion=Masked(shown)),
            device=customer.device,
        )
        return replace(told, **changes)

    def bind_sim(
        self, number: str = "+84912345678", *, caller: RelyingParty = OPERATOR, **changes: Any
    ) -> Binding:
        """What an operator does when the customer takes a number."""
        sim = Instrument(kind=InstrumentKind.SIM, institution=caller.institution, number=number)
        command = self.binding(caller=caller, instrument=sim, **changes)
        return create_binding(command, self.service)

    def bind(self, customer: Customer | None = None) -> Binding:
        return create_binding(self.binding(customer), self.service)

    # --- what a wallet does ----------------------------------------------------------------------------

    def sign(
        self,
        transaction: Transaction | None = None,
        citizen: Citizen | None = None,
        *,
        caller: RelyingParty = BANK,
        binding: TransactionBinding = TransactionBinding.SIGNED,
        levels: Levels | None = None,
    ) -> str:
        """Get a challenge for a transaction and answer it."""
        transaction = transaction or self.transaction()
        command = CreateChallenge(caller=caller, transaction=transaction)
        nonce = create_challenge(command, self.service).nonce
        return self.answer(nonce, transaction_data(transaction), citizen, binding=binding, levels=levels)

    def identify(
        self, citizen: Citizen | None = None, *, caller: RelyingParty = BANK, levels: Levels | None = None
    ) -> str:
        """Get a challenge for no transaction and answer it."""
        nonce = create_challenge(CreateChallenge(caller=caller, transaction=None), self.service).nonce
        return self.answer(nonce, "", citizen, caller=caller, levels=levels)

    def answer(
        self,
        nonce: str,
        data: str,
        citizen: Citizen | None = None,
        *,
        caller: RelyingParty = BANK,
        binding: TransactionBinding = TransactionBinding.SIGNED,
        levels: Levels | None = None,
    ) -> str:
        wallet = Wallet(identity_provider=self.identity_provider, citizen=citizen or self.customer.citizen)
        wanted = AuthenticationRequest(
            audience=caller.audience,
            at=self.clock.now(),
            nonce=nonce,
            transaction_data=(data,) if data else (),
            levels=levels or Levels(),
        )
        return wallet.answer(wanted, binding=binding)

    def forge(self) -> str:
        """A stranger's signature under the true key's name."""
        true, false = self.identity_provider, IdentityProvider(SEED + 1)
        claims = true.claims(
            self.customer.citizen, AuthenticationRequest(audience=BANK.audience, at=self.clock.now())
        )
        return false.key.compact(true.header(), claims)

    # --- what a shop does ------------------------------------------------------------------------------

    def check(
        self,
        assertion: str,
        *,
        caller: RelyingParty = SHOP,
        expected: Expectation | None = None,
        tax_code: str = "",
    ) -> VerifyAssertion:
        """What a shop asks about its buyer."""
        return VerifyAssertion(
            caller=caller,
            request=self.request("VerifyAssertion", caller=caller),
            correlation_id="c-2",
            presented=Presented(assertion=Masked(assertion)),
            expected=expected or Expectation(),
            tax_code=Masked(tax_code),
        )

    def meet(self, assertion: str, **changes: object) -> Answer:
        return verify_assertion(self.check(assertion, **changes), self.service)  # type: ignore[arg-type]  # see check

    # --- what is kept ----------------------------------------------------------------------------------

    def stored(self, answered: Answer) -> DecisionRecord:
        """The record as the ledger keeps it."""
        raw = self.store.ledger.find(answered.record.relying_party, answered.record.name)
        assert raw is not None
        return read_record(raw)

    def records(self, caller: RelyingParty = BANK) -> list[DecisionRecord]:
        """Every record of a relying party's."""
        found = self.store.ledger.page(caller.relying_party_id, after=0, limit=10_000)
        return [read_record(one.record) for one in found]

    def day_total(self) -> int:
        """T of the customer's account as the next payment would meet it."""
        asked = replace(self.payment(1), validate_only=True)
        regulated = self.ask(asked).record.decision.regulated
        assert regulated is not None
        return regulated.t


def reasons(answered: Answer) -> set[str]:
    """Everything that was found."""
    return {finding.reason.value for finding in answered.record.decision.findings}


def because(answered: Answer) -> set[str]:
    """What alone would have led to this outcome."""
    decision = answered.record.decision
    return {finding.reason.value for finding in decision.findings if finding.outcome is decision.outcome}


def judged(answered: Answer) -> tuple[str, str]:
    """Outcome and transaction class."""
    decision = answered.record.decision
    return decision.outcome.name, decision.regulated.transaction_class if decision.regulated else ""


@contextmanager
def scene_in(folder: Path, *, policy: str = "vn-bank", at: Instant = NOON) -> Iterator[Scene]:
    scene = Scene(folder, policy=policy, at=at)
    try:
        yield scene
    finally:
        scene.store.close()
