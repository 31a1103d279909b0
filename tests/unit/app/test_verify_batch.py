from datetime import timedelta

from builders.service import Scene, because, judged
from eidgate.app.answer import Answer
from eidgate.app.verify_batch import verify_batch
from eidgate.core.errors import (
    DeadlineError,
    EidgateError,
    FieldViolation,
    InvalidCommandError,
    NotPermittedError,
    RequestIdReusedError,
)
from eidgate.core.shape import replace
from eidgate.simulator.world import OTHER_BANK


def answers(results: list[Answer | EidgateError]) -> list[tuple[str, str]]:
    return [judged(one) for one in results if isinstance(one, Answer)]


def test_results_stand_in_the_order_of_the_requests(bound: Scene) -> None:
    commands = [bound.payment(amount) for amount in (1_000_000, 30_000_000, 2_000_000)]
    results = verify_batch(commands, bound.service)
    assert answers(results) == [("ALLOW", "B"), ("STEP_UP", "C"), ("ALLOW", "B")]
    for command, result in zip(commands, results, strict=True):
        assert isinstance(result, Answer)
        assert result.record.request_id == command.request.request_id
        assert bound.stored(result) == result.record


def test_a_later_item_sees_what_an_earlier_one_of_the_same_account_was_allowed(bound: Scene) -> None:
    results = verify_batch([bound.payment() for _ in range(6)], bound.service)
    assert answers(results) == [("ALLOW", "B")] * 5 + [("STEP_UP", "C")]
    last = results[-1]
    assert isinstance(last, Answer)
    assert [one.amount for one in bound.stored(last).facts.earlier] == [4_000_000] * 5
    assert bound.day_total() == 20_000_000


def test_one_failure_does_not_touch_the_others(bound: Scene) -> None:
    used, command = bound.payment(), bound.payment()
    bound.ask(used)
    unreadable = InvalidCommandError(FieldViolation(field="transaction", description="is required"))
    results = verify_batch(
        [
            unreadable,
            bound.payment(payer=bound.world.account(1, bank=OTHER_BANK)),
            replace(used, request=replace(used.request, digest=b"other")),
            replace(command, validate_only=True),
            command,
        ],
        bound.service,
    )
    assert results[0] is unreadable
    assert isinstance(results[1], NotPermittedError)
    assert isinstance(results[2], RequestIdReusedError)
    assert isinstance(results[3], InvalidCommandError)
    assert [one.field for one in results[3].violations] == ["validate_only"]
    assert answers(results) == [("ALLOW", "B")]
    assert len(bound.records()) == 2


def test_one_assertion_serves_one_item(bound: Scene) -> None:
    signed = bound.sign()
    first, second = verify_batch([bound.payment(assertion=signed) for _ in range(2)], bound.service)
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert (judged(first)[0], because(second)) == ("ALLOW", {"JTI_REPLAYED", "NONCE_REUSED"})


def test_a_retried_batch_is_answered_as_the_first_time(bound: Scene) -> None:
    commands = [bound.payment() for _ in range(6)]
    first = verify_batch(commands, bound.service)
    again = verify_batch(commands, bound.service)
    assert [one.record for one in again if isinstance(one, Answer)] == [
        one.record for one in first if isinstance(one, Answer)
    ]
    assert all(isinstance(one, Answer) and one.replayed for one in again)
    assert bound.day_total() == 20_000_000


def test_the_same_request_id_twice_in_a_batch_is_one_decision(bound: Scene) -> None:
    command = bound.payment()
    first, second = verify_batch([command, command], bound.service)
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert (first.replayed, second.replayed) == (False, True)
    assert first.record == second.record


def test_when_the_time_is_up_each_item_says_so(bound: Scene) -> None:
    results = verify_batch([bound.payment() for _ in range(3)], bound.service, timeout=timedelta(0))
    assert [type(one) for one in results] == [DeadlineError] * 3
    assert bound.records() == []


def test_every_decision_is_seen(bound: Scene) -> None:
    verify_batch([bound.payment(), InvalidCommandError(), bound.payment()], bound.service)
    assert [seen.outcome for seen in bound.watching.decisions] == ["ALLOW", "ALLOW"]
