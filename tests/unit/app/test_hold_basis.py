"""What a hold rests on: never more than a trace or a decision shows, and only for who may know."""

from functools import partial

import pytest

from builders.chase import MILLION, MULE, PURSE, SECOND, VICTIM, Chase
from builders.filing import filed, updated
from builders.holding import asked
from builders.service import Scene
from eidgate.app.place_hold import PlaceHold, place_hold
from eidgate.app.trace_funds import FromReport
from eidgate.core.desk.hold import Ground
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.report import Report, Scheme, TransferRef
from eidgate.core.errors import IllegalStateError, InvalidCommandError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument, Vnd
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, POLICE, WALLET


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


def by_order(chase: Chase, caller: RelyingParty, **more: object) -> PlaceHold:
    """A hold on the purse that rests on an authority's order and on nothing else."""
    ground, number = Ground.AUTHORITY_ORDER, "7/QD"
    return asked(
        chase.scene, caller=caller, account=PURSE, basis="", ground=ground, order_number=number, **more
    )


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


def lost(scene: Scene, caller: RelyingParty = HOTLINE, **changes: object) -> Report:
    """A report, by none of the banks, that says that 10 million went to an account of the wallet's."""
    named = {"victim": None, "indicators": (identifier_of(PURSE),)} | changes
    return filed(scene, caller=caller, **named).report


@pytest.mark.parametrize("caller", [WALLET, POLICE])
def test_who_keeps_the_account_and_who_sees_the_report_may_hold_what_was_lost(
    chase: Chase, caller: RelyingParty
) -> None:
    report = lost(chase.scene)
    hold(chase, report.name, PURSE, 10, caller)
    with pytest.raises(InvalidCommandError) as error:
        hold(chase, report.name, PURSE, 10.000001, caller)
    assert fields(error) == ["ceiling"]


def test_a_report_of_others_reads_as_one_that_is_none(chase: Chase) -> None:
    report, told = lost(chase.scene), set()
    for name in (report.name, "reports/none"):
        with pytest.raises(InvalidCommandError) as error:
            hold(chase, name, PURSE, 1, BANK)
        told.add(str(error.value))
    [only] = told
    assert only.startswith("basis: ")
    assert "an authority's order" in only


@pytest.mark.parametrize(
    ("changes", "account"),
    [
        ({}, SECOND),  # the report does not name it
        ({"scheme": Scheme.SPAM_CALL}, PURSE),  # spam took no money
        ({"amount": Vnd(0)}, PURSE),
    ],
)
def test_a_report_that_says_nothing_of_money_there_is_no_basis(
    chase: Chase, changes: dict[str, object], account: Instrument
) -> None:
    report = lost(chase.scene, **changes)
    with pytest.raises(InvalidCommandError) as error:
        hold(chase, report.name, account, 1)
    assert fields(error) == ["basis"]


def test_a_report_and_the_traces_from_it_are_of_the_same_money(chase: Chase) -> None:
    paid = (TransferRef(institution=BANK.institution, transfer_id="FT-1"),)
    report = lost(chase.scene, transfers=paid, amount=Vnd(40 * MILLION))
    trace = chase.trace(chase.wanted(start=FromReport(report=report.name))).trace.name
    command = partial(asked, chase.scene, caller=WALLET, account=PURSE, ceiling=Vnd(4 * MILLION))
    place_hold(command(basis=trace, amount=Vnd(3 * MILLION)), chase.scene.service)
    with pytest.raises(IllegalStateError):
        place_hold(command(basis=report.name, amount=Vnd(2 * MILLION)), chase.scene.service)
    place_hold(command(basis=report.name, amount=Vnd(1 * MILLION)), chase.scene.service)


@pytest.mark.parametrize(
    "caller", [POLICE, WALLET]
)  # who gives it, and who keeps the account and passes it on
def test_an_order_stands_alone_up_to_the_sum_that_it_says(chase: Chase, caller: RelyingParty) -> None:
    order = partial(by_order, chase, caller, ceiling=Vnd(5))
    held = place_hold(order(amount=Vnd(5)), chase.scene.service).hold
    assert (held.basis, held.ceiling) == ("orders/7/QD", 5)
    with pytest.raises(IllegalStateError):
        place_hold(order(amount=Vnd(1)), chase.scene.service)


