"""Which sources were asked and did not answer? A note: what a gap means its own signal says."""

from collections.abc import Iterator

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOTHING, Case, Seen, seen
from eidgate.core.risk.facts import NO_NAME, NO_SIM, Facts
from eidgate.core.risk.signals.assertion_verdict import BLIND


def degraded_sources(case: Case) -> Seen:
    """Find the gaps of a decision, all in one note."""
    gaps = ",".join(sorted(_gaps(case.facts)))
    return seen([case.finding("degraded_sources", Reason.SOURCES_DEGRADED, gaps=gaps)]) if gaps else NOTHING


def _gaps(facts: Facts) -> Iterator[str]:
    if facts.assertion.rejected in BLIND:
        yield "issuer"
    if facts.payee_name is not NO_NAME and facts.payee_name.reading.state.is_gap:
        yield "payee_name"
    if (sim := facts.sim) is NO_SIM:
        return
    readings = (
        ("sim_swap", sim.swap),
        ("sim_device", sim.device_change),
        ("number_recycled", sim.recycled),
        ("call_forwarding", sim.forwarding),
    )
    yield from (name for name, reading in readings if reading.state.is_gap)
