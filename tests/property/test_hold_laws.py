"""No hold that is accepted takes more than is tainted in its account, whoever asks and on whatever basis."""

from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.chase import MILLION, MULE, PURSE, SECOND, VICTIM, Chase
from builders.filing import filed
from builders.law_examples import law_examples
from builders.service import scene_in
from builders.transfers import instrument
from eidgate.app.place_hold import PlaceHold, place_hold
from eidgate.app.trace_funds import FromAccount, FromReport, FromTransfer
from eidgate.core.desk.hold import Ground, Hold
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.report import TransferRef
from eidgate.core.errors import EidgateError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument, Vnd
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, POLICE, WALLET

KEPT_BY = {one.institution: one for one in (BANK, OTHER_BANK, WALLET)}
CALLERS = (POLICE, BANK, OTHER_BANK, WALLET)
ACCOUNTS = (VICTIM, MULE, SECOND, PURSE)
ROBBED_LATER = instrument(6)
LOST = 40 * MILLION
"""What the report says; the trace from it finds this much in the two accounts at its end."""
OTHERS = 7 * MILLION
"""What a second victim pays the same mule later, and what the mule hands on of it at once."""
MONEY = st.sampled_from((1, 3, 7, 15, 20, 30, 40, 45)).map(lambda millions: Vnd(millions * MILLION))
ASKERS = st.one_of(st.none(), st.sampled_from(CALLERS))
"""None for who keeps the account."""
SUMS = st.one_of(MONEY.map(lambda money: (money, money)), st.tuples(MONEY, MONEY))
WANTED = st.builds(
    lambda caller, account, which, sums: (caller or KEPT_BY[account.institution], account, which, *sums),
    ASKERS,
    st.sampled_from((*ACCOUNTS, SECOND, PURSE)),
    st.sampled_from((0, 0, *range(10))),
    SUMS,
)
"""Who asks for which account, on which basis, how much, and with what ceiling."""
ASKED = st.lists(WANTED, min_size=20, max_size=60)


def bases(chase: Chase) -> list[str]:
    """A report by the hotline, traces from it and beside it, two that are none, and a decision.

    The traces beside it begin where the same money came from or came by later, but for the last one: that is
    of another victim's money.
    """
    chase.happened()
    robbed_later, handed_on = (
        chase.paid(ROBBED_LATER, MULE, 7, minutes=8),
        chase.paid(MULE, SECOND, 7, minutes=7),
    )
    chase.record(robbed_later)
    chase.record(handed_on, caller=OTHER_BANK)
    paid = (TransferRef(institution=BANK.institution, transfer_id="FT-1"),)
    named = (identifier_of(PURSE), identifier_of(SECOND))
    report = filed(chase.scene, victim=None, indicators=named, amount=Vnd(LOST), transfers=paid).report
    inside = chase.trace(chase.wanted(start=FromReport(report=report.name))).trace.name
    decision = chase.scene.pay(payee=MULE, amount=Vnd(3 * MILLION)).record.name
    beside = chase.trace(chase.wanted(caller=BANK)).trace.name  # from the transfer that the report names
    starts = (
        FromTransfer(institution=OTHER_BANK.institution, transfer_id="FT-3"),  # what the mule sent the purse
        FromAccount(instrument=VICTIM, not_before=chase.scene.clock.now() - timedelta(hours=1)),
        FromTransfer(institution=OTHER_BANK.institution, transfer_id="FT-2"),
        FromTransfer(institution=BANK.institution, transfer_id=robbed_later.transfer_id),
    )
    further = [chase.trace(chase.wanted(caller=POLICE, start=one)).trace.name for one in starts]
    return [report.name, inside, beside, "reports/none", "traces/none", decision, *further]


def taint(chase: Chase, basis: str, account: Instrument) -> int:
    """What a basis says of an account, read from the records without asking who may know."""
    service = chase.scene.service
    if basis.startswith("decisions/"):
        return 3 * MILLION if account == MULE else 0
    if basis.startswith("reports/"):
        return LOST if account in (PURSE, SECOND) and basis != "reports/none" else 0
    trace = service.traces.get(basis)  # type: ignore[arg-type]  # a name
    return trace.found.resting.get(account.key, 0) if trace else 0


def distinct(chase: Chase, known: list[str], account: Instrument) -> int:
    """What is disputed in an account on all bases together, each dong once.

    One loss is what its report says or what a trace found, whichever is more; the other victim's and the
    decision's payment are money of their own.
    """
    *first, decision, purse, victim, second, others = (taint(chase, one, account) for one in known)
    return max(*first, purse, victim, second) + others + decision


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


@settings(max_examples=law_examples(40))
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
        by_basis, by_account = Counter[tuple[Instrument, str]](), Counter[Instrument]()
        for (caller, account, which, _, _), hold in held:
            assert hold.amount <= hold.ceiling <= taint(chase, known[which], account)
            assert may_know(caller, known[which], account)
            by_basis[account, known[which]] += hold.amount
            by_account[account] += hold.amount
        for (account, basis), amount in by_basis.items():
            assert amount <= taint(chase, basis, account)
        for account, amount in by_account.items():
            assert amount <= distinct(chase, known, account)


def test_money_of_another_victim_is_held_beside_it(tmp_path: Path) -> None:
    with scene_in(tmp_path) as scene:
        chase = Chase(scene)
        scene.bind()
        known = bases(chase)
        whole = Vnd(taint(chase, known[1], SECOND))
        others = Vnd(OTHERS)
        assert taint(chase, known[9], SECOND) == OTHERS
        assert accepted(chase, known, (BANK, SECOND, 1, whole, whole))
        assert not accepted(chase, known, (BANK, SECOND, 8, Vnd(1), whole))
        assert accepted(chase, known, (BANK, SECOND, 9, others, others))
        assert not accepted(chase, known, (BANK, SECOND, 9, Vnd(1), others))


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
