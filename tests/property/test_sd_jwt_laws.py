"""Laws of SD-JWT presentations: total, whole or not at all, and no change of a bound one ever verifies."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.assertion import AT, EXPECTED, request, verified
from builders.sd_jwt import ISSUER, SCENE, credential_trust, wallet
from eidgate.core.assertion import base64url
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.disclosures import disclose
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.verdict import Rejected, Verdict, Verified
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.disclosures import Disclosure, disclosure

TRUST = credential_trust()
WALLET = wallet()
SOUND = WALLET.answer(request())
NAMES = sorted(SCENE.disclosures)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text() | st.sampled_from(["_sd", "...", "_sd_alg", "a"]), inner, max_size=4)
    ),
    max_leaves=12,
)


def judge(presentation: str) -> Verdict:
    return verify(Masked(presentation), trust=TRUST, expected=EXPECTED, at=AT)


@settings(deadline=None)  # a busy machine is no failure
@given(st.text() | st.lists(st.text(alphabet="AQgwx.~eyJ", max_size=30)).map("~".join))
def test_any_text_is_judged(text: str) -> None:
    assert isinstance(judge(f"{text}~"), Rejected)


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(JSON, max_size=4), JSON, st.integers(0, 4))
def test_anything_that_the_issuer_signed_is_judged(parts: list[Any], tree: Any, signed: int) -> None:
    shown = [disclosure(str(n), part, f"name {n}" if n % 2 else None) for n, part in enumerate(parts)]
    digests = [one.digest() for one in shown]
    claims = {"tree": tree, "_sd": digests[:signed]}

    assert isinstance(judge(SCENE.with_tree(claims, *shown)), Verified | Rejected)


@settings(deadline=None)  # a busy machine is no failure
@given(st.dictionaries(st.sampled_from([*WALLET.claims(request(), ""), "nbf", "exp", "x"]), JSON))
def test_anything_that_the_holder_signed_is_judged(changes: dict[str, Any]) -> None:
    assert isinstance(judge(SCENE.with_key_binding(**changes)), Verified | Rejected)


@settings(deadline=None)  # a busy machine is no failure
@given(st.dictionaries(st.sampled_from(["cnf", "vct", "exp", "iat", "nbf", "sub", "_sd_alg", "acr"]), JSON))
def test_any_open_claim_is_judged(changes: dict[str, Any]) -> None:
    assert isinstance(judge(SCENE.with_credential(**changes)), Verified | Rejected)


@settings(deadline=None)  # a busy machine is no failure
@given(st.sets(st.sampled_from(NAMES)))
def test_any_choice_of_disclosures_verifies_and_shows_just_that(chosen: set[str]) -> None:
    identity = verified(judge(WALLET.answer(request(), disclose=chosen))).identity

    assert {name for name in NAMES if getattr(identity, name) is not None} == chosen


@settings(deadline=None)  # a busy machine is no failure
@given(st.permutations(sorted(one.text for one in SCENE.disclosures.values())))
def test_any_order_verifies_as_long_as_the_holder_signed_it(texts: list[str]) -> None:
    whole = verified(judge(SCENE.with_shown([one.text for one in SCENE.disclosures.values()])))

    assert verified(judge(SCENE.with_shown(texts))).identity == whole.identity


@pytest.mark.parametrize("bit", [1, 2, 32])
def test_no_changed_character_verifies(bit: int) -> None:
    for position in range(len(SOUND)):
        other = chr(ord(SOUND[position]) ^ bit)

        assert isinstance(judge(SOUND[:position] + other + SOUND[position + 1 :]), Rejected), position


def test_no_flipped_bit_of_any_part_verifies() -> None:
    """Every seventh bit of what each segment and disclosure decodes to, spelt canonically again."""
    *head, key_binding = SOUND.split("~")
    texts = [*head[0].split("."), *head[1:], *key_binding.split(".")]
    for index, text in enumerate(texts):
        content = base64url.decode(text.encode())
        for bit in range(0, len(content) * 8, 7):
            changed = bytearray(content)
            changed[bit // 8] ^= 1 << bit % 8
            parts = [*texts[:index], base64url.encode(bytes(changed)), *texts[index + 1 :]]
            forged = "~".join([".".join(parts[:3]), *parts[3:-3], ".".join(parts[-3:])])

            assert isinstance(judge(forged), Rejected), (index, bit)


@settings(deadline=None)  # a busy machine is no failure
@given(st.data())
def test_no_inserted_dropped_or_swapped_part_verifies(data: st.DataObject) -> None:
    parts = SOUND.split("~")
    first, second = (data.draw(st.integers(0, len(parts) - 1)) for _ in range(2))
    swapped = list(parts)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    dropped = parts[:first] + parts[first + 1 :]
    doubled = [*parts[:first], parts[first], *parts[first:]]
    for forged in (swapped, dropped, doubled):
        if forged != parts:
            assert isinstance(judge("~".join(forged)), Rejected)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
).filter(lambda value: not any(name in str(value) for name in ("_sd", "...")))


def hide(value: Any, draw: Any, shown: list[Disclosure], depth: int = 0) -> Any:
    """Turn some members and elements into digests, at any depth, as an issuer may."""
    if isinstance(value, dict):
        open_members, digests = {}, []
        for name, member in value.items():
            inner = hide(member, draw, shown, depth + 1)
            if draw(st.booleans()):
                shown.append(disclosure(str(len(shown)), inner, name))
                digests.append(shown[-1].digest())
            else:
                open_members[name] = inner
        return open_members | ({"_sd": digests} if digests else {})
    if isinstance(value, list):
        elements = []
        for element in value:
            inner = hide(element, draw, shown, depth + 1)
            if draw(st.booleans()):
                shown.append(disclosure(str(len(shown)), inner))
                inner = {"...": shown[-1].digest()}
            elements.append(inner)
        return elements
    return value


@settings(deadline=None)  # a busy machine is no failure
@given(value=st.dictionaries(st.text(max_size=5), VALUES, max_size=4), data=st.data())
def test_what_an_issuer_hides_comes_back_whole(value: dict[str, Any], data: st.DataObject) -> None:
    if any("_sd" in name or "..." in name for name in value):
        return
    shown: list[Disclosure] = []
    hidden = hide({"of": value}, data.draw, shown)
    texts = [one.text.encode() for one in shown]
    data.draw(st.randoms()).shuffle(texts)
    try:
        found = disclose(SignedClaims(values=hidden), tuple(texts))
    except RejectionError as refused:
        pytest.fail(f"{refused}")

    assert found.values == {"of": value}
    assert ISSUER.hash_name == "sha-256"
