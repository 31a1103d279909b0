"""A policy is complete, keeps its floors, and never judges a stronger class more softly."""

from datetime import timedelta
from typing import Any

import pytest

from builders.facts import vn_bank
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.evidence import EvidenceTerms, Weight
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import COLUMNS, FLOORS, IDENTITY, HoldTerms, Levels, PolicyError
from eidgate.core.risk.policy_terms import HIGHEST_ACCOUNT_LEVEL, HIGHEST_AUTHENTICATION_LEVEL, REJECTIONS
from eidgate.core.risk.scoring import Scoring
from eidgate.core.shape import replace
from eidgate.core.terms import TransactionKind

POLICY = vn_bank()


def refused(**differs: Any) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        replace(POLICY, **differs)
    return caught.value


def outcomes(reason: Reason, **differs: Outcome) -> dict:
    return {**POLICY.outcomes, reason: {**POLICY.outcomes[reason], **differs}}


def scoring(**differs: Any) -> Scoring:
    return replace(POLICY.scoring, **differs)


def test_speaks_about_every_reason_in_every_column() -> None:
    for reason in Reason:
        for column in COLUMNS:
            assert POLICY.outcome(reason, column) in Outcome


def test_the_identity_check_has_a_column_beside_the_classes() -> None:
    assert COLUMNS == ("A", "B", "C", "D", "E", "F", "G", "identity")


def test_refuses_a_missing_reason() -> None:
    rest = {reason: row for reason, row in POLICY.outcomes.items() if reason is not Reason.CLOCK_SKEW}
    assert refused(outcomes=rest).path == "outcomes.CLOCK_SKEW"


def test_says_what_every_answer_of_the_registry_means_for_a_binding() -> None:
    assert set(POLICY.evidence.registry) == set(RegistryResult)
    rest = {
        one: weight for one, weight in POLICY.evidence.registry.items() if one is not RegistryResult.STALE
    }
    assert refused(evidence=EvidenceTerms(face=True, registry=rest)).path == "evidence.registry"


@pytest.mark.parametrize("weight", [Weight.CONFIRM, Weight.PROPOSE])
def test_binds_nobody_whom_the_registry_knows_otherwise(weight: Weight) -> None:
    registry = {**POLICY.evidence.registry, RegistryResult.MISMATCH: weight}
    error = refused(evidence=EvidenceTerms(face=False, registry=registry))
    assert error.path == "evidence.registry.mismatch"


def test_refuses_a_missing_column() -> None:
    row = {column: Outcome.ALLOW for column in COLUMNS if column != "F"}
    assert refused(outcomes={**POLICY.outcomes, Reason.CLOCK_SKEW: row}).path == "outcomes.CLOCK_SKEW"


@pytest.mark.parametrize("reason", sorted(REJECTIONS - FLOORS.keys()))
def test_an_identity_check_that_identified_nobody_is_never_allowed(reason: Reason) -> None:
    error = refused(outcomes=outcomes(reason, identity=Outcome.ALLOW))

    assert error.path == f"outcomes.{reason}.{IDENTITY}"
    assert error.description == "may not be below step_up"


@pytest.mark.parametrize("reason", FLOORS)
def test_refuses_an_outcome_below_its_floor(reason: Reason) -> None:
    below = Outcome(FLOORS[reason] - 1)
    error = refused(outcomes={**POLICY.outcomes, reason: dict.fromkeys(COLUMNS, below)})
    assert error.path == f"outcomes.{reason}.A"
    assert error.description == f"may not be below {FLOORS[reason].name.lower()}"


@pytest.mark.parametrize(
    "reason",
    [Reason.SIGNATURE_INVALID, Reason.JTI_REPLAYED, Reason.NONCE_REUSED, Reason.TRANSACTION_MISMATCH],
)
def test_forgery_and_replay_are_denied_whatever_the_policy(reason: Reason) -> None:
    assert FLOORS[reason] is Outcome.DENY


@pytest.mark.parametrize("reason", [one for one in Reason if one.endswith("_LISTED_BLOCK")])
def test_what_an_authority_confirmed_is_never_softened(reason: Reason) -> None:
    firm = {Reason.PAYEE_LISTED_BLOCK, Reason.PAYER_LISTED_BLOCK}
    floor = Outcome.DENY if reason in firm else Outcome.HOLD
    assert FLOORS[reason] is floor
    assert refused(outcomes=outcomes(reason, A=Outcome(floor - 1))).path == f"outcomes.{reason}.A"


@pytest.mark.parametrize(
    ("reason", "floor"),
    [
        (Reason.PAYER_HELD, Outcome.HOLD),
        (Reason.PAYEE_HELD, Outcome.STEP_UP),
        (Reason.BINDING_SUSPENDED, Outcome.STEP_UP),
        (Reason.NUMBER_SUSPENDED, Outcome.STEP_UP),
    ],
)
def test_a_hold_and_a_suspension_are_never_softened(reason: Reason, floor: Outcome) -> None:
    assert FLOORS[reason] is floor
    assert refused(outcomes=outcomes(reason, A=Outcome(floor - 1))).path == f"outcomes.{reason}.A"


def test_refuses_to_be_softer_for_a_stronger_class() -> None:
    error = refused(outcomes=outcomes(Reason.CLOCK_SKEW, B=Outcome.DENY))
    assert str(error) == "outcomes.CLOCK_SKEW.C: may not be softer than for class B"


def test_refuses_to_be_softer_for_a_stronger_class_of_cards() -> None:
    assert refused(outcomes=outcomes(Reason.CLOCK_SKEW, F=Outcome.HOLD)).path == "outcomes.CLOCK_SKEW.G"


