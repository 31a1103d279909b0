import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.trust import key_set_copy
from eidgate.adapters.trust.key_set import FetchedKeySet
from eidgate.cli.trust import trust
from eidgate.cli.trust_doubts import NOTHING
from eidgate.simulator.certified_provider import PURPOSE, CertifiedIdentityProvider
from eidgate.simulator.credentials import CREDENTIAL_TYPE, CredentialIssuer
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.signing import signing_key

NOW = SystemClock().now()
IDP = IdentityProvider(1)


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(trust, ["check", str(path), *arguments])


def written(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "trust.json"
    path.write_text(json.dumps({"issuers": list(entries)}))
    return path


def row(path: Path) -> dict[str, Any]:
    result = run(path, "--json")
    assert result.exit_code == 0, result.output
    (only,) = json.loads(result.output)["issuers"]
    return dict(only)


def test_tells_what_is_accepted_in_a_table(tmp_path: Path) -> None:
    result = run(written(tmp_path, IDP.issuer_configuration()))

    assert result.exit_code == 0
    for word in (IDP.issuer, IDP.key.key_id, "EC secp256r1", "ES256", "account 2, authentication 4"):
        assert word in result.output


def test_tells_which_key_is_unfit_and_why(tmp_path: Path) -> None:
    good, bad = (
        signing_key("ES256", "a").public_jwk(),
        signing_key("ES256", "b").public_jwk() | {"use": "enc"},
    )
    keys = row(written(tmp_path, IDP.issuer_configuration() | {"jwks": {"keys": [good, bad]}}))["keys"]

    assert [key["fit"] for key in keys] == [True, False]
    assert keys[1]["why"] == "its use is not sig"


def test_tells_a_key_that_no_algorithm_of_the_issuer_uses(tmp_path: Path) -> None:
    keys = [signing_key(name, "a").public_jwk() for name in ("ES256", "ES384")]
    judged = row(written(tmp_path, IDP.issuer_configuration() | {"jwks": {"keys": keys}}))["keys"]

    assert judged[1]["why"] == "none of its algorithms is this issuer's"


def test_tells_anchors_and_lists_with_their_ends(tmp_path: Path) -> None:
    idp = CertifiedIdentityProvider(at=NOW)
    idp.revoke()
    names = idp.write_revocation_lists(tmp_path, at=NOW)
    path = written(tmp_path, idp.issuer_configuration(certificates={"crl_files": names}))
    told = row(path)

    assert told["certificates"]["extended_key_usage"] == [PURPOSE]
    assert [anchor["in_force"] for anchor in told["anchors"]] == [True]
    assert [one["revoked"] for one in told["revocation_lists"]] == [0, 1]
    assert told["doubts"] == []
    assert "Revocation lists" in run(path).output


def test_doubts_anchors_under_which_everybody_speaks(tmp_path: Path) -> None:
    entry = CertifiedIdentityProvider(at=NOW).issuer_configuration()
    del entry["x5c"]
    doubts = row(written(tmp_path, entry))["doubts"]

    assert any("every certificate under the anchors" in doubt for doubt in doubts)
    assert "revocation of certificates is not asked" in doubts


def test_an_issuer_from_which_nothing_can_come_fails_the_check(tmp_path: Path) -> None:
    expired = CertifiedIdentityProvider(at=NOW - timedelta(days=365))
    result = run(written(tmp_path, expired.issuer_configuration()))

    assert result.exit_code == 2
    assert NOTHING in result.output


def test_an_anchor_without_a_current_list_of_its_own_vouches_for_nobody(tmp_path: Path) -> None:
    idp = CertifiedIdentityProvider(at=NOW)
    lists = idp.write_revocation_lists(tmp_path, at=NOW)
    entry = idp.issuer_configuration(certificates={"crl_files": lists[1:]})
    result = run(written(tmp_path, entry))

    assert result.exit_code == 2
    assert NOTHING in result.output


def test_fetched_keys_that_are_too_old_are_told(tmp_path: Path) -> None:
    uri = "https://idp.example/jwks"
    entry = IDP.issuer_configuration() | {"jwks_uri": uri, "maximum_key_age_seconds": 60}
    del entry["jwks"]
    path = written(tmp_path, entry)
    keys = FetchedKeySet(content=json.dumps(IDP.jwks()).encode(), fetched_at=NOW - timedelta(minutes=2))
    kept = key_set_copy.path_of(tmp_path / "key-set-copies", uri)
    key_set_copy.store(kept, uri, key_set_copy.Copy(key_set=keys, etag=""))

    assert "too old to count" in row(path)["doubts"][0]


def test_tells_what_a_credential_must_be_and_how_it_must_be_shown(tmp_path: Path) -> None:
    path = written(tmp_path, CredentialIssuer(IDP).configuration())
    told = row(path)["credentials"]

    assert told == {
        "typ": ["dc+sd-jwt"],
        "vct": [CREDENTIAL_TYPE],
        "required_claims": ["acr"],
        "audiences": [],
        "asked_claims": ["sub", "acr"],
        "acr": None,
        "key_binding": {
            "required": True,
            "algorithms": ["ES256"],
            "maximum_age_seconds": 300,
            "jti_required": True,
            "response_mode": "direct_post.jwt",
            "minimum_factor_categories": 2,
        },
    }
    for words in (
        f"vct {CREDENTIAL_TYPE}",
        "aud absent or the caller",
        "KB-JWT required: ES256 within 300 s, with jti, response_mode direct_post.jwt, 2 factor categories",
    ):
        assert words in run(path).output
    assert row(written(tmp_path, IDP.issuer_configuration()))["credentials"] is None


def test_doubts_credentials_that_anybody_with_a_copy_can_show(tmp_path: Path) -> None:
    entry = CredentialIssuer(IDP).configuration()
    entry["sd_jwt"] = {"vct": ["urn:person:1"], "key_binding": {"require": False}}
    path = written(tmp_path, entry)

    assert any("without its holder's key" in doubt for doubt in row(path)["doubts"])
    assert "KB-JWT optional: ES256 within 300 s, 0 factor categories" in run(path).output


def test_doubts_credentials_whose_holder_may_keep_silent_about_the_end_of_their_card(tmp_path: Path) -> None:
    entry = CredentialIssuer(IDP).configuration()
    told = "ask for document_expires_on and require it"
    assert any(told in doubt for doubt in row(written(tmp_path, entry))["doubts"])

    entry["sd_jwt"]["required_claims"] = ["acr", "document_expires_on"]
    assert not any(told in doubt for doubt in row(written(tmp_path, entry))["doubts"])


def test_keys_that_were_never_fetched_are_told(tmp_path: Path) -> None:
    entry = IDP.issuer_configuration() | {"jwks_uri": "https://idp.example/jwks"}
    del entry["jwks"]

    assert "never fetched" in row(written(tmp_path, entry))["doubts"][0]


def test_the_servers_configuration_leads_to_its_trust_file(tmp_path: Path) -> None:
    written(tmp_path, IDP.issuer_configuration())
    (tmp_path / "eidgate.yaml").write_text("issuers: trust.json\nstore: sqlite:///x.db\n")

    assert row(tmp_path / "eidgate.yaml")["issuer"] == IDP.issuer


@pytest.mark.parametrize("content", ["", "{", "[]", '{"issuers": []}', '{"issuers": [{"issuer": "a"}]}'])
def test_what_the_server_would_refuse_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "trust.json"
    path.write_text(content)
    result = run(path)

    assert result.exit_code == 2
    assert str(path) in result.output


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in run(tmp_path / "none.json").output
