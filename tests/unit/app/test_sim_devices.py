"""A number in a new device: its operator tells, its subscriber verifies, and payments see both at once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.facts import vn_bank
from builders.fixed_policies import FixedPolicies
from builders.service import Scene, because, judged, reasons, scene_in
from builders.sim_clocks import NOON
from eidgate.app.identify import Presented
from eidgate.app.sim_devices import (
    ReportDeviceChange,
    ReverifySubscriber,
    report_device_change,
    reverify_subscriber,
)
from eidgate.app.suspend_binding import ChangeBinding, suspend_binding
from eidgate.app.tell_sim_steps import tell_sim_steps
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.binding.sim_service import SimService, service_at
from eidgate.core.errors import (
    AssertionRefusedError,
    EvidenceRefusedError,
    IllegalStateError,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
    RequestIdReusedError,
)
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.record import replay
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, Instrument, InstrumentKind, Masked, TransactionKind
from eidgate.core.transaction import Context
from eidgate.rpc.wire.decisions import decision_message
from eidgate.simulator.identity_provider import Levels
from eidgate.simulator.world import BANK, OPERATOR, OTHER_OPERATOR, SHOP

NUMBER = "+84912345678"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A day on which the rule is in force."""
    with scene_in(tmp_path, at=NOON) as opened:
        yield opened


@pytest.fixture
def taken(scene: Scene) -> Scene:
    """The customer has an account and a number, both for some hours."""
    scene.bind()
    scene.bind_sim(NUMBER)
    scene.clock.wait(hours=4)
    return scene


def changing(
    scene: Scene, at: Instant | None = None, *, number: str = NUMBER, caller: RelyingParty = OPERATOR
) -> ReportDeviceChange:
    return ReportDeviceChange(
        caller=caller,
        request=scene.request("ReportDeviceChange", caller=caller),
        number=Masked(number),
        changed_at=at or scene.clock.now(),
    )


def changed(scene: Scene, at: Instant | None = None) -> Binding:
    return report_device_change(changing(scene, at), scene.service)


def proving(scene: Scene, assertion: str = "", *, number: str = NUMBER) -> ReverifySubscriber:
    shown = assertion or scene.identify(caller=OPERATOR)
    return ReverifySubscriber(
        caller=OPERATOR,
        request=scene.request("ReverifySubscriber", caller=OPERATOR),
        number=Masked(number),
        presented=Presented(assertion=Masked(shown)),
    )


def left(scene: Scene, of: Binding) -> SimService:
    assert of.clock is not None
    return service_at(of.clock, scene.clock.now())


def paying(scene: Scene, amount: int = 4_000_000) -> set[str]:
    command = scene.payment(amount)
    told = replace(command, context=replace(command.context, phone=Masked(NUMBER)))
    answered = scene.ask(told)
    record = scene.stored(answered)
    assert (
        replay(
            record,
            policy=scene.service.policies.current(BANK.role, record.facts.at),
            regulation=scene.service.regulation,
        )
        == record.decision
    )
    return reasons(answered)


def test_the_clock_runs_from_the_change_and_payments_see_it_at_once(taken: Scene) -> None:
    assert paying(taken).isdisjoint({"SIM_NOT_REVERIFIED", "SIM_OUTGOING_BLOCKED", "SIM_BLOCKED"})
    of = changed(taken, taken.clock.now() - timedelta(hours=1))
    assert left(taken, of) is SimService.TO_BE_VERIFIED
    assert "SIM_NOT_REVERIFIED" in paying(taken)
    taken.clock.wait(hours=1)
    assert (left(taken, of), "SIM_OUTGOING_BLOCKED" in paying(taken)) == (SimService.OUTGOING_BLOCKED, True)
    taken.clock.wait(days=30)
    assert (left(taken, of), "SIM_BLOCKED" in paying(taken)) == (SimService.BLOCKED, True)


def test_the_subscribers_face_stops_it(taken: Scene) -> None:
    changed(taken)
    taken.clock.wait(hours=3)
    again = reverify_subscriber(proving(taken), taken.service)
    assert left(taken, again) is SimService.FULL
    assert (again.version, again.changed_by, again.state) == (3, "operator-one", BindingState.CONFIRMED)
    assert paying(taken).isdisjoint({"SIM_NOT_REVERIFIED", "SIM_OUTGOING_BLOCKED"})


def test_the_signal_says_how_much_is_known(taken: Scene) -> None:
    def state() -> SignalState:
        command = taken.payment()
        told = replace(command, context=replace(command.context, phone=Masked(NUMBER)))
        decision = taken.ask(told).record.decision
        return {one.name: one.state for one in decision.signals}["sim_service"]

    assert state() is SignalState.NOT_MONITORED
    changed(taken)
    assert state() is SignalState.OBSERVED
    reverify_subscriber(proving(taken), taken.service)
    assert state() is SignalState.NOT_OBSERVED


def test_a_payment_is_told_how_old_the_operators_word_is(taken: Scene) -> None:
    changed(taken, taken.clock.now() - timedelta(hours=1))
    taken.clock.wait(minutes=40)
    command = taken.payment()
    told = replace(command, context=replace(command.context, phone=Masked(NUMBER)))
    signals = {one.name: one for one in decision_message(taken.ask(told)).signals}
    assert signals["sim_service"].age.ToTimedelta() == timedelta(minutes=40)
    assert not signals["payer_binding"].HasField("age")


