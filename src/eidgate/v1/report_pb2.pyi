import datetime

from buf.validate import validate_pb2 as _validate_pb2
from eidgate.v1 import common_pb2 as _common_pb2
from eidgate.v1 import identifier_pb2 as _identifier_pb2
from eidgate.v1 import trace_pb2 as _trace_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReportChannel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REPORT_CHANNEL_UNSPECIFIED: _ClassVar[ReportChannel]
    REPORT_CHANNEL_HOTLINE_MESSAGE: _ClassVar[ReportChannel]
    REPORT_CHANNEL_HOTLINE_CALL: _ClassVar[ReportChannel]
    REPORT_CHANNEL_FRAUD_DESK: _ClassVar[ReportChannel]
    REPORT_CHANNEL_WEB_FORM: _ClassVar[ReportChannel]

class ReportScheme(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REPORT_SCHEME_UNSPECIFIED: _ClassVar[ReportScheme]
    REPORT_SCHEME_SPAM_MESSAGE: _ClassVar[ReportScheme]
    REPORT_SCHEME_SPAM_CALL: _ClassVar[ReportScheme]
    REPORT_SCHEME_SCAM_CALL: _ClassVar[ReportScheme]
    REPORT_SCHEME_FRAUD: _ClassVar[ReportScheme]

class ReportState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REPORT_STATE_UNSPECIFIED: _ClassVar[ReportState]
    REPORT_STATE_FILED: _ClassVar[ReportState]
    REPORT_STATE_IN_PROGRESS: _ClassVar[ReportState]
    REPORT_STATE_WITH_POLICE: _ClassVar[ReportState]
    REPORT_STATE_RESOLVED: _ClassVar[ReportState]
    REPORT_STATE_UNFOUNDED: _ClassVar[ReportState]
    REPORT_STATE_WITHDRAWN: _ClassVar[ReportState]

class ReportDuty(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REPORT_DUTY_UNSPECIFIED: _ClassVar[ReportDuty]
    REPORT_DUTY_REVIEW: _ClassVar[ReportDuty]
    REPORT_DUTY_HOLD: _ClassVar[ReportDuty]
    REPORT_DUTY_ANSWER: _ClassVar[ReportDuty]
    REPORT_DUTY_POLICE: _ClassVar[ReportDuty]
    REPORT_DUTY_CLOSE: _ClassVar[ReportDuty]
REPORT_CHANNEL_UNSPECIFIED: ReportChannel
REPORT_CHANNEL_HOTLINE_MESSAGE: ReportChannel
REPORT_CHANNEL_HOTLINE_CALL: ReportChannel
REPORT_CHANNEL_FRAUD_DESK: ReportChannel
REPORT_CHANNEL_WEB_FORM: ReportChannel
REPORT_SCHEME_UNSPECIFIED: ReportScheme
REPORT_SCHEME_SPAM_MESSAGE: ReportScheme
REPORT_SCHEME_SPAM_CALL: ReportScheme
REPORT_SCHEME_SCAM_CALL: ReportScheme
REPORT_SCHEME_FRAUD: ReportScheme
REPORT_STATE_UNSPECIFIED: ReportState
REPORT_STATE_FILED: ReportState
REPORT_STATE_IN_PROGRESS: ReportState
REPORT_STATE_WITH_POLICE: ReportState
REPORT_STATE_RESOLVED: ReportState
REPORT_STATE_UNFOUNDED: ReportState
REPORT_STATE_WITHDRAWN: ReportState
REPORT_DUTY_UNSPECIFIED: ReportDuty
REPORT_DUTY_REVIEW: ReportDuty
REPORT_DUTY_HOLD: ReportDuty
REPORT_DUTY_ANSWER: ReportDuty
REPORT_DUTY_POLICE: ReportDuty
REPORT_DUTY_CLOSE: ReportDuty

class DutyClock(_message.Message):
    __slots__ = ("duty", "institutions", "due_time", "done_time", "missed", "text")
    DUTY_FIELD_NUMBER: _ClassVar[int]
    INSTITUTIONS_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    DONE_TIME_FIELD_NUMBER: _ClassVar[int]
    MISSED_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    duty: ReportDuty
    institutions: _containers.RepeatedScalarFieldContainer[str]
    due_time: _timestamp_pb2.Timestamp
    done_time: _timestamp_pb2.Timestamp
    missed: bool
    text: _common_pb2.LocalizedText
    def __init__(self, duty: _Optional[_Union[ReportDuty, str]] = ..., institutions: _Optional[_Iterable[str]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., done_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., missed: _Optional[bool] = ..., text: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ...) -> None: ...

class Report(_message.Message):
    __slots__ = ("name", "channel", "scheme", "state", "filer", "handler", "victim", "indicators", "amount", "incident_time", "decisions", "transfers", "statement", "duplicate_of", "police_reference", "recovered", "file_time", "expire_time", "update_time", "note", "duties", "next_steps", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    SCHEME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FILER_FIELD_NUMBER: _ClassVar[int]
    HANDLER_FIELD_NUMBER: _ClassVar[int]
    VICTIM_FIELD_NUMBER: _ClassVar[int]
    INDICATORS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_TIME_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_OF_FIELD_NUMBER: _ClassVar[int]
    POLICE_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    RECOVERED_FIELD_NUMBER: _ClassVar[int]
    FILE_TIME_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    DUTIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_STEPS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    channel: ReportChannel
    scheme: ReportScheme
    state: ReportState
    filer: str
    handler: str
    victim: _identifier_pb2.Identifier
    indicators: _containers.RepeatedCompositeFieldContainer[_identifier_pb2.Identifier]
    amount: _money_pb2.Money
    incident_time: _timestamp_pb2.Timestamp
    decisions: _containers.RepeatedScalarFieldContainer[str]
    transfers: _containers.RepeatedCompositeFieldContainer[_trace_pb2.TransferStart]
    statement: str
    duplicate_of: str
    police_reference: str
    recovered: _money_pb2.Money
    file_time: _timestamp_pb2.Timestamp
    expire_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    note: str
    duties: _containers.RepeatedCompositeFieldContainer[DutyClock]
    next_steps: _containers.RepeatedCompositeFieldContainer[_common_pb2.LocalizedText]
    etag: str
    def __init__(self, name: _Optional[str] = ..., channel: _Optional[_Union[ReportChannel, str]] = ..., scheme: _Optional[_Union[ReportScheme, str]] = ..., state: _Optional[_Union[ReportState, str]] = ..., filer: _Optional[str] = ..., handler: _Optional[str] = ..., victim: _Optional[_Union[_identifier_pb2.Identifier, _Mapping]] = ..., indicators: _Optional[_Iterable[_Union[_identifier_pb2.Identifier, _Mapping]]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., incident_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decisions: _Optional[_Iterable[str]] = ..., transfers: _Optional[_Iterable[_Union[_trace_pb2.TransferStart, _Mapping]]] = ..., statement: _Optional[str] = ..., duplicate_of: _Optional[str] = ..., police_reference: _Optional[str] = ..., recovered: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., file_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., note: _Optional[str] = ..., duties: _Optional[_Iterable[_Union[DutyClock, _Mapping]]] = ..., next_steps: _Optional[_Iterable[_Union[_common_pb2.LocalizedText, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class FileReportRequest(_message.Message):
    __slots__ = ("request_id", "channel", "scheme", "hotline_message", "victim", "indicators", "amount", "incident_time", "decisions", "transfers", "statement", "police_reference")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    SCHEME_FIELD_NUMBER: _ClassVar[int]
    HOTLINE_MESSAGE_FIELD_NUMBER: _ClassVar[int]
    VICTIM_FIELD_NUMBER: _ClassVar[int]
    INDICATORS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_TIME_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FIELD_NUMBER: _ClassVar[int]
    POLICE_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    channel: ReportChannel
    scheme: ReportScheme
    hotline_message: str
    victim: _identifier_pb2.Identifier
    indicators: _containers.RepeatedCompositeFieldContainer[_identifier_pb2.Identifier]
    amount: _money_pb2.Money
    incident_time: _timestamp_pb2.Timestamp
    decisions: _containers.RepeatedScalarFieldContainer[str]
    transfers: _containers.RepeatedCompositeFieldContainer[_trace_pb2.TransferStart]
    statement: str
    police_reference: str
    def __init__(self, request_id: _Optional[str] = ..., channel: _Optional[_Union[ReportChannel, str]] = ..., scheme: _Optional[_Union[ReportScheme, str]] = ..., hotline_message: _Optional[str] = ..., victim: _Optional[_Union[_identifier_pb2.Identifier, _Mapping]] = ..., indicators: _Optional[_Iterable[_Union[_identifier_pb2.Identifier, _Mapping]]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., incident_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decisions: _Optional[_Iterable[str]] = ..., transfers: _Optional[_Iterable[_Union[_trace_pb2.TransferStart, _Mapping]]] = ..., statement: _Optional[str] = ..., police_reference: _Optional[str] = ...) -> None: ...

class FileReportResponse(_message.Message):
    __slots__ = ("report", "reply")
    REPORT_FIELD_NUMBER: _ClassVar[int]
    REPLY_FIELD_NUMBER: _ClassVar[int]
    report: Report
    reply: _common_pb2.LocalizedText
    def __init__(self, report: _Optional[_Union[Report, _Mapping]] = ..., reply: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ...) -> None: ...

class GetReportRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetReportResponse(_message.Message):
    __slots__ = ("report",)
    REPORT_FIELD_NUMBER: _ClassVar[int]
    report: Report
    def __init__(self, report: _Optional[_Union[Report, _Mapping]] = ...) -> None: ...

class ListReportsRequest(_message.Message):
    __slots__ = ("indicator", "open_only", "page_size", "page_token")
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    OPEN_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    indicator: _identifier_pb2.Identifier
    open_only: bool
    page_size: int
    page_token: str
    def __init__(self, indicator: _Optional[_Union[_identifier_pb2.Identifier, _Mapping]] = ..., open_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListReportsResponse(_message.Message):
    __slots__ = ("reports", "next_page_token")
    REPORTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    reports: _containers.RepeatedCompositeFieldContainer[Report]
    next_page_token: str
    def __init__(self, reports: _Optional[_Iterable[_Union[Report, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateReportRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "state", "police_reference", "recovered", "answered", "indicators", "decisions", "transfers", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    POLICE_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    RECOVERED_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_FIELD_NUMBER: _ClassVar[int]
    INDICATORS_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    state: ReportState
    police_reference: str
    recovered: _money_pb2.Money
    answered: bool
    indicators: _containers.RepeatedCompositeFieldContainer[_identifier_pb2.Identifier]
    decisions: _containers.RepeatedScalarFieldContainer[str]
    transfers: _containers.RepeatedCompositeFieldContainer[_trace_pb2.TransferStart]
    note: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., state: _Optional[_Union[ReportState, str]] = ..., police_reference: _Optional[str] = ..., recovered: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., answered: _Optional[bool] = ..., indicators: _Optional[_Iterable[_Union[_identifier_pb2.Identifier, _Mapping]]] = ..., decisions: _Optional[_Iterable[str]] = ..., transfers: _Optional[_Iterable[_Union[_trace_pb2.TransferStart, _Mapping]]] = ..., note: _Optional[str] = ...) -> None: ...

class UpdateReportResponse(_message.Message):
    __slots__ = ("report",)
    REPORT_FIELD_NUMBER: _ClassVar[int]
    report: Report
    def __init__(self, report: _Optional[_Union[Report, _Mapping]] = ...) -> None: ...
