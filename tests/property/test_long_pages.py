"""A page is no longer than a client takes, whatever it lists: nothing is taken for less than it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builders.ledger import binding, unit
from builders.service import NOON, Scene, scene_in
from eidgate.app import binding_decisions, bindings, decisions, paging, policies
from eidgate.app.bindings import list_bindings
from eidgate.app.decisions import ALL, Wanted, list_decisions
from eidgate.app.paging import LARGEST_PAGE, MOST_BYTES
from eidgate.app.policies import PolicyShown
from eidgate.core.reasons import Reason
from eidgate.core.risk import lifecycle
from eidgate.core.risk.lifecycle import PolicyAct, PolicyEvent, PolicyVersion
from eidgate.core.risk.outcome import Cited, Finding, Outcome
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, PolicyName, SubjectId
from eidgate.core.transparency.canonical import canonical
from eidgate.ports import Weighed
from eidgate.rpc.wire.bindings import binding_message
from eidgate.rpc.wire.decisions import decision_message
from eidgate.rpc.wire.policies import policy_message
from eidgate.simulator.world import BANK
from eidgate.v1.verification_service_pb2 import ListDecisionsResponse

RULES, TEXT, PAGES = 200, 300, 4
"""What a policy's own rules may be and say at most (`MAX_RULES`, `MAX_TEXT`)."""
WIDE = "\U0001f600"
"""A character of four bytes."""


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        made.bind()
        yield made


def longest(record: DecisionRecord, number: int, evidence: Mapping[str, str]) -> DecisionRecord:
    """A decision in which every rule of a long policy found something."""
    found = tuple(
        Finding(
            reason=Reason.RULE_MATCHED,
            outcome=Outcome.ALLOW,
            signal="custom_rules",
            evidence=evidence,
            cited=Cited(rule=f"r-{one}", version=1, code=f"OWN_{one}", vi=WIDE * TEXT, en="x" * TEXT),
        )
        for one in range(RULES)
    )
    decision = replace(record.decision, findings=found)
    return replace(record, name=DecisionName(f"decisions/long{number}"), decision=decision)


def keep(scene: Scene, record: DecisionRecord) -> None:
    weighed = Weighed(
        name=record.name,
        record=canonical(record),
        outcome=record.decision.outcome.name,
        index={decisions.KIND: "transfer_other"},
        entry=None,
        alerts=(),
    )
    scene.store.ledger.decide(unit(record.name, claim=scene.request(), weigh=lambda _: weighed))


@pytest.mark.parametrize("wanted", [ALL, Wanted(outcome=Outcome.ALLOW)])
def test_pages_of_long_decisions_give_each_once_and_none_is_too_long(scene: Scene, wanted: Wanted) -> None:
    first = scene.pay().record
    made = [longest(first, number, {"rule": "r"}) for number in range(PAGES * 12)]
    for one in made:
        keep(scene, one)
    found: list[str] = []
    token, pages = "", 0
    while token or not pages:
        page = list_decisions(BANK, LARGEST_PAGE, token, scene.service, wanted)
        message = ListDecisionsResponse(decisions=[decision_message(one) for one in page.answers])
        assert 0 < message.ByteSize() <= MOST_BYTES
        found += [one.record.name for one in page.answers]
        token, pages = page.next_page_token, pages + 1
    assert found == [first.name, *(one.name for one in made)]
    assert pages >= PAGES - 1


def taken_for(texts: Iterator[str], beside: int) -> int:
    """What `fitting` takes a thing for."""
    return beside + sum(len(text.encode()) + paging._FRAME for text in texts)


def test_a_decision_is_no_longer_than_it_is_taken_for(scene: Scene) -> None:
    short = scene.pay().record
    every = tuple(Finding(reason=one, outcome=Outcome.DENY, signal="x" * 40) for one in Reason)
    catalogue = replace(short, decision=replace(short.decision, findings=every))
    for record in (short, catalogue, longest(short, 1, {"k" * 40: WIDE * 40})):
        size = decision_message(replace(scene.pay(), record=record)).ByteSize()
        assert size <= taken_for(decisions.texts_of(record), decisions._BESIDE)


def test_a_binding_is_no_longer_than_it_is_taken_for() -> None:
    made = binding("b" * 60)
    long = replace(
        made,
        subject_id=SubjectId(WIDE * 255),
        reason=WIDE * 500,
        changed_by="bank-one/" + "x" * 60,
        instrument=replace(made.instrument, number="9" * 34),
    )
    assert binding_message(long).ByteSize() <= taken_for(bindings.texts_of(long), bindings.BESIDE)


def test_a_version_of_a_policy_is_no_longer_than_it_is_taken_for() -> None:
    acts = [PolicyAct.PROPOSE, *(PolicyAct.SHADOW, PolicyAct.END_SHADOW) * 100]
    events = tuple(
        PolicyEvent(act=one, actor="risk/an", at=NOON, effective_at=NOON, note=WIDE * 500) for one in acts
    )
    version = PolicyVersion(
        name=PolicyName("policies/" + "x" * 60),
        line="vn-bank",
        version="1",
        digest="d" * 64,
        approvals_needed=1,
        events=events,
    )
    size = policy_message(PolicyShown(version=version, in_force=True)).ByteSize()
    assert size <= taken_for(lifecycle.texts_of(version), policies._BESIDE)


def test_bindings_and_their_versions_end_a_page_by_their_bytes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No binding that the contract allows is so long; the bound is there all the same."""
    for number in range(3):
        scene.bind(scene.world.customer(10 + number))
    for module in (bindings, binding_decisions):
        monkeypatch.setattr(module, "BESIDE", MOST_BYTES // 2)
    first = list_bindings(BANK, None, 0, "", scene.service)
    second = list_bindings(BANK, None, 0, first.next_page_token, scene.service)
    assert [len(page.bindings) for page in (first, second)] == [1, 1]
    assert first.bindings != second.bindings
