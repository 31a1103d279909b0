"""`python -m benchmarks.hostile`: what each hostile text, presentation or chain costs, in CPU time.

The bound is 5 ms. The figures are medians of repeated verdicts in one thread, without the transport: a
request of more than 512 KiB does not come this far (`rpc/interceptors/reading.py`).
"""

import statistics
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from rich.console import Console
from rich.table import Table

from benchmarks.work import SEED
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.trust.snapshot import TrustFiles, build
from eidgate.core.assertion.expected import Expected, Unchecked
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import verify
from eidgate.core.reasons import Reason
from eidgate.core.terms import Masked
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.chain_forgeries import ChainScene
from eidgate.simulator.citizen import AN
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.forgeries import Scene
from eidgate.simulator.hostile_chains import HOSTILE_CHAINS
from eidgate.simulator.hostile_presentations import HOSTILE_PRESENTATIONS
from eidgate.simulator.hostile_sizes import HOSTILE_SIZES
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider
from eidgate.simulator.sd_jwt_scene import SdJwtScene
from eidgate.simulator.world import BANK

BOUND_MS: Final = 5.0
_REVOKED: Final = 100_000
"""Entries of a revocation list of 3.5 MiB; files of 4 MiB are read."""

_NOW: Final = SystemClock().now()
_REQUEST: Final = AuthenticationRequest(audience=BANK.audience, at=_NOW)
_BY_KEY: Final = IdentityProvider(SEED)
_BY_CHAIN: Final = CertifiedIdentityProvider(SEED, at=_NOW)
_BY_WALLET: Final = CredentialIssuer(_BY_KEY)
_SCENE: Final = Scene(identity_provider=_BY_KEY, citizen=AN, request=_REQUEST)
_CHAIN_SCENE: Final = ChainScene(provider=_BY_CHAIN, citizen=AN, request=_REQUEST)
_SD_JWT_SCENE: Final = SdJwtScene(issuer=_BY_WALLET, citizen=AN, request=_REQUEST)


class Case(NamedTuple):
    """What is judged, under which trust, and the reason that it gets."""

    name: str
    reason: Reason
    text: str
    trust: TrustSnapshot


def cases() -> Iterator[Case]:
    """Make every hostile size, presentation and chain, and a revoked leaf under a long list."""
    by_key, by_chain = (_trust(each.issuer_configuration()) for each in (_BY_KEY, _BY_CHAIN))
    by_wallet = _trust(_BY_WALLET.configuration())
    for size in HOSTILE_SIZES:
        yield Case(size.name, size.reason, size.forge(_SCENE), by_key)
    for one in HOSTILE_PRESENTATIONS:
        yield Case(one.name, one.reason, one.forge(_SD_JWT_SCENE), by_wallet)
    for chain in HOSTILE_CHAINS:
        yield Case(chain.name, chain.reason, chain.forge(_CHAIN_SCENE), by_chain)
    revoked, sound = Reason.CERTIFICATE_REVOKED, _BY_CHAIN.issue(AN, _REQUEST)
    yield Case("revoked leaf, one of 100,000", revoked, sound, _with_long_list())


def _trust(entry: dict[str, Any], **files: bytes) -> TrustSnapshot:
    content = msgspec.json.encode({"issuers": [entry]})
    named = {Path(name): text for name, text in files.items()}
    return build(TrustFiles(path=Path("trust.json"), content=content, key_files=named), read_at=_NOW)


def _with_long_list() -> TrustSnapshot:
    entry = _BY_CHAIN.issuer_configuration(certificates={"crl_files": ["root", "issuing"]})
    return _trust(entry, root=_BY_CHAIN.root.revocation_list(at=_NOW), issuing=_long_list())


def _long_list() -> bytes:
    others = (1 << 120 | number for number in range(_REVOKED - 1))
    entry = x509.RevokedCertificateBuilder().revocation_date(_NOW)
    revoked = [
        entry.serial_number(number).build() for number in (*others, _BY_CHAIN.leaf.certificate.serial_number)
    ]
    authority = _BY_CHAIN.intermediate
    builder = x509.CertificateRevocationListBuilder(
        authority.certificate.subject, _NOW, _NOW + timedelta(days=1), revoked_certificates=revoked
    )
    return builder.sign(authority.key, hashes.SHA256()).public_bytes(Encoding.DER)


def cost_ms(case: Case, repeats: int) -> float:
    """Return the median CPU milliseconds of one verdict."""
    expected = Expected(
        relying_party=BANK.relying_party_id, audience=BANK.audience, nonce=Unchecked.UNCHECKED
    )
    masked, taken = Masked(case.text), []
    for _ in range(repeats):
        began = time.thread_time()
        verdict = verify(masked, trust=case.trust, expected=expected, at=_NOW)
        taken.append((time.thread_time() - began) * 1000)
        assert isinstance(verdict, Rejected)
        assert verdict.reason is case.reason, case.name
    return statistics.median(taken)


def costs(repeats: int) -> dict[tuple[str, Reason], float]:
    """Return what each case costs, by its name and the reason that it gets."""
    return {(case.name, case.reason): cost_ms(case, repeats) for case in cases()}


@click.command()
@click.option("--repeats", default=200, show_default=True, help="Verdicts of each.")
def main(repeats: int) -> None:
    """Measure every one, and fail when one costs more than the bound."""
    table = Table("size", "reason", "CPU ms")
    measured = costs(repeats)
    for (name, reason), cost in sorted(measured.items(), key=lambda row: -row[1]):
        table.add_row(name, reason, f"{cost:.3f}")
    Console().print(table)
    sys.exit(max(measured.values()) > BOUND_MS)


if __name__ == "__main__":
    main()
