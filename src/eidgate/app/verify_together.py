"""VerifyTransaction for several callers who wait at the same time: each step for all, then the next step.

What becomes of one is no other's concern, whatever it is. Who would keep the others waiting, because a source
outside is to be asked, nothing to be recorded or times to be taken, is left for `verify_transaction`.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import TypeAlias, TypeVar

from eidgate.app.answer import Answer, answer, observe
from eidgate.app.gathering import asks
from eidgate.app.payee_names import PayeeAsked, asks_name
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.verify_transaction import VerifyTransaction, opening, remaining, sim_asked
from eidgate.app.weighing import Weighing
from eidgate.core.relying_party import Right
from eidgate.core.risk.policy import Policy
from eidgate.core.stretches import Stretches, finish_each
from eidgate.ports import Recorded, Unit

T = TypeVar("T")

Opened: TypeAlias = tuple[Unit, Weighing] | Exception | None
"""None is left for `verify_transaction`."""


def verify_together(
    commands: Sequence[VerifyTransaction | Exception], service: Service, *, timeouts: Sequence[timedelta]
) -> list[Answer | Exception | None]:
    """Decide on several transactions, each within its own time; one that already failed keeps its place.

    What `verify_transaction` would raise stands in its place, and None where it is to be asked instead.
    """
    started = perf_counter()
    opened = finish_each(_opening(command, service) for command in commands)
    units = [
        (one[0], remaining(timeout, started))
        for one, timeout in zip(opened, timeouts, strict=True)
        if isinstance(one, tuple)
    ]
    recorded = iter(service.ledger.decide_each(units)) if units else iter(())
    answers = [_answer(one, recorded, service) for one in opened]
    seconds = perf_counter() - started
    return [_told(partial(_observed, one, service, seconds)) for one in answers]


def _opening(command: VerifyTransaction | Exception, service: Service) -> Stretches[Opened]:
    if isinstance(command, Exception):
        return command
    if command.validate_only or command.with_timings:
        return None
    require(command.caller, Right.VERIFY)  # a role without it is judged by no policy
    policy = service.policies.current(command.caller.role, service.clock.now())
    if _asks_around(command, policy, service):
        return None
    unit, weighing = yield from opening(command, service)
    # another policy, in force since a moment ago, may want somebody asked
    return (unit, weighing) if weighing.policy is policy else None


def _asks_around(command: VerifyTransaction, policy: Policy, service: Service) -> bool:
    """Whether `ask_around` would do anything for this payment."""
    payee = PayeeAsked(command.caller, command.transaction, policy, command.registered)
    return asks_name(payee, service) or asks(sim_asked(command, policy), service)


def _answer(
    opened: Opened, recorded: Iterator[Recorded | Exception], service: Service
) -> Answer | Exception | None:
    if not isinstance(opened, tuple):
        return opened
    result = next(recorded)
    if isinstance(result, Exception):
        return result
    return _told(partial(answer, result, opened[1].record, service))


def _observed(
    answered: Answer | Exception | None, service: Service, seconds: float
) -> Answer | Exception | None:
    if isinstance(answered, Answer):
        observe(answered, service, seconds=seconds)
    return answered


def _told(act: Callable[[], T]) -> T | Exception:
    """Do it for one of many: what it raises is that one's answer."""
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - and the others go on
        return error
