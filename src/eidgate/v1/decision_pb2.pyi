import datetime

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

class Outcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OUTCOME_UNSPECIFIED: _ClassVar[Outcome]
    OUTCOME_ALLOW: _ClassVar[Outcome]
    OUTCOME_STEP_UP: _ClassVar[Outcome]
    OUTCOME_HOLD: _ClassVar[Outcome]
    OUTCOME_DENY: _ClassVar[Outcome]

class TransactionBinding(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TRANSACTION_BINDING_UNSPECIFIED: _ClassVar[TransactionBinding]
    TRANSACTION_BINDING_NONE: _ClassVar[TransactionBinding]
    TRANSACTION_BINDING_CHALLENGED: _ClassVar[TransactionBinding]
    TRANSACTION_BINDING_SIGNED: _ClassVar[TransactionBinding]

class HolderBinding(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HOLDER_BINDING_UNSPECIFIED: _ClassVar[HolderBinding]
    HOLDER_BINDING_NONE: _ClassVar[HolderBinding]
    HOLDER_BINDING_KEY: _ClassVar[HolderBinding]

class SignalState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SIGNAL_STATE_UNSPECIFIED: _ClassVar[SignalState]
    SIGNAL_STATE_OBSERVED: _ClassVar[SignalState]
    SIGNAL_STATE_NOT_OBSERVED: _ClassVar[SignalState]
    SIGNAL_STATE_NOT_MONITORED: _ClassVar[SignalState]
    SIGNAL_STATE_UNAVAILABLE: _ClassVar[SignalState]
    SIGNAL_STATE_STALE: _ClassVar[SignalState]
    SIGNAL_STATE_NOT_PERMITTED: _ClassVar[SignalState]
OUTCOME_UNSPECIFIED: Outcome
OUTCOME_ALLOW: Outcome
OUTCOME_STEP_UP: Outcome
OUTCOME_HOLD: Outcome
OUTCOME_DENY: Outcome
TRANSACTION_BINDING_UNSPECIFIED: TransactionBinding
TRANSACTION_BINDING_NONE: TransactionBinding
TRANSACTION_BINDING_CHALLENGED: TransactionBinding
TRANSACTION_BINDING_SIGNED: TransactionBinding
HOLDER_BINDING_UNSPECIFIED: HolderBinding
HOLDER_BINDING_NONE: HolderBinding
HOLDER_BINDING_KEY: HolderBinding
SIGNAL_STATE_UNSPECIFIED: SignalState
SIGNAL_STATE_OBSERVED: SignalState
SIGNAL_STATE_NOT_OBSERVED: SignalState
SIGNAL_STATE_NOT_MONITORED: SignalState
SIGNAL_STATE_UNAVAILABLE: SignalState
SIGNAL_STATE_STALE: SignalState
SIGNAL_STATE_NOT_PERMITTED: SignalState

class Verification(_message.Message):
    __slots__ = ("presented", "verified", "reason", "step", "issuer", "subject_id", "account_level", "authentication_level", "factors", "authenticate_time", "holder_binding", "transaction_binding")
    PRESENTED_FIELD_NUMBER: _ClassVar[int]
    VERIFIED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    ISSUER_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_LEVEL_FIELD_NUMBER: _ClassVar[int]
    AUTHENTICATION_LEVEL_FIELD_NUMBER: _ClassVar[int]
    FACTORS_FIELD_NUMBER: _ClassVar[int]
    AUTHENTICATE_TIME_FIELD_NUMBER: _ClassVar[int]
    HOLDER_BINDING_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_BINDING_FIELD_NUMBER: _ClassVar[int]
    presented: bool
    verified: bool
    reason: str
    step: int
    issuer: str
    subject_id: str
    account_level: int
    authentication_level: int
    factors: _containers.RepeatedScalarFieldContainer[str]
    authenticate_time: _timestamp_pb2.Timestamp
    holder_binding: HolderBinding
    transaction_binding: TransactionBinding
    def __init__(self, presented: _Optional[bool] = ..., verified: _Optional[bool] = ..., reason: _Optional[str] = ..., step: _Optional[int] = ..., issuer: _Optional[str] = ..., subject_id: _Optional[str] = ..., account_level: _Optional[int] = ..., authentication_level: _Optional[int] = ..., factors: _Optional[_Iterable[str]] = ..., authenticate_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., holder_binding: _Optional[_Union[HolderBinding, str]] = ..., transaction_binding: _Optional[_Union[TransactionBinding, str]] = ...) -> None: ...

class FormSet(_message.Message):
    __slots__ = ("forms",)
    FORMS_FIELD_NUMBER: _ClassVar[int]
    forms: _containers.RepeatedScalarFieldContainer[_common_pb2.ConfirmationForm]
    def __init__(self, forms: _Optional[_Iterable[_Union[_common_pb2.ConfirmationForm, str]]] = ...) -> None: ...

class Regulation(_message.Message):
    __slots__ = ("version", "group", "transaction_class", "day_total", "day_total_since_strong", "sufficient", "usable", "missing")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_CLASS_FIELD_NUMBER: _ClassVar[int]
    DAY_TOTAL_FIELD_NUMBER: _ClassVar[int]
    DAY_TOTAL_SINCE_STRONG_FIELD_NUMBER: _ClassVar[int]
    SUFFICIENT_FIELD_NUMBER: _ClassVar[int]
    USABLE_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    version: str
    group: str
    transaction_class: str
    day_total: int
    day_total_since_strong: int
    sufficient: _containers.RepeatedCompositeFieldContainer[FormSet]
    usable: _containers.RepeatedScalarFieldContainer[_common_pb2.ConfirmationForm]
    missing: _containers.RepeatedScalarFieldContainer[_common_pb2.ConfirmationForm]
    def __init__(self, version: _Optional[str] = ..., group: _Optional[str] = ..., transaction_class: _Optional[str] = ..., day_total: _Optional[int] = ..., day_total_since_strong: _Optional[int] = ..., sufficient: _Optional[_Iterable[_Union[FormSet, _Mapping]]] = ..., usable: _Optional[_Iterable[_Union[_common_pb2.ConfirmationForm, str]]] = ..., missing: _Optional[_Iterable[_Union[_common_pb2.ConfirmationForm, str]]] = ...) -> None: ...

class Finding(_message.Message):
    __slots__ = ("reason", "outcome", "signal", "evidence", "text", "score", "revision")
    class EvidenceEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    REASON_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    reason: str
    outcome: Outcome
    signal: str
    evidence: _containers.ScalarMap[str, str]
    text: _common_pb2.LocalizedText
    score: int
    revision: int
    def __init__(self, reason: _Optional[str] = ..., outcome: _Optional[_Union[Outcome, str]] = ..., signal: _Optional[str] = ..., evidence: _Optional[_Mapping[str, str]] = ..., text: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ..., score: _Optional[int] = ..., revision: _Optional[int] = ...) -> None: ...

class Signal(_message.Message):
    __slots__ = ("name", "state", "revision", "as_of_time", "age")
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    AS_OF_TIME_FIELD_NUMBER: _ClassVar[int]
    AGE_FIELD_NUMBER: _ClassVar[int]
    name: str
    state: SignalState
    revision: int
    as_of_time: _timestamp_pb2.Timestamp
    age: _duration_pb2.Duration
    def __init__(self, name: _Optional[str] = ..., state: _Optional[_Union[SignalState, str]] = ..., revision: _Optional[int] = ..., as_of_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., age: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class StepUp(_message.Message):
    __slots__ = ("authentication_level", "transaction_binding", "forms", "maximum_age", "challenge")
    AUTHENTICATION_LEVEL_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_BINDING_FIELD_NUMBER: _ClassVar[int]
    FORMS_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_AGE_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    authentication_level: int
    transaction_binding: TransactionBinding
    forms: _containers.RepeatedCompositeFieldContainer[FormSet]
    maximum_age: _duration_pb2.Duration
    challenge: Challenge
    def __init__(self, authentication_level: _Optional[int] = ..., transaction_binding: _Optional[_Union[TransactionBinding, str]] = ..., forms: _Optional[_Iterable[_Union[FormSet, _Mapping]]] = ..., maximum_age: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., challenge: _Optional[_Union[Challenge, _Mapping]] = ...) -> None: ...

class Challenge(_message.Message):
    __slots__ = ("nonce", "transaction_data", "expire_time")
    NONCE_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_DATA_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    nonce: str
    transaction_data: str
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, nonce: _Optional[str] = ..., transaction_data: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Hold(_message.Message):
    __slots__ = ("amount", "expire_time", "ground", "notice", "release_condition")
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    GROUND_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    RELEASE_CONDITION_FIELD_NUMBER: _ClassVar[int]
    amount: _money_pb2.Money
    expire_time: _timestamp_pb2.Timestamp
    ground: str
    notice: _common_pb2.LocalizedText
    release_condition: _common_pb2.LocalizedText
    def __init__(self, amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ground: _Optional[str] = ..., notice: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ..., release_condition: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ...) -> None: ...

class Receipt(_message.Message):
    __slots__ = ("record_digest", "key_id", "signature")
    RECORD_DIGEST_FIELD_NUMBER: _ClassVar[int]
    KEY_ID_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    record_digest: bytes
    key_id: str
    signature: bytes
    def __init__(self, record_digest: _Optional[bytes] = ..., key_id: _Optional[str] = ..., signature: _Optional[bytes] = ...) -> None: ...

class Decision(_message.Message):
    __slots__ = ("name", "request_id", "correlation_id", "kind", "outcome", "verification", "regulation", "findings", "score", "step_up", "hold", "payer_warning", "signals", "degraded", "skipped_checks", "policy_version", "policy_digest", "trust_time", "decide_time", "expire_time", "receipt", "list_time", "relying_party")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CORRELATION_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    VERIFICATION_FIELD_NUMBER: _ClassVar[int]
    REGULATION_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    STEP_UP_FIELD_NUMBER: _ClassVar[int]
    HOLD_FIELD_NUMBER: _ClassVar[int]
    PAYER_WARNING_FIELD_NUMBER: _ClassVar[int]
    SIGNALS_FIELD_NUMBER: _ClassVar[int]
    DEGRADED_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_CHECKS_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    POLICY_DIGEST_FIELD_NUMBER: _ClassVar[int]
    TRUST_TIME_FIELD_NUMBER: _ClassVar[int]
    DECIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    LIST_TIME_FIELD_NUMBER: _ClassVar[int]
    RELYING_PARTY_FIELD_NUMBER: _ClassVar[int]
    name: str
    request_id: str
    correlation_id: str
    kind: _common_pb2.TransactionKind
    outcome: Outcome
    verification: Verification
    regulation: Regulation
    findings: _containers.RepeatedCompositeFieldContainer[Finding]
    score: int
    step_up: StepUp
    hold: Hold
    payer_warning: _common_pb2.LocalizedText
    signals: _containers.RepeatedCompositeFieldContainer[Signal]
    degraded: bool
    skipped_checks: _containers.RepeatedScalarFieldContainer[str]
    policy_version: str
    policy_digest: str
    trust_time: _timestamp_pb2.Timestamp
    decide_time: _timestamp_pb2.Timestamp
    expire_time: _timestamp_pb2.Timestamp
    receipt: Receipt
    list_time: _timestamp_pb2.Timestamp
    relying_party: str
    def __init__(self, name: _Optional[str] = ..., request_id: _Optional[str] = ..., correlation_id: _Optional[str] = ..., kind: _Optional[_Union[_common_pb2.TransactionKind, str]] = ..., outcome: _Optional[_Union[Outcome, str]] = ..., verification: _Optional[_Union[Verification, _Mapping]] = ..., regulation: _Optional[_Union[Regulation, _Mapping]] = ..., findings: _Optional[_Iterable[_Union[Finding, _Mapping]]] = ..., score: _Optional[int] = ..., step_up: _Optional[_Union[StepUp, _Mapping]] = ..., hold: _Optional[_Union[Hold, _Mapping]] = ..., payer_warning: _Optional[_Union[_common_pb2.LocalizedText, _Mapping]] = ..., signals: _Optional[_Iterable[_Union[Signal, _Mapping]]] = ..., degraded: _Optional[bool] = ..., skipped_checks: _Optional[_Iterable[str]] = ..., policy_version: _Optional[str] = ..., policy_digest: _Optional[str] = ..., trust_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., receipt: _Optional[_Union[Receipt, _Mapping]] = ..., list_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., relying_party: _Optional[str] = ...) -> None: ...
