"""Gathering: what sources outside say of a payment, asked before the ledger's unit, all at once, in time.

Only where it matters: from the policy's `asking.sim_from` on, and whatever the sum in the classes in which no
gap is let pass, the day's total counted in (ADR 0094). An everyday payment costs a look at its own day, and
that only where operators are configured and the payer's number was told. A source that does not answer in
time is a fact of its own; nothing here raises but what the ledger would, or waits into the ledger's time.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from eidgate.app.foresight import Foreseen, foresee
from eidgate.app.service import Service
from eidgate.core.observation import Reading
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.facts import NO_SIM, SimFacts
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import Masked, local_day
from eidgate.core.transaction import Transaction
from eidgate.ports import RequestClaim
from eidgate.ports.sim_network import SimQuery, SimQuestion

RESERVE: Final = timedelta(milliseconds=100)
"""The least that is kept for the ledger's unit and the answer: a commit takes 1 to 20 ms, and a few may stand
before ours."""
SHARE: Final = 4
"""Of what is left, a quarter is kept when that is more: a caller with time has it for a busy ledger too."""
UNTOLD: Final = timedelta(seconds=1)
"""The time that sources have when the caller says none; the server always says one."""

_EVERYDAY: Final = frozenset({TransactionClass.A, TransactionClass.B, TransactionClass.E, TransactionClass.F})
"""Columns in which a small sum, or a kind that moves no money (a login), asks nobody."""

_QUESTIONS: Final = {
    "swap": SimQuestion.SIM_SWAP,
    "device_change": SimQuestion.DEVICE_SWAP,
    "recycled": SimQuestion.NUMBER_RECYCLING,
    "forwarding": SimQuestion.CALL_FORWARDING,
}
"""Which question fills which fact."""


class SimAsked(NamedTuple):
    """Whose payment, which, from which number, under which policy."""

    caller: RelyingParty
    request: RequestClaim
    transaction: Transaction
    phone: Masked
    policy: Policy


def gather(payments: Sequence[SimAsked], service: Service, *, left: timedelta | None) -> list[SimFacts]:
    """Ask about several payers' numbers at the same time; return the facts of each payment, in order.

    Each is asked about as the policy says that judges it. `left` is what remains of the caller's deadline.
    """
    if service.sim_network is None:
        return [NO_SIM] * len(payments)
    wanted = [_queries(payment, service) for payment in payments]
    queries = [query for each in wanted for query in each]
    if not queries:
        return [NO_SIM] * len(payments)
    answers = iter(service.sim_network.ask(queries, within=time_for_sources(left)))
    return [_facts([next(answers) for _ in each]) for each in wanted]


def asks(payment: SimAsked, service: Service) -> bool:
    """Whether `gather` would ask anybody about this payment, and so may take as long as the deadline."""
    return service.sim_network is not None and bool(_queries(payment, service))


def time_for_sources(left: timedelta | None) -> timedelta:
    """Return how long sources may take when so much is left of the caller's deadline."""
    return UNTOLD if left is None else left - max(RESERVE, left / SHARE)


def _queries(payment: SimAsked, service: Service) -> list[SimQuery]:
    if not payment.phone:
        return []
    foreseen = foresee(payment.caller, payment.request, payment.transaction, payment.policy, service)
    if not _matters(payment, foreseen):
        return []
    parameters = payment.policy.parameters
    since = foreseen.bound_since or service.clock.now() - parameters.asking.same_subscriber
    windows = {SimQuestion.DEVICE_SWAP: parameters.sim.recent_device_change}
    return [
        SimQuery(
            phone=payment.phone,
            question=one,
            window=windows.get(one, parameters.sim.recent_swap),
            since=local_day(since),
        )
        for one in _QUESTIONS.values()
    ]


def _matters(payment: SimAsked, foreseen: Foreseen) -> bool:
    """Whether the sum is large by itself, or the class is one in which no gap is let pass."""
    transaction = payment.transaction
    large = transaction.kind.moves_money and transaction.amount >= payment.policy.parameters.asking.sim_from
    return large or foreseen.column not in _EVERYDAY


def _facts(readings: Sequence[Reading]) -> SimFacts:
    if not readings:
        return NO_SIM
    return SimFacts(**dict(zip(_QUESTIONS, readings, strict=True)))
