import json
from pathlib import Path

import pytest

from builders.assertion import judge, request, verified
from eidgate.core.terms import IssuerId
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider, Levels


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "EdDSA", "Ed25519"])
def test_equal_seeds_give_equal_keys(algorithm: str) -> None:
    first, second = (IdentityProvider(3, algorithm=algorithm) for _ in range(2))

    assert first.jwks() == second.jwks()
    assert first.jwks() != IdentityProvider(4, algorithm=algorithm).jwks()
    assert first.claims(AN, request()) == second.claims(AN, request())


def test_every_assertion_has_its_own_id() -> None:
    idp = IdentityProvider(3)

    assert len({idp.claims(AN, request())["jti"] for _ in range(100)}) == 100


def test_the_key_set_holds_no_private_key() -> None:
    for algorithm in ("ES256", "EdDSA", "RS256"):
        (jwk,) = IdentityProvider(3, algorithm=algorithm).jwks()["keys"]
        assert not {"d", "p", "q", "k"} & jwk.keys()


def test_rotation_overlaps_by_one_key() -> None:
    idp = IdentityProvider(3)
    first = idp.key
    second = idp.rotate()
    assert [key["kid"] for key in idp.jwks()["keys"]] == [first.key_id, second.key_id]

    third = idp.rotate()
    assert [key["kid"] for key in idp.jwks()["keys"]] == [second.key_id, third.key_id]

    idp.retire()
    assert [key["kid"] for key in idp.jwks()["keys"]] == [third.key_id]


def test_the_key_file_is_written_in_one_step(tmp_path: Path) -> None:
    idp = IdentityProvider(3)
    idp.write_jwks(tmp_path / "jwks.json")

    assert json.loads((tmp_path / "jwks.json").read_text()) == idp.jwks()
    assert [path.name for path in tmp_path.iterdir()] == ["jwks.json"]


@pytest.mark.parametrize("account", [1, 2])
@pytest.mark.parametrize("authentication", [1, 2, 3, 4])
def test_each_pair_of_levels_is_in_the_configuration(account: int, authentication: int) -> None:
    idp = IdentityProvider(3, issuer=IssuerId("https://i.example"))
    levels = Levels(account=account, authentication=authentication)

    answer = verified(judge(idp.issue(AN, request(levels=levels)), idp))

    assert (answer.account_level, answer.authentication_level) == (account, authentication)
