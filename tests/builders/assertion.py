"""A fixed scene for assertion tests: one bank, one payment, one instant, the simulator's issuer."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from msgspec import structs

from eidgate.adapters.trust.snapshot import TrustFiles, build
from eidgate.core.assertion import challenge, transaction_data
from eidgate.core.assertion.challenge import Keyring
from eidgate.core.assertion.expected import Expected, ExpectedNonce, OwnChallenge
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Rejected, Verdict, Verified
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import (
    Instant,
    Instrument,
    InstrumentKind,
    Masked,
    RelyingPartyId,
    TransactionKind,
    Vnd,
)
from eidgate.simulator.citizen import AN, Citizen
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider

AT: Final = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)
AUDIENCE: Final = "https://bank-a.example"
BANK: Final = RelyingPartyId("bank-a")
KEYRING: Final = Keyring(keys={7: bytes(range(32))}, current=7)
PAYER: Final = Instrument(kind=InstrumentKind.ACCOUNT, institution="970436", number="0011001234567")
PAYEE: Final = Instrument(kind=InstrumentKind.ACCOUNT, institution="970418", number="12010001234567")


def payment(**changes: Any) -> str:
    """Build the text of a payment of 4,000,000 VND, changed at will."""
    values: dict[str, Any] = {
        "kind": TransactionKind.TRANSFER_OTHER,
        "amount": Vnd(4_000_000),
        "payer": PAYER,
        "payee": PAYEE,
        "payee_name": "TRAN VAN GIA DINH",
    }
    return transaction_data.payment(**values | changes)


PAYMENT: Final = payment()


def nonce_for(
    text: str = PAYMENT, *, relying_party: RelyingPartyId = BANK, expires_at: Instant | None = None
) -> str:
    """Mint a challenge that is open for 200 seconds from `AT`."""
    return challenge.mint(
        KEYRING, relying_party, text, expires_at or AT + timedelta(seconds=200), bytes(range(16))
    )


NONCE: Final = nonce_for()


def own(nonce: str | None = NONCE) -> OwnChallenge:
    """Expect a challenge of ours."""
    return OwnChallenge(keyring=KEYRING, nonce=nonce)


EXPECTED: Final = Expected(
    relying_party=BANK, audience=AUDIENCE, nonce=own(), transaction_data=(PAYMENT,), hashes_required=False
)


def expecting(nonce: ExpectedNonce | None = None, **changes: Any) -> Expected:
    """Change what is expected."""
    return structs.replace(EXPECTED, **({} if nonce is None else {"nonce": nonce}) | changes)


def request(**changes: Any) -> AuthenticationRequest:
    """Ask for an assertion that satisfies `EXPECTED`."""
    values: dict[str, Any] = {"audience": AUDIENCE, "at": AT, "nonce": NONCE, "transaction_data": (PAYMENT,)}
    return AuthenticationRequest(**values | changes)


def trust_from(*issuers: Mapping[str, Any], read_at: Instant = AT, keys_age: bool = True) -> TrustSnapshot:
    """Build trust from entries as they stand in a file."""
    content = json.dumps({"issuers": list(issuers)}).encode()
    files = TrustFiles(path=Path("trust.json"), content=content, key_files={})
    return build(files, read_at=read_at, keys_age=keys_age)


def trust_in(identity_provider: IdentityProvider, **changes: Any) -> TrustSnapshot:
    """Trust one identity provider, with its configuration changed at will."""
    return trust_from(identity_provider.issuer_configuration() | changes)


def judge(
    assertion: str,
    identity_provider: IdentityProvider,
    expected: Expected = EXPECTED,
    *,
    at: Instant = AT,
    **configuration: Any,
) -> Verdict:
    """Verify against an identity provider's own trust."""
    return verify(
        Masked(assertion), trust=trust_in(identity_provider, **configuration), expected=expected, at=at
    )


def verified(verdict: object) -> Verified:
    """Unwrap an accepted assertion, or fail with the rejection."""
    assert isinstance(verdict, Verified), verdict
    return verdict


def rejected(verdict: object) -> tuple[str, int]:
    """Unwrap a rejection as (reason, step)."""
    assert isinstance(verdict, Rejected), "accepted"
    return verdict.reason, verdict.step


def signed_with(identity_provider: IdentityProvider, citizen: Citizen = AN, /, **claims: Any) -> str:
    """Sign sound claims with some changed; a value of `...` leaves the claim out."""
    changed = identity_provider.claims(citizen, request()) | claims
    kept = {name: value for name, value in changed.items() if value is not ...}
    return identity_provider.key.compact(identity_provider.header(), kept)
