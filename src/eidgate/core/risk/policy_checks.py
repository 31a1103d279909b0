"""What a policy must fulfil as a whole: complete, above its floors, never softer for a stronger class."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from eidgate.core.binding.evidence import EvidenceTerms, Weight
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Regime
from eidgate.core.risk.gaps import NEVER_SILENT, SOURCED, GapRow
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy_terms import (
    COLUMNS,
    FLOORS,
    HIGHEST_ACCOUNT_LEVEL,
    HIGHEST_AUTHENTICATION_LEVEL,
    IDENTITY,
    LONGEST_AGE,
    LONGEST_HOLD,
    REJECTIONS,
    SAID_ELSEWHERE,
    STRENGTH,
    Column,
    PolicyError,
)
from eidgate.core.risk.scoring import HIGHEST_SCORE, Scoring
from eidgate.core.risk.softening import Softening
from eidgate.core.terms import TransactionKind

if TYPE_CHECKING:
    from eidgate.core.risk.policy import Policy


def check(policy: "Policy") -> None:
    """Refuse what no policy may say.

    Raises:
        PolicyError: at the first fault, with its path.
    """
    _check_complete(policy)
    _check_floors(policy)
    _check_ladders(policy)
    _check_levels(policy)
    _check_evidence(policy.evidence)
    _check_limits(policy)
    _check_scoring(policy.scoring)
    _check_gaps(policy.gaps)
    _check_softening(policy.softening)


_STEPS: Final = (*pairwise(Regime.INDIVIDUAL.ladder), *pairwise(Regime.CARD_NOT_PRESENT.ladder))
"""Each class with the next stronger one of its ladder."""


def _check_complete(policy: "Policy") -> None:
    for reason in Reason:
        if reason in SAID_ELSEWHERE:
            continue
        if set(policy.outcomes.get(reason, ())) != set(COLUMNS):
            raise PolicyError(f"outcomes.{reason}", f"must say what it means for {', '.join(COLUMNS)}")
    for name, table in (("levels", policy.levels), ("consent", policy.consent)):
        if set(table) != set(COLUMNS):
            raise PolicyError(name, f"must have exactly {', '.join(COLUMNS)}")
    unpaid = {kind for kind in TransactionKind if not kind.moves_money}
    if set(policy.judged_as) != unpaid:
        raise PolicyError("judged_as", f"must have exactly {', '.join(sorted(unpaid))}")
    if set(policy.gaps) != set(SOURCED):
        raise PolicyError("gaps", f"must have exactly {', '.join(SOURCED)}")
    if set(policy.scoring.points) != set(Outcome):
        raise PolicyError("points", "must have exactly allow, step_up, hold, deny")
    if not policy.regulation:
        raise PolicyError("regulation", "must name the versions that this policy was written for")


def _check_floors(policy: "Policy") -> None:
    for reason, floor in FLOORS.items():
        for column, outcome in policy.outcomes[reason].items():
            _check_floor(f"outcomes.{reason}.{column}", outcome, floor)
    for reason in sorted(REJECTIONS):
        _check_floor(f"outcomes.{reason}.{IDENTITY}", policy.outcomes[reason][IDENTITY], Outcome.STEP_UP)


def _check_floor(path: str, outcome: Outcome, floor: Outcome) -> None:
    if outcome < floor:
        raise PolicyError(path, f"may not be below {floor.name.lower()}")


def _check_ladders(policy: "Policy") -> None:
    """A stronger class is never treated more softly, so that a larger amount never is either."""
    for weak, strong in _STEPS:
        for path, graded in _graded(policy):
            _check_step(f"{path}.{strong}", weak, graded[weak], graded[strong])
        below, above = policy.levels[weak], policy.levels[strong]
        _check_step(f"levels.{strong}.account", weak, below.account, above.account)
        _check_step(f"levels.{strong}.authentication", weak, below.authentication, above.authentication)
        asked, more = policy.consent[weak], policy.consent[strong]
        _check_step(f"consent.{strong}", weak, STRENGTH[asked], STRENGTH[more])


def _check_step(path: str, weak: Column, below: int, above: int) -> None:
    if above < below:
        raise PolicyError(path, f"may not be softer than for class {weak}")


def _check_levels(policy: "Policy") -> None:
    named = {f"levels.{column}": levels for column, levels in policy.levels.items()}
    for path, levels in (*named.items(), ("binding", policy.binding)):
        if not 0 <= levels.account <= HIGHEST_ACCOUNT_LEVEL:
            raise PolicyError(f"{path}.account", f"must be 0 to {HIGHEST_ACCOUNT_LEVEL}")
        if not 0 <= levels.authentication <= HIGHEST_AUTHENTICATION_LEVEL:
            raise PolicyError(f"{path}.authentication", f"must be 0 to {HIGHEST_AUTHENTICATION_LEVEL}")
    for kind, judged in policy.judged_as.items():
        if judged not in Regime.INDIVIDUAL.ladder:
            raise PolicyError(f"judged_as.{kind}", "must be A, B, C or D; E to G are for cards")


def _check_evidence(evidence: EvidenceTerms) -> None:
    told = evidence.registry
    if set(told) != set(RegistryResult):
        raise PolicyError("evidence.registry", f"must have exactly {', '.join(RegistryResult)}")
    if told[RegistryResult.MISMATCH] is not Weight.REFUSE:
        raise PolicyError("evidence.registry.mismatch", "must be refuse: nobody is bound as somebody else")


def _check_limits(policy: "Policy") -> None:
    if not policy.version:
        raise PolicyError("version", "must not be empty")
    if not timedelta(0) < policy.hold.duration <= LONGEST_HOLD:
        raise PolicyError("hold.hours", "must be above 0 and at most 72")
    for path, age in (
        ("decision_valid_seconds", policy.valid_for),
        ("authentication_age_seconds", policy.authentication_age),
    ):
        if not timedelta(0) < age <= LONGEST_AGE:
            raise PolicyError(path, "must be above 0 and at most one day")
    if not timedelta(0) <= policy.clock_skew <= LONGEST_AGE:
        raise PolicyError("clock_skew_seconds", "must be at most one day")


def _check_scoring(scoring: Scoring) -> None:
    ordered = [scoring.points[outcome] for outcome in sorted(Outcome)]
    if ordered != sorted(ordered) or ordered[0] < 0:
        raise PolicyError("points", "must not fall from allow to deny, nor be negative")
    least = [at for _, at in sorted(scoring.hardens.items())]
    if least != sorted(least):
        raise PolicyError("score", "a harder outcome must not be reached by a lower score")
    for outcome, at in scoring.hardens.items():
        if not 0 < at <= HIGHEST_SCORE:
            raise PolicyError(f"score.{outcome.name.lower()}", f"must be none or 1 to {HIGHEST_SCORE}")


def _check_gaps(gaps: Mapping[str, GapRow]) -> None:
    for signal, row in gaps.items():
        for state, columns in row.items():
            for column in NEVER_SILENT:
                if columns[column] < Outcome.STEP_UP:
                    raise PolicyError(f"gaps.{signal}.{state}.{column}", "may not be below step_up")


def _check_softening(lists: Sequence[Softening]) -> None:
    for place, one in enumerate(lists):
        for reason in sorted(one.reasons):
            if one.to < FLOORS.get(reason, Outcome.ALLOW):
                raise PolicyError(f"softening[{place}].reasons", f"{reason} may not be softened this far")
        if one.to is Outcome.ALLOW and one.until is None:
            raise PolicyError(f"softening[{place}]", "below step_up it must have an end: say `until`")


def _graded(policy: "Policy") -> Iterator[tuple[str, Mapping[Column, Outcome]]]:
    """Yield every row that says an outcome per column, with its path."""
    for reason, row in policy.outcomes.items():
        yield f"outcomes.{reason}", row
    for signal, states in policy.gaps.items():
        for state, columns in states.items():
            yield f"gaps.{signal}.{state}", columns
    for place, rule in enumerate(policy.rules):
        yield f"rules[{place}].outcome", rule.outcomes
