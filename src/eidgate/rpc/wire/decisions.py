"""A decision record → the `Decision` message: a function of the record, so a retry gets the same bytes."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache, lru_cache
from typing import Any

from google.protobuf.duration_pb2 import Duration

from eidgate.app.answer import Answer
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.decision import (
    FIRST_REVISION,
    Consulted,
    Hold,
    Regulated,
    Revisions,
    StepUp,
    readings,
)
from eidgate.core.risk.facts import AssertionFacts
from eidgate.core.risk.outcome import Finding
from eidgate.core.risk.record import DecisionRecord, GivenChallenge
from eidgate.core.risk.said import Said, said
from eidgate.core.terms import Instant
from eidgate.core.transparency.receipt import Receipt
from eidgate.rpc.wire import words
from eidgate.rpc.wire.scalars import localized, money, timestamp, timestamp_fields
from eidgate.v1 import common_pb2, decision_pb2
from eidgate.v1.verification_service_pb2 import VerifyTransactionResponse

Ways = tuple[tuple[Form, ...], ...]
Fields = dict[str, Any]
"""What a message within a message is made of: made in place, a third faster than a message to be copied."""

HOLD_NOTICE = common_pb2.LocalizedText(
    vi="Giao dịch đang được tạm giữ để kiểm tra. Tiền chưa rời khỏi tài khoản của bạn.",
    en="This transaction is on hold for a check. The money has not left your account.",
)
HOLD_RELEASE = common_pb2.LocalizedText(
    vi="Ngân hàng xác nhận lại với chủ tài khoản, hoặc hết thời hạn tạm giữ.",
    en="The bank confirms with the account's owner, or the hold expires.",
)


def decision_message(answered: Answer) -> decision_pb2.Decision:
    """Write an answered decision."""
    message = decision_pb2.Decision(**_fields(answered), relying_party=answered.asked_by)
    _add_shared(message, answered.record)
    return message


def verify_response(answered: Answer) -> VerifyTransactionResponse:
    """Write the answer to a transaction; its decision is made in place, for it is most of what is sent."""
    response = VerifyTransactionResponse(decision=_fields(answered))
    _add_shared(response.decision, answered.record)
    return response


def _fields(answered: Answer) -> Fields:
    """Return what is a decision's own."""
    record, decision = answered.record, answered.record.decision
    transaction, gaps, scored = record.facts.transaction, decision.gaps, answered.findings
    return {
        "name": record.name,
        "request_id": record.request_id,
        "correlation_id": record.correlation_id,
        "kind": words.TRANSACTION_KIND.to_wire(transaction.kind) if transaction else None,
        "outcome": words.OUTCOME.to_wire(decision.outcome),
        "verification": _verification(record.facts.assertion),
        "regulation": _regulation(decision.regulated) if decision.regulated else None,
        "findings": [_finding(one, points, decision.revision_of(one.signal)) for one, points in scored],
        "score": sum([points for _, points in scored]),
        "step_up": _step_up(decision.step_up, record.challenge) if decision.step_up else None,
        "hold": _hold(decision.hold) if decision.hold else None,
        "payer_warning": _payer_warning(decision.payer_warning) if decision.payer_warning else None,
        "degraded": bool(gaps),
        "skipped_checks": gaps,
        "policy_version": decision.policy_version,
        "policy_digest": decision.policy_digest,
        "trust_time": timestamp_fields(record.trusted_at),
        "decide_time": timestamp_fields(decision.decided_at),
        "list_time": timestamp_fields(record.facts.at) if record.facts.asked else None,
        "expire_time": timestamp_fields(decision.expires_at),
        "receipt": _receipt(answered.receipt) if answered.receipt else None,
    }


def _add_shared(message: decision_pb2.Decision, record: DecisionRecord) -> None:
    """Add what many decisions share, as bytes that were made once; signals that have an age are one's own."""
    decision, spoken = record.decision, said(record.facts)
    message.MergeFromString(_signals(decision.consulted, decision.revisions))
    if spoken:
        _date(message.signals, spoken, decided_at=decision.decided_at)
    if decision.regulated:
        message.MergeFromString(_sufficient(decision.regulated.sufficient))


def _verification(facts: AssertionFacts) -> Fields:
    return {
        "presented": facts.presented,
        "verified": facts.verified,
        "reason": facts.rejected,
        "step": facts.step,
        "issuer": facts.issuer,
        "subject_id": facts.subject_id,
        "account_level": facts.account_level,
        "authentication_level": facts.authentication_level,
        "factors": facts.factors,
        "authenticate_time": timestamp_fields(facts.authenticated_at) if facts.authenticated_at else None,
        "holder_binding": words.HOLDER_BINDING.to_wire(facts.holder_binding),
        "transaction_binding": words.TRANSACTION_BINDING.to_wire(facts.transaction_binding),
    }


