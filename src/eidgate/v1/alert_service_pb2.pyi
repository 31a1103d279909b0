import datetime

from buf.validate import validate_pb2 as _validate_pb2
from eidgate.v1 import common_pb2 as _common_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AlertKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERT_KIND_UNSPECIFIED: _ClassVar[AlertKind]
    ALERT_KIND_LISTED: _ClassVar[AlertKind]
    ALERT_KIND_CLEARED: _ClassVar[AlertKind]
    ALERT_KIND_REPORT_FILED: _ClassVar[AlertKind]
    ALERT_KIND_PAYMENT_STOPPED: _ClassVar[AlertKind]
    ALERT_KIND_MONEY_MOVED: _ClassVar[AlertKind]
    ALERT_KIND_HOLD_PLACED: _ClassVar[AlertKind]
    ALERT_KIND_HOLD_CONFIRMED: _ClassVar[AlertKind]
    ALERT_KIND_HOLD_EXTENDED: _ClassVar[AlertKind]
    ALERT_KIND_HOLD_RELEASED: _ClassVar[AlertKind]
    ALERT_KIND_HOLD_EXPIRED: _ClassVar[AlertKind]
    ALERT_KIND_INSTRUMENT_DISOWNED: _ClassVar[AlertKind]
    ALERT_KIND_APPEAL_FILED: _ClassVar[AlertKind]
    ALERT_KIND_APPEAL_RESOLVED: _ClassVar[AlertKind]
    ALERT_KIND_REPORT_CLOSED: _ClassVar[AlertKind]
    ALERT_KIND_SIM_OUTGOING_DUE: _ClassVar[AlertKind]
    ALERT_KIND_SIM_BLOCK_DUE: _ClassVar[AlertKind]
    ALERT_KIND_SIM_END_DUE: _ClassVar[AlertKind]
    ALERT_KIND_LIST_IMPORTED: _ClassVar[AlertKind]
    ALERT_KIND_REVIEW_OVERDUE: _ClassVar[AlertKind]
    ALERT_KIND_APPEAL_LAPSED: _ClassVar[AlertKind]
    ALERT_KIND_NUMBER_MOVED: _ClassVar[AlertKind]

class AlertAction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERT_ACTION_UNSPECIFIED: _ClassVar[AlertAction]
    ALERT_ACTION_RESTRICT: _ClassVar[AlertAction]
    ALERT_ACTION_FREEZE: _ClassVar[AlertAction]
    ALERT_ACTION_UNFREEZE: _ClassVar[AlertAction]
    ALERT_ACTION_REVIEW: _ClassVar[AlertAction]
    ALERT_ACTION_OPEN_CASE: _ClassVar[AlertAction]
    ALERT_ACTION_NOTE: _ClassVar[AlertAction]
    ALERT_ACTION_LIMIT_SERVICE: _ClassVar[AlertAction]

