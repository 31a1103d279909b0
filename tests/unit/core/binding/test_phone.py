import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.facts import account
from eidgate.adapters.number_plan import load_number_plan
from eidgate.core.binding.phone import NO_NUMBERS, Phone, canonical, canonical_instrument

PLAN = load_number_plan()


@pytest.mark.parametrize(
    "raw",
    ["0912345678", "+84912345678", "84912345678", "0084912345678", "+840912345678", "091-234.56 78"],
)
def test_one_number_has_one_form(raw: str) -> None:
    assert canonical(raw, PLAN) == Phone(e164="+84912345678", mobile=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [("01212345678", "+84792345678"), ("+841692345678", "+84392345678"), ("0199 234 5678", "+84592345678")],
)
def test_an_eleven_digit_number_is_converted_and_says_so(old: str, new: str) -> None:
    assert canonical(old, PLAN) == Phone(e164=new, mobile=True, converted=True)


def test_every_old_prefix_leads_to_a_mobile_one_of_today() -> None:
    assert len(PLAN.converted) == 21
    assert set(PLAN.converted.values()) <= PLAN.mobile


@pytest.mark.parametrize("raw", ["02431234567", "+842431234567"])
def test_a_fixed_line_is_no_mobile_number(raw: str) -> None:
    assert canonical(raw, PLAN) == Phone(e164="+842431234567", mobile=False)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "0",
        "912345678",
        "091234567",
        "09123456789",
        "+85591234567",
        "0111234567",
        "+84123",
        "0241234567",
        "09123x5678",
        "٠٩١٢٣٤٥٦٧٨",
        "+84+84912345678",
        "0912345678" + " " * 40,
    ],
)
def test_what_is_no_number_of_the_plan_is_none(raw: str) -> None:
    assert canonical(raw, PLAN) is None


@given(st.sampled_from(sorted(PLAN.mobile)), st.integers(0, 9_999_999))
def test_the_canonical_form_is_its_own_canonical_form(prefix: str, rest: int) -> None:
    found = canonical(f"0{prefix}{rest:07}", PLAN)
    assert found is not None
    assert canonical(found.e164, PLAN) == found


@given(st.text(alphabet="+08419.() -x", max_size=20))
def test_reading_is_total_and_what_it_returns_is_e164(raw: str) -> None:
    found = canonical(raw, PLAN)
    assert found is None or (found.e164.startswith("+84") and found.e164[1:].isdecimal())


def test_a_sim_is_known_by_its_canonical_number_whoever_operates_it() -> None:
    old = account("+841212345678", institution="operator-two", kind="sim")
    found = canonical_instrument(old, PLAN)
    assert found is not None
    assert (found.number, found.institution) == ("+84792345678", "operator-two")
    assert canonical_instrument(account("+842431234567", institution="o", kind="sim"), PLAN) is None
    assert canonical_instrument(account("01212345678"), PLAN) == account("01212345678")


def test_without_a_plan_no_sim_has_a_number() -> None:
    assert canonical_instrument(account("+84912345678", institution="o", kind="sim"), NO_NUMBERS) is None
