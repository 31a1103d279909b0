import datetime

from buf.validate import validate_pb2 as _validate_pb2
from eidgate.v1 import identifier_pb2 as _identifier_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetStatisticsRequest(_message.Message):
    __slots__ = ("start_time", "end_time")
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    def __init__(self, start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class KindCount(_message.Message):
    __slots__ = ("kind", "count")
    KIND_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    kind: _identifier_pb2.IdentifierKind
    count: int
    def __init__(self, kind: _Optional[_Union[_identifier_pb2.IdentifierKind, str]] = ..., count: _Optional[int] = ...) -> None: ...

class StatisticsRow(_message.Message):
    __slots__ = ("institution", "cases", "reported_amount", "recovered_amount", "stopped_payments", "stopped_amount", "warnings_heeded", "heeded_amount", "warnings_overridden", "holds", "frozen_amount", "cases_held", "time_to_hold_median", "time_to_hold_p90", "blocked")
    INSTITUTION_FIELD_NUMBER: _ClassVar[int]
    CASES_FIELD_NUMBER: _ClassVar[int]
    REPORTED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    RECOVERED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    STOPPED_PAYMENTS_FIELD_NUMBER: _ClassVar[int]
    STOPPED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_HEEDED_FIELD_NUMBER: _ClassVar[int]
    HEEDED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_OVERRIDDEN_FIELD_NUMBER: _ClassVar[int]
    HOLDS_FIELD_NUMBER: _ClassVar[int]
    FROZEN_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CASES_HELD_FIELD_NUMBER: _ClassVar[int]
    TIME_TO_HOLD_MEDIAN_FIELD_NUMBER: _ClassVar[int]
    TIME_TO_HOLD_P90_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_FIELD_NUMBER: _ClassVar[int]
    institution: str
    cases: int
    reported_amount: int
    recovered_amount: int
    stopped_payments: int
    stopped_amount: int
    warnings_heeded: int
    heeded_amount: int
    warnings_overridden: int
    holds: int
    frozen_amount: int
    cases_held: int
    time_to_hold_median: _duration_pb2.Duration
    time_to_hold_p90: _duration_pb2.Duration
    blocked: _containers.RepeatedCompositeFieldContainer[KindCount]
    def __init__(self, institution: _Optional[str] = ..., cases: _Optional[int] = ..., reported_amount: _Optional[int] = ..., recovered_amount: _Optional[int] = ..., stopped_payments: _Optional[int] = ..., stopped_amount: _Optional[int] = ..., warnings_heeded: _Optional[int] = ..., heeded_amount: _Optional[int] = ..., warnings_overridden: _Optional[int] = ..., holds: _Optional[int] = ..., frozen_amount: _Optional[int] = ..., cases_held: _Optional[int] = ..., time_to_hold_median: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., time_to_hold_p90: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., blocked: _Optional[_Iterable[_Union[KindCount, _Mapping]]] = ...) -> None: ...

class GetStatisticsResponse(_message.Message):
    __slots__ = ("total", "institutions", "start_time", "end_time", "count_time", "complete")
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    INSTITUTIONS_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    COUNT_TIME_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_FIELD_NUMBER: _ClassVar[int]
    total: StatisticsRow
    institutions: _containers.RepeatedCompositeFieldContainer[StatisticsRow]
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    count_time: _timestamp_pb2.Timestamp
    complete: bool
    def __init__(self, total: _Optional[_Union[StatisticsRow, _Mapping]] = ..., institutions: _Optional[_Iterable[_Union[StatisticsRow, _Mapping]]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., count_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., complete: _Optional[bool] = ...) -> None: ...
