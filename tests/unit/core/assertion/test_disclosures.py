from typing import Any

import pytest

from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.disclosures import DIGESTS, digest_of, disclose
from eidgate.core.assertion.limits import MAX_DISCLOSED_DEPTH
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason
from eidgate.simulator.disclosures import Disclosure, digest, disclosure, raw

CITY = disclosure("city", "Huế", "city")
STREET = disclosure("street", "1 Lê Lợi", "street")


def disclosed(claims: dict[str, Any], *shown: Disclosure) -> dict[str, object]:
    texts = tuple(one.text.encode() for one in shown)
    return dict(disclose(SignedClaims(values=claims), texts).values)


def refusal(claims: dict[str, Any], *shown: Disclosure) -> Reason:
    with pytest.raises(RejectionError) as caught:
        disclosed(claims, *shown)
    return caught.value.reason


def test_claims_without_digests_stay_as_they_are() -> None:
    claims = {"a": 1, "b": {"c": [1, {"d": None}]}}

    assert disclosed(claims) == claims


def test_a_disclosed_claim_takes_its_place() -> None:
    assert disclosed({"a": 1, "_sd": [CITY.digest()]}, CITY) == {"a": 1, "city": "Huế"}


def test_what_is_withheld_leaves_no_trace() -> None:
    assert disclosed({"_sd": [CITY.digest(), STREET.digest()], "_sd_alg": "sha-256"}, STREET) == {
        "street": "1 Lê Lợi"
    }


def test_decoys_leave_no_trace() -> None:
    claims = {"_sd": [digest("decoy"), CITY.digest()], "list": [{"...": digest("another")}, 1]}

    assert disclosed(claims, CITY) == {"city": "Huế", "list": [1]}


def test_nested_objects_disclose_in_place() -> None:
    claims = {"address": {"_sd": [CITY.digest(), STREET.digest()], "country": "VN"}}

    assert disclosed(claims, CITY) == {"address": {"country": "VN", "city": "Huế"}}


def test_elements_of_a_list_keep_their_order() -> None:
    first, second = disclosure("first", 1), disclosure("second", {"x": 2})
    claims = {"list": [0, {"...": first.digest()}, {"...": second.digest()}, 3]}

    assert disclosed(claims, second, first) == {"list": [0, 1, {"x": 2}, 3]}
    assert disclosed(claims, second) == {"list": [0, {"x": 2}, 3]}


def test_a_disclosure_may_reveal_further_digests() -> None:
    element = disclosure("element", "Đà Nẵng")
    address = disclosure(
        "address", {"_sd": [CITY.digest()], "earlier": [{"...": element.digest()}]}, "address"
    )
    claims = {"_sd": [address.digest()]}

    assert disclosed(claims, CITY, address, element) == {"address": {"city": "Huế", "earlier": ["Đà Nẵng"]}}
    assert disclosed(claims, address) == {"address": {"earlier": []}}


@pytest.mark.parametrize("name", DIGESTS)
def test_every_accepted_hash_works(name: str) -> None:
    assert disclosed({"_sd": [CITY.digest(name)], "_sd_alg": name}, CITY) == {"city": "Huế"}


@pytest.mark.parametrize("name", ["md5", "sha-1", "SHA-256", "sha256", "", None, 256, ["sha-256"]])
def test_another_hash_is_not_allowed(name: object) -> None:
    assert refusal({"_sd_alg": name}) is Reason.ALG_NOT_ALLOWED


def test_the_digest_is_of_the_text_as_sent() -> None:
    """RFC 9901 §4.2.3's own example."""
    text = b"WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"

    assert digest_of(text, "sha-256") == "uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY"


def test_the_order_of_disclosures_does_not_matter() -> None:
    claims = {"_sd": [CITY.digest(), STREET.digest()]}

    assert disclosed(claims, CITY, STREET) == disclosed(claims, STREET, CITY)


@pytest.mark.parametrize(
    "claims",
    [{}, {"_sd": []}, {"city": CITY.digest()}, {"sd": [CITY.digest()]}, {"_sd": [CITY.digest("sha-512")]}],
)
def test_what_no_digest_names_is_an_orphan(claims: dict[str, Any]) -> None:
    assert refusal(claims, CITY) is Reason.DISCLOSURE_ORPHAN


