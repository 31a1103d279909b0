"""`python -m benchmarks.hostile`: what each hostile text or chain costs a verification, in CPU time.

The bound is 5 ms. The figures are medians of repeated verdicts in one thread, without the transport: a
request of more than 512 KiB does not come this far (`rpc/interceptors/reading.py`).
"""

import statistics
import sys
import time
from pathlib import Path
from typing import Final

import click
import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.work import SEED
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.trust.snapshot import TrustFiles, build
from eidgate.core.assertion.expected import Expected, Unchecked
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import verify
from eidgate.core.reasons import Reason
from eidgate.core.terms import Masked
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.chain_forgeries import ChainScene
from eidgate.simulator.citizen import AN
from eidgate.simulator.forgeries import Scene
from eidgate.simulator.hostile_chains import HOSTILE_CHAINS
from eidgate.simulator.hostile_sizes import HOSTILE_SIZES
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider
from eidgate.simulator.world import BANK

BOUND_MS: Final = 5.0
_NOW: Final = SystemClock().now()
_REQUEST: Final = AuthenticationRequest(audience=BANK.audience, at=_NOW)
_BY_KEY: Final = IdentityProvider(SEED)
_BY_CHAIN: Final = CertifiedIdentityProvider(SEED, at=_NOW)
_SCENE: Final = Scene(identity_provider=_BY_KEY, citizen=AN, request=_REQUEST)
_CHAIN_SCENE: Final = ChainScene(provider=_BY_CHAIN, citizen=AN, request=_REQUEST)


def cost_ms(text: str, reason: Reason, idp: IdentityProvider, repeats: int) -> float:
    """Return the median CPU milliseconds of one verdict."""
    content = msgspec.json.encode(idp.trust_file())
    trust = build(TrustFiles(path=Path("trust.json"), content=content, key_files={}), read_at=_NOW)
    expected = Expected(
        relying_party=BANK.relying_party_id, audience=BANK.audience, nonce=Unchecked.UNCHECKED
    )
    masked, taken = Masked(text), []
    for _ in range(repeats):
        began = time.thread_time()
        verdict = verify(masked, trust=trust, expected=expected, at=_NOW)
        taken.append((time.thread_time() - began) * 1000)
        assert isinstance(verdict, Rejected)
        assert verdict.reason is reason
    return statistics.median(taken)


def costs(repeats: int) -> dict[tuple[str, Reason], float]:
    """Return what each hostile size and chain costs, by its name and the reason that it gets."""
    found = {
        (size.name, size.reason): cost_ms(size.forge(_SCENE), size.reason, _BY_KEY, repeats)
        for size in HOSTILE_SIZES
    }
    return found | {
        (chain.name, chain.reason): cost_ms(chain.forge(_CHAIN_SCENE), chain.reason, _BY_CHAIN, repeats)
        for chain in HOSTILE_CHAINS
    }


@click.command()
@click.option("--repeats", default=200, show_default=True, help="Verdicts a size.")
def main(repeats: int) -> None:
    """Measure every hostile size, and fail when one costs more than the bound."""
    table = Table("size", "reason", "CPU ms")
    measured = costs(repeats)
    for (name, reason), cost in sorted(measured.items(), key=lambda row: -row[1]):
        table.add_row(name, reason, f"{cost:.3f}")
    Console().print(table)
    sys.exit(max(measured.values()) > BOUND_MS)


if __name__ == "__main__":
    main()
