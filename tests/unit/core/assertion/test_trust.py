from datetime import timedelta

import pytest

from builders.assertion import AT, trust_from, trust_in
from eidgate.core.assertion.keys import pin
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import IssuerTrust, TrustSnapshot
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import IssuerId
from eidgate.simulator.identity_provider import IdentityProvider

IDP = IdentityProvider(1)
KEY = pin(IDP.jwks()["keys"][0])


def issuer(**changes: object) -> IssuerTrust:
    values: dict[str, object] = {
        "issuer": IDP.issuer, "keys": (KEY,), "algorithms": frozenset({"ES256"}), "types": frozenset({"JWT"}),
    }  # fmt: skip
    return IssuerTrust(**values | changes)  # type: ignore[arg-type] # forwarded as they are


def test_empty_trust_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="no issuer"):
        TrustSnapshot(issuers={}, loaded_at=AT)


@pytest.mark.parametrize(
    "changes",
    [
        {"keys": ()},
        {"algorithms": frozenset()},
        {"leeway": timedelta(seconds=61)},
        {"leeway": timedelta(seconds=-1)},
    ],
)
def test_an_issuer_that_could_not_be_meant_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError):
        issuer(**changes)


@pytest.mark.parametrize("claimed", ["https://stranger.example", "", None, 7, [], {}])
def test_an_unknown_issuer_is_not_trusted(claimed: object) -> None:
    with pytest.raises(RejectionError) as caught:
        trust_in(IDP).issuer(claimed)
    assert caught.value.reason is Reason.ISSUER_NOT_TRUSTED
    assert not trust_in(IDP).names(claimed)


def test_without_issuers_of_bare_signatures_none_is_found() -> None:
    assert trust_in(IDP).signature_issuer(IDP.key.key_id) is None


def test_one_key_id_at_two_issuers_of_bare_signatures_is_ambiguous() -> None:
    same = IDP.issuer_configuration() | {"profile": "signature"}
    trust = trust_from(same, same | {"issuer": "https://another.example"})

    assert trust.signature_issuer(IDP.key.key_id) is None
    assert IssuerId("https://another.example") in trust.issuers


def test_keys_are_usable_until_but_not_at_their_limit() -> None:
    limited = issuer(keys_usable_until=AT)

    assert limited.pick_key(IDP.key.key_id, "ES256", at=AT - timedelta(microseconds=1)) == KEY
    with pytest.raises(RejectionError) as caught:
        limited.pick_key(IDP.key.key_id, "ES256", at=AT)
    assert caught.value.reason is Reason.ISSUER_KEYS_UNAVAILABLE