def test_a_disclosure_in_an_orphan_is_no_excuse() -> None:
    outer = disclosure("outer", {"_sd": [CITY.digest()]}, "address")

    assert refusal({"_sd": [digest("decoy")]}, outer, CITY) is Reason.DISCLOSURE_ORPHAN


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        ({"_sd": [CITY.digest()]}, (CITY, CITY)),
        ({"_sd": [CITY.digest()] * 2}, (CITY,)),
        ({"_sd": [digest("decoy")] * 2}, ()),
        ({"a": {"_sd": [CITY.digest()]}, "b": {"_sd": [CITY.digest()]}}, (CITY,)),
        ({"_sd": [CITY.digest()], "list": [{"...": CITY.digest()}]}, ()),
        ({"city": "Hà Nội", "_sd": [CITY.digest()]}, (CITY,)),
        (
            {"_sd": [CITY.digest(), disclosure("2", "Vinh", "city").digest()]},
            (CITY, disclosure("2", "Vinh", "city")),
        ),
    ],
    ids=["text", "digest", "decoy", "elsewhere", "list", "open name", "two values"],
)
def test_nothing_may_occur_twice(claims: dict[str, Any], shown: tuple[Disclosure, ...]) -> None:
    assert refusal(claims, *shown) is Reason.DISCLOSURE_DUPLICATE


@pytest.mark.parametrize("name", ["_sd", "...", "_sd_alg"])
@pytest.mark.parametrize("place", ["top", "below"])
def test_no_disclosure_has_a_reserved_name(name: str, place: str) -> None:
    shown = disclosure("s", [], name)
    digests = {"_sd": [shown.digest()]}

    assert refusal(digests if place == "top" else {"a": digests}, shown) is Reason.DISCLOSURE_MALFORMED


@pytest.mark.parametrize("name", ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"])
def test_what_decides_on_belief_is_never_disclosed_selectively(name: str) -> None:
    shown = disclosure("s", 1, name)

    assert refusal({"_sd": [shown.digest()]}, shown) is Reason.DISCLOSURE_MALFORMED
    assert disclosed({"a": {"_sd": [shown.digest()]}}, shown) == {"a": {name: 1}}


@pytest.mark.parametrize(
    "claims",
    [
        {"_sd": {}},
        {"_sd": "x"},
        {"_sd": None},
        {"_sd": [1]},
        {"_sd": [None]},
        {"a": {"...": "x"}},
        {"...": "x"},
        {"list": [{"...": "x", "a": 1}]},
        {"list": [{"...": 1}]},
        {"a": {"_sd_alg": "sha-256"}},
        {"list": [{"_sd_alg": "sha-256"}]},
    ],
    ids=str,
)
def test_digests_stand_only_where_they_belong(claims: dict[str, Any]) -> None:
    assert refusal(claims) is Reason.DISCLOSURE_MALFORMED


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[",
        "{}",
        '"x"',
        "[]",
        '["s"]',
        '["s","n"]',
        '["s","n","v","x"]',
        '[1,"n","v"]',
        '["s",1,"v"]',
        '["s","n",NaN]',
        '["s","n",{"a":1,"a":2}]',
        '["s","n","\\ud800"]',
        '["s","n",1]x',
    ],
)
def test_a_disclosure_is_salt_name_and_value(content: str) -> None:
    shown = Disclosure(text=raw(content) or "A", name=None)

    assert refusal({"_sd": [shown.digest()]}, shown) is Reason.DISCLOSURE_MALFORMED


def test_an_element_and_a_property_do_not_stand_in_for_each_other() -> None:
    element = disclosure("s", 1)

    assert refusal({"_sd": [element.digest()]}, element) is Reason.DISCLOSURE_MALFORMED
    assert refusal({"list": [{"...": CITY.digest()}]}, CITY) is Reason.DISCLOSURE_MALFORMED


@pytest.mark.parametrize("text", ["WyJzIiwibiIsMV0=", "WyJzIiwibiIsMV1", "W yJz"])
def test_a_second_spelling_of_base64url_is_malformed(text: str) -> None:
    shown = Disclosure(text=text, name=None)

    assert refusal({"_sd": [shown.digest()]}, shown) is Reason.DISCLOSURE_MALFORMED


def chain(depth: int) -> tuple[dict[str, Any], list[Disclosure]]:
    inner: dict[str, Any] = {"end": True}
    shown: list[Disclosure] = []
    for level in range(depth):
        shown.append(disclosure(str(level), inner, "in"))
        inner = {"_sd": [shown[-1].digest()]}
    return inner, shown


def test_disclosures_may_nest_as_deep_as_the_budget() -> None:
    claims, shown = chain(MAX_DISCLOSED_DEPTH)
    assert disclosed(claims, *shown)

    claims, shown = chain(MAX_DISCLOSED_DEPTH + 1)
    assert refusal(claims, *shown) is Reason.ASSERTION_TOO_LARGE


def test_lists_spend_the_same_budget() -> None:
    nested: list[object] = []
    for _ in range(MAX_DISCLOSED_DEPTH + 1):
        nested = [nested]

    assert refusal({"a": nested}) is Reason.ASSERTION_TOO_LARGE
