"""A tally as one JSON object: what scripts and dashboards read."""

from dataclasses import asdict
from typing import Any

from eidgate.core.risk.trial.bands import BANDS
from eidgate.core.risk.trial.figures import (
    Confusion,
    Grounds,
    Row,
    candidate_side,
    confusion,
    recorded_side,
    rows,
)
from eidgate.core.risk.trial.tally import Example, Part, Tally
from eidgate.core.risk.trial.truth import Truth


def report(tally: Tally) -> dict[str, Any]:
    """Return everything that a tally says; money is whole dong."""
    return {
        "decisions": {
            "tried": tally.tried,
            "changed": tally.changed,
            "other_line": tally.other_line,
            "unknown_policy": tally.unknown,
            "undecided": tally.undecided,
            "missed": tally.missed,
        },
        "recorded": asdict(recorded_side(tally)),
        "candidate": asdict(candidate_side(tally)),
        "confusion": {
            "all": _pairs(confusion(tally)),
            **{truth.value: _pairs(confusion(tally, truth)) for truth in Truth},
        },
        "bands": {band: _pairs(confusion(tally, band=band)) for band in BANDS},
        "reasons": [_row(row) for row in rows(tally, Part.REASON)],
        "list_sources": [_row(row) for row in rows(tally, Part.SOURCE)],
        "examples": [_example(one) for one in tally.examples],
    }


def _pairs(table: Confusion) -> list[dict[str, Any]]:
    return [
        {"recorded": recorded, "candidate": candidate, **asdict(counted)}
        for (recorded, candidate), counted in sorted(table.items())
    ]


def _row(row: Row) -> dict[str, Any]:
    return {"what": row.what, "recorded": _grounds(row.recorded), "candidate": _grounds(row.candidate)}


def _grounds(grounds: Grounds) -> dict[str, Any]:
    return {**asdict(grounds), "precision_percent": grounds.precision_percent}


def _example(one: Example) -> dict[str, Any]:
    return {**asdict(one), "recorded": one.recorded.name, "candidate": one.candidate.name}
