"""The sections of a policy's document; what is missing is refused with its place."""

import re
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from eidgate.adapters.policy_parameters import read_parameters, sections_of
from eidgate.adapters.policy_rows import WORDS, row, word
from eidgate.adapters.policy_rules import read_rules
from eidgate.adapters.policy_softening import read_softening
from eidgate.adapters.strict_yaml import Field
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.evidence import EvidenceTerms, Weight
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.gaps import GAPS, SOURCED, GapRow
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parameters import SignalParameters
from eidgate.core.risk.policy import COLUMNS, SAID_ELSEWHERE, Column, HoldTerms, Levels, Policy
from eidgate.core.risk.scoring import Scoring
from eidgate.core.risk.upgrade import UNSAID_CLASS, UNSAID_PARAMETERS, unsaid_gap, unsaid_row
from eidgate.core.terms import TransactionKind

TOP: Final = (
    "policy",
    "version",
    "regulation",
    "outcomes",
    "gaps",
    "levels",
    "consent",
    "judged_as",
    "binding",
    "evidence",
    "points",
    "score",
    "hold",
    "decision_valid_seconds",
    "authentication_age_seconds",
    "clock_skew_seconds",
    "parameters",
)
OPTIONAL: Final = ("weights", "softening", "rules")
ROWS: Final = tuple(reason for reason in Reason if reason not in SAID_ELSEWHERE)
HARDENING: Final = WORDS[1:]
"""Outcomes that a score may reach."""

NAME: Final = re.compile(r"[a-z][a-z0-9-]{1,62}", re.ASCII)
VERSION: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}", re.ASCII)

_HOUR: Final = timedelta(hours=1)
_SECOND: Final = timedelta(seconds=1)


class Sections:
    """One document, section by section; every method raises `ConfigurationError` at the first fault.

    `kept` is a document that was in force before: rows that this program knows and it does not are filled as
    `core.risk.upgrade` says, and rows of a program still newer than this one, which finds no such thing, are
    passed over.
    """

    def __init__(self, sections: dict[str, Field], *, kept: bool = False) -> None:
        self._sections, self._kept = sections, kept
        self._unsaid: set[str] = set()

    def policy(self, digest: str) -> Policy:
        """Return the policy that the sections make.

        Raises:
            PolicyError: together they make none.
        """
        top = self._sections
        return Policy(
            name=_named(top["policy"], NAME),
            version=_named(top["version"], VERSION),
            digest=digest,
            regulation=frozenset(one.text() for one in top["regulation"].items()),
            outcomes={reason: row(cell) if cell else unsaid_row(reason) for reason, cell in self._reasons()},
            gaps={name: _gap(cell) if cell else unsaid_gap() for name, cell in self._rows("gaps", SOURCED)},
            levels={column: _levels(field) for column, field in top["levels"].record(COLUMNS).items()},
            consent=_consent(top["consent"]),
            judged_as=self._judged_as(),
            binding=_levels(top["binding"]),
            evidence=_evidence(top["evidence"]),
            scoring=self._scoring(),
            hold=_hold(top["hold"]),
            valid_for=_duration(top["decision_valid_seconds"], _SECOND),
            authentication_age=_duration(top["authentication_age_seconds"], _SECOND),
            clock_skew=_duration(top["clock_skew_seconds"], _SECOND),
            parameters=self._parameters(),
            softening=read_softening(top["softening"]) if "softening" in top else (),
            rules=read_rules(top["rules"]) if "rules" in top else (),
            unsaid=frozenset(self._unsaid),
        )

    def _rows(self, name: str, vocabulary: Collection[str]) -> list[tuple[str, Field | None]]:
        """Return a section's rows; None for those that a kept document lacks, which are remembered."""
        section = self._sections[name]
        if not self._kept:
            return list(section.record(vocabulary).items())
        told = section.known(vocabulary)
        self._unsaid |= {f"{name}.{one}" for one in vocabulary if one not in told}
        return [(one, told.get(one)) for one in vocabulary]

    def _reasons(self) -> list[tuple[Reason, Field | None]]:
        return [(Reason(name), cell) for name, cell in self._rows("outcomes", ROWS)]

    def _judged_as(self) -> dict[TransactionKind, TransactionClass]:
        unpaid = [kind for kind in TransactionKind if not kind.moves_money]
        return {
            TransactionKind(kind): cell.word(TransactionClass) if cell else UNSAID_CLASS
            for kind, cell in self._rows("judged_as", unpaid)
        }

    def _parameters(self) -> SignalParameters:
        field, unsaid = self._sections["parameters"], {}
        if self._kept:
            told = field.known(sections_of(SignalParameters))
            unsaid = {name: strict for name, strict in UNSAID_PARAMETERS.items() if name not in told}
            self._unsaid |= {f"parameters.{name}" for name in unsaid}
        return read_parameters(field, SignalParameters, unsaid=unsaid, kept=self._kept)

    def _scoring(self) -> Scoring:
        points, weights, score = (self._sections.get(name) for name in ("points", "weights", "score"))
        assert points is not None and score is not None  # noqa: PT018 (both are required)
        return Scoring(
            points={word(name): cell.whole() for name, cell in points.record(WORDS).items()},
            weights=_weights(weights) if weights else {},
            hardens=_hardens(score),
        )


def _named(field: Field, form: re.Pattern[str]) -> str:
    text = field.text()
    if not form.fullmatch(text):
        raise field.fault("must be small letters, digits, - and . and at most 63 of them")
    return text


def _weights(field: Field) -> dict[Reason, int]:
    return {Reason(name): cell.whole() for name, cell in field.entries(tuple(Reason)).items()}


def _hardens(field: Field) -> dict[Outcome, int]:
    cells = field.record(HARDENING)
    return {word(name): cell.whole() for name, cell in cells.items() if not cell.is_none()}


def _gap(field: Field) -> GapRow:
    """Read one row for every kind of gap, or one for each kind."""
    if not field.is_scalar() and set(field.keys()) & set(GAPS):
        return {state: row(cell) for state, cell in ((one, field.record(GAPS)[one]) for one in GAPS)}
    return dict.fromkeys(GAPS, row(field))


def _consent(field: Field) -> dict[Column, TransactionBinding]:
    return {column: cell.word(TransactionBinding) for column, cell in field.record(COLUMNS).items()}


def _levels(field: Field) -> Levels:
    parts = field.record(("account", "authentication"))
    return Levels(account=parts["account"].whole(), authentication=parts["authentication"].whole())


def _evidence(field: Field) -> EvidenceTerms:
    parts = field.record(("face", "registry"))
    told = parts["registry"].record(tuple(RegistryResult))
    weights = {RegistryResult(result): told[result].word(Weight) for result in told}
    return EvidenceTerms(face=parts["face"].flag(), registry=weights)


def _hold(field: Field) -> HoldTerms:
    parts = field.record(("hours", "ground"))
    return HoldTerms(duration=_duration(parts["hours"], _HOUR), ground=parts["ground"].text())


def _duration(field: Field, unit: timedelta) -> timedelta:
    try:
        return field.whole() * unit
    except OverflowError as error:
        raise field.fault("is longer than can be counted") from error
