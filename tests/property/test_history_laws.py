"""The windows equal what a plain reference computes from everything that was allowed, on every engine.

Each example works in accounts and devices of its own, so that one store serves all of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.law_examples import law_examples
from builders.ledger import NOON, account, decided, facts_of, report, request, unit
from eidgate.adapters.storage.open import Store
from eidgate.core.risk.history import DAY, HIGH_VALUE, HOUR, WEEK, Credits, Flow, History, hours_around
from eidgate.core.terms import HO_CHI_MINH, Instrument, Vnd
from eidgate.ports import Unit

pytest_plugins = ("builders.store_fixtures",)

_examples = count()

relaxed = settings(
    max_examples=law_examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

few = st.integers(0, 2)
ages = st.one_of(
    st.integers(0, 9 * 86_400).map(lambda seconds: timedelta(seconds=seconds)),
    st.sampled_from([HOUR, DAY, WEEK]),
)
sums = st.integers(1, 9) | st.sampled_from([int(HIGH_VALUE), int(HIGH_VALUE) - 1])
countries = st.sampled_from(["", "VN", "KH"])
payments = st.tuples(few, st.none() | st.integers(3, 5), sums, ages, st.booleans(), st.booleans(), countries)


@dataclass(frozen=True)
class Paid:
    """One allowed payment; the reference is a list of them."""

    payer: Instrument
    payee: Instrument | None
    amount: int
    at: datetime
    device: str
    place: str


def reference(
    paid: list[Paid], payer: Instrument, payee: Instrument | None, device: str, place: str
) -> History:
    """Everything from its definition, with no bound and no order."""
    own = [one for one in paid if one.payer == payer]
    own_to_payee = [one for one in own if payee is not None and one.payee == payee]
    hours = [one for one in own if one.at.astimezone(HO_CHI_MINH).hour in hours_around(NOON)]
    told = [one.at for one in own if place and one.place]
    here = [one.at for one in own if place and one.place == place]
    small = [one for one in own_to_payee if one.amount < HIGH_VALUE]
    return History(
        hour=_flow(own, payee, HOUR),
        day=_flow(own, payee, DAY),
        week=_flow(own, payee, WEEK),
        pieces=_flow(small, payee, DAY),
        payee_since=min((one.at for one in own_to_payee), default=None),
        active_since=min((one.at for one in own), default=None),
        hour_since=min((one.at for one in hours), default=None),
        places_since=min(told, default=None),
        place_since=min(here, default=None),
        largest=Vnd(max((one.amount for one in own), default=0)),
        received=_credits(paid, payer, DAY),
        payee_received=_credits(paid, payee, WEEK),
        device_others=len({one.payer for one in paid if one.device == device} - {payer}),
    )


def _flow(own: list[Paid], payee: Instrument | None, window: timedelta) -> Flow:
    inside = [one for one in own if NOON - one.at < window]
    others = {one.payee for one in inside} - {payee, None}
    return Flow(payments=len(inside), amount=Vnd(sum(one.amount for one in inside)), others=len(others))


def _credits(paid: list[Paid], to: Instrument | None, window: timedelta) -> Credits:
    inside = [one for one in paid if to is not None and one.payee == to and NOON - one.at < window]
    return Credits(
        credits=len(inside),
        amount=Vnd(sum(one.amount for one in inside)),
        payers=len({one.payer for one in inside}),
    )


@given(
    plan=st.lists(payments, max_size=12),
    probe=st.tuples(few, st.none() | st.integers(0, 5), countries),
    batch=st.booleans(),
)
@relaxed
def test_windows_equal_a_plain_reference_whatever_was_paid_and_cancelled(
    store: Store,
    plan: list[Any],
    probe: tuple[int, int | None, str],
    batch: bool,  # noqa: FBT001 - hypothesis draws it
) -> None:
    here = f"h{next(_examples)}"
    units = [_unit(here, n, step) for n, step in enumerate(plan)]
    if batch:
        store.ledger.decide_all(units)
    else:
        for one in units:
            store.ledger.decide(one)
    cancelled = {n for n, step in enumerate(plan) if step[5]}
    for n in cancelled:
        store.ledger.report(
            request(f"{here}-c{n}"), report(f"{here}-r{n}", "cancelled"), about=decided(units[n])
        )
    paid = [_paid(here, step) for n, step in enumerate(plan) if n not in cancelled]
    payer, payee = _account(here, probe[0]), None if probe[1] is None else _account(here, probe[1])
    asked = unit(
        "probe", scope=f"{here}|{payer.key}", payer=payer, payee=payee, device=f"{here}-phone", place=probe[2]
    )
    found = facts_of(store, asked).history
    assert found is not None
    used = len({_paid(here, step).payer for step in plan if step[4]} - {payer})
    wanted = reference(paid, payer, payee, f"{here}-phone", probe[2])
    assert (found.device_others, _but_device(found)) == (used, _but_device(wanted))


def _but_device(history: History) -> dict[str, Any]:
    """Leave out the device: a cancelled payment was made with it all the same."""
    return {name: getattr(history, name) for name in History.__slots__ if name != "device_others"}


def _account(here: str, number: int) -> Instrument:
    return account(f"{here}{number}")


def _paid(here: str, step: Any) -> Paid:
    payer, payee, amount, age, device, _, place = step
    return Paid(
        payer=_account(here, payer),
        payee=None if payee is None else _account(here, payee % 5),
        amount=amount,
        at=NOON - age,
        device=f"{here}-phone" if device else "",
        place=place,
    )


def _unit(here: str, n: int, step: Any) -> Unit:
    paid = _paid(here, step)
    return unit(
        f"{here}-r{n}",
        amount=paid.amount,
        scope=f"{here}|{paid.payer.key}",
        at=paid.at,
        since=paid.at,
        payer=paid.payer,
        payee=paid.payee,
        device=paid.device,
        place=paid.place,
    )
