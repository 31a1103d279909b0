"""Policies as YAML: every reason, class and parameter; what is missing is refused with file and line."""

from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from eidgate.adapters.policy_parameters import read_parameters
from eidgate.adapters.strict_yaml import Field, parse
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.evidence import EvidenceTerms, Weight
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parameters import SignalParameters
from eidgate.core.risk.policy import COLUMNS, Column, HoldTerms, Levels, Policy, PolicyError
from eidgate.core.terms import TransactionKind

_HOUR: Final = timedelta(hours=1)
_SECOND: Final = timedelta(seconds=1)

_TOP: Final = (
    "version",
    "outcomes",
    "levels",
    "consent",
    "judged_as",
    "binding",
    "evidence",
    "points",
    "hold",
    "decision_valid_seconds",
    "authentication_age_seconds",
    "clock_skew_seconds",
    "parameters",
)


class _Word(StrEnum):
    """The outcomes as a policy writes them."""

    ALLOW = "allow"
    STEP_UP = "step_up"
    HOLD = "hold"
    DENY = "deny"

    @property
    def outcome(self) -> Outcome:
        """The outcome it stands for."""
        return Outcome[self.name]


def load_policy(name_or_path: str) -> Policy:
    """Read a shipped policy by its name (`vn-bank`) or one's own by its path (`./policy.yaml`).

    Raises:
        ConfigurationError: naming file, line and field of the first fault.
    """
    shipped = files("eidgate.data").joinpath("policies", f"{name_or_path}.yaml")
    place = shipped if "/" not in name_or_path and shipped.is_file() else Path(name_or_path)
    try:
        raw = place.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"policy {name_or_path}: {error.strerror or error}; vn-bank is shipped, and an own one"
            " is named by its path, as in ./policy.yaml"
        ) from error
    return parse_policy(raw, place.name)


def parse_policy(raw: bytes, file: str) -> Policy:
    """Read a policy from the bytes of its file.

    Raises:
        ConfigurationError: naming file, line and field of the first fault.
    """
    root = parse(raw, file)
    top = root.record(_TOP)
    try:
        return Policy(
            version=top["version"].text(),
            digest=sha256(raw).hexdigest(),
            outcomes=_outcomes(top["outcomes"]),
            levels={column: _levels(field) for column, field in top["levels"].record(COLUMNS).items()},
            consent=_consent(top["consent"]),
            judged_as=_judged_as(top["judged_as"]),
            binding=_levels(top["binding"]),
            evidence=_evidence(top["evidence"]),
            points=_points(top["points"]),
            hold=_hold(top["hold"]),
            valid_for=_seconds(top["decision_valid_seconds"]),
            authentication_age=_seconds(top["authentication_age_seconds"]),
            clock_skew=_seconds(top["clock_skew_seconds"]),
            parameters=read_parameters(top["parameters"], SignalParameters),
        )
    except PolicyError as error:
        raise root.find(error.path).fault(error.description) from error


def _outcomes(field: Field) -> dict[Reason, dict[Column, Outcome]]:
    rows = field.record(tuple(Reason))
    return {reason: _row(rows[reason]) for reason in Reason}


def _row(field: Field) -> dict[Column, Outcome]:
    if field.is_scalar():
        return dict.fromkeys(COLUMNS, field.word(_Word).outcome)
    return {column: cell.word(_Word).outcome for column, cell in field.record(COLUMNS).items()}


def _consent(field: Field) -> dict[Column, TransactionBinding]:
    return {column: cell.word(TransactionBinding) for column, cell in field.record(COLUMNS).items()}


def _judged_as(field: Field) -> dict[TransactionKind, TransactionClass]:
    rows = field.record([kind for kind in TransactionKind if not kind.moves_money])
    return {TransactionKind(kind): cell.word(TransactionClass) for kind, cell in rows.items()}


def _levels(field: Field) -> Levels:
    parts = field.record(("account", "authentication"))
    return Levels(account=parts["account"].whole(), authentication=parts["authentication"].whole())


def _evidence(field: Field) -> EvidenceTerms:
    parts = field.record(("face", "registry"))
    told = parts["registry"].record(tuple(RegistryResult))
    weights = {RegistryResult(result): cell.word(Weight) for result, cell in told.items()}
    return EvidenceTerms(face=parts["face"].flag(), registry=weights)


def _points(field: Field) -> dict[Outcome, int]:
    return {_Word(word).outcome: cell.whole() for word, cell in field.record(tuple(_Word)).items()}


def _hold(field: Field) -> HoldTerms:
    parts = field.record(("hours", "ground"))
    return HoldTerms(duration=_duration(parts["hours"], _HOUR), ground=parts["ground"].text())


def _seconds(field: Field) -> timedelta:
    return _duration(field, _SECOND)


def _duration(field: Field, unit: timedelta) -> timedelta:
    try:
        return field.whole() * unit
    except OverflowError as error:
        raise field.fault("is longer than can be counted") from error
