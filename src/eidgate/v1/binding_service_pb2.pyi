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

class BindingState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BINDING_STATE_UNSPECIFIED: _ClassVar[BindingState]
    BINDING_STATE_CONFIRMED: _ClassVar[BindingState]
    BINDING_STATE_REVOKED: _ClassVar[BindingState]
    BINDING_STATE_PROPOSED: _ClassVar[BindingState]
    BINDING_STATE_SUSPENDED: _ClassVar[BindingState]
    BINDING_STATE_TRANSFERRED: _ClassVar[BindingState]

class RegistryResult(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REGISTRY_RESULT_UNSPECIFIED: _ClassVar[RegistryResult]
    REGISTRY_RESULT_MATCH: _ClassVar[RegistryResult]
    REGISTRY_RESULT_MISMATCH: _ClassVar[RegistryResult]
    REGISTRY_RESULT_UNKNOWN: _ClassVar[RegistryResult]
    REGISTRY_RESULT_UNAVAILABLE: _ClassVar[RegistryResult]
    REGISTRY_RESULT_STALE: _ClassVar[RegistryResult]
    REGISTRY_RESULT_NOT_PERMITTED: _ClassVar[RegistryResult]
    REGISTRY_RESULT_NOT_MONITORED: _ClassVar[RegistryResult]

class SimChannel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SIM_CHANNEL_UNSPECIFIED: _ClassVar[SimChannel]
    SIM_CHANNEL_ONLINE: _ClassVar[SimChannel]
    SIM_CHANNEL_FIXED_POINT: _ClassVar[SimChannel]

class SimService(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SIM_SERVICE_UNSPECIFIED: _ClassVar[SimService]
    SIM_SERVICE_FULL: _ClassVar[SimService]
    SIM_SERVICE_TO_BE_VERIFIED: _ClassVar[SimService]
    SIM_SERVICE_OUTGOING_BLOCKED: _ClassVar[SimService]
    SIM_SERVICE_BLOCKED: _ClassVar[SimService]
    SIM_SERVICE_ENDED: _ClassVar[SimService]

class PayeeResult(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAYEE_RESULT_UNSPECIFIED: _ClassVar[PayeeResult]
    PAYEE_RESULT_MATCH: _ClassVar[PayeeResult]
    PAYEE_RESULT_CLOSE: _ClassVar[PayeeResult]
    PAYEE_RESULT_NO_MATCH: _ClassVar[PayeeResult]
    PAYEE_RESULT_UNAVAILABLE: _ClassVar[PayeeResult]

class PayeeWhy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAYEE_WHY_UNSPECIFIED: _ClassVar[PayeeWhy]
    PAYEE_WHY_SAME: _ClassVar[PayeeWhy]
    PAYEE_WHY_MARKS_DROPPED: _ClassVar[PayeeWhy]
    PAYEE_WHY_FAMILY_NAME_MOVED: _ClassVar[PayeeWhy]
    PAYEE_WHY_MARKS_DIFFER: _ClassVar[PayeeWhy]
    PAYEE_WHY_ORDER_DIFFERS: _ClassVar[PayeeWhy]
    PAYEE_WHY_SPACING_DIFFERS: _ClassVar[PayeeWhy]
    PAYEE_WHY_INITIALS: _ClassVar[PayeeWhy]
    PAYEE_WHY_NAME_LEFT_OUT: _ClassVar[PayeeWhy]
    PAYEE_WHY_ONE_LETTER_DIFFERS: _ClassVar[PayeeWhy]
    PAYEE_WHY_MASKED: _ClassVar[PayeeWhy]
    PAYEE_WHY_FORM_LEFT_OUT: _ClassVar[PayeeWhy]
    PAYEE_WHY_FORM_DIFFERS: _ClassVar[PayeeWhy]
    PAYEE_WHY_BRANCH: _ClassVar[PayeeWhy]
    PAYEE_WHY_DIFFERENT: _ClassVar[PayeeWhy]
    PAYEE_WHY_EMPTY: _ClassVar[PayeeWhy]
    PAYEE_WHY_KIND_DIFFERS: _ClassVar[PayeeWhy]
    PAYEE_WHY_ACCOUNT_UNKNOWN: _ClassVar[PayeeWhy]
    PAYEE_WHY_ACCOUNT_CLOSED: _ClassVar[PayeeWhy]
    PAYEE_WHY_ACCOUNT_SWITCHED: _ClassVar[PayeeWhy]
    PAYEE_WHY_OPTED_OUT: _ClassVar[PayeeWhy]
    PAYEE_WHY_NOT_SUPPORTED: _ClassVar[PayeeWhy]
    PAYEE_WHY_BANK_NOT_ASKED: _ClassVar[PayeeWhy]
    PAYEE_WHY_BANK_UNAVAILABLE: _ClassVar[PayeeWhy]
    PAYEE_WHY_NOT_PERMITTED: _ClassVar[PayeeWhy]
BINDING_STATE_UNSPECIFIED: BindingState
BINDING_STATE_CONFIRMED: BindingState
BINDING_STATE_REVOKED: BindingState
BINDING_STATE_PROPOSED: BindingState
BINDING_STATE_SUSPENDED: BindingState
BINDING_STATE_TRANSFERRED: BindingState
REGISTRY_RESULT_UNSPECIFIED: RegistryResult
REGISTRY_RESULT_MATCH: RegistryResult
REGISTRY_RESULT_MISMATCH: RegistryResult
REGISTRY_RESULT_UNKNOWN: RegistryResult
REGISTRY_RESULT_UNAVAILABLE: RegistryResult
REGISTRY_RESULT_STALE: RegistryResult
REGISTRY_RESULT_NOT_PERMITTED: RegistryResult
REGISTRY_RESULT_NOT_MONITORED: RegistryResult
SIM_CHANNEL_UNSPECIFIED: SimChannel
SIM_CHANNEL_ONLINE: SimChannel
SIM_CHANNEL_FIXED_POINT: SimChannel
SIM_SERVICE_UNSPECIFIED: SimService
SIM_SERVICE_FULL: SimService
SIM_SERVICE_TO_BE_VERIFIED: SimService
SIM_SERVICE_OUTGOING_BLOCKED: SimService
SIM_SERVICE_BLOCKED: SimService
SIM_SERVICE_ENDED: SimService
PAYEE_RESULT_UNSPECIFIED: PayeeResult
PAYEE_RESULT_MATCH: PayeeResult
PAYEE_RESULT_CLOSE: PayeeResult
PAYEE_RESULT_NO_MATCH: PayeeResult
PAYEE_RESULT_UNAVAILABLE: PayeeResult
PAYEE_WHY_UNSPECIFIED: PayeeWhy
PAYEE_WHY_SAME: PayeeWhy
PAYEE_WHY_MARKS_DROPPED: PayeeWhy
PAYEE_WHY_FAMILY_NAME_MOVED: PayeeWhy
PAYEE_WHY_MARKS_DIFFER: PayeeWhy
PAYEE_WHY_ORDER_DIFFERS: PayeeWhy
PAYEE_WHY_SPACING_DIFFERS: PayeeWhy
PAYEE_WHY_INITIALS: PayeeWhy
PAYEE_WHY_NAME_LEFT_OUT: PayeeWhy
PAYEE_WHY_ONE_LETTER_DIFFERS: PayeeWhy
PAYEE_WHY_MASKED: PayeeWhy
PAYEE_WHY_FORM_LEFT_OUT: PayeeWhy
PAYEE_WHY_FORM_DIFFERS: PayeeWhy
PAYEE_WHY_BRANCH: PayeeWhy
PAYEE_WHY_DIFFERENT: PayeeWhy
PAYEE_WHY_EMPTY: PayeeWhy
PAYEE_WHY_KIND_DIFFERS: PayeeWhy
PAYEE_WHY_ACCOUNT_UNKNOWN: PayeeWhy
PAYEE_WHY_ACCOUNT_CLOSED: PayeeWhy
PAYEE_WHY_ACCOUNT_SWITCHED: PayeeWhy
PAYEE_WHY_OPTED_OUT: PayeeWhy
PAYEE_WHY_NOT_SUPPORTED: PayeeWhy
PAYEE_WHY_BANK_NOT_ASKED: PayeeWhy
PAYEE_WHY_BANK_UNAVAILABLE: PayeeWhy
PAYEE_WHY_NOT_PERMITTED: PayeeWhy

class RegistryMatch(_message.Message):
    __slots__ = ("result", "mismatched_fields", "as_of_time")
    RESULT_FIELD_NUMBER: _ClassVar[int]
    MISMATCHED_FIELDS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_TIME_FIELD_NUMBER: _ClassVar[int]
    result: RegistryResult
    mismatched_fields: _containers.RepeatedScalarFieldContainer[str]
    as_of_time: _timestamp_pb2.Timestamp
    def __init__(self, result: _Optional[_Union[RegistryResult, str]] = ..., mismatched_fields: _Optional[_Iterable[str]] = ..., as_of_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SimTerms(_message.Message):
    __slots__ = ("channel", "contract", "level_two_number", "nine_digit_paper")
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CONTRACT_FIELD_NUMBER: _ClassVar[int]
    LEVEL_TWO_NUMBER_FIELD_NUMBER: _ClassVar[int]
    NINE_DIGIT_PAPER_FIELD_NUMBER: _ClassVar[int]
    channel: SimChannel
    contract: bool
    level_two_number: bool
    nine_digit_paper: bool
    def __init__(self, channel: _Optional[_Union[SimChannel, str]] = ..., contract: _Optional[bool] = ..., level_two_number: _Optional[bool] = ..., nine_digit_paper: _Optional[bool] = ...) -> None: ...

class SimServiceState(_message.Message):
    __slots__ = ("service", "change_time", "next_service", "next_time", "verify_time")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    CHANGE_TIME_FIELD_NUMBER: _ClassVar[int]
    NEXT_SERVICE_FIELD_NUMBER: _ClassVar[int]
    NEXT_TIME_FIELD_NUMBER: _ClassVar[int]
    VERIFY_TIME_FIELD_NUMBER: _ClassVar[int]
    service: SimService
    change_time: _timestamp_pb2.Timestamp
    next_service: SimService
    next_time: _timestamp_pb2.Timestamp
    verify_time: _timestamp_pb2.Timestamp
    def __init__(self, service: _Optional[_Union[SimService, str]] = ..., change_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., next_service: _Optional[_Union[SimService, str]] = ..., next_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., verify_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Binding(_message.Message):
    __slots__ = ("name", "issuer", "subject_id", "customer", "instrument", "state", "etag", "create_time", "update_time", "reason", "confirm_time", "face_matched", "registry", "sim", "disowned", "previous", "changed_by", "sim_service")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ISSUER_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    INSTRUMENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CONFIRM_TIME_FIELD_NUMBER: _ClassVar[int]
    FACE_MATCHED_FIELD_NUMBER: _ClassVar[int]
    REGISTRY_FIELD_NUMBER: _ClassVar[int]
    SIM_FIELD_NUMBER: _ClassVar[int]
    DISOWNED_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    CHANGED_BY_FIELD_NUMBER: _ClassVar[int]
    SIM_SERVICE_FIELD_NUMBER: _ClassVar[int]
    name: str
    issuer: str
    subject_id: str
    customer: _common_pb2.CustomerKind
    instrument: _common_pb2.Instrument
    state: BindingState
    etag: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    reason: str
    confirm_time: _timestamp_pb2.Timestamp
    face_matched: bool
    registry: RegistryMatch
    sim: SimTerms
    disowned: bool
    previous: str
    changed_by: str
    sim_service: SimServiceState
    def __init__(self, name: _Optional[str] = ..., issuer: _Optional[str] = ..., subject_id: _Optional[str] = ..., customer: _Optional[_Union[_common_pb2.CustomerKind, str]] = ..., instrument: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., state: _Optional[_Union[BindingState, str]] = ..., etag: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[str] = ..., confirm_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., face_matched: _Optional[bool] = ..., registry: _Optional[_Union[RegistryMatch, _Mapping]] = ..., sim: _Optional[_Union[SimTerms, _Mapping]] = ..., disowned: _Optional[bool] = ..., previous: _Optional[str] = ..., changed_by: _Optional[str] = ..., sim_service: _Optional[_Union[SimServiceState, _Mapping]] = ...) -> None: ...

class CreateBindingRequest(_message.Message):
    __slots__ = ("request_id", "instrument", "customer", "assertion", "challenge", "device_id", "sim")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    INSTRUMENT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    ASSERTION_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    SIM_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    instrument: _common_pb2.Instrument
    customer: _common_pb2.CustomerKind
    assertion: _common_pb2.Assertion
    challenge: str
    device_id: str
    sim: SimTerms
    def __init__(self, request_id: _Optional[str] = ..., instrument: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., customer: _Optional[_Union[_common_pb2.CustomerKind, str]] = ..., assertion: _Optional[_Union[_common_pb2.Assertion, _Mapping]] = ..., challenge: _Optional[str] = ..., device_id: _Optional[str] = ..., sim: _Optional[_Union[SimTerms, _Mapping]] = ...) -> None: ...

class CreateBindingResponse(_message.Message):
    __slots__ = ("binding",)
    BINDING_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class GetBindingRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetBindingResponse(_message.Message):
    __slots__ = ("binding",)
    BINDING_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class ListBindingsRequest(_message.Message):
    __slots__ = ("instrument", "page_size", "page_token")
    INSTRUMENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    instrument: _common_pb2.Instrument
    page_size: int
    page_token: str
    def __init__(self, instrument: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListBindingsResponse(_message.Message):
    __slots__ = ("bindings", "next_page_token")
    BINDINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bindings: _containers.RepeatedCompositeFieldContainer[Binding]
    next_page_token: str
    def __init__(self, bindings: _Optional[_Iterable[_Union[Binding, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RevokeBindingRequest(_message.Message):
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

class RevokeBindingResponse(_message.Message):
    __slots__ = ("binding",)
    BINDING_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class ListBindingVersionsRequest(_message.Message):
    __slots__ = ("name", "page_size", "page_token")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    page_size: int
    page_token: str
    def __init__(self, name: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListBindingVersionsResponse(_message.Message):
    __slots__ = ("versions", "next_page_token")
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    versions: _containers.RepeatedCompositeFieldContainer[Binding]
    next_page_token: str
    def __init__(self, versions: _Optional[_Iterable[_Union[Binding, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListBindingDecisionsRequest(_message.Message):
    __slots__ = ("name", "page_size", "page_token")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    page_size: int
    page_token: str
    def __init__(self, name: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class RelyingDecision(_message.Message):
    __slots__ = ("decision", "create_time")
    DECISION_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    decision: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, decision: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListBindingDecisionsResponse(_message.Message):
    __slots__ = ("decisions", "next_page_token")
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    decisions: _containers.RepeatedCompositeFieldContainer[RelyingDecision]
    next_page_token: str
    def __init__(self, decisions: _Optional[_Iterable[_Union[RelyingDecision, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ConfirmBindingRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "assertion", "challenge")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ASSERTION_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    assertion: _common_pb2.Assertion
    challenge: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., assertion: _Optional[_Union[_common_pb2.Assertion, _Mapping]] = ..., challenge: _Optional[str] = ...) -> None: ...

class ConfirmBindingResponse(_message.Message):
    __slots__ = ("binding",)
    BINDING_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class SuspendBindingRequest(_message.Message):
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

class SuspendBindingResponse(_message.Message):
    __slots__ = ("binding",)
    BINDING_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class ReinstateBindingRequest(_message.Message):
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

class ReinstateBindingResponse(_message.Message):
    __slots__ = ("binding",)
    BINDING_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class TransferBindingRequest(_message.Message):
    __slots__ = ("request_id", "name", "etag", "reason", "customer", "assertion", "challenge", "device_id", "sim")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    ASSERTION_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    SIM_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    etag: str
    reason: str
    customer: _common_pb2.CustomerKind
    assertion: _common_pb2.Assertion
    challenge: str
    device_id: str
    sim: SimTerms
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., etag: _Optional[str] = ..., reason: _Optional[str] = ..., customer: _Optional[_Union[_common_pb2.CustomerKind, str]] = ..., assertion: _Optional[_Union[_common_pb2.Assertion, _Mapping]] = ..., challenge: _Optional[str] = ..., device_id: _Optional[str] = ..., sim: _Optional[_Union[SimTerms, _Mapping]] = ...) -> None: ...

class TransferBindingResponse(_message.Message):
    __slots__ = ("binding", "former")
    BINDING_FIELD_NUMBER: _ClassVar[int]
    FORMER_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    former: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ..., former: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class ListSubjectInstrumentsRequest(_message.Message):
    __slots__ = ("assertion", "challenge", "page_size", "page_token")
    ASSERTION_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    assertion: _common_pb2.Assertion
    challenge: str
    page_size: int
    page_token: str
    def __init__(self, assertion: _Optional[_Union[_common_pb2.Assertion, _Mapping]] = ..., challenge: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class SubjectInstrument(_message.Message):
    __slots__ = ("binding", "kind", "institution", "masked_number", "state", "disowned", "since_time", "sim_service")
    BINDING_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    INSTITUTION_FIELD_NUMBER: _ClassVar[int]
    MASKED_NUMBER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DISOWNED_FIELD_NUMBER: _ClassVar[int]
    SINCE_TIME_FIELD_NUMBER: _ClassVar[int]
    SIM_SERVICE_FIELD_NUMBER: _ClassVar[int]
    binding: str
    kind: _common_pb2.InstrumentKind
    institution: str
    masked_number: str
    state: BindingState
    disowned: bool
    since_time: _timestamp_pb2.Timestamp
    sim_service: SimServiceState
    def __init__(self, binding: _Optional[str] = ..., kind: _Optional[_Union[_common_pb2.InstrumentKind, str]] = ..., institution: _Optional[str] = ..., masked_number: _Optional[str] = ..., state: _Optional[_Union[BindingState, str]] = ..., disowned: _Optional[bool] = ..., since_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., sim_service: _Optional[_Union[SimServiceState, _Mapping]] = ...) -> None: ...

class ListSubjectInstrumentsResponse(_message.Message):
    __slots__ = ("instruments", "next_page_token")
    INSTRUMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    instruments: _containers.RepeatedCompositeFieldContainer[SubjectInstrument]
    next_page_token: str
    def __init__(self, instruments: _Optional[_Iterable[_Union[SubjectInstrument, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DisownInstrumentRequest(_message.Message):
    __slots__ = ("request_id", "binding", "assertion", "challenge")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BINDING_FIELD_NUMBER: _ClassVar[int]
    ASSERTION_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    binding: str
    assertion: _common_pb2.Assertion
    challenge: str
    def __init__(self, request_id: _Optional[str] = ..., binding: _Optional[str] = ..., assertion: _Optional[_Union[_common_pb2.Assertion, _Mapping]] = ..., challenge: _Optional[str] = ...) -> None: ...

class DisownInstrumentResponse(_message.Message):
    __slots__ = ("instrument", "decisions", "more_decisions")
    INSTRUMENT_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    MORE_DECISIONS_FIELD_NUMBER: _ClassVar[int]
    instrument: SubjectInstrument
    decisions: _containers.RepeatedCompositeFieldContainer[RelyingDecision]
    more_decisions: bool
    def __init__(self, instrument: _Optional[_Union[SubjectInstrument, _Mapping]] = ..., decisions: _Optional[_Iterable[_Union[RelyingDecision, _Mapping]]] = ..., more_decisions: _Optional[bool] = ...) -> None: ...

class ReportDeviceChangeRequest(_message.Message):
    __slots__ = ("request_id", "number", "change_time")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CHANGE_TIME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    number: str
    change_time: _timestamp_pb2.Timestamp
    def __init__(self, request_id: _Optional[str] = ..., number: _Optional[str] = ..., change_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ReportDeviceChangeResponse(_message.Message):
    __slots__ = ("binding",)
    BINDING_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class ReverifySubscriberRequest(_message.Message):
    __slots__ = ("request_id", "number", "assertion", "challenge")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ASSERTION_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    number: str
    assertion: _common_pb2.Assertion
    challenge: str
    def __init__(self, request_id: _Optional[str] = ..., number: _Optional[str] = ..., assertion: _Optional[_Union[_common_pb2.Assertion, _Mapping]] = ..., challenge: _Optional[str] = ...) -> None: ...

class ReverifySubscriberResponse(_message.Message):
    __slots__ = ("binding",)
    BINDING_FIELD_NUMBER: _ClassVar[int]
    binding: Binding
    def __init__(self, binding: _Optional[_Union[Binding, _Mapping]] = ...) -> None: ...

class CheckPayeeRequest(_message.Message):
    __slots__ = ("payee", "payee_qr", "payee_name", "payee_kind", "registration")
    PAYEE_FIELD_NUMBER: _ClassVar[int]
    PAYEE_QR_FIELD_NUMBER: _ClassVar[int]
    PAYEE_NAME_FIELD_NUMBER: _ClassVar[int]
    PAYEE_KIND_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_FIELD_NUMBER: _ClassVar[int]
    payee: _common_pb2.Instrument
    payee_qr: str
    payee_name: str
    payee_kind: _common_pb2.CustomerKind
    registration: _common_pb2.PayeeRegistration
    def __init__(self, payee: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., payee_qr: _Optional[str] = ..., payee_name: _Optional[str] = ..., payee_kind: _Optional[_Union[_common_pb2.CustomerKind, str]] = ..., registration: _Optional[_Union[_common_pb2.PayeeRegistration, _Mapping]] = ...) -> None: ...

class CheckPayeeResponse(_message.Message):
    __slots__ = ("payee", "result", "why", "score", "shown_name", "payee_kind", "as_of_time", "age", "bank", "advice", "cop_code", "vop_code", "amount", "reference")
    PAYEE_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    SHOWN_NAME_FIELD_NUMBER: _ClassVar[int]
    PAYEE_KIND_FIELD_NUMBER: _ClassVar[int]
    AS_OF_TIME_FIELD_NUMBER: _ClassVar[int]
    AGE_FIELD_NUMBER: _ClassVar[int]
    BANK_FIELD_NUMBER: _ClassVar[int]
    ADVICE_FIELD_NUMBER: _ClassVar[int]
    COP_CODE_FIELD_NUMBER: _ClassVar[int]
    VOP_CODE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    payee: _common_pb2.Instrument
    result: PayeeResult
    why: PayeeWhy
    score: int
    shown_name: str
    payee_kind: _common_pb2.CustomerKind
    as_of_time: _timestamp_pb2.Timestamp
    age: _duration_pb2.Duration
    bank: str
    advice: _common_pb2.LocalizedText
    cop_code: str
    vop_code: str
    amount: _money_pb2.Money
    reference: str
    def __init__(self, payee: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., result: _Optional[_Union[PayeeResult, str]] = ..., why: _Optional[_Union[PayeeWhy, str]] = ..., score: _Optional[int] = ..., shown_name: _Optional[str] = ..., payee_kind: _Optional[_Union[_common_pb2.CustomerKind, str]] = ..., as_of_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., age: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., bank: _Optional[str] = ..., advice: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ..., cop_code: _Optional[str] = ..., vop_code: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., reference: _Optional[str] = ...) -> None: ...
