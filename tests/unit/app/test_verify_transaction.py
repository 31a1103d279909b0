from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from builders.service import ADVANCED, NOON, Scene, because, judged, reasons, scene_in
from eidgate.app.answer import Answer
from eidgate.app.report_outcome import ReportOutcome, report_outcome
from eidgate.app.service import ReceiptKeys
from eidgate.app.verify_transaction import verify_transaction
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.lifecycle import revoke
from eidgate.core.errors import DeadlineError, NotPermittedError, RequestIdReusedError, SourceUnavailableError
from eidgate.core.risk.facts import SessionFacts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.shape import replace
from eidgate.core.terms import TransactionKind, Vnd
from eidgate.core.transaction import Context, SessionSign
from eidgate.core.transparency.canonical import canonical
from eidgate.core.transparency.receipt import check
from eidgate.ports import OutcomeReport
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, SHOP

POLICY = Path(__file__).parents[3] / "src/eidgate/data/policies/vn-bank.yaml"


def pay_five(scene: Scene) -> list[Answer]:
    return [scene.pay() for _ in range(5)]


# --- allow -------------------------------------------------------------------------------------------------


def test_a_small_payment_with_a_one_time_password_is_allowed_and_recorded_whole(bound: Scene) -> None:
    command = bound.payment()
    answered = bound.ask(command)

    assert judged(answered) == ("ALLOW", "B")
    assert reasons(answered) == {"ASSERTION_MISSING", "BINDING_YOUNG"}, "the account was bound a moment ago"
    record = bound.stored(answered)
    assert record == answered.record
    assert (record.relying_party, record.method) == (BANK.relying_party_id, "VerifyTransaction")
    assert (record.request_id, record.correlation_id) == (command.request.request_id, "c-1")
    assert record.request_digest == command.request.digest.hex()
    assert record.facts.transaction is not None
    assert record.facts.transaction.amount == 4_000_000
    assert record.facts.payer_binding is not None
    assert record.facts.payer_binding.subject_id == bound.customer.citizen.subject_id
    assert (record.facts.earlier, record.facts.provider) == ((), BANK.institution)
    assert (record.decision.decided_at, record.challenge, record.adult) == (NOON, None, None)


def test_five_payments_may_reach_exactly_twenty_million_a_day(bound: Scene) -> None:
    answers = pay_five(bound)
    assert [judged(one) for one in answers] == [("ALLOW", "B")] * 5
    assert [one.record.decision.regulated.t for one in answers if one.record.decision.regulated] == [
        0,
        4_000_000,
        8_000_000,
        12_000_000,
        16_000_000,
    ]


def test_the_receipt_is_over_the_record_as_it_is_kept(bound: Scene) -> None:
    answered = bound.pay()
    keys = {name: key.public_key() for name, key in bound.service.receipt_keys.keys.items()}
    raw = bound.store.ledger.find(BANK.relying_party_id, answered.record.name)
    assert answered.receipt is not None
    assert raw == canonical(answered.record)
    assert check(answered.record.name, answered.receipt, keys)


# --- step up -----------------------------------------------------------------------------------------------


def test_the_sixth_payment_needs_a_face_match_and_hands_out_a_challenge_that_works(bound: Scene) -> None:
    pay_five(bound)
    sixth = bound.pay()
    assert judged(sixth) == ("STEP_UP", "C")
    assert because(sixth) == {"ASSERTION_MISSING", "CONSENT_NOT_PROVEN", "FORMS_MISSING"}
    challenge = bound.stored(sixth).challenge
    assert challenge is not None
    assert challenge == sixth.record.challenge

    bound.clock.wait(seconds=30)
    assertion = bound.answer(challenge.nonce, challenge.transaction_data)
    confirmed = bound.pay(assertion=assertion)
    assert judged(confirmed) == ("ALLOW", "C")
    kept = bound.stored(confirmed).facts.assertion
    assert (kept.verified, kept.transaction_binding) == (True, TransactionBinding.SIGNED)
    assert kept.assertion_id
    assert kept.subject_id == bound.customer.citizen.subject_id


