import json
import math
from datetime import timedelta
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry

from builders.assertion import AT, trust_from
from eidgate.adapters.metrics.issuers import IssuerInstruments
from eidgate.adapters.metrics.trust import show_trust
from eidgate.adapters.trust.snapshot import build, read_files
from eidgate.simulator.authority import LIFETIME, LIST_LIFETIME
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.identity_provider import IdentityProvider


def test_the_age_of_keys_and_the_ends_of_anchors_and_lists_are_shown(tmp_path: Path) -> None:
    registry, idp = CollectorRegistry(), CertifiedIdentityProvider(at=AT)
    lists = idp.write_revocation_lists(tmp_path, at=AT)
    entry = idp.issuer_configuration(certificates={"crl_files": lists})
    (tmp_path / "trust.yaml").write_text(json.dumps({"issuers": [entry]}))
    show_trust(IssuerInstruments(registry), build(read_files(tmp_path / "trust.yaml"), read_at=AT))

    def shown(name: str) -> float | None:
        return registry.get_sample_value(f"eidgate_{name}_timestamp_seconds", {"issuer": idp.issuer})

    assert shown("issuer_keys_loaded") == AT.timestamp()
    assert shown("issuer_anchor_expiry") == (AT + LIFETIME).timestamp()
    assert shown("issuer_revocation_list_due") == (AT + LIST_LIFETIME).timestamp()


def test_what_an_issuer_has_no_more_warns_of_nothing(tmp_path: Path) -> None:
    registry, idp = CollectorRegistry(), CertifiedIdentityProvider(at=AT)
    lists = idp.write_revocation_lists(tmp_path, at=AT)
    path, issuers = tmp_path / "trust.json", IssuerInstruments(registry)
    entry = idp.issuer_configuration(certificates={"crl_files": lists})

    def shown() -> dict[str, float | None]:
        return {
            name: registry.get_sample_value(f"eidgate_{name}_timestamp_seconds", {"issuer": idp.issuer})
            for name in ("issuer_keys_loaded", "issuer_anchor_expiry", "issuer_revocation_list_due")
        }

    def trusting(*entries: dict[str, Any]) -> dict[str, float | None]:
        path.write_text(json.dumps({"issuers": entries}))
        show_trust(issuers, build(read_files(path), read_at=AT))
        return shown()

    before = trusting(entry)
    assert math.inf not in before.values()
    without_lists = trusting(idp.issuer_configuration())
    assert without_lists == before | {"issuer_revocation_list_due": math.inf}
    assert set(
        trusting(IdentityProvider(7, issuer="https://another.example").issuer_configuration()).values()
    ) == {math.inf}
    assert trusting(entry) == before


def test_keys_that_were_never_fetched_have_no_age() -> None:
    registry, idp = CollectorRegistry(), IdentityProvider(1)
    entry = idp.issuer_configuration() | {"jwks_uri": "https://idp.example/jwks"}
    del entry["jwks"]
    issuers = IssuerInstruments(registry)
    show_trust(issuers, trust_from(entry))
    issuers.key_refresh_failed(idp.issuer)

    name, labels = "eidgate_issuer_keys_loaded_timestamp_seconds", {"issuer": idp.issuer}
    assert registry.get_sample_value(name, labels) is None
    failures = "eidgate_issuer_key_refresh_failures_total"
    assert registry.get_sample_value(failures, labels) == 1


def test_the_age_is_that_of_the_last_reading() -> None:
    registry, idp = CollectorRegistry(), IdentityProvider(1)
    issuers = IssuerInstruments(registry)
    for hours in (0, 1):
        show_trust(issuers, trust_from(idp.issuer_configuration(), read_at=AT + timedelta(hours=hours)))

    name, labels = "eidgate_issuer_keys_loaded_timestamp_seconds", {"issuer": idp.issuer}
    assert registry.get_sample_value(name, labels) == (AT + timedelta(hours=1)).timestamp()
