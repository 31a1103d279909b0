"""SD-JWT VC with 10 disclosures and a KB-JWT: the whole procedure against its two raw signature checks.

`python -m benchmarks.credentials` prints both and their ratio (target: at most 1.5), for presentations one
after the other and for 16 at a time, stretch by stretch, as a busy server verifies them. Every presentation
has a holder key of its own, as in service; CPU time of this thread, warm, the least of several rounds.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from msgspec import json

from benchmarks.meter import warm_us
from eidgate.adapters.trust.snapshot import TrustFiles, build
from eidgate.core.assertion import base64url
from eidgate.core.assertion.challenge import Keyring, mint
from eidgate.core.assertion.expected import Expected, OwnChallenge
from eidgate.core.assertion.transaction_data import action
from eidgate.core.assertion.verdict import Verified
from eidgate.core.assertion.verify import verify, verifying
from eidgate.core.stretches import finish_each
from eidgate.core.terms import Masked, RelyingPartyId, TransactionKind
from eidgate.simulator.citizen import AN
from eidgate.simulator.credential_wallet import CredentialWallet
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.disclosures import disclosure
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider, Levels
from eidgate.simulator.signing import SigningKey, signing_key

AT = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
BANK = RelyingPartyId("bank-one")
AUDIENCE = "https://bank-one.eidgate.example"
KEYRING = Keyring(keys={1: bytes(range(32))}, current=1)
AGREED = action(kind=TransactionKind.LOGIN)
DISCLOSURES = 10
PRESENTATIONS = 48
TOGETHER = 16
"""What a server's batches hold with 48 calls under way (ADR 0080)."""
ROUNDS = 61


class Presentation(NamedTuple):
    """One presentation, its nonce, and the keys that signed its two JWTs."""

    text: str
    nonce: str
    keys: tuple[SigningKey, SigningKey]


class Measured(NamedTuple):
    """CPU microseconds for one presentation."""

    two_checks: float
    procedure: float
    together: float


def measure() -> Measured:
    issuer = CredentialIssuer(IdentityProvider(1))
    presentations = [_presentation(issuer, number) for number in range(PRESENTATIONS)]
    checks = [check for one in presentations for check in _raw_checks(one)]
    alone = _verifications(issuer, presentations, at_a_time=1)
    together = _verifications(issuer, presentations, at_a_time=TOGETHER)
    rounds = [(_turn(checks), _turn(alone), _turn(together)) for _ in range(ROUNDS)]
    return Measured(*map(min, zip(*rounds, strict=True)))


def _turn(calls: Sequence[Callable[[], object]]) -> float:
    return warm_us(calls, each=PRESENTATIONS)


def _presentation(issuer: CredentialIssuer, number: int) -> Presentation:
    key = signing_key("ES256", f"holder {number}")
    found = issuer.disclosures(AN)
    more = [f"more {n}" for n in range(DISCLOSURES - len(found))]
    found |= {name: disclosure(f"{number} {name}", "a value", name) for name in more}
    credential = issuer.sign(issuer.open_claims(AN, key, at=AT, levels=Levels()), found)
    nonce = mint(KEYRING, BANK, AGREED, AT + timedelta(seconds=200), number.to_bytes(16))
    asked = AuthenticationRequest(audience=AUDIENCE, at=AT, nonce=nonce, transaction_data=(AGREED,))
    text = CredentialWallet(credential=credential, key=key).answer(asked)
    return Presentation(text, nonce, (issuer.identity_provider.key, key))


def _raw_checks(one: Presentation) -> list[Callable[[], object]]:
    scheme, parts = ECDSA(SHA256()), one.text.split("~")
    checks: list[Callable[[], object]] = []
    for text, key in zip((parts[0], parts[-1]), one.keys, strict=True):
        content, _, spelt = text.encode().rpartition(b".")
        octets, public = base64url.decode(spelt), key.private_key.public_key()
        der = encode_dss_signature(int.from_bytes(octets[:32]), int.from_bytes(octets[32:]))
        checks.append(partial(public.verify, der, content, scheme))
    return checks


def _verifications(
    issuer: CredentialIssuer, presentations: list[Presentation], *, at_a_time: int
) -> list[Callable[[], object]]:
    files = TrustFiles(path=Path("trust.json"), content=json.encode(issuer.trust_file()), key_files={})
    trust = build(files, read_at=AT)

    asked = [(Masked(one.text), _expected(one)) for one in presentations]

    def run_alone(assertion: Masked, expected: Expected) -> None:
        assert isinstance(verify(assertion, trust=trust, expected=expected, at=AT), Verified)

    def run(several: Sequence[tuple[Masked, Expected]]) -> None:
        verdicts = finish_each(
            verifying(assertion, trust=trust, expected=expected, at=AT) for assertion, expected in several
        )
        assert all(isinstance(verdict, Verified) for verdict in verdicts)

    if at_a_time == 1:
        return [partial(run_alone, *one) for one in asked]
    starts = range(0, len(asked), at_a_time)
    return [partial(run, asked[start : start + at_a_time]) for start in starts]


def _expected(one: Presentation) -> Expected:
    own = OwnChallenge(keyring=KEYRING, nonce=one.nonce)
    return Expected(relying_party=BANK, audience=AUDIENCE, nonce=own, transaction_data=(AGREED,))


if __name__ == "__main__":
    two_checks, procedure, together = measure()
    print(f"two ES256 checks       {two_checks:4.0f} us CPU")
    print(f"procedure, one by one  {procedure:4.0f} us, ratio {procedure / two_checks:.2f} (target 1.5)")
    print(f"procedure, {TOGETHER} together {together:4.0f} us, ratio {together / two_checks:.2f}")
