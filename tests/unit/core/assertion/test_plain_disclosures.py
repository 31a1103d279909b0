from typing import Any

import pytest

from eidgate.core.assertion.plain_disclosures import BARRED_AT_TOP, disclose_plainly
from eidgate.simulator.disclosures import Disclosure, disclosure, raw

CITY = disclosure("city", "Huế", "city")
STREET = disclosure("street", "1 Lê Lợi, phường Thuận Hóa", "street")
SHOWN = {"city": "Huế", "street": "1 Lê Lợi, phường Thuận Hóa"}


def plainly(signed: dict[str, Any], *shown: Disclosure) -> object:
    return disclose_plainly(
        signed, [one.digest() for one in shown], tuple(one.text.encode() for one in shown)
    )


def test_texts_stand_beside_what_is_open_and_digests_are_gone() -> None:
    signed = {"a": {"b": [1]}, "_sd": ["decoy", STREET.digest(), CITY.digest()], "_sd_alg": "sha-256"}

    assert plainly(signed, CITY, STREET) == {"a": {"b": [1]}} | SHOWN
    assert plainly(signed) == {"a": {"b": [1]}}


@pytest.mark.parametrize(
    "signed",
    [
        {},
        {"_sd": "text"},
        {"_sd": []},
        {"_sd": ["another"]},
        {"_sd": [CITY.digest(), CITY.digest()]},
        {"_sd": [CITY.digest(), 1]},
        {"_sd": [CITY.digest()], "city": "Hà Nội"},
        {"_sd": [CITY.digest()], "...": "x"},
        {"_sd": [CITY.digest()], "address": {"_sd": [STREET.digest()]}},
        {"_sd": [CITY.digest()], "list": [1, [{"...": STREET.digest()}]]},
    ],
)
def test_signed_claims_that_are_not_plain_are_left_to_the_long_way(signed: dict[str, Any]) -> None:
    assert plainly(signed, CITY) is None


@pytest.mark.parametrize("content", ['["s","a",1]', '["s","a"]', '["s","a","[1]"]', '["s","a",{}]', "x", ""])
def test_a_disclosure_that_is_not_plain_is_left_to_the_long_way(content: str) -> None:
    one = Disclosure(text=raw(content), name=None)

    assert plainly({"_sd": [one.digest(), CITY.digest()]}, CITY, one) is None


@pytest.mark.parametrize("name", sorted(BARRED_AT_TOP))
def test_a_name_that_must_be_open_is_left_to_the_long_way(name: str) -> None:
    barred = disclosure("barred", "x", name)

    assert plainly({"_sd": [barred.digest()]}, barred) is None


@pytest.mark.parametrize("value", ["1", "12", "123"])
def test_another_last_character_is_left_to_the_long_way(value: str) -> None:
    text = raw(f'["s","a","{value}"]')
    for character in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=":
        one = Disclosure(text=text[:-1] + character, name="a")
        assert (plainly({"_sd": [one.digest()]}, one) is None) == (one.text != text)
