import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message

from builders.regulation import NOON, confirmation, row
from builders.wire import POLICY, RECEIPT_KEY, answered, facts, record
from eidgate.core.assertion.verdict import HolderBinding, TransactionBinding
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import AssertionFacts, BindingFacts, Facts, SimFacts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parties import Party
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord, GivenChallenge, read_record
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind
from eidgate.core.transparency.canonical import canonical, digest
from eidgate.core.transparency.receipt import check
from eidgate.rpc.wire import words
from eidgate.rpc.wire.decisions import challenge_message, decision_message
from eidgate.rpc.wire.scalars import localized, timestamp
from eidgate.v1 import common_pb2 as common
from eidgate.v1 import decision_pb2 as pb

VERIFIED = AssertionFacts(
    presented=True,
    digest="1" * 64,
    issuer="https://idp.example",
    subject_id="pairwise-1",
    assertion_id="jti-1",
    expires_at=NOON + timedelta(minutes=5),
    authenticated_at=NOON - timedelta(minutes=1),
    account_level=2,
    authentication_level=3,
    factors=("face", "pin"),
    holder_binding=HolderBinding.KEY,
    transaction_binding=TransactionBinding.SIGNED,
)
BOUND = BindingFacts(
    name="bindings/x1", issuer="https://idp.example", subject_id="pairwise-1", active=True, version=1
)
CHALLENGE = GivenChallenge(nonce="bm9uY2U", transaction_data="e30", expires_at=NOON + timedelta(minutes=5))
REJECTED = AssertionFacts(presented=True, digest="1" * 64, rejected=Reason.SIGNATURE_INVALID, step=5)


def message_of(known: Facts, **changes: Any) -> pb.Decision:
    return decision_message(answered(record(known, **changes)))


def everything_wrong() -> Facts:
    return facts(
        assertion=replace(VERIFIED, used_before=True, subject_id="pairwise-2", account_level=1),
        payer_binding=BOUND,
        confirmations=(confirmation("sms_otp", passed=False), confirmation("pin", age=timedelta(days=1))),
        device="dev-2",
        known_device="dev-1",
        clock_skew_seconds=900,
    )


def said_by_operators() -> Facts:
    """A swap that is remembered, a question whose answer came as we asked, and one without an answer."""
    return facts(
        sim=SimFacts(
            swap=Reading(state=SignalState.STALE, as_of=NOON - timedelta(hours=1)),
            device_change=Reading(state=SignalState.NOT_OBSERVED, as_of=NOON + timedelta(seconds=1)),
            recycled=Reading(state=SignalState.UNAVAILABLE),
        )
    )


def holding(policy: Policy = POLICY) -> Policy:
    """The shipped policy, with a hold where a document's expiry is not known."""
    reason = Reason.DOCUMENT_EXPIRY_UNKNOWN
    return replace(
        policy, outcomes={**policy.outcomes, reason: dict.fromkeys(policy.outcomes[reason], Outcome.HOLD)}
    )


def held() -> DecisionRecord:
    strong = (confirmation("sms_otp"), confirmation("face_match"))
    known = facts(assertion=VERIFIED, payer_binding=BOUND, device="d", confirmations=strong)
    return record(known, policy=holding())


CASES: dict[str, Callable[[], DecisionRecord]] = {
    "no assertion": lambda: record(facts(), challenge=CHALLENGE),
    "verified": lambda: record(facts(assertion=VERIFIED, payer_binding=BOUND)),
    "rejected": lambda: record(facts(assertion=REJECTED)),
    "everything wrong": lambda: record(everything_wrong()),
    "operator's words": lambda: record(said_by_operators()),
    "identity": lambda: record(facts(transaction=None, assertion=VERIFIED)),
}


@pytest.fixture(params=CASES)
def made(request: pytest.FixtureRequest) -> DecisionRecord:
    return CASES[request.param]()


def test_the_same_record_gives_the_same_bytes_also_when_it_was_read_back(made: DecisionRecord) -> None:
    fresh = decision_message(answered(made)).SerializeToString(deterministic=True)
    again = decision_message(answered(read_record(canonical(made)))).SerializeToString(deterministic=True)
    assert fresh == again


