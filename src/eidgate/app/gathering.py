"""Gathering: what sources outside say of a payment, asked before the ledger's unit, all at once, in time.

Only where it matters (the policy's `asking`), so that an everyday payment pays nothing. A source that does
not answer in time is a fact of its own; nothing here raises, or waits into the time of the ledger.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from eidgate.app.service import Service
from eidgate.core.observation import Reading
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.facts import NO_SIM, SimFacts
from eidgate.core.risk.policy import Policy
from eidgate.core.sim_question import SimQuestion
from eidgate.core.terms import Instant, Masked, local_day
from eidgate.core.transaction import Transaction
from eidgate.ports.sim_network import SimQuery

RESERVE: Final = timedelta(milliseconds=100)
"""The least that is kept for the ledger's unit and the answer: a commit takes 1 to 20 ms, and a few may stand
before ours."""
SHARE: Final = 4
"""Of what is left, a quarter is kept when that is more: a caller with time has it for a busy ledger too."""
UNTOLD: Final = timedelta(seconds=1)
"""The time that sources have when the caller says none; the server always says one."""

_EVERYDAY: Final = frozenset({TransactionClass.A, TransactionClass.B})
"""What a kind that moves no money may be judged as without asking (a login)."""

_QUESTIONS: Final = {
    "swap": SimQuestion.SIM_SWAP,
    "device_change": SimQuestion.DEVICE_SWAP,
    "recycled": SimQuestion.NUMBER_RECYCLING,
    "forwarding": SimQuestion.CALL_FORWARDING,
}
"""Which question fills which fact."""


def gather(
    payments: Sequence[tuple[Transaction, Masked, Policy]], service: Service, *, left: timedelta | None
) -> list[SimFacts]:
    """Ask about several payers' numbers at the same time; return the facts of each payment, in order.

    Each is asked about as the policy says that judges it. `left` is what remains of the caller's deadline.
    """
    if service.sim_network is None:
        return [NO_SIM] * len(payments)
    at = service.clock.now()
    wanted = [_queries(payment, phone, policy, at) for payment, phone, policy in payments]
    queries = [query for each in wanted for query in each]
    if not queries:
        return [NO_SIM] * len(payments)
    answers = iter(service.sim_network.ask(queries, within=time_for_sources(left)))
    return [_facts([next(answers) for _ in each]) for each in wanted]


def asks(transaction: Transaction, phone: Masked, policy: Policy, service: Service) -> bool:
    """Whether `gather` would ask anybody about this payment, and so may take as long as the deadline."""
    return service.sim_network is not None and bool(phone) and _matters(transaction, policy)


def time_for_sources(left: timedelta | None) -> timedelta:
    """Return how long sources may take when so much is left of the caller's deadline."""
    return UNTOLD if left is None else left - max(RESERVE, left / SHARE)


def _queries(transaction: Transaction, phone: Masked, policy: Policy, at: Instant) -> list[SimQuery]:
    if not phone or not _matters(transaction, policy):
        return []
    since = local_day(at - policy.parameters.asking.same_subscriber)
    sim = policy.parameters.sim
    windows = {SimQuestion.DEVICE_SWAP: sim.recent_device_change}
    return [
        SimQuery(phone=phone, question=one, window=windows.get(one, sim.recent_swap), since=since)
        for one in _QUESTIONS.values()
    ]


def _matters(transaction: Transaction, policy: Policy) -> bool:
    if transaction.kind.moves_money:
        return transaction.amount >= policy.parameters.asking.sim_from
    return policy.judged_as[transaction.kind] not in _EVERYDAY


def _facts(readings: Sequence[Reading]) -> SimFacts:
    if not readings:
        return NO_SIM
    return SimFacts(**dict(zip(_QUESTIONS, readings, strict=True)))
