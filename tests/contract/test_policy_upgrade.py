"""An upgraded program decides by a policy that lacks its new rows, never more softly, on every engine.

"An older program's document" is the shipped one without some rows: what it says of the rest is what counts.
"""

from collections.abc import Collection
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import get_type_hints

import pytest

from builders.facts import facts, transaction
from builders.ledger import NOON, request
from builders.past import after
from builders.policies import SHIPPED, changed
from builders.regulation import shipped
from builders.service import SetClock
from eidgate.adapters.live_policies import Configured, LivePolicies
from eidgate.adapters.policies import parse_kept, parse_policy
from eidgate.adapters.policy_worlds import YamlPolicyReader
from eidgate.adapters.storage.open import Store
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.observation import SignalState
from eidgate.core.relying_party import Role
from eidgate.core.risk.decide import decide
from eidgate.core.risk.facts import SessionFacts
from eidgate.core.risk.lifecycle import PolicyAct, PolicyEvent, PolicyVersion, activate, approve, roll_back
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parameters import SignalParameters
from eidgate.core.risk.policy import COLUMNS, Policy
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.risk.upgrade import UNSAID_PARAMETERS
from eidgate.core.shape import replace
from eidgate.core.terms import PolicyName, TransactionKind
from eidgate.ports import PolicyDocument

pytest_plugins = ("builders.store_fixtures",)


def without(*rows: str, text: str = SHIPPED) -> str:
    """The shipped document without the lines of these rows."""
    for row in rows:
        [line] = [one for one in text.splitlines(keepends=True) if one.strip().startswith(f"{row}:")]
        text = text.replace(line, "")
    return changed("version: vn-bank-2026-11", "version: older-1", text)


OLDER = without("ASSERTION_MISSING", "PAYEE_LISTED_BLOCK")


class Told:
    def __init__(self) -> None:
        self.missing: list[list[str]] = []

    def policies_applied(self, versions: object) -> None: ...

    def rows_missing(self, activated: Collection[Policy]) -> None:
        self.missing.append(sorted({row for one in activated for row in one.unsaid}))

    def policies_refused(self, error: EidgateError) -> None:
        raise error


def bring_in(store: Store, text: str) -> PolicyName:
    """What an older program's officers did."""
    raw = text.encode()
    document = PolicyDocument(digest=sha256(raw).hexdigest(), document=raw, worlds=b"worlds: []")
    proposed = PolicyEvent(
        act=PolicyAct.PROPOSE, actor="risk-team/an", at=NOON, effective_at=NOON, note="then"
    )
    version = PolicyVersion(
        name=PolicyName("policies/older"),
        line="vn-bank",
        version="older-1",
        digest=document.digest,
        approvals_needed=1,
        events=(proposed,),
    )
    store.policies.propose(request("propose"), version, document)
    binh = {"actor": "risk-team/binh", "at": NOON, "etag": ""}
    store.policies.act(request("approve"), version.name, partial(approve, **binh, note="read"))  # type: ignore[arg-type]
    store.policies.act(request("activate"), version.name, partial(activate, **binh, effective_at=None))  # type: ignore[arg-type]
    return version.name


def started(store: Store, told: Told) -> LivePolicies:
    """A worker of this program on that store."""
    raw = SHIPPED.encode()
    policy = parse_policy(raw, "vn-bank.yaml")
    document = PolicyDocument(digest=policy.digest, document=raw, worlds=b"")
    return LivePolicies(
        {Role.BANK: Configured(policy=policy, document=document)},
        store.policies,
        YamlPolicyReader(shipped()),
        clock=SetClock(NOON),
        watcher=told,
    )


def test_a_worker_starts_tells_of_the_missing_rows_and_decides_no_more_softly(store: Store) -> None:
    bring_in(store, OLDER)
    told = Told()
    policies = started(store, told)
    assert told.missing == [["outcomes.ASSERTION_MISSING", "outcomes.PAYEE_LISTED_BLOCK"]]
    policy = policies.current(Role.BANK, NOON)
    assert policy.version == "older-1"
    decision = decide(facts(), policy=policy, regulation=shipped())
    assert decision.outcome is Outcome.STEP_UP, "the complete document lets this payment go on"
    assert [(one.reason, one.outcome) for one in decision.findings] == [
        ("ASSERTION_MISSING", Outcome.STEP_UP)
    ]
    assert decision.unsaid == ("outcomes.ASSERTION_MISSING",), "the record says which rows were filled"


def test_the_decision_replays_from_the_document_that_it_names(store: Store) -> None:
    bring_in(store, OLDER)
    policies = started(store, Told())
    decision = decide(facts(), policy=policies.current(Role.BANK, NOON), regulation=shipped())
    past = started(store, Told()).past(decision.policy_digest)
    assert past is not None
    assert decide(facts(), policy=past, regulation=shipped()) == decision


