"""Whatever presentation is accepted here, three others accept as well, and read the same out of it.

RFC 9901's reference implementation judges the whole, PyJWT and joserfc each of the two signed parts.
"""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.assertion import AT, AUDIENCE, EXPECTED, NONCE, verified
from builders.libraries import accepted_by_joserfc, accepted_by_pyjwt, shown_by_reference
from builders.sd_jwt import ISSUER, SCENE, credential_trust
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.disclosures import disclose
from eidgate.core.assertion.jws import parse_claims
from eidgate.core.assertion.sd_jwt import parse
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.disclosures import Disclosure, disclosure

TRUST = credential_trust()
JWK = ISSUER.identity_provider.jwks()["keys"][0]
HOLDER = SCENE.key.public_jwk() | {"alg": "ES256"}
NOW = SCENE.now

NEAR = st.integers(NOW - 700, NOW + 700)


def few(**changes: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Mostly one change, so that nothing else refuses what it spoils; now and then several."""
    single = [st.fixed_dictionaries({name: value}) for name, value in changes.items()]
    return st.one_of(*single, *single, st.fixed_dictionaries({}, optional=changes))


OPEN_CLAIMS = few(
    iat=NEAR,
    nbf=NEAR,
    exp=NEAR | NEAR.map(str),
    aud=st.sampled_from([AUDIENCE, [AUDIENCE, "x"], "x", []]),
    sub=st.text(max_size=3) | st.none(),
    jti=st.text(max_size=3) | st.integers(),
)
HOLDERS_CLAIMS = few(
    iat=st.integers(NOW - 400, NOW + 100),
    nbf=NEAR,
    exp=NEAR,
    aud=st.sampled_from([AUDIENCE, [AUDIENCE], "x"]),
    nonce=st.sampled_from([NONCE, NONCE[:-1], ""]),
    sd_hash=st.sampled_from(["", "x"]),
    iss=st.text(max_size=3) | st.integers(),
    sub=st.text(max_size=3) | st.integers() | st.none(),
    jti=st.text(max_size=3) | st.integers(),
    x=st.none() | st.booleans(),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "_sd", "...", "é"]), inner, max_size=3)
    ),
    max_leaves=8,
)
TREES = st.dictionaries(st.sampled_from(["a", "b", "address"]), VALUES, max_size=3)


def accepted(text: str) -> bool:
    """Judge, and hold the others to it when we accept."""
    if isinstance(verify(Masked(text), trust=TRUST, expected=EXPECTED, at=AT), Rejected):
        return False
    found = parse(text)
    ours = disclose(SignedClaims(values=parse_claims(found.payload)), found.disclosures).values
    assert shown_by_reference(text, JWK, nonce=NONCE) == ours
    issued, key_binding = text.partition("~")[0], text.rpartition("~")[2]
    for others in (accepted_by_pyjwt, accepted_by_joserfc):
        assert others(issued, JWK, audience=AUDIENCE if "aud" in ours else None)
        assert others(key_binding, HOLDER)
    return True


def hidden(value: Any, draw: Any, shown: list[Disclosure]) -> Any:
    """Turn some members and elements into digests at any depth, most of them soundly."""
    if isinstance(value, dict):
        members = {name: hidden(member, draw, shown) for name, member in value.items()}
        chosen = draw(st.sets(st.sampled_from(sorted(members)))) if members else set()
        shown += [disclosure(f"{len(shown)} {name}", members[name], name) for name in sorted(chosen)]
        digests = [one.digest() for one in shown[len(shown) - len(chosen) :]]
        rest = {name: member for name, member in members.items() if name not in chosen}
        return rest | ({"_sd": digests} if digests else {})
    if isinstance(value, list):
        return [hidden_element(hidden(element, draw, shown), draw, shown) for element in value]
    return value


def hidden_element(element: Any, draw: Any, shown: list[Disclosure]) -> Any:
    if not draw(st.booleans()):
        return element
    shown.append(disclosure(str(len(shown)), element))
    return {"...": shown[-1].digest()}


def test_a_sound_presentation_is_accepted_by_all_four() -> None:
    assert accepted(SCENE.sound)


@settings(deadline=None)  # a busy machine is no failure
@given(st.tuples(OPEN_CLAIMS, st.just({})) | st.tuples(st.just({}), HOLDERS_CLAIMS))
def test_what_is_accepted_of_any_signed_claims_is_accepted_by_all(
    changes: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    claims, holders = changes
    shown = SCENE.with_credential(**claims).rpartition("~")[0] + "~"

    accepted(SCENE.bind(shown, **holders))


@settings(deadline=None)  # a busy machine is no failure
@given(TREES, st.data())
def test_what_an_issuer_hid_at_any_depth_all_read_alike(tree: dict[str, Any], data: st.DataObject) -> None:
    shown: list[Disclosure] = []
    signed = hidden(tree, data.draw, shown)
    kept = data.draw(st.lists(st.sampled_from(shown), unique_by=lambda one: one.text)) if shown else []

    accepted(SCENE.with_tree(signed, *data.draw(st.sampled_from([shown, kept]))))


@settings(deadline=None)  # a busy machine is no failure
@given(TREES, st.sampled_from(["a", "b", "new", "exp", "_sd", "..."]), st.integers(1, 2), st.data())
def test_what_is_accepted_of_an_issuer_that_errs_is_accepted_by_all(
    tree: dict[str, Any], name: str, times: int, data: st.DataObject
) -> None:
    """A name that may stand there already, and a digest that may occur at two levels."""
    shown: list[Disclosure] = []
    signed = hidden(tree, data.draw, shown)
    shown.append(disclosure("more", data.draw(VALUES), name))
    listed = [*signed.get("_sd", ()), shown[-1].digest()]
    elsewhere = {"_sd": [shown[-1].digest()]} if times > 1 else {}

    accepted(SCENE.with_tree({"c": elsewhere, **signed, "_sd": listed}, *shown))


@settings(deadline=None)  # a busy machine is no failure
@given(st.data())
def test_what_is_accepted_of_any_changed_text_is_accepted_by_all(data: st.DataObject) -> None:
    """And nothing is, but the text itself."""
    sound = SCENE.sound
    start = data.draw(st.integers(0, len(sound)))
    put = data.draw(st.text(alphabet=st.characters(max_codepoint=255), max_size=4))
    text = sound[:start] + put + sound[start + data.draw(st.integers(0, 4)) :]

    assert accepted(text) == (text == sound)


def test_the_generated_content_is_accepted_often_enough_to_mean_something() -> None:
    found: Counter[bool] = Counter()

    @settings(max_examples=100, database=None, derandomize=True, deadline=None)
    @given(OPEN_CLAIMS, HOLDERS_CLAIMS, TREES, st.data())
    def count(
        claims: dict[str, Any], holders: dict[str, Any], tree: dict[str, Any], data: st.DataObject
    ) -> None:
        shown: list[Disclosure] = []
        signed = hidden(tree, data.draw, shown)
        found[accepted(SCENE.with_tree(signed, *shown))] += 1
        bare = SCENE.with_credential(**claims).rpartition("~")[0] + "~"
        found[accepted(SCENE.bind(bare, **holders))] += 1

    count()
    assert min(found[True], found[False]) >= 20, found


@pytest.mark.parametrize("part", [0, -1])
def test_the_others_refuse_what_they_must(part: int) -> None:
    """Second opinions that accept anything would be none."""
    parts = SCENE.sound.split("~")
    head, _, signature = parts[part].rpartition(".")
    parts[part] = f"{head}.{signature[::-1]}"
    forged = "~".join(parts)

    assert shown_by_reference(forged, JWK, nonce=NONCE) is None
    assert shown_by_reference(SCENE.sound, JWK, nonce="another") is None
    assert not accepted_by_pyjwt(parts[part], HOLDER if part else JWK, audience=None)
    assert not accepted_by_joserfc(parts[part], HOLDER if part else JWK, audience=None)
    verified(verify(Masked(SCENE.sound), trust=TRUST, expected=EXPECTED, at=AT))
