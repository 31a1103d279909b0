"""A compact JWS that agrees to a payment: the whole procedure against its raw ES256 check.

`python -m benchmarks.verification` prints both and their ratio (target: at most 1.35), for assertions one
after the other and for 16 at a time, stretch by stretch, as a busy server verifies them. CPU time of this
thread, warm; the three alternate, and each figure is the least of its rounds, for whatever else runs on the
machine only adds to it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from msgspec import json

from benchmarks.meter import warm_us
from eidgate.adapters.trust.snapshot import TrustFiles, build
from eidgate.core.assertion import base64url
from eidgate.core.assertion.challenge import Keyring, mint
from eidgate.core.assertion.expected import Expected, OwnChallenge
from eidgate.core.assertion.transaction_data import payment
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Verified
from eidgate.core.assertion.verify import verify, verifying
from eidgate.core.stretches import finish_each
from eidgate.core.terms import Instrument, InstrumentKind, Masked, RelyingPartyId, TransactionKind, Vnd
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider

AT: Final = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
BANK: Final = RelyingPartyId("bank-one")
AUDIENCE: Final = "https://bank-one.eidgate.example"
KEYRING: Final = Keyring(keys={1: bytes(range(32))}, current=1)
PAYER: Final = Instrument(kind=InstrumentKind.ACCOUNT, institution="970400", number="0001234567890")
PAYEE: Final = Instrument(kind=InstrumentKind.ACCOUNT, institution="970499", number="9990001112223")
ASSERTIONS: Final = 48
TOGETHER: Final = 16
"""What a server's batches hold with 48 calls under way (ADR 0080)."""
ROUNDS: Final = 101


class Presented(NamedTuple):
    """One assertion and what it must match."""

    assertion: Masked
    expected: Expected


class Measured(NamedTuple):
    """CPU microseconds of one assertion: its check alone, and the procedure both ways."""

    check: float
    procedure: float
    together: float


def measure(*, rounds: int = ROUNDS) -> Measured:
    """Alternate the three over assertions that differ in everything but their header."""
    provider = IdentityProvider(1)
    presented = [_present(provider, number) for number in range(ASSERTIONS)]
    checks = [_raw_check(provider, one) for one in presented]
    files = TrustFiles(path=Path("trust.json"), content=json.encode(provider.trust_file()), key_files={})
    trust = build(files, read_at=AT)
    alone = [_procedure(trust, [one]) for one in presented]
    together = [_procedure(trust, presented[n : n + TOGETHER]) for n in range(0, ASSERTIONS, TOGETHER)]
    taken = [(_turn(checks), _turn(alone), _turn(together)) for _ in range(rounds)]
    return Measured(*map(min, zip(*taken, strict=True)))


def _turn(calls: Sequence[Callable[[], object]]) -> float:
    return warm_us(calls, each=ASSERTIONS)


def _present(provider: IdentityProvider, number: int) -> Presented:
    agreed = payment(
        kind=TransactionKind.TRANSFER_OTHER,
        amount=Vnd(12_000_000 + number),
        payer=PAYER,
        payee=PAYEE,
        payee_name="TRAN THI B",
    )
    nonce = mint(KEYRING, BANK, agreed, AT + timedelta(seconds=200), number.to_bytes(16))
    asked = AuthenticationRequest(audience=AUDIENCE, at=AT, nonce=nonce, transaction_data=(agreed,))
    own = OwnChallenge(keyring=KEYRING, nonce=nonce)
    expected = Expected(relying_party=BANK, audience=AUDIENCE, nonce=own, transaction_data=(agreed,))
    return Presented(Masked(provider.issue(AN, asked)), expected)


def _raw_check(provider: IdentityProvider, one: Presented) -> Callable[[], object]:
    content, _, spelt = one.assertion.reveal().encode().rpartition(b".")
    octets, public, scheme = base64url.decode(spelt), provider.key.private_key.public_key(), ECDSA(SHA256())
    der = encode_dss_signature(int.from_bytes(octets[:32]), int.from_bytes(octets[32:]))
    return lambda: public.verify(der, content, scheme)


def _procedure(trust: TrustSnapshot, several: Sequence[Presented]) -> Callable[[], object]:
    def run() -> None:
        verdicts = finish_each(
            verifying(one.assertion, trust=trust, expected=one.expected, at=AT) for one in several
        )
        assert all(isinstance(verdict, Verified) for verdict in verdicts)

    def run_alone() -> None:
        (one,) = several
        assert isinstance(verify(one.assertion, trust=trust, expected=one.expected, at=AT), Verified)

    return run if len(several) > 1 else run_alone


if __name__ == "__main__":
    check, one_by_one, together = measure()
    print(f"ES256 check            {check:4.0f} us CPU")
    print(f"procedure, one by one  {one_by_one:4.0f} us, ratio {one_by_one / check:.2f} (target 1.35)")
    print(f"procedure, {TOGETHER} together {together:4.0f} us, ratio {together / check:.2f}")
