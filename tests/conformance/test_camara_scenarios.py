"""CAMARA's own scenarios for SimSwap 2.1.0, played with the simulated operator; each test names its scenario.

Every scenario of the shared .feature files has its line in `SCENARIOS`; the last test fails for one that has
none. What our client makes of each answer is in tests/unit/adapters/telco.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from builders.operators import QUIET, START
from builders.shared_data import shared_path
from eidgate.simulator.operator import HttpAnswer, HttpRequest, SimulatedOperator
from eidgate.simulator.sim_histories import SimHistory

CHECK, DATE = "/sim-swap/v2/check", "/sim-swap/v2/retrieve-date"
LONG_AGO = START - timedelta(days=800)


class Provider:
    """The API provider under test, and a tester with a token of two legs."""

    def __init__(self, path: str) -> None:
        self.now = START
        self.operator = SimulatedOperator("operator-one", now=lambda: self.now)
        _, told = self.operator.tokens.issue(
            "Basic ZWlkZ2F0ZTptYWRlLXVwLXNlY3JldA==",
            "grant_type=client_credentials&scope=dpv%3AFraudPreventionAndDetection+sim-swap",
        )
        self.path, self.token = path, f"Bearer {told['access_token']}"

    def swapped(self, **ago: float) -> None:
        self.operator.histories.tell(QUIET, history(sim_changed_at=START - timedelta(**ago)))

    def send(self, body: Any = None, *, token: str | None = None, **more: Any) -> HttpAnswer:
        headers = {"x-correlator": "b4333c46-49c0-4f62-80d7-f0ef930f1c46"}
        told = self.token if token is None else token
        headers |= {"authorization": told} if told else {}
        body = {"phoneNumber": QUIET, **more} if body is None else body
        return self.operator.answer(HttpRequest(path=self.path, headers=headers, body=body))


def history(**changes: Any) -> SimHistory:
    told = {"sim_changed_at": LONG_AGO, "device_changed_at": LONG_AGO, "held_since": LONG_AGO.date()}
    return SimHistory(**(told | changes))


def refused(answer: HttpAnswer, status: int, code: str) -> bool:
    told = (answer.status, answer.body["status"], answer.body["code"])
    return told == (status, status, code) and bool(answer.body["message"])


def generic(provider: Provider) -> bool:
    answer = provider.send()
    return answer.status == 200 and answer.headers["x-correlator"] == "b4333c46-49c0-4f62-80d7-f0ef930f1c46"


def swapped_by_default(provider: Provider) -> bool:
    provider.swapped(hours=239)
    return provider.send().body == {"swapped": True}


def swapped_within(provider: Provider) -> bool:
    answers = []
    for hours in (260, 120, 24, 12):
        provider.swapped(hours=hours)
        answers.append(provider.send(maxAge=hours).body["swapped"])
    return answers == [True] * 4


def longer_ago(provider: Provider) -> bool:
    provider.swapped(hours=241)
    return provider.send().body == {"swapped": False}


def just_longer_ago(provider: Provider) -> bool:
    provider.swapped(hours=100)
    return provider.send(maxAge=99).body == {"swapped": False}


def never(provider: Provider) -> bool:
    provider.operator.histories.tell(QUIET, history(sim_changed_at=None))
    answers = [provider.send(), *(provider.send(maxAge=hours) for hours in (259, 119, 23, 11))]
    return all(answer.body == {"swapped": False} for answer in answers)


def no_token(provider: Provider) -> bool:
    return refused(provider.send(token=""), 401, "UNAUTHENTICATED")


def expired_token(provider: Provider) -> bool:
    provider.now = START + timedelta(hours=1)
    return refused(provider.send(), 401, "UNAUTHENTICATED")


def invalid_token(provider: Provider) -> bool:
    return refused(provider.send(token="Bearer nobodys"), 401, "UNAUTHENTICATED")


def invalid_age(provider: Provider) -> bool:
    ages: tuple[Any, ...] = ("ten", 0, -1, 1.5, True, None)
    return all(refused(provider.send(maxAge=age), 400, "INVALID_ARGUMENT") for age in ages)


def age_above_the_limit(provider: Provider) -> bool:
    return refused(provider.send(maxAge=100_000), 400, "OUT_OF_RANGE")


def age_above_the_monitored_period(provider: Provider) -> bool:
    provider.operator.watches = timedelta(hours=240)
    return refused(provider.send(maxAge=241), 400, "OUT_OF_RANGE")


def number_of_no_form(provider: Provider) -> bool:
    numbers: tuple[Any, ...] = ("0711000001", "+0711", "84711000001", 84711000001, "+84711 000001")
    answers = (provider.send({"phoneNumber": one}) for one in numbers)
    return all(refused(answer, 400, "INVALID_ARGUMENT") for answer in answers)


def number_not_found(provider: Provider) -> bool:
    return refused(provider.send({"phoneNumber": "+84711000404"}), 404, "IDENTIFIER_NOT_FOUND")


def number_unnecessary(provider: Provider) -> bool:
    token = f"Bearer {provider.operator.tokens.for_phone(QUIET)}"
    return refused(provider.send(token=token), 422, "UNNECESSARY_IDENTIFIER")


def number_missing(provider: Provider) -> bool:
    return refused(provider.send({}), 422, "MISSING_IDENTIFIER")


def number_not_supported(provider: Provider) -> bool:
    return refused(provider.send({"phoneNumber": "+84711000422"}), 422, "SERVICE_NOT_APPLICABLE")


def dated(provider: Provider) -> bool:
    provider.swapped(hours=2)
    return bool(provider.send().body == {"latestSimChange": "2026-03-05T03:00:00.000000447Z"})


def activation_date(provider: Provider) -> bool:
    provider.operator.histories.tell(QUIET, history(sim_changed_at=LONG_AGO))
    told = str(provider.send().body["latestSimChange"])
    return told.startswith(f"{LONG_AGO:%Y-%m-%dT%H:%M:%S}")


def never_associated(provider: Provider) -> bool:
    return bool(provider.send({"phoneNumber": "+84711000000"}).body == {"latestSimChange": None})


def before_the_window(provider: Provider) -> bool:
    provider.operator.histories.tell(QUIET, history(watched_days=120))
    return bool(provider.send().body == {"latestSimChange": None, "monitoredPeriod": 120})


SCENARIOS: dict[str, Callable[[Provider], bool]] = {
    "check_sim_swap_1_generic_success_scenario": generic,
    "check_sim_swap_2_valid_sim_swap_no_max_age": swapped_by_default,
    "check_sim_swap_3_valid_sim_swap_max_age": swapped_within,
    "check_sim_swap_4_more_than_240_hours": longer_ago,
    "check_sim_swap_5_out_of_max_age": just_longer_ago,
    "check_sim_swap_6_no_sim_swap_no_max_age": never,
    "check_sim_swap_7_no_sim_swap_with_max_age": never,
    "check_sim_swap_401.1_no_authorization_header": no_token,
    "check_sim_swap_401.2_expired_access_token": expired_token,
    "check_sim_swap_401.3_invalid_access_token": invalid_token,
    "check_sim_swap_400.1_invalid_max_age": invalid_age,
    "check_sim_swap_400.2_invalid_max_age_value": age_above_the_limit,
    "check_sim_swap_400.3_max_age_out_of_monitored_period": age_above_the_monitored_period,
    "check_sim_swap_C02.01_phone_number_not_schema_compliant": number_of_no_form,
    "check_sim_swap_C02.02_phone_number_not_found": number_not_found,
    "check_sim_swap_C02.03_unnecessary_phone_number": number_unnecessary,
    "check_sim_swap_C02.04_missing_phone_number": number_missing,
    "check_sim_swap_C02.05_phone_number_not_supported": number_not_supported,
    "retrieve_sim_swap_date_1_generic_success_scenario": generic,
    "retrieve_sim_swap_date_2_valid_sim_swap": dated,
    "retrieve_sim_swap_date_3_no_sim_swap_returns_activation_date": activation_date,
    "retrieve_sim_swap_date_4_sim_never_associated": never_associated,
    "retrieve_sim_swap_date_5_no_sim_swap_or_activation_date_due_to_legal_constrain": before_the_window,
    "retrieve_sim_swap_date_401.1_no_authorization_header": no_token,
    "retrieve_sim_swap_date_401.2_expired_access_token": expired_token,
    "retrieve_sim_swap_date_401.3_invalid_access_token": invalid_token,
    "retrieve_sim_swap_date_C02.01_phone_number_not_schema_compliant": number_of_no_form,
    "retrieve_sim_swap_date_C02.02_phone_number_not_found": number_not_found,
    "retrieve_sim_swap_date_C02.03_unnecessary_phone_number": number_unnecessary,
    "retrieve_sim_swap_date_C02.04_missing_phone_number": number_missing,
    "retrieve_sim_swap_date_C02.05_phone_number_not_supported": number_not_supported,
}


@pytest.mark.parametrize(("name", "scenario"), SCENARIOS.items(), ids=list(SCENARIOS))
def test_the_simulated_operator_plays(name: str, scenario: Callable[[Provider], bool]) -> None:
    assert scenario(Provider(CHECK if name.startswith("check_") else DATE))


def test_every_scenario_of_the_feature_files_is_played() -> None:
    files = sorted(shared_path("camara").glob("*.feature"))
    tags = {tag for file in files for tag in re.findall(r"^\s*@(\S+)", file.read_text(), re.MULTILINE)}
    assert tags == set(SCENARIOS)
