"""No hold that is accepted takes more than is tainted in its account, whoever asks and on whatever basis."""

from collections import Counter
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.chase import MILLION, MULE, PURSE, SECOND, VICTIM, Chase
from builders.filing import filed
from builders.service import scene_in
from eidgate.app.place_hold import PlaceHold, place_hold
from eidgate.app.trace_funds import FromReport
from eidgate.core.desk.hold import Ground, Hold
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.report import TransferRef
from eidgate.core.errors import EidgateError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument, Vnd
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, POLICE, WALLET

CALLERS = (BANK, OTHER_BANK, WALLET, POLICE)
ACCOUNTS = (VICTIM, MULE, SECOND, PURSE)
LOST = 40 * MILLION
"""What the report says; the trace from it finds this much in the two accounts at its end."""
_ONE_MONEY = (0, 1, 2)
"""Places of the bases that are of the same money."""
MONEY = st.integers(1, 45).map(lambda millions: Vnd(millions * MILLION))
WANTED = st.tuples(st.sampled_from(CALLERS), st.sampled_from(ACCOUNTS), st.integers(0, 5), MONEY, MONEY)
"""Who asks for which account, on which basis, how much, and with what ceiling."""
ASKED = st.lists(WANTED, min_size=5, max_size=30)


def bases(chase: Chase) -> list[str]:
    """A report by the hotline, a trace from it and one beside it, two that are none, and a decision."""
    chase.happened()
    paid = (TransferRef(institution=BANK.institution, transfer_id="FT-1"),)
    named = (identifier_of(PURSE), identifier_of(SECOND))
    report = filed(chase.scene, victim=None, indicators=named, amount=Vnd(LOST), transfers=paid).report
    inside = chase.trace(chase.wanted(start=FromReport(report=report.name))).trace.name
    decision = chase.scene.pay(payee=MULE, amount=Vnd(3 * MILLION)).record.name
    beside = chase.trace(chase.wanted(caller=BANK)).trace.name  # from the transfer that the report names
    return [report.name, inside, beside, "reports/none", "traces/none", decision]


def taint(chase: Chase, basis: str, account: Instrument) -> int:
    """What a basis says of an account, read from the records without asking who may know."""
    service = chase.scene.service
    if basis.startswith("decisions/"):
        return 3 * MILLION if account == MULE else 0
    if basis.startswith("reports/"):
        return LOST if account in (PURSE, SECOND) and basis != "reports/none" else 0
    trace = service.traces.get(basis)  # type: ignore[arg-type]  # a name
    return trace.found.resting.get(account.key, 0) if trace else 0


def may_know(caller: RelyingParty, basis: str, account: Instrument) -> bool:
    """Neither bank has anything to do with what the hotline took down but by an account that it keeps."""
    return (
        basis.startswith(("decisions/", "traces/"))
        or caller is POLICE
        or caller.institution == account.institution
    )


def accepted(
    chase: Chase, known: list[str], wanted: tuple[RelyingParty, Instrument, int, Vnd, Vnd]
) -> Hold | None:
    caller, account, which, amount, ceiling = wanted
    command = PlaceHold(
        caller=caller,
        request=chase.scene.request("PlaceHold", caller=caller),
        account=account,
        amount=amount,
        ceiling=ceiling,
        basis=known[which],
        ground=Ground.AUTHORITY_ORDER if caller is POLICE else Ground.AGREEMENT,
        order_number="12/QD" if caller is POLICE else "",
        reason="the victim's money arrived here",
    )
    try:
        return place_hold(command, chase.scene.service).hold
    except EidgateError:
        return None


@settings(max_examples=40)
@given(ASKED)
def test_no_accepted_hold_takes_more_than_is_tainted(
    wanted: list[tuple[RelyingParty, Instrument, int, Vnd, Vnd]],
) -> None:
    with TemporaryDirectory() as folder, scene_in(Path(folder)) as scene:
        chase = Chase(scene)
        scene.bind()
        known = bases(chase)
        ask = partial(accepted, chase, known)
        held = [(one, hold) for one in wanted if (hold := ask(one)) is not None]
        by_basis, by_case = Counter[tuple[Instrument, str]](), Counter[Instrument]()
        for (caller, account, which, _, _), hold in held:
            assert hold.amount <= hold.ceiling <= taint(chase, known[which], account)
            assert may_know(caller, known[which], account)
            by_basis[account, known[which]] += hold.amount
            by_case[account] += hold.amount if which in _ONE_MONEY else 0
        for (account, basis), amount in by_basis.items():
            assert amount <= taint(chase, basis, account)
        for amount in by_case.values():
            assert amount <= LOST  # the report and both traces are of the same money


def test_what_is_tainted_may_be_held_to_the_last_dong(tmp_path: Path) -> None:
    with scene_in(tmp_path) as scene:
        chase = Chase(scene)
        scene.bind()
        known = bases(chase)
        rests = Vnd(taint(chase, known[1], PURSE))
        assert rests
        assert accepted(chase, known, (WALLET, PURSE, 1, rests, rests))
        assert not accepted(chase, known, (WALLET, PURSE, 1, Vnd(1), rests))
        assert not accepted(chase, known, (HOTLINE, PURSE, 1, Vnd(1), rests))
