"""Entries, appeals, look-ups and imports → their messages."""

from typing import Final

from eidgate.app.check_identifiers import Checked
from eidgate.app.entries import SeenEntry
from eidgate.app.import_entries import Imported
from eidgate.core.desk.counters import Count, SourceRecord, Window
from eidgate.core.desk.entry import Appeal, AppealState, EntryState
from eidgate.core.desk.grading import grade_of
from eidgate.core.desk.standing import Grade, Standing
from eidgate.core.terms import Instant
from eidgate.ports.look_ups import HIT_COST, MISS_COST
from eidgate.ports.watchlist import Found, Subscriber
from eidgate.rpc.wire.identifiers import identifier_message
from eidgate.rpc.wire.scalars import timestamp
from eidgate.rpc.wire.words import Vocabulary
from eidgate.v1 import watchlist_service_pb2 as pb

ENTRY_STATE: Final = Vocabulary(EntryState, "ENTRY_STATE", pb.EntryState.Value)
APPEAL_STATE: Final = Vocabulary(AppealState, "APPEAL_STATE", pb.AppealState.Value)
WINDOW: Final = Vocabulary(Window, "COUNT_WINDOW", pb.CountWindow.Value)
GRADE: Final = {
    Grade.WARN: pb.ENTRY_GRADE_REPORTED,
    Grade.HIGH: pb.ENTRY_GRADE_SUSPECTED,
    Grade.BLOCK: pb.ENTRY_GRADE_CONFIRMED,
}
GRADE_MEANT: Final = {number: grade for grade, number in GRADE.items()}


def checked_message(checked: Checked) -> pb.CheckIdentifiersResponse:
    """Write what was looked up."""
    budget = checked.budget
    return pb.CheckIdentifiersResponse(
        checks=[_check(one) for one in checked.found],
        sources=[record_message(one) for one in checked.sources],
        budget=pb.LookUpBudget(
            left=budget.left,
            capacity=budget.capacity,
            refill_per_second=budget.refill,
            hit_cost=HIT_COST,
            miss_cost=MISS_COST,
        ),
        list_time=timestamp(checked.at),
    )


def _check(found: Found) -> pb.IdentifierCheck:
    return pb.IdentifierCheck(
        identifier=identifier_message(found.identifier),
        listings=[listing_message(one) for one in found.listings],
        institutions=found.institutions,
        counts=[_count(one) for one in found.counts],
    )


def listing_message(standing: Standing) -> pb.Listing:
    """Write what everybody may see of a listing."""
    return pb.Listing(
        name=standing.name,
        grade=GRADE[standing.grade or Grade.WARN],
        code=standing.code,
        source=standing.source,
        create_time=timestamp(standing.since),
        expire_time=timestamp(standing.until),
    )


def _count(count: Count) -> pb.WindowCount:
    return pb.WindowCount(
        window=WINDOW.to_wire(count.window),
        reported=count.reported,
        confirmed=count.confirmed,
        institutions=count.institutions,
    )


def record_message(record: SourceRecord) -> pb.SourceRecord:
    """Write how a source's listings fared."""
    return pb.SourceRecord(
        source=record.source,
        reported=record.reported,
        confirmed=record.confirmed,
        cleared=record.cleared,
        false_positive_permille=record.false_positive_permille,
    )


def entry_message(seen: SeenEntry, *, at: Instant) -> pb.Entry:
    """Write an entry as its parties see it."""
    entry = seen.entry
    return pb.Entry(
        name=entry.name,
        identifier=identifier_message(entry.identifier),
        state=ENTRY_STATE.to_wire(entry.state),
        grade=GRADE[grade_of(entry)],
        code=entry.code,
        source=entry.source,
        reporters=[
            pb.Reporter(institution=one.institution, report_time=timestamp(one.at)) for one in entry.reporters
        ],
        confirmed_by=entry.confirmed_by,
        evidence=entry.evidence,
        note=entry.note,
        create_time=timestamp(entry.created_at),
        update_time=timestamp(entry.updated_at),
        expire_time=timestamp(entry.ends_at),
        etag=entry.etag,
        appeals=[appeal_message(one, at=at) for one in entry.appeals],
        source_record=None if seen.record is None else record_message(seen.record),
    )


def appeal_message(appeal: Appeal, *, at: Instant) -> pb.Appeal:
    """Write an appeal with its clocks."""
    return pb.Appeal(
        name=appeal.name,
        filed_by=appeal.filed_by,
        file_time=timestamp(appeal.filed_at),
        ground=appeal.ground,
        state=APPEAL_STATE.to_wire(appeal.state),
        review_due_time=timestamp(appeal.review_by),
        decision_due_time=timestamp(appeal.decide_by),
        review_time=None if appeal.reviewed_at is None else timestamp(appeal.reviewed_at),
        decided_by=appeal.decided_by,
        decide_time=None if appeal.decided_at is None else timestamp(appeal.decided_at),
        note=appeal.note,
        overdue=appeal.overdue(at),
    )


def propagation_message(subscriber: Subscriber, *, applied: bool) -> pb.Propagation:
    """Write whether a subscriber has applied an entry's last change."""
    return pb.Propagation(
        institution=subscriber.institution or subscriber.relying_party,
        applied=applied,
        acknowledge_time=timestamp(subscriber.acknowledged_at),
    )


def imported_message(source: str, told: Imported) -> pb.ImportEntriesResponse:
    """Write what became of an import."""
    answer = pb.ImportEntriesResponse(
        source=source,
        applied=told.switched is not None,
        rows=told.rows,
        repeated=told.repeated,
        faults=[pb.ImportFault(row=one.line, description=one.why) for one in told.faults],
        fault_count=told.fault_count,
    )
    if told.switched is not None:
        answer.added = told.switched.added
        answer.removed = told.switched.removed
        answer.unchanged = told.switched.unchanged
        answer.exempt = told.switched.exempt
    return answer
