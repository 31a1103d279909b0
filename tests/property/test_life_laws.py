"""Laws of an assertion's life: how long it must be remembered, in every form and under all rules of time.

A used id may be forgotten from `acceptable_until` on. So nothing may be accepted from then on, and whatever
is accepted before names the same id and the same end.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.assertion import AT, AUDIENCE, expecting, request, trust_in
from builders.sd_jwt import ISSUER, SCENE, credential_trust
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Verified
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.citizen import AN

IDP: Final = ISSUER.identity_provider
NOW: Final = SCENE.now
EXPECTED: Final = expecting(Unchecked.UNCHECKED, transaction_data=())
NEAR: Final = st.integers(NOW - 400, NOW + 400)
TIMES: Final = st.fixed_dictionaries({}, optional={"iat": NEAR, "nbf": NEAR, "exp": NEAR})
RULES: Final = st.fixed_dictionaries(
    {"leeway_seconds": st.integers(0, 60)}, optional={"maximum_age_seconds": st.integers(1, 600)}
)


class Living(NamedTuple):
    """An assertion, and what it is judged under."""

    text: str
    trust: TrustSnapshot

    def at(self, instant: Instant) -> Verified | None:
        verdict = verify(Masked(self.text), trust=self.trust, expected=EXPECTED, at=instant)
        return verdict if isinstance(verdict, Verified) else None


def compact(rules: dict[str, Any], times: dict[str, int], _: dict[str, int]) -> Living:
    claims = IDP.claims(AN, request(nonce=None, transaction_data=())) | times
    return Living(IDP.key.compact(IDP.header(), claims), trust_in(IDP, **rules))


def bound(rules: dict[str, Any], times: dict[str, int], holders: dict[str, int]) -> Living:
    credential = SCENE.with_credential(**times).rpartition("~")[0] + "~"
    without_hashes = ("transaction_data_hashes", "transaction_data_hashes_alg")
    age = {"maximum_age_seconds": min(rules.get("maximum_age_seconds", 300), 300)}
    outer = {f"{name}_": value for name, value in rules.items()}
    trust = credential_trust(ISSUER, key_binding=age, **outer)
    return Living(SCENE.bind(credential, *without_hashes, **holders), trust)


def alone(rules: dict[str, Any], times: dict[str, int], _: dict[str, int]) -> Living:
    jws = {"aud": AUDIENCE, "jti": "1", "amr": ["face"], "auth_time": NOW - 500, "exp": NOW + 300}
    outer = {f"{name}_": value for name, value in rules.items()}
    trust = credential_trust(ISSUER, key_binding={"require": False}, **outer)
    return Living(SCENE.issuer.sign(SCENE.claims | jws | times, {}).issued + "~", trust)


FORMS: Final[dict[str, Callable[..., Living]]] = {"compact JWS": compact, "bound": bound, "alone": alone}


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None)  # a busy machine is no failure
@given(rules=RULES, times=TIMES, holders=TIMES, instants=st.lists(st.integers(-700, 700), min_size=2))
def test_an_assertion_is_never_accepted_once_its_id_may_be_forgotten(
    form: str, rules: dict[str, Any], times: dict[str, int], holders: dict[str, int], instants: list[int]
) -> None:
    living = FORMS[form](rules, times, holders)
    places = [AT + timedelta(seconds=place) for place in [0, *instants]]
    accepted = {place: one for place in places if (one := living.at(place)) is not None}
    ends = {(one.acceptable_until, one.assertion_id) for one in accepted.values()}

    assert len(ends) <= 1
    for end, _ in ends:
        assert all(place < end for place in accepted)
        assert living.at(end) is None
        assert living.at(end + timedelta(microseconds=1)) is None


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None)  # a busy machine is no failure
@given(rules=RULES, times=TIMES, holders=TIMES, places=st.tuples(*[st.integers(-500, 500)] * 3).map(sorted))
def test_an_assertion_has_one_life(
    form: str, rules: dict[str, Any], times: dict[str, int], holders: dict[str, int], places: list[int]
) -> None:
    """What is accepted at two instants is accepted at all between."""
    living = FORMS[form](rules, times, holders)
    before, between, after = (living.at(AT + timedelta(seconds=place)) for place in places)

    assert between is not None or before is None or after is None


@pytest.mark.parametrize("form", FORMS)
def test_the_generated_lives_are_long_enough_to_mean_something(form: str) -> None:
    found = Counter[bool]()

    @settings(max_examples=100, database=None, derandomize=True, deadline=None)
    @given(rules=RULES, times=TIMES, holders=TIMES)
    def count(rules: dict[str, Any], times: dict[str, int], holders: dict[str, int]) -> None:
        found[FORMS[form](rules, times, holders).at(AT) is not None] += 1

    count()
    assert min(found[True], found[False]) >= 10, found