def test_a_strong_confirmation_restarts_the_small_total_but_not_the_days(bound: Scene) -> None:
    pay_five(bound)
    bound.pay(assertion=bound.sign())
    again = bound.pay()
    assert judged(again) == ("ALLOW", "B")
    assert again.record.decision.regulated is not None
    assert (again.record.decision.regulated.t, again.record.decision.regulated.tksth) == (24_000_000, 0)


def test_a_step_up_counts_for_nothing(bound: Scene) -> None:
    pay_five(bound)
    bound.pay()
    assert bound.day_total() == 20_000_000


def test_the_challenge_of_a_step_up_is_for_that_transaction_only(bound: Scene) -> None:
    pay_five(bound)
    challenge = bound.pay().record.challenge
    assert challenge is not None
    other = bound.pay(5_000_000, assertion=bound.answer(challenge.nonce, challenge.transaction_data))
    assert judged(other) == ("DENY", "C")
    assert because(other) == {"TRANSACTION_MISMATCH"}


def test_a_very_large_sum_needs_advanced_forms_and_the_signed_face_match(bound: Scene) -> None:
    assert judged(bound.pay(600_000_000)) == ("STEP_UP", "D")
    large = bound.transaction(600_000_000)
    assert judged(bound.pay(600_000_000, ADVANCED, bound.sign(large))) == ("ALLOW", "D")
    challenged = bound.sign(large, binding=TransactionBinding.CHALLENGED)
    assert because(bound.pay(600_000_000, ADVANCED, challenged)) == {"CONSENT_NOT_PROVEN"}


def test_another_device_is_a_first_use(bound: Scene) -> None:
    command = bound.payment()
    elsewhere = replace(command, context=replace(command.context, device="another-device"))
    answered = bound.ask(elsewhere)
    assert judged(answered) == ("STEP_UP", "B")
    assert because(answered) == {"DEVICE_FIRST_USE"}
    assert bound.stored(answered).facts.known_device == bound.customer.device


def test_an_account_that_is_bound_to_nobody_steps_up_and_above_class_b_is_denied(scene: Scene) -> None:
    small, large = scene.pay(), scene.pay(30_000_000)
    assert judged(small) == ("STEP_UP", "B")
    assert because(small) == {"BINDING_MISSING", "DEVICE_HISTORY_UNKNOWN"}
    assert (judged(large), because(large)) == (("DENY", "C"), {"BINDING_MISSING"})
    assert scene.stored(small).facts.payer_binding is None


# --- hold --------------------------------------------------------------------------------------------------


def test_what_the_policy_holds_is_held_on_its_ground_and_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "strict.yaml"
    text = POLICY.read_text()
    path.write_text(text.replace("DEVICE_FIRST_USE: step_up", "DEVICE_FIRST_USE: hold"))
    with scene_in(tmp_path, policy=str(path)) as scene:
        scene.bind()
        command = scene.payment()
        answered = scene.ask(replace(command, context=replace(command.context, device="another")))
        assert (judged(answered), because(answered)) == (("HOLD", "B"), {"DEVICE_FIRST_USE"})
        hold = scene.stored(answered).decision.hold
        assert hold is not None
        assert (hold.amount, hold.expires_at) == (4_000_000, NOON + timedelta(hours=24))
        assert hold.ground.startswith("account agreement")
        assert scene.day_total() == 0


# --- deny --------------------------------------------------------------------------------------------------


def test_a_forged_signature_is_denied_and_its_step_recorded(bound: Scene) -> None:
    answered = bound.pay(assertion=bound.forge())
    assert (judged(answered), because(answered)) == (("DENY", "B"), {"SIGNATURE_INVALID"})
    kept = bound.stored(answered).facts.assertion
    assert (kept.presented, kept.verified, kept.rejected, kept.step) == (True, False, "SIGNATURE_INVALID", 5)
    assert kept.subject_id == ""
    assert bound.watching.verdicts[-1] == "SIGNATURE_INVALID"


def test_an_amount_changed_after_signing_is_denied(bound: Scene) -> None:
    signed = bound.sign(bound.transaction(2_000_000))
    answered = bound.pay(20_000_000, assertion=signed)
    assert because(answered) == {"TRANSACTION_MISMATCH"}
    assert bound.stored(answered).facts.assertion.step == 10


