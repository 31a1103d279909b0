from datetime import timedelta

from builders.assertion import AT, expecting, judge, rejected, signed_with, verified
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.reasons import Reason
from eidgate.simulator.identity_provider import IdentityProvider

IDP = IdentityProvider(1)
RELAXED = expecting(Unchecked.UNCHECKED)
NOW = int(AT.timestamp())


def test_the_time_of_authentication_is_passed_on_however_old() -> None:
    answer = verified(judge(signed_with(IDP, auth_time=NOW - 86_400), IDP, RELAXED))

    assert answer.authenticated_at == AT - timedelta(days=1)


def test_an_authentication_in_the_future_is_refused_beyond_leeway() -> None:
    verified(judge(signed_with(IDP, auth_time=NOW + 60), IDP, RELAXED))
    verdict = judge(signed_with(IDP, auth_time=NOW + 61), IDP, RELAXED)
    assert rejected(verdict) == (Reason.ASSERTION_NOT_YET_VALID, 11)


def test_withheld_factors_and_time_are_unknown() -> None:
    assertion = signed_with(IDP, amr=..., auth_time=..., acr=...)

    answer = verified(judge(assertion, IDP, RELAXED, required_claims=[]))

    assert (answer.factors, answer.authenticated_at, answer.account_level) == ((), None, None)
    assert answer.notes == (Reason.ASSURANCE_UNKNOWN,)