def test_a_sim_that_is_to_be_replaced_is_looked_at_by_its_own_number(taken: Scene) -> None:
    changed(taken)
    taken.clock.wait(hours=3)
    sim = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number=NUMBER)
    command = taken.payment(0, caller=OPERATOR, kind=TransactionKind.SIM_REPLACEMENT, payer=sim, payee=None)
    answered = taken.ask(replace(command, context=Context()))
    assert "SIM_OUTGOING_BLOCKED" in reasons(answered)


def test_every_form_of_a_number_is_the_same_number(taken: Scene) -> None:
    for number in ("0912 345 678", "84912345678"):
        assert report_device_change(changing(taken, number=number), taken.service).version > 1


def test_a_change_before_the_last_proof_opens_nothing(taken: Scene) -> None:
    told = changed(taken, NOON)  # when the number was bound, by face
    assert left(taken, told) is SimService.FULL
    assert told.version == 2  # that it was told is kept all the same


def test_a_change_that_is_still_to_come_is_refused(taken: Scene) -> None:
    now = taken.clock.now()
    with pytest.raises(InvalidCommandError) as refused:
        changed(taken, now + timedelta(seconds=61))
    assert [one.field for one in refused.value.violations] == ["change_time"]
    told = changed(taken, now + timedelta(seconds=60))  # two clocks that are apart
    assert told.clock is not None
    assert told.clock.open_since == now


def test_an_operator_speaks_of_its_own_numbers_only(taken: Scene) -> None:
    with pytest.raises(NotFoundError):
        report_device_change(changing(taken, caller=OTHER_OPERATOR), taken.service)
    with pytest.raises(NotFoundError):
        report_device_change(changing(taken, number="+84912345679"), taken.service)
    for caller in (BANK, SHOP):
        with pytest.raises(NotPermittedError):
            report_device_change(changing(taken, caller=caller), taken.service)
    with pytest.raises(InvalidCommandError) as refused:
        report_device_change(changing(taken, number="+8411111111"), taken.service)
    assert [one.field for one in refused.value.violations] == ["number"]


def test_nobody_else_stops_it(taken: Scene) -> None:
    changed(taken)
    stranger = taken.identify(taken.stranger.citizen, caller=OPERATOR)
    with pytest.raises(AssertionRefusedError) as refused:
        reverify_subscriber(proving(taken, stranger), taken.service)
    assert refused.value.reason is Reason.SUBJECT_MISMATCH
    meant_for_the_bank = taken.identify(caller=BANK)
    with pytest.raises(AssertionRefusedError):
        reverify_subscriber(proving(taken, meant_for_the_bank), taken.service)


def test_nothing_but_the_face_stops_it_whatever_the_policy_asks(taken: Scene) -> None:
    policy = vn_bank()
    weaker = replace(policy, binding=replace(policy.binding, authentication=2))
    taken.service = replace(taken.service, policies=FixedPolicies(lambda _: weaker))
    changed(taken)
    faceless = taken.identify(caller=OPERATOR, levels=Levels(account=2, authentication=2))
    with pytest.raises(EvidenceRefusedError) as refused:
        reverify_subscriber(proving(taken, faceless), taken.service)
    assert refused.value.fields == ("face",)


def test_an_assertion_stops_it_once(taken: Scene) -> None:
    changed(taken)
    shown = taken.identify(caller=OPERATOR)
    reverify_subscriber(proving(taken, shown), taken.service)
    changed(taken)
    with pytest.raises(AssertionRefusedError):
        reverify_subscriber(proving(taken, shown), taken.service)


def test_retries_get_the_first_answer_however_late(taken: Scene) -> None:
    telling = changing(taken)
    told = report_device_change(telling, taken.service)
    verifying = proving(taken)
    again = reverify_subscriber(verifying, taken.service)
    taken.clock.wait(days=1)  # the assertion has expired
    assert report_device_change(telling, taken.service) == told
    assert reverify_subscriber(verifying, taken.service) == again
    other = replace(telling.request, digest=b"other")
    with pytest.raises(RequestIdReusedError):
        report_device_change(replace(telling, request=other), taken.service)


def test_a_suspended_number_keeps_its_clock_and_an_ended_one_has_none(taken: Scene) -> None:
    of = changed(taken)
    asked = ChangeBinding(
        caller=OPERATOR,
        request=taken.request("SuspendBinding", caller=OPERATOR),
        name=of.name,
        etag=of.etag,
        reason="lost",
    )
    suspended = suspend_binding(asked, taken.service)
    assert suspended.clock == of.clock
    revoked = taken.store.bindings.change(
        taken.request(caller=OPERATOR),
        of.name,
        lambda one: replace(one, state=BindingState.REVOKED, version=4),
    )
    with pytest.raises(IllegalStateError):
        report_device_change(changing(taken), taken.service)
    assert revoked.state is BindingState.REVOKED


def test_time_tells_the_operator_what_is_due(taken: Scene) -> None:
    changed(taken)
    taken.clock.wait(days=31)
    due = tell_sim_steps(taken.store.sim_clocks, at=taken.clock.now())
    assert due == [SimService.OUTGOING_BLOCKED, SimService.BLOCKED]


def test_a_small_payment_is_judged_by_it_too(taken: Scene) -> None:
    changed(taken)
    taken.clock.wait(days=31)
    command = taken.payment(50_000)
    told = replace(command, context=replace(command.context, phone=Masked(NUMBER)))
    answered = taken.ask(told)
    assert (judged(answered)[0], "SIM_BLOCKED" in because(answered)) == ("HOLD", True)