@pytest.mark.parametrize("field", ["payee", "payer"])
def test_another_account_than_the_signed_one_is_denied(bound: Scene, field: str) -> None:
    bank = {"payee": OTHER_BANK, "payer": BANK}[field]
    signed = bound.sign(bound.transaction(**{field: bound.world.account(5, bank=bank)}))
    assert "TRANSACTION_MISMATCH" in because(bound.pay(assertion=signed))


def test_a_strangers_assertion_is_denied(bound: Scene) -> None:
    answered = bound.pay(assertion=bound.sign(citizen=bound.stranger.citizen))
    assert (judged(answered), because(answered)) == (("DENY", "B"), {"SUBJECT_MISMATCH"})


def test_an_assertion_counts_once_whatever_became_of_the_first_call(bound: Scene) -> None:
    signed = bound.sign()
    assert judged(bound.pay(assertion=signed))[0] == "ALLOW"
    again = bound.pay(assertion=signed)
    assert judged(again)[0] == "DENY"
    assert because(again) == {"JTI_REPLAYED", "NONCE_REUSED"}
    assert bound.stored(again).facts.assertion.used_before
    assert bound.watching.replays == ["assertion", "nonce"]

    denied = bound.sign(citizen=bound.stranger.citizen)
    bound.pay(assertion=denied)
    assert "JTI_REPLAYED" in because(bound.pay(assertion=denied))


def test_a_new_assertion_for_a_used_challenge_is_denied(bound: Scene) -> None:
    challenge = (pay_five(bound), bound.pay())[1].record.challenge
    assert challenge is not None
    first, second = (bound.answer(challenge.nonce, challenge.transaction_data) for _ in range(2))
    assert judged(bound.pay(assertion=first))[0] == "ALLOW"
    assert because(bound.pay(assertion=second)) == {"NONCE_REUSED"}


def test_a_revoked_binding_is_never_relied_on_again(bound: Scene) -> None:
    assert judged(bound.pay()) == ("ALLOW", "B")
    [(_, binding)] = bound.store.bindings.page(institution=BANK.institution, after=0, limit=9)
    bound.store.bindings.change(
        bound.request("RevokeBinding"), binding.name, lambda one: revoke(one, at=NOON, reason="lost")
    )
    answered = bound.pay(assertion=bound.sign())
    assert (judged(answered), because(answered)) == (("DENY", "B"), {"BINDING_REVOKED"})


def test_an_expired_assertion_asks_for_another_one(bound: Scene) -> None:
    signed = bound.sign()
    bound.clock.wait(seconds=300 + 60)
    answered = bound.pay(assertion=signed)
    assert judged(answered) == ("STEP_UP", "B")
    assert "ASSERTION_EXPIRED" in because(answered)


def test_a_clock_that_is_off_is_noted(bound: Scene) -> None:
    skewed = replace(bound.payment(), client_time=NOON - timedelta(minutes=5))
    answered = bound.ask(skewed)
    assert judged(answered) == ("ALLOW", "B")
    assert "CLOCK_SKEW" in reasons(answered)
    assert bound.stored(answered).facts.clock_skew_seconds == -300


# --- validate only -----------------------------------------------------------------------------------------


def test_a_dry_run_claims_counts_and_records_nothing(bound: Scene) -> None:
    signed = bound.sign()
    command = bound.payment(assertion=signed)
    dry = bound.ask(replace(command, validate_only=True))
    assert judged(dry) == ("ALLOW", "B")
    assert dry.receipt is None
    assert (bound.records(), bound.watching.decisions) == ([], [])
    assert bound.day_total() == 0
    real = bound.ask(command)
    assert (judged(real), real.replayed) == (("ALLOW", "B"), False)
    assert because(bound.ask(replace(bound.payment(assertion=signed), validate_only=True))) == {
        "JTI_REPLAYED",
        "NONCE_REUSED",
    }


# --- permission --------------------------------------------------------------------------------------------


def test_a_bank_asks_about_its_own_accounts_only(bound: Scene) -> None:
    with pytest.raises(NotPermittedError, match="not kept at the caller's institution"):
        bound.pay(payer=bound.world.account(1, bank=OTHER_BANK))
    with pytest.raises(NotPermittedError, match="not kept"):
        bound.pay(caller=OTHER_BANK)
    assert bound.records() == []


