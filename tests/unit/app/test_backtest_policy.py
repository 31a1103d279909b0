"""A backtest through the service: whose right it is, and where a cursor goes on."""

import pytest

from builders.officers import Officers
from builders.service import Scene
from eidgate.app.backtest_policy import BacktestPolicy, RunningBacktest, backtest_policy
from eidgate.app.decisions import ALL, Wanted
from eidgate.core.errors import InvalidCommandError, NotFoundError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.tally import Tally
from eidgate.core.terms import PolicyName, RelyingPartyId
from eidgate.simulator.world import AUDITOR, BANK, RISK_TEAM, SHOP


def prepared(
    scene: Scene,
    name: str = "",
    *,
    cursor: str = "",
    caller: RelyingParty = RISK_TEAM,
    wanted: Wanted = ALL,
    relying_party: RelyingPartyId | None = None,
) -> RunningBacktest:
    command = BacktestPolicy(
        caller=caller,
        name=PolicyName(name),
        wanted=wanted,
        relying_party=relying_party,
        cursor=cursor,
    )
    return backtest_policy(command, scene.service)


def counted(running: RunningBacktest) -> Tally:
    total = Tally()
    for step in running.steps():
        total.add(step.counted)
    return total


def test_a_proposal_is_tried_on_what_was_decided(bound: Scene) -> None:
    bound.pay()
    shown = Officers(bound).propose()
    running = prepared(bound, shown.version.name)
    assert (running.total, running.done(running.begun_at)) == (1, 0)
    tally = counted(running)
    assert (tally.tried, tally.changed) == (1, 1)
    assert counted(prepared(bound)).changed == 0


def test_it_goes_on_after_its_cursor_to_the_same_end(bound: Scene) -> None:
    for _ in range(3):
        bound.pay()
    running = prepared(bound)
    cursor = running.token(running.begun_at + 1)
    bound.pay()
    rest = prepared(bound, cursor=cursor)
    assert (rest.total, rest.done(rest.begun_at)) == (3, 1)
    assert counted(rest).tried == 2


def test_outcome_and_relying_party_narrow_it(bound: Scene) -> None:
    bound.pay()
    bound.pay(60_000_000)
    assert counted(prepared(bound, wanted=Wanted(outcome=Outcome.STEP_UP))).tried == 1
    assert counted(prepared(bound, relying_party=SHOP.relying_party_id)).tried == 0


def test_a_cursor_is_good_for_its_question_alone(bound: Scene) -> None:
    bound.pay()
    running = prepared(bound)
    cursor = running.token(running.begun_at)
    for bad in (cursor[:-2], f"{cursor}.{cursor}", cursor.partition(".")[0], ".", "AAAA", "x.y"):
        with pytest.raises(InvalidCommandError):
            prepared(bound, cursor=bad)
    with pytest.raises(InvalidCommandError):
        prepared(bound, cursor=cursor, wanted=Wanted(outcome=Outcome.DENY))


def test_an_auditor_decides_everything_again_but_goes_on_with_nobodys_cursor(bound: Scene) -> None:
    bound.pay()
    tally = counted(prepared(bound, caller=AUDITOR))
    assert (tally.tried, tally.changed) == (1, 0)
    running = prepared(bound)
    with pytest.raises(InvalidCommandError):
        prepared(bound, caller=AUDITOR, cursor=running.token(running.begun_at))


def test_who_may_not_read_policies_tries_none(bound: Scene) -> None:
    with pytest.raises(NotPermittedError):
        prepared(bound, caller=BANK)
    with pytest.raises(NotFoundError):
        prepared(bound, "policies/xnone")
