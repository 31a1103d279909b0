"""A backtest decides everything again that was decided, step by step, against what turned out true."""

from builders.officers import Officers, holding
from builders.policies import policy_of
from builders.service import Scene
from builders.trials import report, trial
from eidgate.adapters.policies import load_policy
from eidgate.app.backtest import Backtest, Question
from eidgate.app.weighing import KIND
from eidgate.core.errors import ConfigurationError
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.trial.figures import candidate_side, confusion, recorded_side
from eidgate.core.risk.trial.tally import Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import TransactionKind
from eidgate.ports import DecisionFilter, Span
from eidgate.simulator.world import BANK, SHOP

OWN = policy_of(holding())


def test_the_policy_that_decided_changes_nothing(bound: Scene) -> None:
    for amount in (4_000_000, 16_000_000, 60_000_000):
        bound.pay(amount)
    bound.meet(bound.identify(caller=SHOP))
    for candidate in (load_policy("vn-bank"), None):
        tally = trial(bound, candidate)
        assert (tally.tried, tally.changed, tally.examples) == (4, 0, [])


def test_a_candidate_is_held_against_what_turned_out_true(bound: Scene) -> None:
    stolen, good, alarm = bound.pay(4_000_000), bound.pay(3_000_000), bound.pay(60_000_000)
    assert alarm.record.decision.outcome.name == "STEP_UP"
    report(bound, stolen, "completed")
    report(bound, stolen, "fraud_confirmed")
    report(bound, good, "completed")
    report(bound, alarm, "false_alarm")
    tally = trial(bound, OWN)
    assert (tally.tried, tally.changed) == (3, 3)
    recorded, candidate = recorded_side(tally), candidate_side(tally)
    assert (recorded.fraud_amount_allowed, candidate.fraud_amount_stopped) == (4_000_000, 4_000_000)
    assert (recorded.false_alarms, candidate.false_alarms, candidate.completed_hindered) == (1, 1, 1)
    assert {pair: one.decisions for pair, one in confusion(tally).items()} == {
        ("ALLOW", "HOLD"): 2,
        ("STEP_UP", "HOLD"): 1,
    }
    assert {(one.name, one.truth) for one in tally.examples} == {
        (stolen.record.name, Truth.FRAUD),
        (good.record.name, Truth.COMPLETED),
        (alarm.record.name, Truth.FALSE_ALARM),
    }


def test_steps_add_up_to_the_whole_wherever_they_were_cut(bound: Scene) -> None:
    for _ in range(7):
        bound.pay()
    decisions = bound.store.past_decisions
    whole, span = trial(bound, OWN), decisions.span(None, None)
    backtest = Backtest(
        Question(candidate=OWN, only=DecisionFilter()),
        decisions,
        bound.service.regulation,
        bound.service.policies.past,
    )
    for cut in range(span.last + 1):
        total = Tally()
        for part in (Span(after=span.after, last=cut), Span(after=cut, last=span.last)):
            for step in backtest.steps(part):
                total.add(step.counted)
                assert step.cursor <= part.last
        assert total.cells == whole.cells
        assert total.tried == whole.tried == 7


def test_a_step_is_bounded(bound: Scene) -> None:
    for _ in range(5):
        bound.pay()
    small = Backtest(
        Question(candidate=None, only=DecisionFilter()),
        bound.store.past_decisions,
        bound.service.regulation,
        bound.service.policies.past,
    )
    small.step = 2
    steps = list(small.steps(bound.store.past_decisions.span(None, None)))
    assert [step.counted.tried for step in steps] == [2, 2, 1]
    assert [step.cursor for step in steps] == [2, 4, 5]


def test_a_period_an_outcome_a_kind_and_a_relying_party_narrow_it(bound: Scene) -> None:
    bound.pay()
    bound.clock.wait(hours=1)
    later = bound.clock.now()
    bound.service.trust.refresh()
    bound.pay(60_000_000)
    bound.meet(bound.identify(caller=SHOP))
    assert trial(bound, None, DecisionFilter(since=later)).tried == 2
    assert trial(bound, None, DecisionFilter(until=later)).tried == 1
    assert trial(bound, None, DecisionFilter(outcome="STEP_UP")).tried == 1
    kind = {KIND: TransactionKind.TRANSFER_OTHER}
    assert trial(bound, None, DecisionFilter(words=kind)).tried == 2
    assert trial(bound, None, relying_party=SHOP.relying_party_id).tried == 1
    assert trial(bound, None, relying_party=BANK.relying_party_id).tried == 2


def test_what_another_line_decided_is_left_out_and_counted(bound: Scene) -> None:
    bound.pay()
    tally = trial(bound, load_policy("vn-shop"))
    assert (tally.tried, tally.other_line, tally.cells) == (0, 1, {})


def test_what_a_policy_decided_that_is_not_at_hand_is_counted(bound: Scene) -> None:
    def unreadable(digest: str) -> Policy | None:
        raise ConfigurationError(f"{digest}: written for another version")

    bound.pay()
    bound.pay()
    for past_policy in (unreadable, lambda _: None):
        backtest = Backtest(
            Question(candidate=OWN, only=DecisionFilter()),
            bound.store.past_decisions,
            bound.service.regulation,
            past_policy,
        )
        [step] = backtest.steps(bound.store.past_decisions.span(None, None))
        assert (step.counted.tried, step.counted.unknown) == (0, 2)


def test_nothing_recorded_is_nothing_tried(scene: Scene) -> None:
    assert trial(scene, OWN) == Tally()


def test_an_identity_check_is_in_the_band_without_money(bound: Scene) -> None:
    bound.meet(bound.identify(caller=SHOP))
    [(cell, counted)] = trial(bound, None).of(Part.BAND)
    assert (cell.what, counted.amount) == ("none", 0)


def test_officers_are_not_needed_to_try_a_proposal(bound: Scene) -> None:
    bound.pay()
    shown = Officers(bound).propose()
    kept = bound.store.policies.document(shown.version.digest)
    assert kept is not None
    assert trial(bound, policy_of(kept.document.decode())).changed == 1