def test_a_shop_asks_about_purchases_by_anybody_and_about_nothing_else(bound: Scene) -> None:
    bought = bound.pay(caller=SHOP, kind=TransactionKind.GOODS_AND_SERVICES)
    assert judged(bought) == ("ALLOW", "A")
    assert bought.record.facts.provider == "rp:shop-one"
    for kind in set(TransactionKind) - {
        TransactionKind.GOODS_AND_SERVICES,
        TransactionKind.CARD_PAYMENT,
        TransactionKind.LOGIN,
    }:
        with pytest.raises(NotPermittedError, match=f"may not ask about {kind}"):
            bound.pay(caller=SHOP, kind=kind)


def test_a_shops_purchases_do_not_move_the_banks_totals(bound: Scene) -> None:
    bound.pay(caller=SHOP, kind=TransactionKind.GOODS_AND_SERVICES)
    assert bound.day_total() == 0


def test_only_an_operator_replaces_sims(bound: Scene) -> None:
    for caller in (BANK, SHOP):
        with pytest.raises(NotPermittedError):
            bound.pay(caller=caller, kind=TransactionKind.SIM_REPLACEMENT, amount=0)
    with pytest.raises(NotPermittedError, match="not kept"):
        bound.pay(caller=OPERATOR, kind=TransactionKind.SIM_REPLACEMENT, amount=0)


# --- retries -----------------------------------------------------------------------------------------------


def test_a_retry_gets_the_same_record_and_burns_nothing(bound: Scene) -> None:
    command = bound.payment(assertion=bound.sign())
    first = bound.ask(command)
    bound.clock.wait(days=2)
    again = bound.ask(command)
    assert (first.replayed, again.replayed) == (False, True)
    assert (again.record, again.receipt) == (first.record, first.receipt)
    assert canonical(again.record) == canonical(first.record)
    assert [one.name for one in bound.records()] == [first.record.name]
    assert [one.replayed for one in bound.watching.decisions] == [False, True]
    assert bound.watching.replays == []


def test_a_retry_counts_once(bound: Scene) -> None:
    command = bound.payment()
    for _ in range(3):
        assert judged(bound.ask(command)) == ("ALLOW", "B")
    assert bound.day_total() == 4_000_000


def test_a_retry_of_a_denied_replay_stays_what_it_was(bound: Scene) -> None:
    signed = bound.sign()
    bound.pay(assertion=signed)
    command = bound.payment(assertion=signed)
    assert because(bound.ask(command)) == because(bound.ask(command)) == {"JTI_REPLAYED", "NONCE_REUSED"}
    assert len(bound.records()) == 2
    assert bound.watching.replays == ["assertion", "nonce"]


def test_the_same_request_id_with_other_bytes_is_refused(bound: Scene) -> None:
    command = bound.payment()
    bound.ask(command)
    other = replace(command, request=replace(command.request, digest=b"other"))
    with pytest.raises(RequestIdReusedError):
        bound.ask(other)
    assert len(bound.records()) == 1


def test_a_retry_whose_receipt_key_was_taken_away_is_unavailable_and_not_signed_anew(bound: Scene) -> None:
    command = bound.payment()
    bound.ask(command)
    fresh = ReceiptKeys(current="r2", keys={"r2": bound.service.receipt_keys.keys["r1"]})
    without = replace(bound.service, receipt_keys=fresh)
    with pytest.raises(SourceUnavailableError, match="receipt key r1 is not configured"):
        verify_transaction(command, without)


def test_a_caller_whose_time_is_up_gets_no_decision_and_none_is_made(bound: Scene) -> None:
    signed = bound.sign()
    with pytest.raises(DeadlineError):
        verify_transaction(bound.payment(assertion=signed), bound.service, timeout=timedelta(0))
    assert bound.records() == []
    assert judged(bound.pay(assertion=signed))[0] == "ALLOW"


# --- the banking day ---------------------------------------------------------------------------------------