def _regulation(regulated: Regulated) -> Fields:
    return {
        "version": regulated.version,
        "group": regulated.group,
        "transaction_class": regulated.transaction_class,
        "day_total": regulated.t,
        "day_total_since_strong": regulated.tksth,
        "usable": _forms(regulated.usable),
        "missing": _forms(regulated.missing),
    }


@lru_cache(maxsize=256)  # as for the signals
def _sufficient(ways: Ways) -> bytes:
    """Return the field `regulation.sufficient` as it stands in the message."""
    regulation = decision_pb2.Regulation(sufficient=_form_sets(ways))
    return decision_pb2.Decision(regulation=regulation).SerializeToString(deterministic=True)


@lru_cache(maxsize=256)  # a handful of combinations per class and version; messages are copied where they go
def _form_sets(ways: Ways) -> tuple[decision_pb2.FormSet, ...]:
    return tuple(decision_pb2.FormSet(forms=_forms(way)) for way in ways)


def _forms(forms: Iterable[Form]) -> list[common_pb2.ConfirmationForm]:
    return [words.FORM.to_wire(form) for form in forms]


def _finding(finding: Finding, score: int, revision: int) -> decision_pb2.Finding:
    return decision_pb2.Finding(
        reason=finding.code,
        outcome=words.OUTCOME.to_wire(finding.outcome),
        signal=finding.signal,
        evidence=finding.evidence,
        text=localized(finding.text) if finding.cited else _text(finding.reason),
        score=score,
        revision=revision,
    )


@cache  # one message per reason of the catalogue
def _text(reason: Reason) -> common_pb2.LocalizedText:
    return localized(reason.text)


@cache  # one message per reason of the catalogue
def _payer_warning(reason: Reason) -> common_pb2.LocalizedText:
    return common_pb2.LocalizedText(vi=reason.text.payer_vi, en=reason.text.payer_en)


@lru_cache(maxsize=256)  # the same few combinations come all day; protobuf copies nothing faster than bytes
def _signals(consulted: Consulted, revisions: Revisions) -> bytes:
    """Return the field `signals` as it stands in the message."""
    revised = dict(revisions)
    signals = [
        decision_pb2.Signal(
            name=reading.name,
            state=words.SIGNAL_STATE.to_wire(reading.state),
            revision=revised.get(reading.name, FIRST_REVISION),
        )
        for reading in readings(consulted)
    ]
    return decision_pb2.Decision(signals=signals).SerializeToString(deterministic=True)


def _date(signals: Iterable[decision_pb2.Signal], spoken: Said, *, decided_at: Instant) -> None:
    """Say how old the words are that signals rest on; what came while we asked is of age zero."""
    instants = dict(spoken)
    for signal in signals:
        as_of = instants.get(signal.name)
        if as_of is not None:
            signal.as_of_time.CopyFrom(timestamp(as_of))
            signal.age.FromTimedelta(max(timedelta(0), decided_at - as_of))


def _step_up(step_up: StepUp, challenge: GivenChallenge | None) -> decision_pb2.StepUp:
    return decision_pb2.StepUp(
        authentication_level=step_up.authentication_level,
        transaction_binding=words.TRANSACTION_BINDING.to_wire(step_up.transaction_binding),
        forms=_form_sets(step_up.forms),
        maximum_age=Duration(seconds=step_up.maximum_age_seconds),
        challenge=challenge_message(challenge) if challenge else None,
    )


def challenge_message(challenge: GivenChallenge) -> decision_pb2.Challenge:
    """Write a challenge."""
    return decision_pb2.Challenge(
        nonce=challenge.nonce,
        transaction_data=challenge.transaction_data,
        expire_time=timestamp(challenge.expires_at),
    )


def _hold(hold: Hold) -> decision_pb2.Hold:
    return decision_pb2.Hold(
        amount=money(hold.amount),
        expire_time=timestamp(hold.expires_at),
        ground=hold.ground,
        notice=HOLD_NOTICE,
        release_condition=HOLD_RELEASE,
    )


def _receipt(receipt: Receipt) -> Fields:
    return {"record_digest": receipt.record_digest, "key_id": receipt.key_id, "signature": receipt.signature}
