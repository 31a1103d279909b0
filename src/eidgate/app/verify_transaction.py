"""VerifyTransaction: verify, weigh, record; the whole service on one screen."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from time import perf_counter

from msgspec import Struct

from eidgate.app.answer import Answer, answer, observe
from eidgate.app.challenge import mint_challenge, transaction_data
from eidgate.app.dry_run import check_budget, dry_run
from eidgate.app.foresight import transaction_facts
from eidgate.app.gathering import SimAsked, gather, time_for_sources
from eidgate.app.identify import Presented, identifying, person_of
from eidgate.app.payee_names import PayeeAsked, begin_names
from eidgate.app.permission import require_own_word, require_transaction
from eidgate.app.service import Service
from eidgate.app.timings import signal_times
from eidgate.app.unit import claim, record_beginning
from eidgate.app.weighing import Weighing
from eidgate.core.assertion.challenge import RANDOM_BYTES
from eidgate.core.binding.registration import Registration
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.facts import NO_SESSION, Facts, SessionFacts
from eidgate.core.risk.parties import concerned
from eidgate.core.risk.policy import Policy
from eidgate.core.shape import replace
from eidgate.core.stretches import Stretches, finish
from eidgate.core.terms import Instant
from eidgate.core.transaction import Context, Transaction
from eidgate.ports import RequestClaim, Unit


class VerifyTransaction(Struct, frozen=True, kw_only=True):
    """Asks for one decision. `validate_only` answers as if, and claims, counts and records nothing.

    `with_timings` asks for the times of the signals as well. `registered` is whose account the payee's is,
    told by the caller where it keeps that account itself.
    """

    caller: RelyingParty
    request: RequestClaim
    correlation_id: str
    transaction: Transaction
    presented: Presented | None
    confirmations: tuple[Confirmation, ...]
    context: Context
    client_time: Instant | None
    registered: Registration | None = None
    validate_only: bool = False
    with_timings: bool = False


def verify_transaction(
    command: VerifyTransaction, service: Service, *, timeout: timedelta | None = None
) -> Answer:
    """Decide on one transaction.

    Raises:
        NotPermittedError: the transaction is not the caller's to ask about.
        RequestIdReusedError: the request id stands for other bytes.
        UnavailableError: nothing was decided; a retry with the same request id is safe.
        DeadlineError: the time was up before the unit began; nothing was decided.
        BudgetSpentError: it is a dry run, and the caller has looked up too much; nobody was asked.
    """
    started = perf_counter()
    unit, weighing = open_unit(command, service)
    if command.validate_only:
        check_budget(command.caller, service)
    ask_around([(command, weighing)], service, left=remaining(timeout, started))
    if command.validate_only:
        tried = dry_run(unit, command.caller, service, seconds=perf_counter() - started)
        return _timed(tried, command, weighing)
    recorded = service.ledger.decide(unit, timeout=remaining(timeout, started))
    answered = answer(recorded, weighing.record, service)
    observe(answered, service, seconds=perf_counter() - started)
    return _timed(answered, command, weighing)


def _timed(answered: Answer, command: VerifyTransaction, weighing: Weighing) -> Answer:
    if not command.with_timings:
        return answered
    facts = answered.record.facts
    times = signal_times(facts, policy=weighing.policy, regulation=weighing.regulation)
    return replace(answered, signal_times=times)


def ask_around(
    opened: Sequence[tuple[VerifyTransaction, Weighing]], service: Service, *, left: timedelta | None
) -> None:
    """Let every payment know what sources outside say, all of them asked at the same time."""
    within = time_for_sources(left)
    payees = [
        PayeeAsked(one.caller, one.transaction, weighing.policy, one.registered) for one, weighing in opened
    ]
    names = begin_names(payees, service, within=within)
    numbers = [sim_asked(one, weighing.policy) for one, weighing in opened]
    sims = gather(numbers, service, left=left)
    for (_, weighing), sim, name in zip(opened, sims, names(), strict=True):
        weighing.gathered(sim, name)


def sim_asked(command: VerifyTransaction, policy: Policy) -> SimAsked:
    """Return what operators would be asked about."""
    return SimAsked(command.caller, command.request, command.transaction, command.context.phone, policy)


def remaining(timeout: timedelta | None, started: float) -> timedelta | None:
    """Return what is left of a timeout since an instant of the performance counter."""
    return None if timeout is None else timeout - timedelta(seconds=perf_counter() - started)


def open_unit(command: VerifyTransaction, service: Service) -> tuple[Unit, Weighing]:
    """Do all that needs no lock: check the right, verify the assertion, draw what is random.

    Raises:
        NotPermittedError: the transaction is not the caller's to ask about.
    """
    return finish(opening(command, service))


def opening(command: VerifyTransaction, service: Service) -> Stretches[tuple[Unit, Weighing]]:
    """Do as `open_unit`, in stretches."""
    caller, transaction = command.caller, command.transaction
    require_transaction(caller, transaction)
    require_own_word(caller, transaction.payee, command.registered, field="payee_registration")
    now, random = service.clock.now(), service.randomness.bytes(RANDOM_BYTES)
    data = transaction_data(transaction)
    identified = yield from identifying(
        command.presented, caller=caller, transaction_data=data, service=service, at=now
    )
    yield
    parties = concerned(transaction, command.context, person_of(identified, service))
    weighing = Weighing(
        facts=_facts(command, at=now),
        assertion=identified.facts,
        parties=parties,
        policy=service.policies.current(caller.role, now),
        regulation=service.regulation,
        beginning=record_beginning(command.request, command.correlation_id, identified, service, at=now),
        challenge=lambda: mint_challenge(caller, data, keyring=service.challenge_keys, random=random, at=now),
    )
    claimed = claim(
        command.request,
        identified,
        caller=caller,
        transaction=transaction,
        identifiers=[identifier for _, identifier in parties],
        device=command.context.device,
        place=command.context.ip_country,
        at=now,
    )
    return Unit(claim=claimed, weigh=weighing), weighing


def _facts(command: VerifyTransaction, *, at: Instant) -> partial[Facts]:
    skew = None if command.client_time is None else round((command.client_time - at).total_seconds())
    return partial(
        Facts,
        at=at,
        provider=command.caller.provider,
        transaction=transaction_facts(command.transaction),
        confirmations=command.confirmations,
        device=command.context.device,
        new_device=command.context.new_device,
        compromises=command.context.compromises,
        payer_balance=command.context.payer_balance,
        clock_skew_seconds=skew,
        session=_session_facts(command.context),
    )


def _session_facts(context: Context) -> SessionFacts:
    if not (context.signs or context.inspected or context.ip_country or context.session_started_at):
        return NO_SESSION
    return SessionFacts(
        signs=context.signs,
        inspected=context.inspected,
        ip_country=context.ip_country,
        started_at=context.session_started_at,
    )