def test_the_day_ends_at_midnight_in_viet_nam(bound: Scene) -> None:
    bound.clock.at = datetime(2026, 3, 5, 16, 59, 59, 999_999, tzinfo=UTC)
    pay_five(bound)
    assert judged(bound.pay()) == ("STEP_UP", "C")
    bound.clock.wait(microseconds=1)
    first = bound.pay()
    assert judged(first) == ("ALLOW", "B")
    assert bound.stored(first).facts.earlier == ()
    assert bound.stored(first).decision.regulated is not None


def test_the_day_does_not_end_at_midnight_utc(bound: Scene) -> None:
    bound.clock.at = datetime(2026, 3, 5, 23, 59, 59, tzinfo=UTC)
    pay_five(bound)
    bound.clock.wait(seconds=2)
    assert judged(bound.pay()) == ("STEP_UP", "C")


def test_a_payment_counts_for_the_day_on_which_it_was_allowed(bound: Scene) -> None:
    bound.clock.at = datetime(2026, 3, 5, 16, 59, 59, tzinfo=UTC)
    command = bound.payment()
    bound.ask(command)
    bound.clock.wait(seconds=2)
    bound.ask(command)
    assert bound.day_total() == 0


# --- cancelled ---------------------------------------------------------------------------------------------


def test_a_cancelled_payment_stops_counting_and_a_completed_one_does_not(bound: Scene) -> None:
    answers = pay_five(bound)
    assert judged(bound.pay()) == ("STEP_UP", "C")
    for answered, kind in zip(answers, [OutcomeKind.CANCELLED, OutcomeKind.COMPLETED], strict=False):
        report = OutcomeReport(decision=answered.record.name, kind=kind, at=bound.clock.now())
        command = ReportOutcome(caller=BANK, request=bound.request("ReportOutcome"), report=report)
        report_outcome(command, bound.service)
    assert bound.day_total() == 16_000_000
    assert judged(bound.pay()) == ("ALLOW", "B")


# --- what is seen ------------------------------------------------------------------------------------------


def test_observers_see_codes_and_names_and_nothing_of_the_person(bound: Scene) -> None:
    answered = bound.pay(assertion=bound.sign())
    [seen] = bound.watching.decisions
    assert (seen.name, seen.outcome, seen.transaction_class) == (answered.record.name, "ALLOW", "B")
    assert (seen.kind, seen.transaction_binding, seen.method) == (
        "transfer_other",
        "signed",
        "VerifyTransaction",
    )
    citizen, account = bound.customer.citizen, bound.customer.account
    for secret in (
        citizen.full_name,
        citizen.personal_number,
        citizen.subject_id,
        account.number,
        "Lê Ví Dụ",
    ):
        assert secret not in repr(seen)


def test_the_record_keeps_neither_the_assertion_nor_names(bound: Scene) -> None:
    signed = bound.sign()
    raw = bound.store.ledger.find(BANK.relying_party_id, bound.pay(assertion=signed).record.name)
    assert raw is not None
    citizen = bound.customer.citizen
    for secret in (signed, signed.rpartition(".")[2], citizen.full_name, citizen.personal_number, "Lê Ví Dụ"):
        assert secret.encode() not in raw


def test_an_own_account_is_proven_by_two_bindings_to_one_person(bound: Scene) -> None:
    other = replace(bound.customer, account=bound.world.account(9))
    unproven = bound.pay(kind=TransactionKind.TRANSFER_OWN, payee=other.account)
    assert "OWN_ACCOUNT_UNPROVEN" in reasons(unproven)
    bound.bind(other)
    proven = bound.pay(kind=TransactionKind.TRANSFER_OWN, payee=other.account, amount=Vnd(4_000_000))
    assert judged(proven) == ("ALLOW", "A")
    assert proven.record.decision.outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"signs": tuple(SessionSign)[:1]}, {"signs": tuple(SessionSign)[:1]}),
        ({"inspected": True}, {"inspected": True}),
        ({"ip_country": "VN"}, {"ip_country": "VN"}),
        ({"session_started_at": NOON}, {"started_at": NOON}),
        ({}, {}),
    ],
)
def test_whatever_is_told_of_the_session_is_a_fact_alone(
    bound: Scene, told: dict[str, Any], kept: dict[str, Any]
) -> None:
    command = replace(bound.payment(), context=Context(device=bound.customer.device, **told))
    assert bound.stored(bound.ask(command)).facts.session == SessionFacts(**kept)
