"""The note that names the sources which did not answer."""

import pytest

from builders.desk_scenes import named
from builders.facts import decided, facts, found, rejected
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import SimFacts
from eidgate.core.risk.outcome import Outcome

GAP = Reading(state=SignalState.UNAVAILABLE)


def test_every_gap_is_in_one_note() -> None:
    of = facts(
        assertion=rejected(Reason.STATUS_UNAVAILABLE),
        payee_name=named(None, SignalState.STALE),
        sim=SimFacts(swap=GAP, device_change=GAP, recycled=GAP, forwarding=GAP),
    )
    finding = found(of)[Reason.SOURCES_DEGRADED]
    gaps = ["call_forwarding", "issuer", "number_recycled", "payee_name", "sim_device", "sim_swap"]
    assert (finding.outcome, finding.evidence) == (Outcome.ALLOW, {"gaps": ",".join(gaps)})


@pytest.mark.parametrize("reason", [Reason.SIGNATURE_INVALID, Reason.ASSERTION_EXPIRED])
def test_a_rejection_for_a_fault_is_no_gap(reason: Reason) -> None:
    assert Reason.SOURCES_DEGRADED not in found(facts(assertion=rejected(reason)))


def test_no_gap_is_no_note() -> None:
    quiet = facts(sim=SimFacts(swap=Reading(state=SignalState.NOT_OBSERVED)))
    assert not found(quiet, "degraded_sources")
    assert not found(facts(), "degraded_sources")
    assert decided(quiet).gaps == ()
