import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from builders.regulation import shipped
from eidgate.cli.json_lines import BadInputError, parse_line
from eidgate.cli.regulation_cases import judge, read_case

AT = "2026-03-05T10:00:00+07:00"


def earlier(**fields: Any) -> dict[str, Any]:
    return {"group": "I.3", "amount": 5_000_000, "class": "B", "confirmed_as": "B", "at": AT, **fields}


def case(**fields: Any) -> dict[str, Any]:
    return {
        "id": "1", "customer": "individual", "group": "I.3", "amount": 12_000_000, "linked_wallet": False,
        "at": AT, "new_organisation": False, "earlier": [], **fields,
    }  # fmt: skip


def without(field: str, **fields: Any) -> dict[str, Any]:
    return {key: content for key, content in case(**fields).items() if key != field}


def judged(fields: dict[str, Any]) -> dict[str, Any]:
    return judge(parse_line(json.dumps(fields).encode()), shipped())


def refusal_of(fields: dict[str, Any]) -> str:
    with pytest.raises(BadInputError) as refused:
        judged(fields)
    return refused.value.message


def test_a_case_is_answered_with_class_totals_version_and_forms() -> None:
    answer = judged(case(earlier=[earlier()]))
    forms = answer.pop("forms")
    assert answer == {
        "id": "1",
        "class": "C",
        "t": 5_000_000,
        "tksth": 5_000_000,
        "regulation_version": "circular-77-2025",
    }
    assert forms[0] == ["sms_otp", "face_match"]


def test_a_number_is_echoed_as_the_id() -> None:
    assert judged(case(id=7))["id"] == 7


def test_flags_that_can_only_be_stricter_when_absent_may_be_absent() -> None:
    assert judged(without("linked_wallet", amount=1))["class"] == "B"
    assert judged(case(amount=1, linked_wallet=True))["class"] == "A"
    assert judged(without("new_organisation"))["class"] == "C"


def test_rows_are_put_in_the_order_of_time_and_equal_times_keep_theirs() -> None:
    rows = [
        earlier(amount=3, at="2026-03-05T09:00:00+07:00"),
        earlier(amount=1, at="2026-03-05T01:00:00Z"),
        earlier(amount=4, at="2026-03-05T02:00:00Z"),
    ]
    read = read_case(parse_line(json.dumps(case(earlier=rows)).encode()))
    assert [row.amount for row in read.earlier] == [1, 3, 4]


def test_rows_after_the_moment_are_left_out_and_those_at_it_count() -> None:
    later = (datetime(2026, 3, 5, 3, tzinfo=UTC) + timedelta(microseconds=1)).isoformat()
    assert judged(case(earlier=[earlier(amount=1, at=later), earlier(amount=20)]))["t"] == 20


def test_rows_of_other_days_are_read_and_do_not_count() -> None:
    assert judged(case(earlier=[earlier(at="2024-03-05T10:00:00+07:00")]))["t"] == 0


def test_a_row_whose_forms_were_good_for_nothing_restarts_nothing() -> None:
    assert judged(case(earlier=[earlier(amount=5, confirmed_as=None)]))["tksth"] == 5


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (case(id=""), "id: must be a text that is not empty"),
        (case(id=None), "id: must be a whole number"),
        (case(customer="person"), "customer: must be one of individual, organisation"),
        (case(group="I.9"), "group: must be one of"),
        (case(group="II.2"), "group: II.2 is not a group of customer individual"),
        (case(customer="organisation"), "group: I.3 is not a group of customer organisation"),
        (case(amount=0), "amount: must be from 1"),
        (case(amount=-5), "amount: must be from 1"),
        (case(amount=1.5), "amount: must be a whole number"),
        (case(linked_wallet=1), "linked_wallet: must be true or false"),
        (case(at="2026-03-05T10:00:00"), "at: must be RFC 3339 with an offset"),
        (case(at="2026-03-05"), "at: must be RFC 3339"),
        (case(at="2026-W10-4T10:00:00Z"), "at: must be RFC 3339"),
        (case(at="2026-02-30T10:00:00Z"), "at: no such moment"),
        (case(at="0000-01-01T00:00:00Z"), "at: no such moment"),
        (case(at="9999-12-31T23:00:00Z"), "at: must be RFC 3339"),
        (case(at="0001-01-01T00:00:00+14:00"), "at: must be RFC 3339"),
        (case(at=1), "at: must be a text"),
        (case(at="2024-12-31T16:59:59Z"), "at: no regulation table is in force on 2024-12-31"),
        (case(earlier={}), "earlier: must be a list"),
        (case(earlier=[earlier(), earlier(amount=True)]), "earlier[1].amount: must be a whole number"),
        (case(earlier=[earlier(group="II.2")]), "earlier[0].group: II.2 is not a group"),
        (case(earlier=[earlier(**{"class": "E"})]), "earlier[0].class: group I.3 has no class E"),
        (case(earlier=[earlier(confirmed_as="X")]), "earlier[0].confirmed_as: must be one of"),
        (case(earlier=[earlier(extra=1)]), "earlier[0].extra: unknown key"),
        (case(extra=1), "extra: unknown key"),
        (without("amount"), "amount: missing"),
        (without("earlier"), "earlier: missing"),
        (without("new_organisation", customer="organisation", group="II.2"), "new_organisation: missing"),
    ],
)
def test_a_faulty_case_is_refused_with_its_field(fields: dict[str, Any], message: str) -> None:
    assert refusal_of(fields).startswith(message)
