import datetime

from buf.validate import validate_pb2 as _validate_pb2
from eidgate.v1 import common_pb2 as _common_pb2
from eidgate.v1 import decision_pb2 as _decision_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class HoldGround(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HOLD_GROUND_UNSPECIFIED: _ClassVar[HoldGround]
    HOLD_GROUND_AGREEMENT: _ClassVar[HoldGround]
    HOLD_GROUND_OWNER_REQUEST: _ClassVar[HoldGround]
    HOLD_GROUND_AUTHORITY_ORDER: _ClassVar[HoldGround]
    HOLD_GROUND_MISTAKEN_CREDIT: _ClassVar[HoldGround]
    HOLD_GROUND_JOINT_OWNER: _ClassVar[HoldGround]
    HOLD_GROUND_AML_POSTPONEMENT: _ClassVar[HoldGround]

class HoldState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HOLD_STATE_UNSPECIFIED: _ClassVar[HoldState]
    HOLD_STATE_PLACED: _ClassVar[HoldState]
    HOLD_STATE_CONFIRMED: _ClassVar[HoldState]
    HOLD_STATE_RELEASED: _ClassVar[HoldState]
    HOLD_STATE_EXPIRED: _ClassVar[HoldState]
HOLD_GROUND_UNSPECIFIED: HoldGround
HOLD_GROUND_AGREEMENT: HoldGround
HOLD_GROUND_OWNER_REQUEST: HoldGround
HOLD_GROUND_AUTHORITY_ORDER: HoldGround
HOLD_GROUND_MISTAKEN_CREDIT: HoldGround
HOLD_GROUND_JOINT_OWNER: HoldGround
HOLD_GROUND_AML_POSTPONEMENT: HoldGround
HOLD_STATE_UNSPECIFIED: HoldState
HOLD_STATE_PLACED: HoldState
HOLD_STATE_CONFIRMED: HoldState
HOLD_STATE_RELEASED: HoldState
HOLD_STATE_EXPIRED: HoldState

class AccountHold(_message.Message):
    __slots__ = ("name", "account", "amount", "ceiling", "basis", "ground", "order_number", "state", "requester", "keeper", "ordered_by", "place_time", "expire_time", "update_time", "frozen", "release_requests", "reason", "note", "notice", "release_condition", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CEILING_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    GROUND_FIELD_NUMBER: _ClassVar[int]
    ORDER_NUMBER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    KEEPER_FIELD_NUMBER: _ClassVar[int]
    ORDERED_BY_FIELD_NUMBER: _ClassVar[int]
    PLACE_TIME_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    FROZEN_FIELD_NUMBER: _ClassVar[int]
    RELEASE_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    RELEASE_CONDITION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: _common_pb2.Instrument
    amount: _money_pb2.Money
    ceiling: _money_pb2.Money
    basis: str
    ground: HoldGround
    order_number: str
    state: HoldState
    requester: str
    keeper: str
    ordered_by: str
    place_time: _timestamp_pb2.Timestamp
    expire_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    frozen: _money_pb2.Money
    release_requests: int
    reason: str
    note: str
    notice: _common_pb2.LocalizedText
    release_condition: _common_pb2.LocalizedText
    etag: str
    def __init__(self, name: _Optional[str] = ..., account: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., ceiling: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., basis: _Optional[str] = ..., ground: _Optional[_Union[HoldGround, str]] = ..., order_number: _Optional[str] = ..., state: _Optional[_Union[HoldState, str]] = ..., requester: _Optional[str] = ..., keeper: _Optional[str] = ..., ordered_by: _Optional[str] = ..., place_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., frozen: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., release_requests: _Optional[int] = ..., reason: _Optional[str] = ..., note: _Optional[str] = ..., notice: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ..., release_condition: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class PlaceHoldRequest(_message.Message):
    __slots__ = ("request_id", "account", "amount", "ceiling", "basis", "ground", "order_number", "expire_time", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CEILING_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    GROUND_FIELD_NUMBER: _ClassVar[int]
    ORDER_NUMBER_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    account: _common_pb2.Instrument
    amount: _money_pb2.Money
    ceiling: _money_pb2.Money
    basis: str
    ground: HoldGround
    order_number: str
    expire_time: _timestamp_pb2.Timestamp
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., account: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., ceiling: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., basis: _Optional[str] = ..., ground: _Optional[_Union[HoldGround, str]] = ..., order_number: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class PlaceHoldResponse(_message.Message):
    __slots__ = ("hold", "receipt")
    HOLD_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    hold: AccountHold
    receipt: _decision_pb2.Receipt
    def __init__(self, hold: _Optional[_Union[AccountHold, _Mapping]] = ..., receipt: _Optional[_Union[_decision_pb2.Receipt, _Mapping]] = ...) -> None: ...

class ExtendHoldRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "expire_time", "order_number", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    ORDER_NUMBER_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    expire_time: _timestamp_pb2.Timestamp
    order_number: str
    note: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., order_number: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class ExtendHoldResponse(_message.Message):
    __slots__ = ("hold", "receipt")
    HOLD_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    hold: AccountHold
    receipt: _decision_pb2.Receipt
    def __init__(self, hold: _Optional[_Union[AccountHold, _Mapping]] = ..., receipt: _Optional[_Union[_decision_pb2.Receipt, _Mapping]] = ...) -> None: ...

class ReleaseHoldRequest(_message.Message):
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

class ReleaseHoldResponse(_message.Message):
    __slots__ = ("hold", "receipt")
    HOLD_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    hold: AccountHold
    receipt: _decision_pb2.Receipt
    def __init__(self, hold: _Optional[_Union[AccountHold, _Mapping]] = ..., receipt: _Optional[_Union[_decision_pb2.Receipt, _Mapping]] = ...) -> None: ...

class ConfirmHoldRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "frozen", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    FROZEN_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    frozen: _money_pb2.Money
    note: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., frozen: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., note: _Optional[str] = ...) -> None: ...

class ConfirmHoldResponse(_message.Message):
    __slots__ = ("hold", "receipt")
    HOLD_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    hold: AccountHold
    receipt: _decision_pb2.Receipt
    def __init__(self, hold: _Optional[_Union[AccountHold, _Mapping]] = ..., receipt: _Optional[_Union[_decision_pb2.Receipt, _Mapping]] = ...) -> None: ...

class GetHoldRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetHoldResponse(_message.Message):
    __slots__ = ("hold", "receipt")
    HOLD_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    hold: AccountHold
    receipt: _decision_pb2.Receipt
    def __init__(self, hold: _Optional[_Union[AccountHold, _Mapping]] = ..., receipt: _Optional[_Union[_decision_pb2.Receipt, _Mapping]] = ...) -> None: ...

class ListHoldsRequest(_message.Message):
    __slots__ = ("account", "active_only", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: _common_pb2.Instrument
    active_only: bool
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., active_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListHoldsResponse(_message.Message):
    __slots__ = ("holds", "next_page_token")
    HOLDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    holds: _containers.RepeatedCompositeFieldContainer[AccountHold]
    next_page_token: str
    def __init__(self, holds: _Optional[_Iterable[_Union[AccountHold, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
