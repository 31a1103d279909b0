"""The short way through step 7 answers as the long one, or not at all."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.disclosures import unfold
from eidgate.core.assertion.limits import MAX_DISCLOSED_DEPTH
from eidgate.core.assertion.plain_disclosures import disclose_plainly
from eidgate.core.assertion.rejection import RejectionError
from eidgate.simulator.disclosures import digest, raw

REFUSED = object()

NAMES = st.sampled_from(["iss", "sub", "status", "nbf", "_sd", "...", "_sd_alg", "a", "b"]) | st.text(
    max_size=3
)
JSON = st.recursive(
    st.none() | st.integers(-(10**22), 10**22) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
PLAIN = st.tuples(st.text(max_size=3), NAMES, st.text(max_size=6)).map(list)
CONTENTS = st.one_of(PLAIN, PLAIN, PLAIN, st.lists(JSON, max_size=4)).map(json.dumps)
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def both_ways(signed: dict[str, Any], texts: list[str]) -> tuple[object, object]:
    digests, disclosures = [digest(text) for text in texts], tuple(text.encode() for text in texts)
    plain = disclose_plainly(signed, digests, disclosures)
    try:
        unfolded: object = unfold(SignedClaims(values=signed), digests, disclosures)
    except RejectionError:
        unfolded = REFUSED
    return plain, unfolded


def hold_both(signed: dict[str, Any], texts: list[str]) -> None:
    plain, unfolded = both_ways(signed, texts)
    assert plain is None or plain == unfolded


@given(
    st.dictionaries(NAMES, JSON, max_size=4),
    st.lists(CONTENTS, max_size=4),
    st.lists(JSON, max_size=2),
    st.randoms(),
)
@example({}, ['["s","a","1"]', '["s","a","1"]'], [], None)
@example({}, ['["s","a","1"]', '["t","a","2"]'], [], None)
@example({"a": 1}, ['["s","a","1"]'], [], None)
@example({}, ['["s","status","1"]'], [], None)
@example({}, ['["s","a","1"]'], ["decoy", "decoy"], None)
@example({}, ['["s","a","1"]'], [7], None)
@example({"x": [{"...": "d"}]}, ['["s","a","1"]'], [], None)
def test_both_agree_on_anything(
    signed: dict[str, Any], contents: list[str], decoys: list[Any], order: Any
) -> None:
    texts = [raw(content) for content in contents]
    listed = [*map(digest, texts), *decoys]
    if order is not None:
        order.shuffle(listed)

    hold_both(signed | {"_sd": listed}, texts)
    hold_both(signed | {"_sd": listed[1:]}, texts)
    hold_both(signed, texts)


@given(st.text(BASE64URL, max_size=12), st.sampled_from(["", "[", '["s","a","1"', '["s","a","1"]']))
def test_both_agree_on_any_spelling(behind: str, content: str) -> None:
    second = raw('["t","b","2"]')
    for text in (raw(content) + behind, raw(content)[:-1] + behind):
        hold_both({"_sd": [digest(text), digest(second)]}, [text, second])


@given(st.dictionaries(st.text("abc"), st.text('éộ,:;\\"\n ', max_size=9), max_size=8), st.integers(1, 3))
def test_texts_beside_open_claims_take_the_short_way(values: dict[str, str], decoys: int) -> None:
    texts = [raw(json.dumps(["salt", *pair])) for pair in values.items()]
    listed = sorted([*map(digest, texts), *map(str, range(decoys))])
    signed = {"iss": "x", "iat": 1, "cnf": {"jwk": {"kty": "EC"}}, "_sd_alg": "sha-256", "_sd": listed}

    plain, unfolded = both_ways(signed, texts)

    assert plain == {"iss": "x", "iat": 1, "cnf": {"jwk": {"kty": "EC"}}} | values
    assert plain == unfolded


@pytest.mark.parametrize("deepest", [[], {}])
def test_the_short_way_leads_no_deeper_than_the_long_one(deepest: Any) -> None:
    text = raw('["s","a","1"]')
    for depth in range(1, MAX_DISCLOSED_DEPTH + 2):
        plain, unfolded = both_ways({"deep": deepest, "_sd": [digest(text)]}, [text])
        assert (plain is None) == (unfolded is REFUSED) == (depth > MAX_DISCLOSED_DEPTH)
        deepest = [deepest] if depth % 2 else {"in": deepest}
