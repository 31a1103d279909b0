"""What a hold rests on: never more than a trace or a decision shows, and only for who may know."""

import pytest

from builders.chase import MILLION, MULE, PURSE, SECOND, VICTIM, Chase
from builders.holding import asked
from builders.service import Scene
from eidgate.app.place_hold import place_hold
from eidgate.core.desk.hold import Ground
from eidgate.core.errors import IllegalStateError, InvalidCommandError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument, Vnd
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE, WALLET


@pytest.fixture
def chase(bound: Scene) -> Chase:
    made = Chase(bound)
    made.happened()
    return made


def hold(
    chase: Chase, trace: str, account: Instrument, millions: float, caller: RelyingParty = POLICE
) -> None:
    ordered = caller is POLICE
    command = asked(
        chase.scene,
        caller=caller,
        account=account,
        amount=Vnd(1),
        ceiling=Vnd(int(millions * MILLION)),
        basis=trace,
        ground=Ground.AUTHORITY_ORDER if ordered else Ground.AGREEMENT,
        order_number="12/QD" if ordered else "",
    )
    place_hold(command, chase.scene.service)


def fields(error: pytest.ExceptionInfo[InvalidCommandError]) -> list[str]:
    return [one.field for one in error.value.violations]


@pytest.mark.parametrize(
    ("account", "caller", "rests"),
    [
        (SECOND, POLICE, 30),
        (PURSE, POLICE, 15),  # 20 came, 5 were withdrawn
        (SECOND, BANK, 30),  # its own account
        (PURSE, WALLET, 15),
        (PURSE, OTHER_BANK, 15),  # it sent the money there
    ],
)
def test_no_more_than_rests_in_the_account_is_disputed(
    chase: Chase, account: Instrument, caller: RelyingParty, rests: int
) -> None:
    trace = chase.trace().trace.name
    hold(chase, trace, account, rests, caller)
    with pytest.raises(InvalidCommandError) as error:
        hold(chase, trace, account, rests + 0.000001, caller)
    assert fields(error) == ["ceiling"]


@pytest.mark.parametrize(
    ("account", "caller"),
    [
        (PURSE, BANK),  # neither kept there nor paid from there: its bank must ask, or the police
        (MULE, POLICE),  # all of it has moved on
        (VICTIM, POLICE),  # the robbed account
    ],
)
def test_where_nothing_rests_or_nothing_is_known_nothing_is_held(
    chase: Chase, account: Instrument, caller: RelyingParty
) -> None:
    with pytest.raises(InvalidCommandError) as error:
        hold(chase, chase.trace().trace.name, account, 1, caller)
    assert fields(error) == ["basis"]


def test_a_trace_that_is_none_is_no_basis(chase: Chase) -> None:
    with pytest.raises(InvalidCommandError) as error:
        hold(chase, "traces/none", SECOND, 1)
    assert fields(error) == ["basis"]


def test_two_institutions_together_hold_no_more_than_rests(chase: Chase) -> None:
    trace = chase.trace().trace.name

    def half(caller: RelyingParty, millions: float) -> None:
        command = asked(
            chase.scene,
            caller=caller,
            account=PURSE,
            amount=Vnd(int(millions * MILLION)),
            ceiling=Vnd(15 * MILLION),
            basis=trace,
        )
        place_hold(command, chase.scene.service)

    half(WALLET, 8)
    with pytest.raises(IllegalStateError):
        half(OTHER_BANK, 7.5)
    half(OTHER_BANK, 7)


def test_what_a_trace_finds_is_held_in_the_next_decision(chase: Chase) -> None:
    hold(chase, chase.trace().trace.name, SECOND, 30)
    [standing] = chase.scene.pay(payee=SECOND).record.facts.standings
    assert standing.amount == 1