def test_the_ladders_of_accounts_and_cards_do_not_compare() -> None:
    stricter = {column: Outcome.STEP_UP for column in COLUMNS if column in "ABCD"}
    assert replace(POLICY, outcomes=outcomes(Reason.CLOCK_SKEW, **stricter))


def test_refuses_lower_levels_for_a_stronger_class() -> None:
    lower = {**POLICY.levels, "D": Levels(account=2, authentication=2)}
    assert refused(levels=lower).path == "levels.D.authentication"
    lower = {**POLICY.levels, "D": Levels(account=1, authentication=3)}
    assert refused(levels=lower).path == "levels.D.account"


def test_refuses_weaker_consent_for_a_stronger_class() -> None:
    assert refused(consent={**POLICY.consent, "D": TransactionBinding.NONE}).path == "consent.D"


@pytest.mark.parametrize(
    ("levels", "part"),
    [
        (Levels(account=3, authentication=3), "account"),
        (Levels(account=2, authentication=5), "authentication"),
    ],
)
def test_refuses_levels_that_nobody_can_reach(levels: Levels, part: str) -> None:
    assert refused(binding=levels).path == f"binding.{part}"
    assert refused(levels={**POLICY.levels, IDENTITY: levels}).path == f"levels.identity.{part}"


@pytest.mark.parametrize("table", ["levels", "consent"])
def test_refuses_a_table_without_a_column(table: str) -> None:
    rest = {column: cell for column, cell in getattr(POLICY, table).items() if column != "G"}
    assert refused(**{table: rest}).path == table


def test_refuses_to_leave_a_kind_without_a_class() -> None:
    rest = {kind: one for kind, one in POLICY.judged_as.items() if kind is not TransactionKind.LOGIN}
    assert refused(judged_as=rest).path == "judged_as"


def test_refuses_to_judge_a_kind_by_a_class_of_cards() -> None:
    judged = {**POLICY.judged_as, TransactionKind.LOGIN: TransactionClass.F}
    assert refused(judged_as=judged).path == "judged_as.login"


@pytest.mark.parametrize("hours", [0, 73])
def test_refuses_a_hold_of_no_time_or_beyond_three_days(hours: int) -> None:
    assert refused(hold=HoldTerms(duration=timedelta(hours=hours), ground="terms")).path == "hold.hours"


def test_a_hold_may_last_three_days() -> None:
    assert replace(POLICY, hold=HoldTerms(duration=timedelta(hours=72), ground="terms"))


@pytest.mark.parametrize("seconds", [0, 86_401])
def test_refuses_times_of_nothing_or_beyond_a_day(seconds: int) -> None:
    age = timedelta(seconds=seconds)
    assert refused(valid_for=age).path == "decision_valid_seconds"
    assert refused(authentication_age=age).path == "authentication_age_seconds"


def test_a_clock_may_have_to_agree_exactly_but_not_be_a_day_off() -> None:
    assert replace(POLICY, clock_skew=timedelta(0))
    assert refused(clock_skew=timedelta(days=2)).path == "clock_skew_seconds"


@pytest.mark.parametrize("points", [{Outcome.DENY: 1}, {Outcome.ALLOW: -1}])
def test_refuses_points_that_fall_or_are_negative(points: dict) -> None:
    assert refused(scoring=scoring(points={**POLICY.scoring.points, **points})).path == "points"


def test_refuses_points_that_leave_out_an_outcome() -> None:
    assert refused(scoring=scoring(points={Outcome.ALLOW: 0})).path == "points"


def test_refuses_an_empty_version() -> None:
    assert refused(version="").path == "version"


def test_a_policy_error_is_a_configuration_error() -> None:
    assert issubclass(PolicyError, ConfigurationError)


@pytest.mark.parametrize(
    ("differs", "path"),
    [
        ({"regulation": frozenset()}, "regulation"),
        ({"judged_as": {}}, "judged_as"),
        ({"gaps": {}}, "gaps"),
        ({"scoring": scoring(points={Outcome.ALLOW: 0})}, "points"),
        ({"levels": {}}, "levels"),
        ({"consent": {}}, "consent"),
    ],
)
def test_a_section_that_says_too_little_is_named(differs: dict[str, Any], path: str) -> None:
    assert refused(**differs).path == path


def test_a_level_may_be_none_at_all_and_not_less() -> None:
    none = dict.fromkeys(COLUMNS, Levels(account=0, authentication=0))
    assert replace(POLICY, levels=none, binding=Levels(account=0, authentication=0)).levels == none
    for part in ("account", "authentication"):
        less = none | {"A": replace(none["A"], **{part: -1})}
        assert refused(levels=less).path == f"levels.A.{part}"


def test_a_level_may_be_the_highest_there_is_and_not_more() -> None:
    highest = Levels(account=HIGHEST_ACCOUNT_LEVEL, authentication=HIGHEST_AUTHENTICATION_LEVEL)
    every = dict.fromkeys(COLUMNS, highest)
    assert replace(POLICY, levels=every, binding=highest).levels == every
    for part in ("account", "authentication"):
        beyond = replace(highest, **{part: getattr(highest, part) + 1})
        assert refused(binding=beyond).path == f"binding.{part}"


@pytest.mark.parametrize("at", [0, -1, 101])
def test_a_score_that_would_always_or_never_harden_is_refused(at: int) -> None:
    assert refused(scoring=scoring(hardens={Outcome.STEP_UP: at})).path == "score.step_up"
