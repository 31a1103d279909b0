"""Rotation under load: keys, anchors and the server's own certificate change, and no call fails."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from eidgate.adapters.randomness import SystemRandomness
from eidgate.cli.demo.stage import SEED, Stage
from eidgate.client import Client, ClientCertificates, RetryPolicy, connect
from eidgate.simulator.certificates import ensure_certificates
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.identity_provider import AuthenticationRequest
from eidgate.simulator.world import SHOP, certificate_names
from eidgate.v1 import common_pb2, decision_pb2
from eidgate.v1 import verification_service_pb2 as verification

pytestmark = pytest.mark.slow

PATIENCE = timedelta(seconds=40)
"""The server looks at its trust every 5 s and at its certificate every 2 s."""

ONCE = RetryPolicy(attempts=1, patience=PATIENCE)

RELOADED = 'eidgate_config_reloads_total{file="certificates",result="applied"}'


@dataclass(kw_only=True)
class Load:
    """Callers that check identities without a pause and try nothing twice: a failure is not covered up.

    One by key id and one by certificates, each on a connection that stays; and one that connects for each
    call anew, so that some handshake meets every moment of a change.
    """

    stage: Stage
    signer: CertifiedIdentityProvider
    answers: list[str] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    signing: threading.Lock = field(default_factory=threading.Lock)

    def call(self, shop: Client, signer: CertifiedIdentityProvider, *, by_key_id: bool) -> str:
        """Check one identity; returns the reasons, or nothing when it was accepted."""
        nonce = shop.create_challenge(verification.CreateChallengeRequest()).challenge.nonce
        request = verification.VerifyAssertionRequest(
            request_id=str(UUID(bytes=SystemRandomness().bytes(16), version=4)),
            assertion=common_pb2.Assertion(jwt=self._issue(signer, nonce, by_key_id=by_key_id)),
            challenge=nonce,
        )
        decision = shop.verify_assertion(request).response.decision
        if decision.outcome == decision_pb2.OUTCOME_ALLOW:
            return ""
        return ",".join(finding.reason for finding in decision.findings)

    def _issue(self, signer: CertifiedIdentityProvider, nonce: str, *, by_key_id: bool) -> str:
        wanted = AuthenticationRequest(audience=SHOP.audience, at=self.stage.clock.now(), nonce=nonce)
        with self.signing:
            claims = signer.claims(self.stage.world.customer(1).citizen, wanted)
        kid = {"alg": "ES256", "typ": "JWT", "kid": signer.key.key_id}
        return signer.key.compact(kid if by_key_id else signer.header(), claims)

    def connect(self) -> Client:
        """Connect as the shop."""
        made, name = self.stage.installation.certificates, SHOP.relying_party_id
        own = ClientCertificates(ca=made.authority, certificate=made.certificate(name), key=made.key(name))
        return connect(self.stage.target, certificates=own, deadline=PATIENCE, retry=ONCE)

    def stay(self, *, by_key_id: bool) -> None:
        """Call on one connection until it is over."""
        with self.connect() as shop:
            while not self.over.is_set():
                self._note(shop, by_key_id=by_key_id)

    def come_and_go(self) -> None:
        """Connect for each call until it is over."""
        while not self.over.is_set():
            with self.connect() as shop:
                self._note(shop, by_key_id=True)
            self.connections += 1

    def _note(self, shop: Client, *, by_key_id: bool) -> None:
        try:
            self.answers.append(self.call(shop, self.signer, by_key_id=by_key_id))
        except Exception as error:  # noqa: BLE001 - whatever a caller meets is the finding
            self.errors.append(error)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keep calling meanwhile."""
        callers = [threading.Thread(target=self.stay, kwargs={"by_key_id": by}) for by in (True, False)]
        callers.append(threading.Thread(target=self.come_and_go))
        for caller in callers:
            caller.start()
        try:
            yield
        finally:
            self.over.set()
            for caller in callers:
                caller.join()

    def go_on(self, calls: int = 20) -> None:
        """Wait for so many more answers."""
        wanted = len(self.answers) + calls
        wait_until(lambda: len(self.answers) >= wanted or bool(self.errors))


def wait_until(holds: Callable[[], bool]) -> None:
    latest = time.monotonic() + PATIENCE.total_seconds()
    while not holds():
        assert time.monotonic() < latest, "it never held"
        time.sleep(0.2)


def publish(folder: Path, *providers: CertifiedIdentityProvider) -> None:
    """Let all of them speak for the issuer: their keys in one set, their roots in one list of anchors."""
    keys = [jwk for provider in providers for jwk in provider.jwks()["keys"]]
    entry = providers[-1].issuer_configuration(jwks_file="jwks.json")
    entry["anchors_pem"] = "".join(provider.root.pem for provider in providers)
    for name, content in (("jwks.json", {"keys": keys}), ("issuers.json", {"issuers": [entry]})):
        aside = folder / f"{name}.new"
        aside.write_text(json.dumps(content))
        aside.replace(folder / name)


def renew_server_certificate(stage: Stage) -> None:
    certificates = stage.installation.certificates
    certificates.certificate("server").unlink()
    directory = certificates.directory
    ensure_certificates(directory, at=stage.clock.now(), relying_parties=certificate_names())


def served_certificate(stage: Stage) -> str:
    """What the server shows in a handshake of now."""
    host, _, port = stage.target.rpartition(":")
    return ssl.get_server_certificate((host, int(port)))


def test_keys_anchors_and_the_servers_certificate_rotate_without_a_failed_call(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    before, after = (CertifiedIdentityProvider(seed, at=stage.clock.now()) for seed in (SEED, SEED + 1))
    stage.identity_provider = before
    with stage:
        load, probe = Load(stage=stage, signer=before), stage.client(SHOP)
        with load.running():
            load.go_on()
            shown, connected = served_certificate(stage), load.connections
            publish(tmp_path, before, after)
            renew_server_certificate(stage)
            for by_key_id in (True, False):
                wait_until(lambda by=by_key_id: not load.call(probe, after, by_key_id=by))  # type: ignore[misc]
            load.go_on()

            load.signer = after
            load.go_on()
            publish(tmp_path, after)
            wait_until(lambda: load.call(probe, before, by_key_id=True) == "ISSUER_KEY_UNKNOWN")
            wait_until(lambda: load.call(probe, before, by_key_id=False) == "CERTIFICATE_NOT_TRUSTED")
            wait_until(lambda: stage.metrics()[RELOADED] >= 1)
            wait_until(lambda: served_certificate(stage) != shown)
            assert not load.call(stage.client(SHOP), after, by_key_id=False)
            load.go_on()
            served = served_certificate(stage)

    assert load.errors == []
    assert set(load.answers) == {""}
    assert load.connections > connected
    written = stage.installation.certificates.certificate("server").read_text()
    assert served.strip() == written.strip()