def test_another_process_writes_the_same_bytes() -> None:
    """Protobuf writes maps in an order of each process's own unless it is asked not to."""
    tests = Path(__file__).parents[3]
    program = (
        f"import sys; sys.path[:0] = [{str(tests)!r}, {str(tests / 'unit' / 'rpc' / 'wire')!r}]\n"
        "import test_decisions as t\n"
        "print(t.message_of(t.everything_wrong()).SerializeToString(deterministic=True).hex())"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == message_of(everything_wrong()).SerializeToString(deterministic=True).hex()


def test_what_was_asked_and_decided_is_carried(made: DecisionRecord) -> None:
    message, decision = decision_message(answered(made)), made.decision
    assert (message.name, message.request_id, message.correlation_id) == (
        made.name,
        made.request_id,
        made.correlation_id,
    )
    assert message.outcome == words.OUTCOME.to_wire(decision.outcome)
    assert message.score == decision.score
    assert (message.policy_version, message.policy_digest) == (POLICY.version, POLICY.digest)
    assert message.trust_time == timestamp(made.trusted_at)
    assert message.decide_time == timestamp(decision.decided_at)
    assert message.expire_time == timestamp(decision.expires_at)
    assert [(one.name, one.state) for one in message.signals] == [
        (one.name, words.SIGNAL_STATE.to_wire(one.state)) for one in decision.signals
    ]


def test_it_says_as_of_when_the_list_was_read_wherever_it_was_asked_about_anybody(
    made: DecisionRecord,
) -> None:
    asked = replace(made, facts=replace(made.facts, asked=(Party.PAYEE,)))
    assert decision_message(answered(asked)).list_time == timestamp(made.decision.decided_at)
    unasked = replace(made, facts=replace(made.facts, asked=()))
    assert not decision_message(answered(unasked)).HasField("list_time")


def test_a_signal_says_how_old_the_word_is_that_it_rests_on() -> None:
    signals = {one.name: one for one in message_of(said_by_operators()).signals}
    stale, fresh = signals["sim_swap"], signals["sim_device"]
    assert (stale.as_of_time, stale.age.ToTimedelta()) == (
        timestamp(NOON - timedelta(hours=1)),
        timedelta(hours=1),
    )
    assert (fresh.as_of_time, fresh.age.ToTimedelta()) == (
        timestamp(NOON + timedelta(seconds=1)),
        timedelta(0),
    )
    dated = {name for name, one in signals.items() if one.HasField("as_of_time") or one.HasField("age")}
    assert dated == {"sim_swap", "sim_device"}


def test_another_decisions_ages_are_not_ones_own() -> None:
    """What decisions share is made once; an age never gets into it."""
    with_age, without = (
        facts(sim=SimFacts(swap=Reading(state=SignalState.NOT_OBSERVED, as_of=as_of)))
        for as_of in (NOON, None)
    )
    message_of(with_age)
    assert not any(one.HasField("age") for one in message_of(without).signals)


def test_findings_keep_their_order_and_carry_reason_outcome_signal_evidence_and_texts(
    made: DecisionRecord,
) -> None:
    message, found = decision_message(answered(made)), made.decision.findings
    assert [
        (one.reason, one.outcome, one.signal, dict(one.evidence), one.text) for one in message.findings
    ] == [
        (
            one.reason.value,
            words.OUTCOME.to_wire(one.outcome),
            one.signal,
            dict(one.evidence),
            localized(one.reason.text),
        )
        for one in found
    ]


def test_the_findings_scores_add_up_to_the_score(made: DecisionRecord) -> None:
    message = decision_message(answered(made))
    assert sum(one.score for one in message.findings) == message.score


def test_scores_are_cut_at_100_from_the_mildest_finding_up() -> None:
    message = message_of(everything_wrong())
    scores = [one.score for one in message.findings]
    assert message.score == sum(scores) == 100
    assert scores[0] == POLICY.scoring.points[Outcome.DENY]
    assert scores[-1] == 0


def test_what_the_assertion_proved_is_carried() -> None:
    assert message_of(facts(assertion=VERIFIED)).verification == pb.Verification(
        presented=True,
        verified=True,
        issuer="https://idp.example",
        subject_id="pairwise-1",
        account_level=2,
        authentication_level=3,
        factors=["face", "pin"],
        authenticate_time=timestamp(NOON - timedelta(minutes=1)),
        holder_binding=pb.HOLDER_BINDING_KEY,
        transaction_binding=pb.TRANSACTION_BINDING_SIGNED,
    )


def test_why_and_where_an_assertion_was_rejected_is_carried() -> None:
    assert message_of(facts(assertion=REJECTED)).verification == pb.Verification(
        presented=True,
        verified=False,
        reason="SIGNATURE_INVALID",
        step=5,
        holder_binding=pb.HOLDER_BINDING_NONE,
        transaction_binding=pb.TRANSACTION_BINDING_NONE,
    )


def test_what_the_regulation_demands_is_carried() -> None:
    earlier = (row("I.3", 5_000_000, "B"), row("I.3", 7_000_000, "B"))
    made = record(facts(earlier=earlier, confirmations=(confirmation("sms_otp"),)))
    regulated, message = made.decision.regulated, decision_message(answered(made)).regulation
    assert regulated is not None
    assert (message.version, message.group, message.transaction_class) == (
        regulated.version,
        "I.3",
        regulated.transaction_class,
    )
    assert (message.day_total, message.day_total_since_strong) == (12_000_000, 12_000_000)
    assert list(message.usable) == [common.CONFIRMATION_FORM_SMS_OTP]
    assert [[words.FORM.from_wire(form) for form in way.forms] for way in message.sufficient] == [
        list(way) for way in regulated.sufficient
    ]
    assert [words.FORM.from_wire(form) for form in message.missing] == list(regulated.missing)


def test_an_identity_check_has_neither_kind_nor_regulation() -> None:
    message = message_of(facts(transaction=None, assertion=VERIFIED))
    assert message.kind == common.TRANSACTION_KIND_UNSPECIFIED
    assert not message.HasField("regulation")


def test_a_step_up_says_what_would_do_and_hands_out_a_challenge() -> None:
    made = record(facts(payer_binding=BOUND, device="d", known_device="d"), challenge=CHALLENGE)
    wanted, message = made.decision.step_up, decision_message(answered(made))
    assert wanted is not None
    assert message.outcome == pb.OUTCOME_STEP_UP
    assert message.step_up.authentication_level == wanted.authentication_level
    assert message.step_up.maximum_age.ToTimedelta() == POLICY.authentication_age
    assert message.step_up.challenge == challenge_message(CHALLENGE)
    assert len(message.step_up.forms) == len(wanted.forms)


def test_a_hold_says_how_much_how_long_on_what_ground_and_what_ends_it() -> None:
    made = held()
    assert made.decision.outcome is Outcome.HOLD
    hold = decision_message(answered(made)).hold
    assert hold.amount.units == 4_000_000
    assert hold.expire_time == timestamp(NOON + POLICY.hold.duration)
    assert hold.ground == POLICY.hold.ground
    assert all((hold.notice.vi, hold.notice.en, hold.release_condition.vi, hold.release_condition.en))


def test_a_payer_is_warned_in_both_languages_when_a_reason_has_a_warning() -> None:
    made = record(everything_wrong())
    warning = made.decision.payer_warning
    assert warning is not None
    message = decision_message(answered(made)).payer_warning
    assert (message.vi, message.en) == (warning.text.payer_vi, warning.text.payer_en)


def test_a_source_that_could_not_be_asked_makes_the_decision_degraded() -> None:
    blind = replace(REJECTED, rejected=Reason.ISSUER_KEYS_UNAVAILABLE, step=3)
    message = message_of(facts(assertion=blind))
    assert message.degraded
    assert list(message.skipped_checks) == ["assertion_verdict"]
    assert not message_of(facts()).degraded


def test_the_receipt_is_over_the_records_own_bytes(made: DecisionRecord) -> None:
    answer, message = answered(made), decision_message(answered(made))
    assert message.receipt.record_digest == digest(canonical(made))
    assert message.receipt.key_id == made.receipt_key
    assert answer.receipt is not None
    assert answer.receipt.signature == message.receipt.signature
    assert check(made.name, answer.receipt, {made.receipt_key: RECEIPT_KEY.public_key()})


def test_a_dry_run_has_no_receipt() -> None:
    assert not decision_message(replace(answered(record(facts())), receipt=None)).HasField("receipt")


PERSONAL = {
    "payer number": "PAYERNUMBER1",
    "payee number": "PAYEENUMBER1",
    "device": "DEVICE1",
    "known device": "DEVICE2",
    "subject": "SUBJECT1",
    "bound subject": "SUBJECT2",
    "assertion id": "JTI1",
}


def personal_facts() -> Facts:
    plain = facts()
    assert plain.transaction is not None
    account = InstrumentKind.ACCOUNT
    moved = replace(
        plain.transaction,
        payer=Instrument(kind=account, institution="970436", number=PERSONAL["payer number"]),
        payee=Instrument(kind=account, institution="970418", number=PERSONAL["payee number"]),
    )
    return replace(
        everything_wrong(),
        transaction=moved,
        device=PERSONAL["device"],
        known_device=PERSONAL["known device"],
        assertion=replace(
            VERIFIED, subject_id=PERSONAL["subject"], assertion_id=PERSONAL["assertion id"], used_before=True
        ),
        payer_binding=replace(BOUND, subject_id=PERSONAL["bound subject"]),
    )


def without_personal_fields(message: Message) -> None:
    """Clear what the contract itself marks as personal."""
    for field, value in message.ListFields():
        if field.GetOptions().debug_redact:
            message.ClearField(field.name)
        elif field.message_type is not None and not field.message_type.GetOptions().map_entry:
            for one in value if field.is_repeated else [value]:
                without_personal_fields(one)


def test_no_personal_value_stands_outside_the_fields_that_are_marked_personal() -> None:
    message = message_of(personal_facts(), challenge=CHALLENGE)
    assert message.verification.subject_id == PERSONAL["subject"]
    without_personal_fields(message)
    left = str(message)
    assert not [name for name, value in PERSONAL.items() if value in left]


def paths(message: Message, prefix: str = "") -> Iterator[str]:
    """Name every field that is set, down to the fields of our own messages."""
    for field, value in message.ListFields():
        yield f"{prefix}{field.name}"
        inner = field.message_type
        if inner is not None and inner.file.package == "eidgate.v1" and not inner.GetOptions().map_entry:
            for one in value if field.is_repeated else [value]:
                yield from paths(one, f"{prefix}{field.name}.")


def contract(descriptor: Any, prefix: str = "") -> Iterator[str]:
    """Name every field that could be set."""
    for field in descriptor.fields:
        yield f"{prefix}{field.name}"
        inner = field.message_type
        if inner is not None and inner.file.package == "eidgate.v1" and not inner.GetOptions().map_entry:
            yield from contract(inner, f"{prefix}{field.name}.")


def test_no_field_of_the_contract_is_left_empty_by_every_decision() -> None:
    blind = replace(REJECTED, rejected=Reason.ISSUER_KEYS_UNAVAILABLE)
    stepping = facts(payer_binding=BOUND, device="d", known_device="d", earlier=(row("I.3", 1, "B"),))
    decided = [
        *(decision_message(answered(make())) for make in CASES.values()),
        message_of(stepping, challenge=CHALLENGE),
        decision_message(answered(held())),
        message_of(facts(assertion=blind, asked=(Party.PAYEE,))),
        decision_message(replace(answered(held()), asked_by="bank-a")),
    ]
    filled = {path for message in decided for path in paths(message)}
    assert set(contract(pb.Decision.DESCRIPTOR)) - filled == set()