def test_a_roll_back_ends_it(store: Store) -> None:
    name = bring_in(store, OLDER)
    told = Told()
    policies = started(store, told)
    step = partial(roll_back, actor="risk-team/an", at=NOON, etag="", note="complete it first")
    store.policies.act(request("roll-back"), name, step)
    policies.refresh()
    assert told.missing[-1] == []
    assert policies.current(Role.BANK, NOON).version == "vn-bank-2026-11"


def test_who_proposes_must_say_every_row() -> None:
    with pytest.raises(ConfigurationError, match=r"outcomes: missing ASSERTION_MISSING, PAYEE_LISTED_BLOCK"):
        parse_policy(OLDER.encode(), "own.yaml")


def test_a_reason_with_a_floor_is_filled_at_its_floor() -> None:
    policy = parse_kept(OLDER.encode(), "own.yaml")
    assert set(policy.outcomes["PAYEE_LISTED_BLOCK"].values()) == {Outcome.DENY}  # type: ignore[index]
    assert set(policy.outcomes["ASSERTION_MISSING"].values()) == {Outcome.STEP_UP}  # type: ignore[index]


def test_a_missing_source_and_a_missing_kind_are_filled_too() -> None:
    text = without("payee_name", "device_change")
    policy = parse_kept(text.encode(), "own.yaml")
    assert policy.unsaid == {"gaps.payee_name", "judged_as.device_change"}
    for column in COLUMNS:
        assert policy.gap("payee_name", SignalState.UNAVAILABLE, column) is Outcome.STEP_UP
    assert policy.judged_as[TransactionKind("device_change")] == "D"
    changing = replace(transaction(), kind=TransactionKind("device_change"))
    decision = decide(facts(changing), policy=policy, regulation=shipped())
    assert decision.unsaid == ("judged_as.device_change",)


def test_a_missing_section_of_parameters_is_filled_so_that_its_signal_finds_the_most() -> None:
    policy = parse_kept(without("unusual_place").encode(), "own.yaml")
    assert policy.unsaid == {"parameters.unusual_place"}
    abroad = {"session": SessionFacts(ip_country="KH")}
    lately = after(of=abroad, places_since=NOON - timedelta(seconds=1), place_since=None)
    decision = decide(lately, policy=policy, regulation=shipped())
    assert [one.reason for one in decision.findings if one.outcome > Outcome.ALLOW] == ["PLACE_UNUSUAL"]
    assert decision.unsaid == ("parameters.unusual_place",)
    complete = parse_policy(SHIPPED.encode(), "own.yaml")
    assert decide(lately, policy=complete, regulation=shipped()).outcome is Outcome.ALLOW


def test_a_proposal_must_say_every_section_of_parameters() -> None:
    with pytest.raises(ConfigurationError, match="parameters: missing unusual_place"):
        parse_policy(without("unusual_place").encode(), "own.yaml")


def test_a_section_that_the_first_release_had_is_never_filled() -> None:
    with pytest.raises(ConfigurationError, match="parameters: missing unusual_hour"):
        parse_kept(without("unusual_hour").encode(), "own.yaml")


def test_what_may_be_filled_is_a_section_named_like_its_signal() -> None:
    """So that a decision that rests on it can say so."""
    signals = {signal.__name__ for signal in SIGNALS}
    assert set(UNSAID_PARAMETERS) <= signals & set(get_type_hints(SignalParameters))


def test_parameters_of_a_program_still_newer_are_passed_over() -> None:
    text = changed("  unusual_place:", "  some_later_signal: {limit: 3}\n  unusual_place:")
    assert parse_kept(text.encode(), "own.yaml").unsaid == frozenset()
    with pytest.raises(ConfigurationError, match=r"parameters\.some_later_signal: unknown key"):
        parse_policy(text.encode(), "own.yaml")


def test_rows_of_a_program_still_newer_are_passed_over() -> None:
    text = changed("  CLOCK_SKEW: allow", "  CLOCK_SKEW: allow\n  SOME_LATER_REASON: deny")
    assert parse_kept(text.encode(), "own.yaml").unsaid == frozenset()
    with pytest.raises(ConfigurationError, match=r"outcomes\.SOME_LATER_REASON: unknown key"):
        parse_policy(text.encode(), "own.yaml")


def test_what_is_wrong_otherwise_is_refused_of_kept_documents_too() -> None:
    text = changed("  JTI_REPLAYED: deny", "  JTI_REPLAYED: allow", OLDER)
    with pytest.raises(ConfigurationError, match=r"outcomes\.JTI_REPLAYED: may not be below deny"):
        parse_kept(text.encode(), "own.yaml")
