"""The signal that says whether this may be another device than the last one (Circular 50/2024 Art. 8(6))."""

import pytest

from builders.facts import (
    PHONE,
    assertion,
    confirmed,
    decided,
    facts,
    found,
    identity_check,
    outcome,
    pay,
    transaction,
)
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.signals.device import device_used
from eidgate.core.terms import CustomerKind
from eidgate.core.transaction import Channel

FIRST_USE = confirmed("sms_otp", "face_match")
NEW = "phone-just-bought"


def state(of: Facts) -> SignalState:
    return next(one.state for one in decided(of).signals if one.name == "device")


def on(channel: Channel, **differs: object) -> Facts:
    return facts(transaction(channel=channel), **differs)


def test_the_last_used_device_leaves_nothing_to_see() -> None:
    assert not found(facts(), "device")
    assert state(facts()) is SignalState.NOT_OBSERVED


def test_another_device_steps_up_and_warns_the_payer() -> None:
    other = facts(device=NEW)
    assert set(found(other, "device")) == {Reason.DEVICE_FIRST_USE}
    assert decided(other).outcome is Outcome.STEP_UP
    assert decided(other).payer_warning is Reason.DEVICE_FIRST_USE


def test_another_device_is_settled_by_otp_and_face() -> None:
    settled = facts(device=NEW, confirmations=FIRST_USE)
    assert not found(settled, "device")
    assert state(settled) is SignalState.OBSERVED
    assert outcome(settled) is Outcome.ALLOW


def test_an_otp_of_another_kind_does_not_settle_it() -> None:
    other = facts(device=NEW, confirmations=confirmed("soft_otp_advanced", "face_match"))
    assert Reason.DEVICE_FIRST_USE in found(other)


def test_the_word_of_the_relying_party_is_enough_to_be_new() -> None:
    assert Reason.DEVICE_FIRST_USE in found(facts(new_device=True))


def test_the_word_that_a_device_is_known_does_not_beat_the_history() -> None:
    assert Reason.DEVICE_FIRST_USE in found(facts(device=NEW, new_device=False))


@pytest.mark.parametrize("new", [None, False])
def test_a_device_that_nobody_names_is_no_softer_than_a_new_one(new: bool | None) -> None:  # noqa: FBT001 - three values
    unknown = facts(device="", new_device=new)
    assert found(unknown)[Reason.DEVICE_UNKNOWN].outcome is Outcome.STEP_UP


def test_a_device_without_a_history_may_be_a_first_use() -> None:
    first = facts(known_device="")
    assert found(first)[Reason.DEVICE_HISTORY_UNKNOWN].outcome is Outcome.STEP_UP


@pytest.mark.parametrize("gap", [{"device": ""}, {"known_device": ""}, {"device": "", "known_device": ""}])
def test_what_settles_a_first_use_settles_an_unknown_device(gap: dict) -> None:
    assert outcome(facts(**gap, confirmations=FIRST_USE)) is Outcome.ALLOW


def test_the_step_up_names_the_forms_of_first_use() -> None:
    assert decided(facts(device=NEW)).step_up.forms == (
        (Form.SMS_OTP, Form.FACE_MATCH),
        (Form.VOICE_OTP, Form.FACE_MATCH),
    )


def test_the_step_up_serves_class_and_first_use_at_once() -> None:
    case = pay(600_000_000, device=NEW, assertion=assertion())
    step_up = decided(case).step_up
    assert (Form.SMS_OTP, Form.SOFT_OTP_ADVANCED, Form.FACE_MATCH) in step_up.forms
    assert all(Form.FACE_MATCH in way for way in step_up.forms)
    served = pay(
        600_000_000,
        device=NEW,
        assertion=assertion(),
        confirmations=confirmed("sms_otp", "soft_otp_advanced", "face_match"),
    )
    assert outcome(served) is Outcome.ALLOW


def test_the_assertions_face_settles_a_new_device_when_it_was_shown_for_this_transaction() -> None:
    assert outcome(facts(device=NEW, assertion=assertion())) is Outcome.ALLOW


def test_a_stolen_login_assertion_does_not_settle_a_new_device() -> None:
    stolen = facts(device=NEW, assertion=assertion(transaction_binding=TransactionBinding.NONE))
    assert Reason.DEVICE_FIRST_USE in found(stolen)
    assert decided(stolen).step_up.transaction_binding is TransactionBinding.CHALLENGED
    assert decided(stolen).step_up.authentication_level == 3


@pytest.mark.parametrize(
    "channel", [Channel.WEB, Channel.COUNTER, Channel.ATM, Channel.POS, Channel.CALL_CENTRE]
)
def test_the_clause_is_about_the_app_so_ids_elsewhere_mean_nothing(channel: Channel) -> None:
    for ids in ({"device": "browser-1"}, {"device": ""}, {"known_device": ""}):
        assert not found(on(channel, **ids), "device")
        assert state(on(channel, **ids)) is SignalState.NOT_MONITORED


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.COUNTER, Channel.ATM, Channel.POS])
def test_a_device_that_nobody_compared_does_not_become_the_known_one(channel: Channel) -> None:
    assert device_used(on(channel, device="browser-of-a-thief")) == ""


def test_the_apps_device_becomes_the_known_one() -> None:
    assert device_used(facts()) == PHONE
    assert device_used(on(Channel.UNSPECIFIED)) == PHONE
    assert device_used(identity_check(device=PHONE)) == ""


def test_the_relying_partys_word_counts_on_every_channel() -> None:
    assert Reason.DEVICE_FIRST_USE in found(on(Channel.WEB, new_device=True))


def test_an_unsaid_channel_might_be_the_app() -> None:
    assert Reason.DEVICE_FIRST_USE in found(on(Channel.UNSPECIFIED, device=NEW))


def test_nothing_is_demanded_of_an_organisation_so_nothing_is_missing() -> None:
    firm = facts(
        transaction(customer=CustomerKind.ORGANISATION),
        device=NEW,
        assertion=assertion(),
        confirmations=confirmed("soft_otp_basic"),
    )
    assert not found(firm, "device")
    assert state(firm) is SignalState.OBSERVED
    assert outcome(firm) is Outcome.ALLOW


def test_an_identity_check_looks_at_no_device() -> None:
    assert state(identity_check(device=NEW, new_device=True)) is SignalState.NOT_MONITORED
