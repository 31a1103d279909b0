"""Two people bring a policy into force; decisions name it; what is wrong is refused and changes nothing."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from builders.officers import AN, BINH, CHI, WORLDS, Officers, holding
from builders.policies import SHIPPED, changed, rule, with_rules
from builders.service import NOON, Scene
from eidgate.adapters.live_policies import Configured, LivePolicies
from eidgate.adapters.policies import parse_policy
from eidgate.adapters.policy_worlds import YamlPolicyReader
from eidgate.app.policies import get_policy, list_policies
from eidgate.core.errors import (
    ConfigurationError,
    ConflictError,
    EidgateError,
    IllegalStateError,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
)
from eidgate.core.relying_party import RelyingParty, Role
from eidgate.core.risk.lifecycle import (
    PolicyAct,
    PolicyEvent,
    PolicyState,
    PolicyVersion,
    activate,
    approve,
)
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord, replay
from eidgate.core.risk.softening import LONGEST_TO_ALLOW
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, PolicyName
from eidgate.ports import PolicyDocument
from eidgate.simulator.world import BANK, RISK_TEAM


class Told:
    """What the watcher was told."""

    def __init__(self) -> None:
        self.applied: list[dict[str, str]] = []
        self.refused: list[str] = []
        self.missing: list[list[str]] = []

    def policies_applied(self, versions: dict[str, str]) -> None:
        self.applied.append(dict(versions))

    def rows_missing(self, activated: Collection[Policy]) -> None:
        self.missing.append(sorted({row for one in activated for row in one.unsaid}))

    def policies_refused(self, error: EidgateError) -> None:
        self.refused.append(str(error))


@pytest.fixture
def told() -> Told:
    return Told()


def live(scene: Scene, told: Told) -> LivePolicies:
    raw = SHIPPED.encode()
    policy = parse_policy(raw, "vn-bank.yaml")
    document = PolicyDocument(digest=policy.digest, document=raw, worlds=b"")
    return LivePolicies(
        dict.fromkeys((Role.BANK, Role.SHOP), Configured(policy=policy, document=document)),
        scene.store.policies,
        YamlPolicyReader(scene.service.regulation),
        clock=scene.clock,
        watcher=told,
    )


@pytest.fixture
def scene(tmp_path: Path, told: Told) -> Iterator[Scene]:
    """A service whose policies are live, on a store."""
    made = Scene(tmp_path)
    made.service = replace(made.service, policies=live(made, told))
    made.bind()
    yield made
    made.store.close()


@pytest.fixture
def officers(scene: Scene) -> Officers:
    return Officers(scene)


def pay(scene: Scene) -> DecisionRecord:
    return scene.ask(scene.payment()).record


def test_two_people_bring_a_policy_into_force_and_decisions_name_it(
    scene: Scene, officers: Officers, told: Told
) -> None:
    assert pay(scene).decision.outcome is Outcome.ALLOW
    shown = officers.bring_in()
    assert (shown.version.state, shown.in_force) == (PolicyState.ACTIVATED, True)
    assert [(one.act, one.actor) for one in shown.version.events] == [
        ("propose", "risk-team/an"),
        ("approve", "risk-team/binh"),
        ("activate", "risk-team/binh"),
    ]
    decision = pay(scene).decision
    assert decision.outcome is Outcome.HOLD
    assert (decision.policy_version, decision.policy_digest) == ("own-1", shown.version.digest)
    assert told.applied == [{"vn-bank": "own-1"}]


def test_every_record_replays_with_the_policy_that_it_names(scene: Scene, officers: Officers) -> None:
    records = [pay(scene)]
    shown = officers.bring_in()
    records.append(pay(scene))
    officers.roll_back(shown)
    records.append(pay(scene))
    assert len({one.decision.policy_digest for one in records}) == 2
    for record in records:
        policy = scene.service.policies.past(record.decision.policy_digest)
        assert policy is not None
        assert replay(record, policy=policy, regulation=scene.service.regulation) == record.decision


def test_a_roll_back_restores_what_was_in_force_at_once(scene: Scene, officers: Officers) -> None:
    first = officers.bring_in()
    second = officers.bring_in(holding("own-2"))
    assert pay(scene).decision.policy_version == "own-2"
    officers.roll_back(second)
    assert pay(scene).decision.policy_version == "own-1"
    back = officers.roll_back(first)
    assert (back.version.state, back.in_force) == (PolicyState.ROLLED_BACK, False)
    assert pay(scene).decision.policy_version == "vn-bank-2026-11"


def test_a_policy_set_for_later_begins_at_that_instant(scene: Scene, officers: Officers) -> None:
    shown = officers.activate(officers.approve(officers.propose()), at=NOON + timedelta(hours=1))
    assert not shown.in_force
    scene.clock.wait(minutes=59, seconds=59)
    assert pay(scene).decision.policy_version == "vn-bank-2026-11"
    scene.clock.wait(seconds=1)
    assert pay(scene).decision.policy_version == "own-1"


def test_who_proposed_cannot_approve(officers: Officers) -> None:
    shown = officers.propose()
    with pytest.raises(NotPermittedError):
        officers.approve(shown, by=AN)


def test_what_nobody_approved_is_not_activated(scene: Scene, officers: Officers) -> None:
    with pytest.raises(IllegalStateError):
        officers.activate(officers.propose())
    assert pay(scene).decision.policy_version == "vn-bank-2026-11"


def test_an_approval_of_another_state_is_refused(officers: Officers) -> None:
    shown = officers.propose()
    officers.approve(shown)
    with pytest.raises(ConflictError):
        officers.approve(shown, by=CHI)


SOFT = """
softening:
  - id: own-collection
    why: our own collection account
    reasons: [DEVICE_FIRST_USE]
    to: allow
    payees: ["{digest}"]
    until: "2026-06-30T00:00:00+07:00"
