import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from builders.assertion import AT, rejected, trust_from, verified
from builders.status import configured, judged, status_scene, token_with
from eidgate.adapters.trust.files import load_offline
from eidgate.adapters.trust.snapshot import read_files
from eidgate.core.assertion.trust import StatusPolicy
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.simulator.status_publisher import URI

SCENE = status_scene()


def test_the_defaults_are_the_documented_ones() -> None:
    (found,) = trust_from(configured(SCENE, uris=[URI])).issuers.values()

    assert found.status is StatusPolicy.REQUIRE
    assert found.status_lists is not None
    assert found.status_lists.uris == {URI}
    assert found.status_lists.maximum_age == timedelta(days=1)
    assert found.status_lists.refresh_every == timedelta(minutes=5)
    assert (found.status_lists.provider, found.status_lists.authorities) == (None, "")
    assert found.status_lists.lists == {}


@pytest.mark.parametrize(
    ("lists", "why"),
    [
        ({}, "issuers[0].status_lists: name at least one list"),
        ({"uris": [URI], "tokens": {URI: "a.b.c"}}, f"issuers[0].status_lists: {URI} is named twice"),
        ({"uris": [URI], "files": {URI: "list.jwt"}}, "named twice"),
        ({"uris": [URI, URI]}, "named twice"),
        ({"uris": ["http://status.example"]}, "status_lists.uris[0]"),
        ({"uris": ["https://name@status.example"]}, "status_lists.uris[0]"),
        ({"uris": ["file:///list"]}, "status_lists.uris[0]"),
        ({"uris": [URI], "maximum_age_seconds": 0}, "status_lists.maximum_age_seconds"),
        ({"uris": [URI], "refresh_second": 5}, "refresh_second"),
        (
            {"uris": [URI], "provider": {"issuer": "p"}},
            "status_lists.provider: give either jwks or jwks_file",
        ),
        ({"uris": [f"https://status.example/{n}" for n in range(33)]}, "status_lists: more than 32"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(lists: dict[str, Any], why: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        trust_from(configured(SCENE, **lists))

    assert why in str(caught.value)


def test_lists_that_would_be_ignored_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="status says ignore"):
        trust_from(configured(SCENE, "ignore", uris=[URI]))


def test_a_bad_token_in_the_configuration_refuses_only_who_needs_it() -> None:
    trust = trust_from(configured(SCENE, "if_present", tokens={URI: "rubbish"}))

    assert rejected(judged(SCENE.assertion, trust)) == (Reason.STATUS_TOKEN_INVALID, 13)


def test_the_key_file_of_a_provider_is_read_with_the_configuration(tmp_path: Path) -> None:
    provider = status_scene(2)
    provider.identity_provider.write_jwks(tmp_path / "provider.json")
    named = {"issuer": "https://status.example", "jwks_file": "provider.json"}
    lists = {"provider": named, "tokens": {URI: token_with(SCENE, provider.key)}}
    path = tmp_path / "trust.json"
    path.write_text(json.dumps({"issuers": [configured(SCENE, **lists)]}))

    assert list(read_files(path).key_files) == [tmp_path / "provider.json"]
    verified(judged(SCENE.assertion, load_offline(path, read_at=AT)))


def test_offline_lists_lie_in_files_beside_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    path.write_text(json.dumps({"issuers": [configured(SCENE, files={URI: "list.jwt"})]}))
    with pytest.raises(ConfigurationError, match=r"list\.jwt: cannot be read"):
        load_offline(path, read_at=AT)

    SCENE.statuses.publish(tmp_path / "list.jwt", SCENE.key, AT)
    verified(judged(SCENE.assertion, load_offline(path, read_at=AT)))

    (tmp_path / "list.jwt").write_text("rubbish\n")
    verdict = judged(SCENE.assertion, load_offline(path, read_at=AT))
    assert rejected(verdict) == (Reason.STATUS_TOKEN_INVALID, 13)


def test_offline_nothing_is_fetched(tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    path.write_text(json.dumps({"issuers": [configured(SCENE, uris=["https://localhost:1/list"])]}))

    (issuer,) = load_offline(path, read_at=AT).issuers.values()

    assert issuer.status_lists is not None
    assert issuer.status_lists.lists == {}
