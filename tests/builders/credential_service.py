"""A real service on SQLite whose one issuer also issues credentials; the clock is set by the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from json import dumps
from pathlib import Path
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from builders.fixed_policies import FixedPolicies
from builders.stores import write_migrated
from eidgate.adapters.calendars import load_working_days
from eidgate.adapters.look_ups import SharedLookUps
from eidgate.adapters.observers import FanOut
from eidgate.adapters.policies import load_policy
from eidgate.adapters.policy_worlds import YamlPolicyReader
from eidgate.adapters.program import PROGRAM
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.storage.list_spool import DiskSpool
from eidgate.adapters.storage.open import open_store
from eidgate.adapters.trust.files import FileTrust
from eidgate.app.service import ReceiptKeys, Service
from eidgate.core.assertion.challenge import Keyring
from eidgate.core.errors import ConfigurationError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instant
from eidgate.core.transparency.receipt_key import ReceiptKey
from eidgate.rpc.call import Call
from eidgate.rpc.verification import VerificationServicer
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.identity_provider import IdentityProvider

NOON = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)


class SetClock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.at: Instant = NOON

    def now(self) -> Instant:
        return self.at


class SeededRandomness:
    """Bytes from a seed."""

    def __init__(self) -> None:
        self._random = Random(7)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


class CredentialScene:
    """The service, its issuer and its servicer; `call` asks as if over the wire."""

    def __init__(self, service: Service, clock: SetClock, trust: FileTrust, trust_path: Path) -> None:
        self.service, self.clock, self.trust, self.trust_path = service, clock, trust, trust_path
        self.issuer = CredentialIssuer(IdentityProvider(7))
        self.servicer = VerificationServicer(service)

    def call(self, method: str, request: Any, caller: RelyingParty) -> Any:
        call = Call(
            method=f"eidgate.v1.VerificationService/{method}",
            relying_party=caller,
            remaining=timedelta(seconds=5),
            received=request.SerializeToString(deterministic=True),
            new_correlation_id=lambda: "c",
            owe=lambda party, calls: None,
        )
        return getattr(self.servicer, method)(request, call)


@contextmanager
def credential_scene(folder: Path, **sd_jwt: Any) -> Iterator[CredentialScene]:
    """Build the scene; `sd_jwt` changes that block of the issuer's configuration."""

    def fail(error: ConfigurationError) -> None:
        raise error

    clock, path = SetClock(), folder / "issuers.json"
    entry = CredentialIssuer(IdentityProvider(7)).configuration()
    path.write_text(dumps({"issuers": [entry | {"sd_jwt": entry["sd_jwt"] | sd_jwt}]}))
    trust = FileTrust(path, clock=clock, on_failure=fail)
    store = open_store(write_migrated(folder / "ledger.db"))
    service = Service(
        ledger=store.ledger,
        bindings=store.bindings,
        watchlist=store.watchlist,
        lists=store.lists,
        look_ups=SharedLookUps(lambda _: [0.0]),
        payee_checks=SharedLookUps(lambda _: [0.0]),
        spool=lambda: DiskSpool(store.lists.order),
        holds=store.holds,
        alerts=store.alerts,
        transfers=store.transfers,
        traces=store.traces,
        reports=store.reports,
        records=store.records,
        trust=trust,
        clock=clock,
        randomness=SeededRandomness(),
        observer=FanOut(()),
        regulation=load_regulation(),
        working_days=load_working_days(),
        policies=FixedPolicies(lambda _: load_policy("vn-bank")),
        policy_store=store.policies,
        shadow_store=store.shadows,
        past_decisions=store.past_decisions,
        policy_reader=YamlPolicyReader(load_regulation()),
        challenge_keys=Keyring(keys={1: bytes(range(32))}, current=1),
        receipt_keys=ReceiptKeys(current="r1", keys={"r1": ReceiptKey(Ed25519PrivateKey.generate())}),
        program=PROGRAM,
    )
    try:
        yield CredentialScene(service, clock, trust, path)
    finally:
        store.close()
