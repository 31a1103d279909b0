"""Every reason of the catalogue can be produced, and every forgery of the simulator is really judged."""

from collections import defaultdict

from builders.reason_sources import REGISTRIES, found_registries, sources
from eidgate.core.reason_texts.assertion import ASSERTION_TEXTS
from eidgate.core.reasons import Reason
from eidgate.core.risk.policy_terms import REJECTIONS

LEAST = 50
"""Codes that the catalogue must have at least."""

LATER = {Reason.NONCE_REUSED, Reason.JTI_REPLAYED, Reason.ASSURANCE_TOO_LOW, Reason.AUTHENTICATION_TOO_OLD}
"""Reasons about an assertion that the ledger or the policy finds, because no assertion says it of itself."""


def test_every_reason_is_produced_by_something() -> None:
    produced = {source.reason for source in sources()}
    silent = [reason.value for reason in Reason if reason not in produced]

    assert not silent, f"nothing produces {', '.join(silent)}: add a forgery or a scene, or remove the code"
    assert len(Reason) >= LEAST


def test_every_registry_of_the_simulator_has_a_judge() -> None:
    unjudged = set(found_registries()) - set(REGISTRIES)

    assert not unjudged, f"add to REGISTRIES in builders/reason_sources.py: {', '.join(sorted(unjudged))}"
    assert set(REGISTRIES) <= set(found_registries())


def test_every_entry_of_a_registry_gets_the_reason_that_it_names() -> None:
    for module, entries in found_registries().items():
        for entry in entries:
            verdict = REGISTRIES[module](entry)
            assert getattr(verdict, "reason", None) is entry.reason, f"{module}: {entry.name}: {verdict}"


def test_what_a_step_rejects_for_is_never_allowed_in_an_identity_check() -> None:
    rejected = {source.reason for source in sources() if source.place.startswith("step ")}

    assert rejected == REJECTIONS


def test_every_rejection_names_its_step() -> None:
    places = defaultdict(set)
    for source in sources():
        places[source.reason.value].add(source.place.partition(" ")[0])
    nowhere = [
        code for code in ASSERTION_TEXTS if not {"step", "note"} & places[code] and Reason(code) not in LATER
    ]

    assert not nowhere, f"no step of the procedure was seen to give {', '.join(nowhere)}"
