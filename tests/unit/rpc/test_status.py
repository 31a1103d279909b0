from collections.abc import Iterator
from datetime import timedelta

import grpc
import pytest
from google.rpc import error_details_pb2, status_pb2

from eidgate.core import errors
from eidgate.core.errors import (
    AlreadyExistsError,
    AssertionRefusedError,
    ConfigurationError,
    EidgateError,
    FieldViolation,
    InvalidCommandError,
    SourceUnavailableError,
    UnavailableError,
    UsedBeforeError,
)
from eidgate.core.reasons import Reason
from eidgate.rpc.error_reasons import MEANINGS, ErrorReason
from eidgate.rpc.status import MAX_DETAILS_BYTES, MAX_VIOLATIONS, RefusedError, code_of, reason_of, status_of

MADE = {
    InvalidCommandError: InvalidCommandError(FieldViolation(field="a", description="b")),
    AssertionRefusedError: AssertionRefusedError(Reason.SIGNATURE_INVALID, 5),
    UsedBeforeError: UsedBeforeError("jti:issuer:secret-id"),
}


def families(root: type[EidgateError] = EidgateError) -> Iterator[type[EidgateError]]:
    for family in root.__subclasses__():
        if family.__module__ == errors.__name__:
            yield family
            yield from families(family)


def info(status: status_pb2.Status) -> error_details_pb2.ErrorInfo:
    found = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(found)
    return found


@pytest.mark.parametrize(
    "family", sorted(set(families()) - {ConfigurationError}, key=lambda one: one.__name__)
)
def test_every_family_of_errors_has_a_reason_of_its_own(family: type[EidgateError]) -> None:
    assert reason_of(MADE.get(family) or family("x")) is not ErrorReason.INTERNAL


def test_what_nobody_foresaw_is_internal_and_says_nothing_of_itself() -> None:
    status = status_of(KeyError("0912345678"), correlation_id="c1")
    assert code_of(status) is grpc.StatusCode.INTERNAL
    assert dict(info(status).metadata) == {"correlation_id": "c1"}
    assert b"0912345678" not in status.SerializeToString()


def test_a_refused_assertion_says_why_and_at_which_step() -> None:
    status = status_of(AssertionRefusedError(Reason.ASSURANCE_TOO_LOW, 11), correlation_id="c1")
    assert code_of(status) is grpc.StatusCode.FAILED_PRECONDITION
    told = info(status)
    assert (told.reason, told.domain) == ("ASSERTION_REFUSED", "eidgate")
    assert dict(told.metadata) == {"correlation_id": "c1", "reason": "ASSURANCE_TOO_LOW", "step": "11"}


def test_a_store_and_a_source_that_cannot_be_used_are_told_apart_and_both_may_be_tried_again() -> None:
    for error, reason in (
        (UnavailableError("disk"), ErrorReason.STORE_UNAVAILABLE),
        (SourceUnavailableError("receipt key"), ErrorReason.SOURCE_UNAVAILABLE),
    ):
        status = status_of(error)
        assert (code_of(status), info(status).reason) == (grpc.StatusCode.UNAVAILABLE, reason)
        retry = error_details_pb2.RetryInfo()
        assert any(detail.Unpack(retry) for detail in status.details)
        assert retry.retry_delay.ToTimedelta() == MEANINGS[reason].retry_after


def test_a_status_never_quotes_the_error(capsys: pytest.CaptureFixture[str]) -> None:
    for error in (AlreadyExistsError("0912345678"), UnavailableError("0912345678"), MADE[UsedBeforeError]):
        status = status_of(error).SerializeToString()
        assert b"0912345678" not in status
        assert b"secret-id" not in status


def test_violations_are_listed_as_far_as_they_fit_and_the_rest_is_counted() -> None:
    faults = [FieldViolation(field=f"requests[{n}].x", description="d" * 900) for n in range(500)]
    status = status_of(InvalidCommandError(*faults))
    listed = error_details_pb2.BadRequest()
    assert any(detail.Unpack(listed) for detail in status.details)
    assert len(listed.field_violations) <= MAX_VIOLATIONS + 1
    assert status.ByteSize() <= MAX_DETAILS_BYTES + 1_024
    assert listed.field_violations[-1].description.endswith("more violations, not listed")


@pytest.mark.parametrize(("language", "locale"), [("vi", "vi"), ("en", "en"), ("fr", "vi")])
def test_a_person_reads_vietnamese_unless_english_is_asked_for(language: str, locale: str) -> None:
    status = status_of(UnavailableError("x"), language=language)
    text = error_details_pb2.LocalizedMessage()
    assert any(detail.Unpack(text) for detail in status.details)
    assert text.locale == locale


def test_a_quota_says_whose_and_when_to_come_back() -> None:
    error = RefusedError(ErrorReason.QUOTA_EXCEEDED, retry_after=timedelta(seconds=3), quota_of="bank-one")
    status = status_of(error)
    kinds = [detail.TypeName().rpartition(".")[2] for detail in status.details]
    assert kinds == ["ErrorInfo", "LocalizedMessage", "QuotaFailure", "RetryInfo"]
    assert code_of(status) is grpc.StatusCode.RESOURCE_EXHAUSTED
