import datetime

from buf.validate import validate_pb2 as _validate_pb2
from eidgate.v1 import identifier_pb2 as _identifier_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EntryGrade(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ENTRY_GRADE_UNSPECIFIED: _ClassVar[EntryGrade]
    ENTRY_GRADE_REPORTED: _ClassVar[EntryGrade]
    ENTRY_GRADE_SUSPECTED: _ClassVar[EntryGrade]
    ENTRY_GRADE_CONFIRMED: _ClassVar[EntryGrade]

class EntryState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ENTRY_STATE_UNSPECIFIED: _ClassVar[EntryState]
    ENTRY_STATE_PENDING: _ClassVar[EntryState]
    ENTRY_STATE_ACTIVE: _ClassVar[EntryState]
    ENTRY_STATE_CLEARED: _ClassVar[EntryState]

class AppealState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APPEAL_STATE_UNSPECIFIED: _ClassVar[AppealState]
    APPEAL_STATE_FILED: _ClassVar[AppealState]
    APPEAL_STATE_IN_REVIEW: _ClassVar[AppealState]
    APPEAL_STATE_GRANTED: _ClassVar[AppealState]
    APPEAL_STATE_UPHELD: _ClassVar[AppealState]

class CountWindow(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COUNT_WINDOW_UNSPECIFIED: _ClassVar[CountWindow]
    COUNT_WINDOW_DAY: _ClassVar[CountWindow]
    COUNT_WINDOW_MONTH: _ClassVar[CountWindow]
    COUNT_WINDOW_HALF_YEAR: _ClassVar[CountWindow]
ENTRY_GRADE_UNSPECIFIED: EntryGrade
ENTRY_GRADE_REPORTED: EntryGrade
ENTRY_GRADE_SUSPECTED: EntryGrade
ENTRY_GRADE_CONFIRMED: EntryGrade
ENTRY_STATE_UNSPECIFIED: EntryState
ENTRY_STATE_PENDING: EntryState
ENTRY_STATE_ACTIVE: EntryState
ENTRY_STATE_CLEARED: EntryState
APPEAL_STATE_UNSPECIFIED: AppealState
APPEAL_STATE_FILED: AppealState
APPEAL_STATE_IN_REVIEW: AppealState
APPEAL_STATE_GRANTED: AppealState
APPEAL_STATE_UPHELD: AppealState
COUNT_WINDOW_UNSPECIFIED: CountWindow
COUNT_WINDOW_DAY: CountWindow
COUNT_WINDOW_MONTH: CountWindow
COUNT_WINDOW_HALF_YEAR: CountWindow

class Listing(_message.Message):
    __slots__ = ("name", "grade", "code", "source", "create_time", "expire_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    grade: EntryGrade
    code: int
    source: str
    create_time: _timestamp_pb2.Timestamp
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., grade: _Optional[_Union[EntryGrade, str]] = ..., code: _Optional[int] = ..., source: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class WindowCount(_message.Message):
    __slots__ = ("window", "reported", "confirmed", "institutions")
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    REPORTED_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    INSTITUTIONS_FIELD_NUMBER: _ClassVar[int]
    window: CountWindow
    reported: int
    confirmed: int
    institutions: int
    def __init__(self, window: _Optional[_Union[CountWindow, str]] = ..., reported: _Optional[int] = ..., confirmed: _Optional[int] = ..., institutions: _Optional[int] = ...) -> None: ...

class SourceRecord(_message.Message):
    __slots__ = ("source", "reported", "confirmed", "cleared", "false_positive_permille")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REPORTED_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    CLEARED_FIELD_NUMBER: _ClassVar[int]
    FALSE_POSITIVE_PERMILLE_FIELD_NUMBER: _ClassVar[int]
    source: str
    reported: int
    confirmed: int
    cleared: int
    false_positive_permille: int
    def __init__(self, source: _Optional[str] = ..., reported: _Optional[int] = ..., confirmed: _Optional[int] = ..., cleared: _Optional[int] = ..., false_positive_permille: _Optional[int] = ...) -> None: ...

class IdentifierCheck(_message.Message):
    __slots__ = ("identifier", "listings", "institutions", "counts")
    IDENTIFIER_FIELD_NUMBER: _ClassVar[int]
    LISTINGS_FIELD_NUMBER: _ClassVar[int]
    INSTITUTIONS_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    identifier: _identifier_pb2.Identifier
    listings: _containers.RepeatedCompositeFieldContainer[Listing]
    institutions: int
    counts: _containers.RepeatedCompositeFieldContainer[WindowCount]
    def __init__(self, identifier: _Optional[_Union[_identifier_pb2.Identifier, _Mapping]] = ..., listings: _Optional[_Iterable[_Union[Listing, _Mapping]]] = ..., institutions: _Optional[int] = ..., counts: _Optional[_Iterable[_Union[WindowCount, _Mapping]]] = ...) -> None: ...

class LookUpBudget(_message.Message):
    __slots__ = ("left", "capacity", "refill_per_second", "hit_cost", "miss_cost")
    LEFT_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    REFILL_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    HIT_COST_FIELD_NUMBER: _ClassVar[int]
    MISS_COST_FIELD_NUMBER: _ClassVar[int]
    left: int
    capacity: int
    refill_per_second: float
    hit_cost: int
    miss_cost: int
    def __init__(self, left: _Optional[int] = ..., capacity: _Optional[int] = ..., refill_per_second: _Optional[float] = ..., hit_cost: _Optional[int] = ..., miss_cost: _Optional[int] = ...) -> None: ...

class CheckIdentifiersRequest(_message.Message):
    __slots__ = ("identifiers",)
    IDENTIFIERS_FIELD_NUMBER: _ClassVar[int]
    identifiers: _containers.RepeatedCompositeFieldContainer[_identifier_pb2.Identifier]
    def __init__(self, identifiers: _Optional[_Iterable[_Union[_identifier_pb2.Identifier, _Mapping]]] = ...) -> None: ...

class CheckIdentifiersResponse(_message.Message):
    __slots__ = ("checks", "sources", "budget", "list_time")
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    BUDGET_FIELD_NUMBER: _ClassVar[int]
    LIST_TIME_FIELD_NUMBER: _ClassVar[int]
    checks: _containers.RepeatedCompositeFieldContainer[IdentifierCheck]
    sources: _containers.RepeatedCompositeFieldContainer[SourceRecord]
    budget: LookUpBudget
    list_time: _timestamp_pb2.Timestamp
    def __init__(self, checks: _Optional[_Iterable[_Union[IdentifierCheck, _Mapping]]] = ..., sources: _Optional[_Iterable[_Union[SourceRecord, _Mapping]]] = ..., budget: _Optional[_Union[LookUpBudget, _Mapping]] = ..., list_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Reporter(_message.Message):
    __slots__ = ("institution", "report_time")
    INSTITUTION_FIELD_NUMBER: _ClassVar[int]
    REPORT_TIME_FIELD_NUMBER: _ClassVar[int]
    institution: str
    report_time: _timestamp_pb2.Timestamp
    def __init__(self, institution: _Optional[str] = ..., report_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Appeal(_message.Message):
    __slots__ = ("name", "filed_by", "file_time", "ground", "state", "review_due_time", "decision_due_time", "review_time", "decided_by", "decide_time", "note", "overdue")
    NAME_FIELD_NUMBER: _ClassVar[int]
    FILED_BY_FIELD_NUMBER: _ClassVar[int]
    FILE_TIME_FIELD_NUMBER: _ClassVar[int]
    GROUND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REVIEW_DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    DECISION_DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    REVIEW_TIME_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    DECIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    filed_by: str
    file_time: _timestamp_pb2.Timestamp
    ground: str
    state: AppealState
    review_due_time: _timestamp_pb2.Timestamp
    decision_due_time: _timestamp_pb2.Timestamp
    review_time: _timestamp_pb2.Timestamp
    decided_by: str
    decide_time: _timestamp_pb2.Timestamp
    note: str
    overdue: bool
    def __init__(self, name: _Optional[str] = ..., filed_by: _Optional[str] = ..., file_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ground: _Optional[str] = ..., state: _Optional[_Union[AppealState, str]] = ..., review_due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decision_due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., review_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided_by: _Optional[str] = ..., decide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., note: _Optional[str] = ..., overdue: _Optional[bool] = ...) -> None: ...

class Entry(_message.Message):
    __slots__ = ("name", "identifier", "state", "grade", "code", "source", "reporters", "confirmed_by", "evidence", "note", "create_time", "update_time", "expire_time", "etag", "appeals", "source_record")
    NAME_FIELD_NUMBER: _ClassVar[int]
    IDENTIFIER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REPORTERS_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_BY_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    APPEALS_FIELD_NUMBER: _ClassVar[int]
    SOURCE_RECORD_FIELD_NUMBER: _ClassVar[int]
    name: str
    identifier: _identifier_pb2.Identifier
    state: EntryState
    grade: EntryGrade
    code: int
    source: str
    reporters: _containers.RepeatedCompositeFieldContainer[Reporter]
    confirmed_by: str
    evidence: str
    note: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    expire_time: _timestamp_pb2.Timestamp
    etag: str
    appeals: _containers.RepeatedCompositeFieldContainer[Appeal]
    source_record: SourceRecord
    def __init__(self, name: _Optional[str] = ..., identifier: _Optional[_Union[_identifier_pb2.Identifier, _Mapping]] = ..., state: _Optional[_Union[EntryState, str]] = ..., grade: _Optional[_Union[EntryGrade, str]] = ..., code: _Optional[int] = ..., source: _Optional[str] = ..., reporters: _Optional[_Iterable[_Union[Reporter, _Mapping]]] = ..., confirmed_by: _Optional[str] = ..., evidence: _Optional[str] = ..., note: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., appeals: _Optional[_Iterable[_Union[Appeal, _Mapping]]] = ..., source_record: _Optional[_Union[SourceRecord, _Mapping]] = ...) -> None: ...

class ReportIdentifierRequest(_message.Message):
    __slots__ = ("request_id", "identifier", "code", "evidence", "note", "expire_time")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    IDENTIFIER_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    identifier: _identifier_pb2.Identifier
    code: int
    evidence: str
    note: str
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, request_id: _Optional[str] = ..., identifier: _Optional[_Union[_identifier_pb2.Identifier, _Mapping]] = ..., code: _Optional[int] = ..., evidence: _Optional[str] = ..., note: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ReportIdentifierResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: Entry
    def __init__(self, entry: _Optional[_Union[Entry, _Mapping]] = ...) -> None: ...

class GetEntryRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class Propagation(_message.Message):
    __slots__ = ("institution", "applied", "acknowledge_time")
    INSTITUTION_FIELD_NUMBER: _ClassVar[int]
    APPLIED_FIELD_NUMBER: _ClassVar[int]
    ACKNOWLEDGE_TIME_FIELD_NUMBER: _ClassVar[int]
    institution: str
    applied: bool
    acknowledge_time: _timestamp_pb2.Timestamp
    def __init__(self, institution: _Optional[str] = ..., applied: _Optional[bool] = ..., acknowledge_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetEntryResponse(_message.Message):
    __slots__ = ("entry", "propagation")
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    PROPAGATION_FIELD_NUMBER: _ClassVar[int]
    entry: Entry
    propagation: _containers.RepeatedCompositeFieldContainer[Propagation]
    def __init__(self, entry: _Optional[_Union[Entry, _Mapping]] = ..., propagation: _Optional[_Iterable[_Union[Propagation, _Mapping]]] = ...) -> None: ...

class ListEntriesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEntriesResponse(_message.Message):
    __slots__ = ("entries", "next_page_token")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[Entry]
    next_page_token: str
    def __init__(self, entries: _Optional[_Iterable[_Union[Entry, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateEntryRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "confirm", "code", "evidence", "note", "expire_time")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CONFIRM_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    confirm: bool
    code: int
    evidence: str
    note: str
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., confirm: _Optional[bool] = ..., code: _Optional[int] = ..., evidence: _Optional[str] = ..., note: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class UpdateEntryResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: Entry
    def __init__(self, entry: _Optional[_Union[Entry, _Mapping]] = ...) -> None: ...

class ClearEntryRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ClearEntryResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: Entry
    def __init__(self, entry: _Optional[_Union[Entry, _Mapping]] = ...) -> None: ...

class ImportHeader(_message.Message):
    __slots__ = ("request_id", "list", "dry_run")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LIST_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    list: str
    dry_run: bool
    def __init__(self, request_id: _Optional[str] = ..., list: _Optional[str] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class ImportRow(_message.Message):
    __slots__ = ("identifier", "grade", "code", "expire_time")
    IDENTIFIER_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    identifier: _identifier_pb2.Identifier
    grade: EntryGrade
    code: int
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, identifier: _Optional[_Union[_identifier_pb2.Identifier, _Mapping]] = ..., grade: _Optional[_Union[EntryGrade, str]] = ..., code: _Optional[int] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ImportRows(_message.Message):
    __slots__ = ("rows",)
    ROWS_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[ImportRow]
    def __init__(self, rows: _Optional[_Iterable[_Union[ImportRow, _Mapping]]] = ...) -> None: ...

class ImportEnd(_message.Message):
    __slots__ = ("row_count",)
    ROW_COUNT_FIELD_NUMBER: _ClassVar[int]
    row_count: int
    def __init__(self, row_count: _Optional[int] = ...) -> None: ...

class ImportEntriesRequest(_message.Message):
    __slots__ = ("header", "rows", "end")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    header: ImportHeader
    rows: ImportRows
    end: ImportEnd
    def __init__(self, header: _Optional[_Union[ImportHeader, _Mapping]] = ..., rows: _Optional[_Union[ImportRows, _Mapping]] = ..., end: _Optional[_Union[ImportEnd, _Mapping]] = ...) -> None: ...

class ImportFault(_message.Message):
    __slots__ = ("row", "description")
    ROW_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    row: int
    description: str
    def __init__(self, row: _Optional[int] = ..., description: _Optional[str] = ...) -> None: ...

class ImportEntriesResponse(_message.Message):
    __slots__ = ("source", "applied", "rows", "repeated", "added", "removed", "unchanged", "exempt", "faults", "fault_count")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    APPLIED_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    REPEATED_FIELD_NUMBER: _ClassVar[int]
    ADDED_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    UNCHANGED_FIELD_NUMBER: _ClassVar[int]
    EXEMPT_FIELD_NUMBER: _ClassVar[int]
    FAULTS_FIELD_NUMBER: _ClassVar[int]
    FAULT_COUNT_FIELD_NUMBER: _ClassVar[int]
    source: str
    applied: bool
    rows: int
    repeated: int
    added: int
    removed: int
    unchanged: int
    exempt: int
    faults: _containers.RepeatedCompositeFieldContainer[ImportFault]
    fault_count: int
    def __init__(self, source: _Optional[str] = ..., applied: _Optional[bool] = ..., rows: _Optional[int] = ..., repeated: _Optional[int] = ..., added: _Optional[int] = ..., removed: _Optional[int] = ..., unchanged: _Optional[int] = ..., exempt: _Optional[int] = ..., faults: _Optional[_Iterable[_Union[ImportFault, _Mapping]]] = ..., fault_count: _Optional[int] = ...) -> None: ...

class WatchEntriesRequest(_message.Message):
    __slots__ = ("cursor",)
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    cursor: str
    def __init__(self, cursor: _Optional[str] = ...) -> None: ...

class ListingChange(_message.Message):
    __slots__ = ("name", "key", "identifier", "listing")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    IDENTIFIER_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    name: str
    key: str
    identifier: _identifier_pb2.Identifier
    listing: Listing
    def __init__(self, name: _Optional[str] = ..., key: _Optional[str] = ..., identifier: _Optional[_Union[_identifier_pb2.Identifier, _Mapping]] = ..., listing: _Optional[_Union[Listing, _Mapping]] = ...) -> None: ...

class Checkpoint(_message.Message):
    __slots__ = ("count", "digest", "list_time")
    COUNT_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    LIST_TIME_FIELD_NUMBER: _ClassVar[int]
    count: int
    digest: bytes
    list_time: _timestamp_pb2.Timestamp
    def __init__(self, count: _Optional[int] = ..., digest: _Optional[bytes] = ..., list_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class WatchEntriesResponse(_message.Message):
    __slots__ = ("cursor", "change", "checkpoint")
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    cursor: str
    change: ListingChange
    checkpoint: Checkpoint
    def __init__(self, cursor: _Optional[str] = ..., change: _Optional[_Union[ListingChange, _Mapping]] = ..., checkpoint: _Optional[_Union[Checkpoint, _Mapping]] = ...) -> None: ...

class AcknowledgeChangesRequest(_message.Message):
    __slots__ = ("request_id", "cursor")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    cursor: str
    def __init__(self, request_id: _Optional[str] = ..., cursor: _Optional[str] = ...) -> None: ...

class AcknowledgeChangesResponse(_message.Message):
    __slots__ = ("cursor",)
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    cursor: str
    def __init__(self, cursor: _Optional[str] = ...) -> None: ...

class FileAppealRequest(_message.Message):
    __slots__ = ("request_id", "name", "ground")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    GROUND_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    ground: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., ground: _Optional[str] = ...) -> None: ...

class FileAppealResponse(_message.Message):
    __slots__ = ("appeal",)
    APPEAL_FIELD_NUMBER: _ClassVar[int]
    appeal: Appeal
    def __init__(self, appeal: _Optional[_Union[Appeal, _Mapping]] = ...) -> None: ...

class ResolveAppealRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "state", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    state: AppealState
    note: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., state: _Optional[_Union[AppealState, str]] = ..., note: _Optional[str] = ...) -> None: ...

class ResolveAppealResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: Entry
    def __init__(self, entry: _Optional[_Union[Entry, _Mapping]] = ...) -> None: ...
