"""`python -m benchmarks.hostile`: what each hostile size costs the verification procedure, in CPU time.

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
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.forgeries import Forgery, Scene
from eidgate.simulator.hostile_sizes import HOSTILE_SIZES
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider
from eidgate.simulator.world import BANK

BOUND_MS: Final = 5.0
_NOW: Final = SystemClock().now()
_IDP: Final = IdentityProvider(SEED)
_SCENE: Final = Scene(
    identity_provider=_IDP, citizen=AN, request=AuthenticationRequest(audience=BANK.audience, at=_NOW)
)


def cost_ms(size: Forgery, repeats: int) -> float:
    """Return the median CPU milliseconds of one verdict."""
    content = msgspec.json.encode(_IDP.trust_file())
    trust = build(TrustFiles(path=Path("trust.json"), content=content, key_files={}), read_at=_NOW)
    expected = Expected(
        relying_party=BANK.relying_party_id, audience=BANK.audience, nonce=Unchecked.UNCHECKED
    )
    text, taken = Masked(size.forge(_SCENE)), []
    for _ in range(repeats):
        began = time.thread_time()
        verdict = verify(text, trust=trust, expected=expected, at=_NOW)
        taken.append((time.thread_time() - began) * 1000)
        assert isinstance(verdict, Rejected)
        assert verdict.reason is size.reason
    return statistics.median(taken)


@click.command()
@click.option("--repeats", default=200, show_default=True, help="Verdicts a size.")
def main(repeats: int) -> None:
    """Measure every hostile size, and fail when one costs more than the bound."""
    table = Table("size", "reason", "CPU ms")
    costs = {size: cost_ms(size, repeats) for size in HOSTILE_SIZES}
    for size, cost in sorted(costs.items(), key=lambda row: -row[1]):
        table.add_row(size.name, size.reason, f"{cost:.3f}")
    Console().print(table)
    sys.exit(max(costs.values()) > BOUND_MS)


if __name__ == "__main__":
    main()
