from collections.abc import Sequence
from datetime import timedelta

import pytest

from builders.service import Scene, judged
from eidgate.app.answer import Answer
from eidgate.app.verify_together import verify_together
from eidgate.app.verify_transaction import VerifyTransaction, verify_transaction
from eidgate.core.errors import (
    DeadlineError,
    FieldViolation,
    InvalidCommandError,
    NotPermittedError,
    RequestIdReusedError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.simulator.world import HOTLINE, OTHER_BANK, PLATFORM, POLICE, RISK_TEAM

LONG = timedelta(seconds=30)


def together(
    scene: Scene, *commands: VerifyTransaction | Exception, timeout: timedelta = LONG
) -> list[Answer | Exception | None]:
    return verify_together(commands, scene.service, timeouts=[timeout] * len(commands))


def answers(results: Sequence[Answer | Exception | None]) -> list[tuple[str, str]]:
    return [judged(one) for one in results if isinstance(one, Answer)]


def test_each_gets_the_answer_that_it_would_get_alone(bound: Scene) -> None:
    commands = [bound.payment(amount) for amount in (1_000_000, 30_000_000, 2_000_000)]
    results = together(bound, *commands)
    assert answers(results) == [("ALLOW", "B"), ("STEP_UP", "C"), ("ALLOW", "B")]
    for command, result in zip(commands, results, strict=True):
        assert isinstance(result, Answer)
        assert bound.stored(result) == result.record
        again = verify_transaction(command, bound.service)
        assert (again.replayed, again.record, again.receipt) == (True, result.record, result.receipt)


def test_one_account_is_decided_on_in_the_order_of_coming(bound: Scene) -> None:
    results = together(bound, *[bound.payment() for _ in range(6)])
    assert answers(results) == [("ALLOW", "B")] * 5 + [("STEP_UP", "C")]
    assert bound.day_total() == 20_000_000


def test_one_failure_does_not_touch_the_others(bound: Scene) -> None:
    used, command = bound.payment(), bound.payment()
    bound.ask(used)
    unreadable = InvalidCommandError(FieldViolation(field="transaction", description="is required"))
    results = together(
        bound,
        unreadable,
        bound.payment(payer=bound.world.account(1, bank=OTHER_BANK)),
        replace(used, request=replace(used.request, digest=b"other")),
        command,
    )
    assert results[0] is unreadable
    assert isinstance(results[1], NotPermittedError)
    assert isinstance(results[2], RequestIdReusedError)
    assert answers(results) == [("ALLOW", "B")]


def test_even_a_fault_of_ours_is_one_callers_only(bound: Scene) -> None:
    broken = replace(bound.payment(), transaction=None)  # type: ignore[arg-type]  # what no code of ours makes
    results = together(bound, bound.payment(), broken, bound.payment())
    assert isinstance(results[1], AttributeError)
    assert answers(results) == [("ALLOW", "B")] * 2


def test_each_has_a_time_of_its_own(bound: Scene) -> None:
    commands = [bound.payment(), bound.payment()]
    late, other = verify_together(commands, bound.service, timeouts=[timedelta(0), LONG])
    assert isinstance(late, DeadlineError)
    assert answers([other]) == [("ALLOW", "B")]


@pytest.mark.parametrize("wish", ["validate_only", "with_timings"])
def test_who_would_keep_the_others_waiting_is_left_for_later(bound: Scene, wish: str) -> None:
    aside = replace(bound.payment(), **{wish: True})  # type: ignore[arg-type]  # a flag by its name
    results = together(bound, aside, bound.payment())
    assert results[0] is None
    assert answers(results) == [("ALLOW", "B")]


@pytest.mark.parametrize("caller", [HOTLINE, PLATFORM, POLICE, RISK_TEAM], ids=lambda one: one.role)
def test_a_role_that_no_policy_judges_is_refused_and_the_others_are_answered(
    bound: Scene, caller: RelyingParty
) -> None:
    refused, answered = together(bound, replace(bound.payment(), caller=caller), bound.payment())
    assert isinstance(refused, NotPermittedError)
    assert isinstance(answered, Answer)
