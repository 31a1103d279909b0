import datetime

from buf.validate import validate_pb2 as _validate_pb2
from eidgate.v1 import common_pb2 as _common_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TaintRule(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TAINT_RULE_UNSPECIFIED: _ClassVar[TaintRule]
    TAINT_RULE_FIFO: _ClassVar[TaintRule]
    TAINT_RULE_PRO_RATA: _ClassVar[TaintRule]

class TraceExit(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TRACE_EXIT_UNSPECIFIED: _ClassVar[TraceExit]
    TRACE_EXIT_HOPS: _ClassVar[TraceExit]
    TRACE_EXIT_WINDOW: _ClassVar[TraceExit]
    TRACE_EXIT_AMOUNT: _ClassVar[TraceExit]
    TRACE_EXIT_ACCOUNTS: _ClassVar[TraceExit]
    TRACE_EXIT_CASH: _ClassVar[TraceExit]
    TRACE_EXIT_TRANSFERS: _ClassVar[TraceExit]
TAINT_RULE_UNSPECIFIED: TaintRule
TAINT_RULE_FIFO: TaintRule
TAINT_RULE_PRO_RATA: TaintRule
TRACE_EXIT_UNSPECIFIED: TraceExit
TRACE_EXIT_HOPS: TraceExit
TRACE_EXIT_WINDOW: TraceExit
TRACE_EXIT_AMOUNT: TraceExit
TRACE_EXIT_ACCOUNTS: TraceExit
TRACE_EXIT_CASH: TraceExit
TRACE_EXIT_TRANSFERS: TraceExit

class SettledTransfer(_message.Message):
    __slots__ = ("transfer_id", "source", "target", "amount", "settle_time")
    TRANSFER_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    SETTLE_TIME_FIELD_NUMBER: _ClassVar[int]
    transfer_id: str
    source: _common_pb2.Instrument
    target: _common_pb2.Instrument
    amount: _money_pb2.Money
    settle_time: _timestamp_pb2.Timestamp
    def __init__(self, transfer_id: _Optional[str] = ..., source: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., target: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., settle_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RecordTransfersRequest(_message.Message):
    __slots__ = ("request_id", "transfers")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    transfers: _containers.RepeatedCompositeFieldContainer[SettledTransfer]
    def __init__(self, request_id: _Optional[str] = ..., transfers: _Optional[_Iterable[_Union[SettledTransfer, _Mapping]]] = ...) -> None: ...

class RecordTransfersResponse(_message.Message):
    __slots__ = ("recorded_count", "known_count")
    RECORDED_COUNT_FIELD_NUMBER: _ClassVar[int]
    KNOWN_COUNT_FIELD_NUMBER: _ClassVar[int]
    recorded_count: int
    known_count: int
    def __init__(self, recorded_count: _Optional[int] = ..., known_count: _Optional[int] = ...) -> None: ...

class TransferStart(_message.Message):
    __slots__ = ("institution", "transfer_id")
    INSTITUTION_FIELD_NUMBER: _ClassVar[int]
    TRANSFER_ID_FIELD_NUMBER: _ClassVar[int]
    institution: str
    transfer_id: str
    def __init__(self, institution: _Optional[str] = ..., transfer_id: _Optional[str] = ...) -> None: ...

class AccountStart(_message.Message):
    __slots__ = ("instrument", "not_before")
    INSTRUMENT_FIELD_NUMBER: _ClassVar[int]
    NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    instrument: _common_pb2.Instrument
    not_before: _timestamp_pb2.Timestamp
    def __init__(self, instrument: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., not_before: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class TraceFundsRequest(_message.Message):
    __slots__ = ("request_id", "transfer", "account", "report", "amount", "hops", "window", "minimum_amount", "maximum_accounts", "rule")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TRANSFER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    REPORT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    HOPS_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    transfer: TransferStart
    account: AccountStart
    report: str
    amount: _money_pb2.Money
    hops: int
    window: _duration_pb2.Duration
    minimum_amount: int
    maximum_accounts: int
    rule: TaintRule
    def __init__(self, request_id: _Optional[str] = ..., transfer: _Optional[_Union[TransferStart, _Mapping]] = ..., account: _Optional[_Union[AccountStart, _Mapping]] = ..., report: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., hops: _Optional[int] = ..., window: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., minimum_amount: _Optional[int] = ..., maximum_accounts: _Optional[int] = ..., rule: _Optional[_Union[TaintRule, str]] = ...) -> None: ...

class TraceFundsResponse(_message.Message):
    __slots__ = ("trace",)
    TRACE_FIELD_NUMBER: _ClassVar[int]
    trace: Trace
    def __init__(self, trace: _Optional[_Union[Trace, _Mapping]] = ...) -> None: ...

class GetTraceRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetTraceResponse(_message.Message):
    __slots__ = ("trace",)
    TRACE_FIELD_NUMBER: _ClassVar[int]
    trace: Trace
    def __init__(self, trace: _Optional[_Union[Trace, _Mapping]] = ...) -> None: ...

class ListTracesRequest(_message.Message):
    __slots__ = ("running_only", "page_size", "page_token")
    RUNNING_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    running_only: bool
    page_size: int
    page_token: str
    def __init__(self, running_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class TraceSummary(_message.Message):
    __slots__ = ("name", "etag", "rule", "entered", "resting", "account_count", "report", "create_time", "update_time", "window_end_time", "end_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    ENTERED_FIELD_NUMBER: _ClassVar[int]
    RESTING_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_COUNT_FIELD_NUMBER: _ClassVar[int]
    REPORT_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    WINDOW_END_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    rule: TaintRule
    entered: int
    resting: int
    account_count: int
    report: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    window_end_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ..., rule: _Optional[_Union[TaintRule, str]] = ..., entered: _Optional[int] = ..., resting: _Optional[int] = ..., account_count: _Optional[int] = ..., report: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., window_end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListTracesResponse(_message.Message):
    __slots__ = ("traces", "next_page_token")
    TRACES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    traces: _containers.RepeatedCompositeFieldContainer[TraceSummary]
    next_page_token: str
    def __init__(self, traces: _Optional[_Iterable[_Union[TraceSummary, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class EndTraceRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    note: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class EndTraceResponse(_message.Message):
    __slots__ = ("trace",)
    TRACE_FIELD_NUMBER: _ClassVar[int]
    trace: Trace
    def __init__(self, trace: _Optional[_Union[Trace, _Mapping]] = ...) -> None: ...

class TracedAccount(_message.Message):
    __slots__ = ("label", "institution", "hop", "reach_time", "resting", "received", "proposed_hold", "instrument")
    LABEL_FIELD_NUMBER: _ClassVar[int]
    INSTITUTION_FIELD_NUMBER: _ClassVar[int]
    HOP_FIELD_NUMBER: _ClassVar[int]
    REACH_TIME_FIELD_NUMBER: _ClassVar[int]
    RESTING_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_HOLD_FIELD_NUMBER: _ClassVar[int]
    INSTRUMENT_FIELD_NUMBER: _ClassVar[int]
    label: str
    institution: str
    hop: int
    reach_time: _timestamp_pb2.Timestamp
    resting: int
    received: int
    proposed_hold: int
    instrument: _common_pb2.Instrument
    def __init__(self, label: _Optional[str] = ..., institution: _Optional[str] = ..., hop: _Optional[int] = ..., reach_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., resting: _Optional[int] = ..., received: _Optional[int] = ..., proposed_hold: _Optional[int] = ..., instrument: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ...) -> None: ...

class TraceFlow(_message.Message):
    __slots__ = ("source", "target", "amount")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    source: str
    target: str
    amount: int
    def __init__(self, source: _Optional[str] = ..., target: _Optional[str] = ..., amount: _Optional[int] = ...) -> None: ...

class TraceLeft(_message.Message):
    __slots__ = ("account", "why", "amount")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    why: TraceExit
    amount: int
    def __init__(self, account: _Optional[str] = ..., why: _Optional[_Union[TraceExit, str]] = ..., amount: _Optional[int] = ...) -> None: ...

class Trace(_message.Message):
    __slots__ = ("end_time", "name", "etag", "rule", "entered", "accounts", "flows", "flows_left_out", "left", "create_time", "update_time", "window_end_time")
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    ENTERED_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    FLOWS_FIELD_NUMBER: _ClassVar[int]
    FLOWS_LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    WINDOW_END_TIME_FIELD_NUMBER: _ClassVar[int]
    end_time: _timestamp_pb2.Timestamp
    name: str
    etag: str
    rule: TaintRule
    entered: int
    accounts: _containers.RepeatedCompositeFieldContainer[TracedAccount]
    flows: _containers.RepeatedCompositeFieldContainer[TraceFlow]
    flows_left_out: int
    left: _containers.RepeatedCompositeFieldContainer[TraceLeft]
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    window_end_time: _timestamp_pb2.Timestamp
    def __init__(self, end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., rule: _Optional[_Union[TaintRule, str]] = ..., entered: _Optional[int] = ..., accounts: _Optional[_Iterable[_Union[TracedAccount, _Mapping]]] = ..., flows: _Optional[_Iterable[_Union[TraceFlow, _Mapping]]] = ..., flows_left_out: _Optional[int] = ..., left: _Optional[_Iterable[_Union[TraceLeft, _Mapping]]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., window_end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