def test_nothing_but_an_order_stands_alone(chase: Chase) -> None:
    with pytest.raises(InvalidCommandError) as error:
        place_hold(asked(chase.scene, basis=""), chase.scene.service)
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


def test_a_report_and_the_decision_that_it_names_are_of_the_same_money(chase: Chase) -> None:
    scene = chase.scene
    decision = scene.pay().record.name
    place_hold(asked(scene, basis=decision, amount=Vnd(3 * MILLION)), scene.service)
    report = filed(
        scene,
        caller=BANK,
        victim=None,
        indicators=(identifier_of(scene.payee),),
        amount=Vnd(4 * MILLION),
        decisions=(decision,),
    ).report
    command = partial(asked, scene, basis=report.name, ceiling=Vnd(4 * MILLION))
    with pytest.raises(IllegalStateError):
        place_hold(command(amount=Vnd(1 * MILLION + 1)), scene.service)
    place_hold(command(amount=Vnd(1 * MILLION)), scene.service)


def test_two_traces_that_start_at_one_transfer_are_of_the_same_money(chase: Chase) -> None:
    traces = [chase.trace(chase.wanted(caller=one)).trace.name for one in (BANK, OTHER_BANK)]
    command = partial(asked, chase.scene, caller=WALLET, account=PURSE, ceiling=Vnd(15 * MILLION))
    place_hold(command(basis=traces[0], amount=Vnd(15 * MILLION)), chase.scene.service)
    with pytest.raises(IllegalStateError):
        place_hold(command(basis=traces[1], amount=Vnd(1)), chase.scene.service)


def test_what_a_report_names_later_counts_for_the_traces_from_it_too(chase: Chase) -> None:
    scene = chase.scene
    decision = scene.pay(payee=SECOND).record.name
    paid = (TransferRef(institution=BANK.institution, transfer_id="FT-1"),)
    report = lost(scene, caller=BANK, transfers=paid, amount=Vnd(40 * MILLION))
    trace = chase.trace(chase.wanted(start=FromReport(report=report.name), caller=BANK)).trace.name
    updated(scene, BANK, report.name, decisions=(decision,))
    hold(chase, decision, SECOND, 4, BANK)
    with pytest.raises(IllegalStateError):
        place_hold(
            asked(scene, account=SECOND, basis=trace, amount=Vnd(30 * MILLION), ceiling=Vnd(30 * MILLION)),
            scene.service,
        )


def test_holds_for_two_victims_in_one_account_do_not_count_against_each_other(chase: Chase) -> None:
    one, other = (lost(chase.scene, amount=Vnd(millions * MILLION)) for millions in (5, 6))
    hold(chase, one.name, PURSE, 5, WALLET)
    command = partial(asked, chase.scene, caller=WALLET, account=PURSE)
    for report, millions in ((one, 4), (other, 6)):
        ceiling = Vnd(report.amount)
        amount = Vnd(millions * MILLION)
        place_hold(command(basis=report.name, amount=amount, ceiling=ceiling), chase.scene.service)


def test_the_first_hold_of_a_case_tells_how_long_it_took_whatever_it_rests_on(chase: Chase) -> None:
    scene = chase.scene
    paid = (TransferRef(institution=BANK.institution, transfer_id="FT-1"),)
    traced, told = (lost(scene, transfers=paid, amount=Vnd(40 * MILLION)) for _ in range(2))
    of_it = chase.trace(chase.wanted(start=FromReport(report=traced.name))).trace.name
    scene.clock.wait(minutes=5)
    hold(chase, of_it, SECOND, 1)
    assert scene.watching.held == [300]
    scene.clock.wait(minutes=5)
    hold(chase, of_it, PURSE, 1)  # the second one of its case
    assert scene.watching.held == [300]
    hold(chase, told.name, PURSE, 1)
    assert scene.watching.held == [300, 600]


def test_a_hold_that_is_of_no_report_tells_nothing(chase: Chase) -> None:
    hold(chase, chase.trace().trace.name, SECOND, 1)
    place_hold(by_order(chase, POLICE), chase.scene.service)
    place_hold(asked(chase.scene), chase.scene.service)  # on a decision
    assert chase.scene.watching.held == []
