"""A backtest through the service, and what it counted as a tally of ours."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from google.protobuf.timestamp_pb2 import Timestamp

from eidgate.cli.trial.question import AS_DECIDED, Asked
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.tally import ABSENT, Cell, Count, Example, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import DecisionName, Instant, RelyingPartyId, Vnd
from eidgate.v1 import decision_pb2, trial_pb2
from eidgate.v1 import policy_service_pb2 as pb

if TYPE_CHECKING:
    from eidgate.client import Client


class Progress(NamedTuple):
    """How far a backtest is, and what was counted since it was asked the last time."""

    cursor: str
    done: int
    total: int
    counted: Tally


def online(service: "Client", asked: Asked, cursor: str) -> Iterator[Progress]:
    """Ask a service, and yield what it counts, to the end."""
    for message in service.backtest_policy(_request(asked, cursor)):
        yield Progress(
            cursor=message.cursor,
            done=message.done,
            total=message.total,
            counted=tally_of(message.counted),
        )


def tally_of(message: trial_pb2.TrialTally) -> Tally:
    """Read a tally."""
    tally = Tally(
        tried=message.tried,
        changed=message.changed,
        other_line=message.other_line,
        unknown=message.unknown_policy,
        undecided=message.undecided,
        missed=message.missed,
        examples=[_example(one) for one in message.examples],
    )
    for one in message.counts:
        tally.cells[_cell(one)] = Count(decisions=one.decisions, amount=Vnd(one.amount_dong))
    return tally


def _cell(one: trial_pb2.TrialCount) -> Cell:
    return Cell(
        part=Part[trial_pb2.TrialPart.Name(one.part).removeprefix("TRIAL_PART_")],
        what=one.what,
        recorded=_outcome(one.recorded).name if one.HasField("recorded") else ABSENT,
        candidate=_outcome(one.candidate).name if one.HasField("candidate") else ABSENT,
        truth=_truth(one.truth),
    )


def _example(one: trial_pb2.TrialExample) -> Example:
    return Example(
        name=DecisionName(one.decision),
        relying_party=RelyingPartyId(one.relying_party),
        recorded=_outcome(one.recorded),
        candidate=_outcome(one.candidate),
        truth=_truth(one.truth),
        added=tuple(one.added),
        removed=tuple(one.removed),
    )


def _outcome(number: decision_pb2.Outcome) -> Outcome:
    return Outcome[decision_pb2.Outcome.Name(number).removeprefix("OUTCOME_")]


def _truth(number: trial_pb2.Truth) -> Truth:
    return Truth[trial_pb2.Truth.Name(number).removeprefix("TRUTH_")]


def _request(asked: Asked, cursor: str) -> pb.BacktestPolicyRequest:
    return pb.BacktestPolicyRequest(
        name="" if asked.candidate == AS_DECIDED else asked.candidate,
        start_time=_timestamp(asked.since),
        end_time=_timestamp(asked.until),
        outcome=f"OUTCOME_{asked.outcome.upper()}" if asked.outcome else None,
        kind=f"TRANSACTION_KIND_{asked.kind.upper()}" if asked.kind else None,
        relying_party=asked.relying_party or "",
        cursor=cursor,
    )


def _timestamp(at: Instant | None) -> Timestamp | None:
    if at is None:
        return None
    made = Timestamp()
    made.FromDatetime(at)
    return made
