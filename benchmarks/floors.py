"""The floors below one decision: the signature check alone, and the whole assertion procedure."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from benchmarks import bodies
from benchmarks.work import SEED
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.secret_keys import load_challenge_keys
from eidgate.adapters.trust.files import FileTrust
from eidgate.app.challenge import transaction_data
from eidgate.core.assertion import base64url
from eidgate.core.assertion.expected import Expected, OwnChallenge
from eidgate.core.assertion.verdict import Verified
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.rpc.wire import requests
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import CHALLENGE_KEYS, Installation
from eidgate.simulator.world import BANK
from eidgate.v1.verification_service_pb2 import VerifyTransactionRequest


def es256_us(paths: Path, core: int) -> float:
    """Return the CPU microseconds of one ES256 verification, the library's call and nothing else."""
    key = IdentityProvider(SEED).key.private_key.public_key()
    assert isinstance(key, EllipticCurvePublicKey)
    signed = [_raw(request.assertion.jwt) for request in _requests(paths)]
    algorithm = ECDSA(SHA256())
    return _cpu_us([lambda one=one: key.verify(*one, algorithm) for one in signed], core)


def procedure_us(paths: Path, core: int, installation: Installation) -> float:
    """Return the CPU microseconds of the whole procedure of `core.assertion.verify`, signature included."""
    clock = SystemClock()
    trust = FileTrust(installation.folder / "issuers.json", clock=clock, on_failure=_refuse).current()
    keyring, now = load_challenge_keys(installation.folder / CHALLENGE_KEYS), clock.now()

    def check(jwt: str, expected: Expected) -> None:
        assert isinstance(verify(Masked(jwt), trust=trust, expected=expected, at=now), Verified)

    asked = []
    for request in _requests(paths):
        data = transaction_data(requests.transaction(request.transaction))
        expected = Expected(
            relying_party=BANK.relying_party_id,
            audience=BANK.audience,
            nonce=OwnChallenge(keyring=keyring, nonce=request.challenge),
            transaction_data=(data,),
        )
        asked.append(lambda jwt=request.assertion.jwt, expected=expected: check(jwt, expected))
    return _cpu_us(asked, core)


def _cpu_us(acts: Sequence[Callable[[], object]], core: int) -> float:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        began = time.thread_time()
        for act in acts:
            act()
        return (time.thread_time() - began) / len(acts) * 1e6
    finally:
        os.sched_setaffinity(0, before)


def _requests(path: Path) -> list[VerifyTransactionRequest]:
    return [VerifyTransactionRequest.FromString(body) for body in bodies.read(path)]


def _raw(jwt: str) -> tuple[bytes, bytes]:
    signing_input, _, signature = jwt.rpartition(".")
    raw = base64url.decode(signature.encode())
    half = len(raw) // 2
    return encode_dss_signature(
        int.from_bytes(raw[:half]), int.from_bytes(raw[half:])
    ), signing_input.encode()


def _refuse(error: Exception) -> None:
    raise error
