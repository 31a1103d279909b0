from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from builders.assertion import AT, trust_from
from eidgate.adapters.trust.snapshot import read_files
from eidgate.core.assertion.trust import AssuranceLevels, Format, Profile, StatusPolicy
from eidgate.core.errors import ConfigurationError
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.signing import signing_key

IDP = IdentityProvider(1)
MINIMAL: dict[str, Any] = {"issuer": "https://i.example", "jwks": IDP.jwks()}


def test_defaults_are_the_documented_ones() -> None:
    (found,) = trust_from(MINIMAL).issuers.values()

    assert found.algorithms == {"ES256"}
    assert found.types == frozenset({"JWT"})
    assert found.formats == {Format.JWT}
    assert found.profile is Profile.ASSERTION
    assert found.status is StatusPolicy.IGNORE
    assert (found.leeway, found.maximum_lifetime) == (timedelta(seconds=60), timedelta(seconds=600))
    assert found.keys_usable_until == AT + timedelta(days=1)
    assert found.required_claims == frozenset()
    assert found.claim_names.full_name == "full_name"
    assert found.claim_names.authentication_context == "acr"


def test_bare_signatures_compare_no_type_by_default() -> None:
    (found,) = trust_from(MINIMAL | {"profile": "signature"}).issuers.values()

    assert found.types is None


def test_offline_keys_do_not_age() -> None:
    (found,) = trust_from(MINIMAL, keys_age=False).issuers.values()

    assert found.keys_usable_until is None


def test_levels_and_names_are_taken_over() -> None:
    entry = MINIMAL | {
        "claims": {"full_name": "ho_ten", "auth_time": "luc"},
        "assurance": {"a": {"account": 2, "authentication": 4}},
    }

    (found,) = trust_from(entry).issuers.values()

    assert found.assurance == {"a": AssuranceLevels(account=2, authentication=4)}
    assert (found.claim_names.full_name, found.claim_names.authenticated_at) == ("ho_ten", "luc")


def test_an_unfit_key_stays_known_as_unfit() -> None:
    weak = IDP.jwks()["keys"][0] | {"kid": "enc", "use": "enc"}

    (found,) = trust_from(MINIMAL | {"jwks": {"keys": [*IDP.jwks()["keys"], weak]}}).issuers.values()

    assert [key.key_id for key in found.unfit_keys] == ["enc"]
    assert len(found.keys) == 1


KEYS = IDP.jwks()["keys"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"issuer": 7}, r"issuers\[0\]\.issuer: "),
        ({"issuer": ""}, r"issuers\[0\]\.issuer: "),
        ({"misspelt": 1}, r"issuers\[0\]: .*misspelt"),
        ({"claims": {"misspelt": "x"}}, r"issuers\[0\]\.claims: .*misspelt"),
        ({"jwks": None}, r"issuers\[0\]: give either jwks or jwks_file"),
        ({"jwks_file": "x"}, "cannot be read|give either"),
        ({"jwks": {"keys": []}}, r"issuers\[0\]\.jwks\.keys: empty"),
        ({"jwks": {"keys": [*KEYS, *KEYS]}}, "same kid"),
        ({"jwks": {"keys": ["x"]}}, r"issuers\[0\]\.jwks\.keys\[0\]"),
        ({"jwks": {}}, r"issuers\[0\]\.jwks: .*keys"),
        ({"algorithms": []}, r"issuers\[0\]\.algorithms"),
        ({"algorithms": ["ES256", "HS256"]}, r"issuers\[0\]\.algorithms\[1\]: not one of"),
        ({"algorithms": ["none"]}, r"issuers\[0\]\.algorithms\[0\]: not one of"),
        ({"typ": []}, r"issuers\[0\]\.typ"),
        ({"formats": ["mdoc"]}, r"issuers\[0\]\.formats"),
        ({"assurance": {"a": {"account": 3, "authentication": 1}}}, r"assurance.*account"),
        ({"assurance": {"a": {"account": 2, "authentication": 5}}}, r"assurance.*authentication"),
        ({"leeway_seconds": 61}, r"issuers\[0\]\.leeway_seconds"),
        ({"leeway_seconds": -1}, r"issuers\[0\]\.leeway_seconds"),
        ({"leeway_seconds": True}, r"issuers\[0\]\.leeway_seconds"),
        ({"maximum_lifetime_seconds": 0}, r"issuers\[0\]\.maximum_lifetime_seconds"),
        ({"maximum_key_age_seconds": 0}, r"issuers\[0\]\.maximum_key_age_seconds"),
        ({"status": "perhaps"}, r"issuers\[0\]\.status"),
        ({"profile": "none"}, r"issuers\[0\]\.profile"),
    ],
)
def test_a_fault_is_named_by_its_path(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        trust_from(MINIMAL | changes)


def test_an_issuer_named_twice_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"issuers\[1\]\.issuer: named twice"):
        trust_from(MINIMAL, MINIMAL)


def test_no_issuer_at_all_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="issuers"):
        trust_from()


def test_a_key_file_is_found_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "trust.json").write_text('{"issuers":[{"issuer":"i","jwks_file":"keys/missing.json"}]}')

    with pytest.raises(ConfigurationError, match=r"keys/missing\.json: cannot be read"):
        read_files(tmp_path / "trust.json")


def test_two_algorithms_may_share_a_set() -> None:
    rsa = signing_key("PS256", "x").public_jwk()
    entry = MINIMAL | {"algorithms": ["ES256", "PS256"], "jwks": {"keys": [*KEYS, rsa]}}

    (found,) = trust_from(entry).issuers.values()

    assert [sorted(key.algorithms) for key in found.keys] == [["ES256"], ["PS256"]]
