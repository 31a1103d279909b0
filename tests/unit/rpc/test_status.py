"""Every core error has a status, and every reason a meaning."""

from datetime import timedelta
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2

from eidgate.core import errors
from eidgate.core.errors import EidgateError, FieldViolation, InvalidCommandError
from eidgate.core.reasons import Reason
from eidgate.rpc.error_reasons import MEANINGS, ErrorReason
from eidgate.rpc.status import code_of, reason_of, status_of

_ANSWERED = {
    errors.InvalidCommandError: ("INVALID_ARGUMENT", "REQUEST_INVALID"),
    errors.NotFoundError: ("NOT_FOUND", "NOT_FOUND"),
    errors.NotPermittedError: ("PERMISSION_DENIED", "NOT_PERMITTED"),
    errors.RequestIdReusedError: ("ALREADY_EXISTS", "REQUEST_ID_REUSED"),
    errors.AlreadyExistsError: ("ALREADY_EXISTS", "ALREADY_EXISTS"),
    errors.ConflictError: ("ABORTED", "ETAG_MISMATCH"),
    errors.IllegalStateError: ("FAILED_PRECONDITION", "ILLEGAL_STATE"),
    errors.UnavailableError: ("UNAVAILABLE", "STORE_UNAVAILABLE"),
    errors.DeadlineError: ("DEADLINE_EXCEEDED", "DEADLINE_TOO_SHORT"),
    errors.ConfigurationError: ("INTERNAL", "INTERNAL"),
}

_WITH_DETAILS = {
    errors.AssertionRefusedError,
    errors.BudgetSpentError,
    errors.CursorExpiredError,
    errors.EvidenceRefusedError,
}
"""These have tests of their own."""


def test_every_family_of_core_errors_is_mapped() -> None:
    families = {one for one in EidgateError.__subclasses__() if one.__module__ == errors.__name__}
    assert families - _WITH_DETAILS == set(_ANSWERED)


@pytest.mark.parametrize(("family", "expected"), _ANSWERED.items())
def test_a_core_error_has_its_code_and_reason(family: type[EidgateError], expected: tuple[str, str]) -> None:
    status = status_of(family())
    assert (code_of(status).name, reason_of(family())) == expected
    assert "secret" not in str(status_of(NotImplementedError("secret")))


def test_refused_evidence_says_which_fields_differ_or_are_missing() -> None:
    status = status_of(errors.EvidenceRefusedError("no", fields=("full_name", "face")))
    info = error_details_pb2.ErrorInfo()
    status.details[0].Unpack(info)
    assert (code_of(status).name, info.reason) == ("FAILED_PRECONDITION", "EVIDENCE_REFUSED")
    assert info.metadata["fields"] == "full_name,face"


def unpacked(status: Any) -> dict[str, Any]:
    """Return the details by their type's short name."""
    found = {}
    for packed in status.details:
        name = packed.TypeName().rpartition(".")[2]
        found[name] = getattr(error_details_pb2, name)()
        packed.Unpack(found[name])
    return found


@pytest.mark.parametrize(("language", "told"), [("vi", "tính là một"), ("en", "counts as one")])
def test_a_hold_above_what_is_disputed_says_so_in_the_callers_language(language: str, told: str) -> None:
    error = errors.MoreThanDisputedError("x")
    status = status_of(error, language=language)
    assert (code_of(status).name, reason_of(error)) == ("FAILED_PRECONDITION", "MORE_THAN_DISPUTED")
    assert told in unpacked(status)["LocalizedMessage"].message


def test_an_expired_cursor_is_told_with_the_earliest_one() -> None:
    error = errors.CursorExpiredError("c:7:")
    status = status_of(error)
    assert (code_of(status).name, reason_of(error)) == ("OUT_OF_RANGE", "CURSOR_EXPIRED")
    assert unpacked(status)["ErrorInfo"].metadata["earliest"] == "c:7:"


def test_a_spent_budget_is_told_with_when_to_come_back() -> None:
    error = errors.BudgetSpentError(timedelta(seconds=4.5), of="bank-a")
    status = status_of(error)
    assert (code_of(status).name, reason_of(error)) == ("RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED")
    found = unpacked(status)
    assert found["RetryInfo"].retry_delay.ToTimedelta() == timedelta(seconds=4.5)
    assert [one.description for one in found["QuotaFailure"].violations] == ["look-ups"]


def test_a_subclass_is_answered_as_its_family() -> None:
    class SourceError(errors.NotFoundError): ...

    assert reason_of(SourceError()) is ErrorReason.NOT_FOUND


@pytest.mark.parametrize("reason", ErrorReason)
def test_every_reason_has_a_code_and_texts_in_both_languages(reason: ErrorReason) -> None:
    meaning = MEANINGS[reason]
    assert meaning.code is not grpc.StatusCode.OK
    assert meaning.vi
    assert meaning.en
    assert len(reason) <= 63


def test_many_violations_stay_within_what_clients_accept_and_say_what_is_left_out() -> None:
    violations = [FieldViolation(field=f"items[{n}].request_id", description="x" * 500) for n in range(500)]
    status = status_of(InvalidCommandError(*violations))
    assert len(status.SerializeToString()) < 7_000
    bad = error_details_pb2.BadRequest()
    next(packed for packed in status.details if packed.Is(bad.DESCRIPTOR)).Unpack(bad)
    assert f"and {500 - len(bad.field_violations) + 1} more" in bad.field_violations[-1].description


def test_a_store_and_a_source_that_cannot_be_used_are_told_apart_and_both_may_be_tried_again() -> None:
    for error, reason in (
        (errors.UnavailableError("disk"), ErrorReason.STORE_UNAVAILABLE),
        (errors.SourceUnavailableError("receipt key"), ErrorReason.SOURCE_UNAVAILABLE),
    ):
        status, retry = status_of(error), error_details_pb2.RetryInfo()
        assert (code_of(status), reason_of(error)) == (grpc.StatusCode.UNAVAILABLE, reason)
        assert any(detail.Unpack(retry) for detail in status.details)
        assert retry.retry_delay.ToTimedelta() == MEANINGS[reason].retry_after


def test_what_was_used_before_is_answered_as_what_exists_and_never_quoted() -> None:
    error = errors.UsedBeforeError("jti:issuer:secret-id")
    assert reason_of(error) is ErrorReason.ALREADY_EXISTS
    assert b"secret-id" not in status_of(error).SerializeToString()
    assert "secret-id" not in str(error)


def test_a_refused_assertion_says_why_and_at_which_step() -> None:
    status = status_of(errors.AssertionRefusedError(Reason.ASSURANCE_TOO_LOW, 11), correlation_id="c1")
    assert code_of(status) is grpc.StatusCode.FAILED_PRECONDITION
    told = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(told)
    assert (told.reason, told.domain) == ("ASSERTION_REFUSED", "eidgate")
    assert dict(told.metadata) == {"correlation_id": "c1", "reason": "ASSURANCE_TOO_LOW", "step": "11"}


@pytest.mark.parametrize("family", [errors.NotPermittedError, errors.IllegalStateError])
def test_a_refusal_of_many_causes_says_which_it_was(family: type[EidgateError]) -> None:
    status = status_of(family("it takes another person"))
    assert dict(unpacked(status)["ErrorInfo"].metadata) == {"why": "it takes another person"}


def test_what_must_read_like_nothing_says_no_more() -> None:
    for error in (errors.NotFoundError("decisions/x of bank-b"), errors.MoreThanDisputedError("9 of 10")):
        assert dict(unpacked(status_of(error))["ErrorInfo"].metadata) == {}
