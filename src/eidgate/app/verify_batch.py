"""BatchVerifyTransactions: several decisions in order, each on its own."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from time import perf_counter
from typing import TypeAlias

from eidgate.app.answer import Answer, answer, observe
from eidgate.app.service import Service
from eidgate.app.verify_transaction import VerifyTransaction, ask_around, opening, remaining
from eidgate.app.weighing import Weighing
from eidgate.core.errors import EidgateError, FieldViolation, InvalidCommandError
from eidgate.core.stretches import Stretches, finish_each
from eidgate.ports import Recorded, Unit

Opened: TypeAlias = tuple[Unit, Weighing] | EidgateError


def verify_batch(
    commands: Sequence[VerifyTransaction | EidgateError],
    service: Service,
    *,
    timeout: timedelta | None = None,
) -> list[Answer | EidgateError]:
    """Decide on several transactions; an item that already failed keeps its place and its error.

    A later item sees what an earlier one of the same account was allowed.
    """
    started = perf_counter()
    opened = _open_each(commands, service)
    _ask_around(commands, opened, service, left=remaining(timeout, started))
    units = [one[0] for one in opened if not isinstance(one, EidgateError)]
    recorded = iter(service.ledger.decide_all(units, timeout=remaining(timeout, started)))
    results = [_answer(one, recorded, service) for one in opened]
    share = (perf_counter() - started) / max(1, len(units))
    for result in results:
        if isinstance(result, Answer):
            observe(result, service, seconds=share)
    return results


def _open_each(commands: Sequence[VerifyTransaction | EidgateError], service: Service) -> list[Opened]:
    opened: list[Opened] = []
    for one in finish_each(_opening(command, service) for command in commands):
        if isinstance(one, Exception) and not isinstance(one, EidgateError):
            raise one
        opened.append(one)
    return opened


def _opening(command: VerifyTransaction | EidgateError, service: Service) -> Stretches[Opened]:
    if isinstance(command, EidgateError):
        return command
    if command.validate_only:
        return InvalidCommandError(
            FieldViolation(field="validate_only", description="has no meaning in a batch; ask one by one")
        )
    if command.with_timings:
        return InvalidCommandError(
            FieldViolation(field="with_timings", description="has no place in a batch; ask one by one")
        )
    return (yield from opening(command, service))


def _ask_around(
    commands: Sequence[VerifyTransaction | EidgateError],
    opened: Sequence[Opened],
    service: Service,
    *,
    left: timedelta | None,
) -> None:
    going_on = [
        (command, one[1])
        for command, one in zip(commands, opened, strict=True)
        if isinstance(command, VerifyTransaction) and not isinstance(one, EidgateError)
    ]
    ask_around(going_on, service, left=left)


def _answer(
    opened: Opened, recorded: Iterator[Recorded | EidgateError], service: Service
) -> Answer | EidgateError:
    if isinstance(opened, EidgateError):
        return opened
    result = next(recorded)
    if isinstance(result, EidgateError):
        return result
    try:
        return answer(result, opened[1].record, service)
    except EidgateError as error:
        return error
