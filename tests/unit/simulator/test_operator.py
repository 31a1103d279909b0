"""The simulated operator beyond CAMARA's scenarios: its other APIs, its tokens, its stories."""

from typing import Any

import pytest

from builders.operators import CHANGED, FORWARDED, QUIET, RECYCLED, START
from eidgate.simulator.numbering import MOVED, phone, registry
from eidgate.simulator.operator import HttpAnswer, HttpRequest, SimulatedOperator
from eidgate.simulator.operator_tokens import OperatorTokens
from eidgate.simulator.sim_histories import SimHistories

BASIC = "Basic ZWlkZ2F0ZTptYWRlLXVwLXNlY3JldA=="
FORM = "grant_type=client_credentials&scope=dpv%3AFraudPreventionAndDetection+sim-swap"


def ask(path: str, body: Any, **headers: str) -> HttpAnswer:
    operator = SimulatedOperator("operator-one", now=lambda: START)
    _, told = operator.tokens.issue(BASIC, FORM)
    sent = {"authorization": f"Bearer {told['access_token']}", **headers}
    return operator.answer(HttpRequest(path=path, headers=sent, body=body))


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("/device-swap/v1/check", {"phoneNumber": CHANGED, "maxAge": 48}, {"swapped": True}),
        ("/device-swap/v1/check", {"phoneNumber": CHANGED, "maxAge": 12}, {"swapped": False}),
        (
            "/number-recycling/v0.2/check",
            {"phoneNumber": RECYCLED, "specifiedDate": "2025-12-05"},
            {"phoneNumberRecycled": True},
        ),
        (
            "/call-forwarding-signal/v0.3/unconditional-call-forwardings",
            {"phoneNumber": FORWARDED},
            {"active": True},
        ),
        ("/kyc-match/v0.3/match", {"phoneNumber": QUIET, "email": "x"}, {"emailMatch": "not_available"}),
    ],
)
def test_it_answers_the_other_apis(path: str, body: dict[str, Any], answer: dict[str, Any]) -> None:
    assert ask(path, body).body == answer


@pytest.mark.parametrize("day", ["2025-02-30", "05/12/2025", 20251205, None])
def test_a_day_that_is_none_is_an_invalid_argument(day: object) -> None:
    answer = ask("/number-recycling/v0.2/check", {"phoneNumber": QUIET, "specifiedDate": day})
    assert answer.body["code"] == "INVALID_ARGUMENT"


def test_an_unknown_path_is_not_found() -> None:
    assert ask("/sim-swap/v9/check", {}).status == 404


def test_a_correlator_that_is_none_is_refused_and_not_repeated() -> None:
    answer = ask("/sim-swap/v2/check", {"phoneNumber": QUIET}, **{"x-correlator": "no spaces"})
    assert (answer.status, answer.headers) == (400, {})


@pytest.mark.parametrize(
    ("authorization", "form", "error"),
    [
        ("", FORM, "invalid_client"),
        ("Basic !", FORM, "invalid_client"),
        ("Basic ZWlkZ2F0ZTp3cm9uZw==", FORM, "invalid_client"),
        (BASIC, "grant_type=password", "unsupported_grant_type"),
        (BASIC, "grant_type=client_credentials&scope=sim-swap", "invalid_scope"),
    ],
)
def test_a_request_for_a_token_is_refused_with_the_code_of_rfc_6749(
    authorization: str, form: str, error: str
) -> None:
    status, told = OperatorTokens(lambda: START).issue(authorization, form)
    assert (status >= 400, told) == (True, {"error": error})


def test_the_same_seed_gives_a_number_the_same_history() -> None:
    assert SimHistories(3).of(QUIET, at=START) == SimHistories(3).of(QUIET, at=START)
    assert SimHistories(3).of(QUIET, at=START) != SimHistories(4).of(QUIET, at=START)


def test_the_registry_names_the_block_and_the_number_that_left_it() -> None:
    assert registry().splitlines() == [
        "+84711* operator-one",
        "+84722* operator-two",
        f"{MOVED} operator-two",
    ]
    assert phone("0002", index=7) == "+84711070002"
