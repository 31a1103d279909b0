"""The registry's answers: what is believed, and that everything else is no answer."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.registry import person
from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.registry.messages import answer, question
from eidgate.core.binding.registry import RegistryField, RegistryResult
from eidgate.simulator.citizen import AN

NOW = datetime(2026, 3, 5, 5, tzinfo=UTC)
MATCH = {"personal_number": "match", "full_name": "match", "birth_date": "match", "face": "match"}


def said(result: str = "match", as_of: str = "2026-03-05T05:00:00Z", **fields: Any) -> bytes:
    return json.dumps({"result": result, "fields": MATCH | fields, "as_of": as_of}).encode()


def test_the_question_holds_four_fields_and_no_face() -> None:
    asked = json.loads(question(person(AN)))
    assert asked == {
        "personal_number": AN.personal_number,
        "full_name": "Nguyễn Thị Mô Phỏng",
        "birth_date": "1990-02-14",
        "face": "matched",
    }
    assert json.loads(question(person(AN, face=False)))["face"] == "not_performed"


def test_a_match_is_a_match_as_of_when_the_registry_says() -> None:
    told = answer(200, said(as_of="2026-03-05T11:59:00+07:00"), now=NOW)
    assert (told.result, told.mismatched, told.as_of) == (
        RegistryResult.MATCH,
        (),
        NOW - timedelta(minutes=1),
    )


def test_a_mismatch_names_its_fields_even_beside_unknown_ones() -> None:
    told = answer(200, said("mismatch", full_name="mismatch", face="unknown"), now=NOW)
    assert (told.result, told.mismatched) == (RegistryResult.MISMATCH, (RegistryField.FULL_NAME,))


def test_one_unknown_field_is_no_match() -> None:
    assert answer(200, said("unknown", face="unknown"), now=NOW).result is RegistryResult.UNKNOWN


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_told_as_one(status: int) -> None:
    assert answer(status, b"", now=NOW).result is RegistryResult.NOT_PERMITTED


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (429, Fault.OVERLOADED),
        (503, Fault.OVERLOADED),
        (500, Fault.FAILED),
        (404, Fault.REFUSED),
        (204, Fault.REFUSED),
    ],
)
def test_another_status_is_no_answer(status: int, fault: Fault) -> None:
    with pytest.raises(OutsideError) as error:
        answer(status, said(), now=NOW)
    assert error.value.fault is fault


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"match",
        b"[]",
        b"{}",
        b"\xff",
        said()[:-1],
        said("MATCH"),
        said("stale"),
        said("unavailable"),
        said("mismatch"),
        said("match", face="mismatch"),
        said("match", face="unknown"),
        said("unknown"),
        said(as_of="2026-03-05T05:00:00"),
        said(as_of="2026-03-05T05:05:01Z"),
        said(as_of="yesterday"),
        said(face=True),
        b"[" * 100_000,
    ],
)
def test_what_contradicts_itself_or_is_no_json_of_an_answer_is_none(content: bytes) -> None:
    with pytest.raises(OutsideError) as error:
        answer(200, content, now=NOW)
    assert error.value.fault is Fault.MALFORMED


WORDS = st.sampled_from(["match", "mismatch", "unknown", "", "no"])


@given(WORDS, st.fixed_dictionaries(dict.fromkeys(MATCH, WORDS)))
def test_only_four_matching_fields_are_ever_a_match(result: str, fields: dict[str, str]) -> None:
    try:
        told = answer(200, said(result, **fields), now=NOW)
    except OutsideError:
        return
    assert (told.result is RegistryResult.MATCH) == (set(fields.values()) == {"match"})


@given(st.binary(max_size=200))
def test_reading_is_total(content: bytes) -> None:
    with pytest.raises(OutsideError):
        answer(200, content, now=NOW)