""".format(digest="ab" * 32)


def test_a_list_that_softens_below_a_step_up_takes_two_approvals(officers: Officers) -> None:
    shown = officers.propose(holding() + SOFT)
    assert shown.version.approvals_needed == 2
    once = officers.approve(shown)
    with pytest.raises(IllegalStateError):
        officers.activate(once)
    with pytest.raises(NotPermittedError):
        officers.approve(once, by=BINH)
    assert officers.activate(officers.approve(once, by=CHI)).in_force


@pytest.mark.parametrize(
    ("until", "refused"),
    [(NOON + LONGEST_TO_ALLOW, False), (NOON + LONGEST_TO_ALLOW + timedelta(seconds=1), True)],
)
def test_a_list_that_softens_below_a_step_up_ends_within_half_a_year(
    officers: Officers, until: Instant, *, refused: bool
) -> None:
    text = holding() + SOFT.replace("2026-06-30T00:00:00+07:00", until.isoformat())
    if not refused:
        assert officers.propose(text).version.approvals_needed == 2
        return
    with pytest.raises(InvalidCommandError, match="own-collection: below step_up it must end within 183"):
        officers.propose(text)


def test_a_list_that_softens_to_a_step_up_needs_no_end(officers: Officers) -> None:
    text = (holding() + SOFT).replace("    to: allow\n", "    to: step_up\n")
    far = text.replace("2026-06-30", "9999-06-30")
    assert officers.propose(far).version.approvals_needed == 1


@pytest.mark.parametrize("by", [RISK_TEAM, BANK, replace(BANK, officer="an")])
def test_only_officers_of_the_risk_team_govern(officers: Officers, by: RelyingParty) -> None:
    with pytest.raises(NotPermittedError):
        officers.propose(by=by)


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        ("", "document", "the file is empty"),
        (changed("  JTI_REPLAYED: deny\n", "", holding()), "document", "missing JTI_REPLAYED"),
        (changed("  sim_swap: {A: allow, ", "  sim_swop: {A: allow, ", holding()), "document", "sim_swop"),
        (changed("policy: vn-bank", "policy: vn-bunk", holding()), "document", "policy: no such as vn-bunk"),
        (changed("[circular-50-2024, ", "[circular-51-2024, ", holding()), "document", "circular-51-2024"),
        (with_rules(rule("transaction.amont > 5")), "document", "no such fact as 'amont'"),
        (changed("version: vn-bank-2026-11", "version: own-9"), "tests", "a plain payment waits: outcome is"),
    ],
)
def test_a_bad_document_is_refused_at_proposal_and_changes_nothing(
    scene: Scene, officers: Officers, text: str, field: str, says: str
) -> None:
    with pytest.raises(InvalidCommandError) as refused:
        officers.propose(text)
    [violation] = refused.value.violations
    assert violation.field == field
    assert says in violation.description
    assert list_policies(AN, "", 0, "", scene.service).policies == ()


def test_tests_that_are_none_are_refused(officers: Officers) -> None:
    with pytest.raises(InvalidCommandError, match="tests"):
        officers.propose(worlds="worlds: []")


def test_a_policy_that_does_not_know_the_regulation_of_then_is_not_activated(officers: Officers) -> None:
    old = changed("[circular-50-2024, circular-77-2025]", "[circular-50-2024]", holding())
    worlds = WORLDS.replace("facts: {}", 'facts: {at: "2026-02-01T12:00:00+07:00"}')
    approved = officers.approve(officers.propose(old, worlds))
    with pytest.raises(InvalidCommandError, match="circular-77-2025 is in force then"):
        officers.activate(approved)


def test_a_policy_is_shown_with_its_texts_and_listed_without(scene: Scene, officers: Officers) -> None:
    shown = officers.propose()
    found = get_policy(AN, PolicyName(shown.version.name), scene.service)
    assert found.document is not None
    assert (found.document.document, found.document.worlds) == (holding().encode(), WORLDS.encode())
    [listed] = list_policies(BINH, "vn-bank", 0, "", scene.service).policies
    assert (listed.version, listed.document) == (shown.version, None)
    with pytest.raises(NotFoundError):
        get_policy(AN, PolicyName("policies/x"), scene.service)


def test_pages_follow_each_other(scene: Scene, officers: Officers) -> None:
    names = [officers.propose(holding(f"own-{number}")).version.name for number in range(3)]
    first = list_policies(AN, "", 2, "", scene.service)
    second = list_policies(AN, "", 2, first.next_page_token, scene.service)
    assert [one.version.name for one in (*first.policies, *second.policies)] == names
    assert second.next_page_token == ""


def activate_unread(scene: Scene) -> None:
    """Put in force what no reader has seen: the rows of a program that knew other policies."""
    raw = b"policy: vn-bank\nversion: of-another-program\n"
    document = PolicyDocument(digest=sha256(raw).hexdigest(), document=raw, worlds=b"")
    event = PolicyEvent(act=PolicyAct.PROPOSE, actor="risk-team/an", at=NOON, effective_at=NOON)
    version = PolicyVersion(
        name=PolicyName("policies/foreign"),
        line="vn-bank",
        version="of-another-program",
        digest=document.digest,
        approvals_needed=1,
        events=(event,),
    )
    store = scene.store.policies
    store.propose(scene.request("ProposePolicy"), version, document)
    for step in (
        partial(approve, actor="risk-team/binh", at=NOON, etag="", note="read"),
        partial(activate, actor="risk-team/binh", at=NOON, etag="", effective_at=None),
    ):
        store.act(scene.request("Act"), version.name, step)


def test_an_activated_policy_that_cannot_be_read_changes_nothing_and_is_reported(
    scene: Scene, officers: Officers, told: Told
) -> None:
    officers.bring_in()
    activate_unread(scene)
    scene.service.policies.refresh()
    [refusal] = told.refused
    assert refusal.startswith(
        "policies/foreign is activated but cannot be read: policy.yaml:1:1: the file: missing regulation,"
    )
    assert pay(scene).decision.policy_version == "own-1"


def test_a_worker_does_not_start_under_an_activated_policy_that_it_cannot_read(scene: Scene) -> None:
    activate_unread(scene)
    with pytest.raises(ConfigurationError, match="policies/foreign is activated but cannot be read"):
        live(scene, Told())


def test_an_approved_policy_that_lacks_rows_of_a_newer_program_is_not_activated(
    scene: Scene, officers: Officers
) -> None:
    """It was proposed to an older program; one that decides already goes on, this one is proposed anew."""
    lacking = changed("  CLOCK_SKEW: allow\n", "", holding())
    raw = lacking.encode()
    document = PolicyDocument(digest=sha256(raw).hexdigest(), document=raw, worlds=WORLDS.encode())
    event = PolicyEvent(act=PolicyAct.PROPOSE, actor="risk-team/an", at=NOON, effective_at=NOON, note="then")
    version = PolicyVersion(
        name=PolicyName("policies/older"),
        line="vn-bank",
        version="older-1",
        digest=document.digest,
        approvals_needed=1,
        events=(event,),
    )
    scene.store.policies.propose(scene.request("ProposePolicy"), version, document)
    approved = officers.approve(get_policy(RISK_TEAM, version.name, scene.service))
    with pytest.raises(IllegalStateError, match=r"lacks: outcomes\.CLOCK_SKEW; propose anew"):
        officers.activate(approved)
    assert pay(scene).decision.policy_version == "vn-bank-2026-11"


def test_who_governs_no_policies_reads_none_not_even_that_there_is_one(scene: Scene) -> None:
    for name in ("policies/x", "policies/y"):
        with pytest.raises(NotPermittedError, match="the role bank may not"):
            get_policy(BANK, PolicyName(name), scene.service)
    with pytest.raises(NotPermittedError, match="the role bank may not"):
        list_policies(BANK, "", 0, "", scene.service)