class AlertResponse(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERT_RESPONSE_UNSPECIFIED: _ClassVar[AlertResponse]
    ALERT_RESPONSE_DONE: _ClassVar[AlertResponse]
    ALERT_RESPONSE_DONE_BEFORE: _ClassVar[AlertResponse]
    ALERT_RESPONSE_NOT_OURS: _ClassVar[AlertResponse]
    ALERT_RESPONSE_UNFOUNDED: _ClassVar[AlertResponse]
    ALERT_RESPONSE_NOT_POSSIBLE: _ClassVar[AlertResponse]

class AlertedKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERTED_KIND_UNSPECIFIED: _ClassVar[AlertedKind]
    ALERTED_KIND_ACCOUNT: _ClassVar[AlertedKind]
    ALERTED_KIND_WALLET: _ClassVar[AlertedKind]
    ALERTED_KIND_CARD: _ClassVar[AlertedKind]
    ALERTED_KIND_MERCHANT: _ClassVar[AlertedKind]
    ALERTED_KIND_PHONE: _ClassVar[AlertedKind]
    ALERTED_KIND_WEBSITE: _ClassVar[AlertedKind]
    ALERTED_KIND_SOCIAL_ACCOUNT: _ClassVar[AlertedKind]
    ALERTED_KIND_DEVICE: _ClassVar[AlertedKind]
    ALERTED_KIND_PERSON: _ClassVar[AlertedKind]
ALERT_KIND_UNSPECIFIED: AlertKind
ALERT_KIND_LISTED: AlertKind
ALERT_KIND_CLEARED: AlertKind
ALERT_KIND_REPORT_FILED: AlertKind
ALERT_KIND_PAYMENT_STOPPED: AlertKind
ALERT_KIND_MONEY_MOVED: AlertKind
ALERT_KIND_HOLD_PLACED: AlertKind
ALERT_KIND_HOLD_CONFIRMED: AlertKind
ALERT_KIND_HOLD_EXTENDED: AlertKind
ALERT_KIND_HOLD_RELEASED: AlertKind
ALERT_KIND_HOLD_EXPIRED: AlertKind
ALERT_KIND_INSTRUMENT_DISOWNED: AlertKind
ALERT_KIND_APPEAL_FILED: AlertKind
ALERT_KIND_APPEAL_RESOLVED: AlertKind
ALERT_KIND_REPORT_CLOSED: AlertKind
ALERT_KIND_SIM_OUTGOING_DUE: AlertKind
ALERT_KIND_SIM_BLOCK_DUE: AlertKind
ALERT_KIND_SIM_END_DUE: AlertKind
ALERT_KIND_LIST_IMPORTED: AlertKind
ALERT_KIND_REVIEW_OVERDUE: AlertKind
ALERT_KIND_APPEAL_LAPSED: AlertKind
ALERT_KIND_NUMBER_MOVED: AlertKind
ALERT_ACTION_UNSPECIFIED: AlertAction
ALERT_ACTION_RESTRICT: AlertAction
ALERT_ACTION_FREEZE: AlertAction
ALERT_ACTION_UNFREEZE: AlertAction
ALERT_ACTION_REVIEW: AlertAction
ALERT_ACTION_OPEN_CASE: AlertAction
ALERT_ACTION_NOTE: AlertAction
ALERT_ACTION_LIMIT_SERVICE: AlertAction
ALERT_RESPONSE_UNSPECIFIED: AlertResponse
ALERT_RESPONSE_DONE: AlertResponse
ALERT_RESPONSE_DONE_BEFORE: AlertResponse
ALERT_RESPONSE_NOT_OURS: AlertResponse
ALERT_RESPONSE_UNFOUNDED: AlertResponse
ALERT_RESPONSE_NOT_POSSIBLE: AlertResponse
ALERTED_KIND_UNSPECIFIED: AlertedKind
ALERTED_KIND_ACCOUNT: AlertedKind
ALERTED_KIND_WALLET: AlertedKind
ALERTED_KIND_CARD: AlertedKind
ALERTED_KIND_MERCHANT: AlertedKind
ALERTED_KIND_PHONE: AlertedKind
ALERTED_KIND_WEBSITE: AlertedKind
ALERTED_KIND_SOCIAL_ACCOUNT: AlertedKind
ALERTED_KIND_DEVICE: AlertedKind
ALERTED_KIND_PERSON: AlertedKind

class Alerted(_message.Message):
    __slots__ = ("kind", "value")
    KIND_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    kind: AlertedKind
    value: str
    def __init__(self, kind: _Optional[_Union[AlertedKind, str]] = ..., value: _Optional[str] = ...) -> None: ...

class ListNews(_message.Message):
    __slots__ = ("listed_count", "cleared_count", "watch_cursor")
    LISTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    CLEARED_COUNT_FIELD_NUMBER: _ClassVar[int]
    WATCH_CURSOR_FIELD_NUMBER: _ClassVar[int]
    listed_count: int
    cleared_count: int
    watch_cursor: str
    def __init__(self, listed_count: _Optional[int] = ..., cleared_count: _Optional[int] = ..., watch_cursor: _Optional[str] = ...) -> None: ...

class Alert(_message.Message):
    __slots__ = ("name", "kind", "action", "about", "identifier", "amount", "create_time", "text", "warning", "further_identifiers", "list_news")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    IDENTIFIER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    WARNING_FIELD_NUMBER: _ClassVar[int]
    FURTHER_IDENTIFIERS_FIELD_NUMBER: _ClassVar[int]
    LIST_NEWS_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: AlertKind
    action: AlertAction
    about: str
    identifier: Alerted
    amount: _money_pb2.Money
    create_time: _timestamp_pb2.Timestamp
    text: _common_pb2.LocalizedText
    warning: _common_pb2.LocalizedText
    further_identifiers: _containers.RepeatedCompositeFieldContainer[Alerted]
    list_news: ListNews
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[AlertKind, str]] = ..., action: _Optional[_Union[AlertAction, str]] = ..., about: _Optional[str] = ..., identifier: _Optional[_Union[Alerted, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., text: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ..., warning: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ..., further_identifiers: _Optional[_Iterable[_Union[Alerted, _Mapping]]] = ..., list_news: _Optional[_Union[ListNews, _Mapping]] = ...) -> None: ...

class StreamAlertsRequest(_message.Message):
    __slots__ = ("cursor",)
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    cursor: str
    def __init__(self, cursor: _Optional[str] = ...) -> None: ...

class StreamAlertsResponse(_message.Message):
    __slots__ = ("cursor", "alert", "checkpoint")
    class Checkpoint(_message.Message):
        __slots__ = ("check_time",)
        CHECK_TIME_FIELD_NUMBER: _ClassVar[int]
        check_time: _timestamp_pb2.Timestamp
        def __init__(self, check_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    CURSOR_FIELD_NUMBER: _ClassVar[int]
    ALERT_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    cursor: str
    alert: Alert
    checkpoint: StreamAlertsResponse.Checkpoint
    def __init__(self, cursor: _Optional[str] = ..., alert: _Optional[_Union[Alert, _Mapping]] = ..., checkpoint: _Optional[_Union[StreamAlertsResponse.Checkpoint, _Mapping]] = ...) -> None: ...

class AcknowledgeAlertRequest(_message.Message):
    __slots__ = ("request_id", "name", "response", "act_time", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    ACT_TIME_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    response: AlertResponse
    act_time: _timestamp_pb2.Timestamp
    note: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., response: _Optional[_Union[AlertResponse, str]] = ..., act_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., note: _Optional[str] = ...) -> None: ...

class AcknowledgeAlertResponse(_message.Message):
    __slots__ = ("name", "response", "act_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    ACT_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    response: AlertResponse
    act_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., response: _Optional[_Union[AlertResponse, str]] = ..., act_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
