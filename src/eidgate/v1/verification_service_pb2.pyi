import datetime

from buf.validate import validate_pb2 as _validate_pb2
from eidgate.v1 import common_pb2 as _common_pb2
from eidgate.v1 import decision_pb2 as _decision_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.rpc import status_pb2 as _status_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AppCompromise(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APP_COMPROMISE_UNSPECIFIED: _ClassVar[AppCompromise]
    APP_COMPROMISE_DEBUGGER: _ClassVar[AppCompromise]
    APP_COMPROMISE_HOOKED: _ClassVar[AppCompromise]
    APP_COMPROMISE_ROOTED: _ClassVar[AppCompromise]

class SessionSign(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SESSION_SIGN_UNSPECIFIED: _ClassVar[SessionSign]
    SESSION_SIGN_REMOTE_CONTROL: _ClassVar[SessionSign]
    SESSION_SIGN_SCREEN_SHARING: _ClassVar[SessionSign]
    SESSION_SIGN_CALL_IN_PROGRESS: _ClassVar[SessionSign]
    SESSION_SIGN_ACCESSIBILITY_SERVICE: _ClassVar[SessionSign]

class Purpose(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PURPOSE_UNSPECIFIED: _ClassVar[Purpose]
    PURPOSE_BUYER_CHECK: _ClassVar[Purpose]
    PURPOSE_ACCOUNT_OPENING: _ClassVar[Purpose]
    PURPOSE_SIM_REGISTRATION: _ClassVar[Purpose]

class Adulthood(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ADULTHOOD_UNSPECIFIED: _ClassVar[Adulthood]
    ADULTHOOD_UNKNOWN: _ClassVar[Adulthood]
    ADULTHOOD_ADULT: _ClassVar[Adulthood]
    ADULTHOOD_MINOR: _ClassVar[Adulthood]

class ReportedOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REPORTED_OUTCOME_UNSPECIFIED: _ClassVar[ReportedOutcome]
    REPORTED_OUTCOME_COMPLETED: _ClassVar[ReportedOutcome]
    REPORTED_OUTCOME_CANCELLED: _ClassVar[ReportedOutcome]
    REPORTED_OUTCOME_REVERSED: _ClassVar[ReportedOutcome]
    REPORTED_OUTCOME_FRAUD_CONFIRMED: _ClassVar[ReportedOutcome]
    REPORTED_OUTCOME_FALSE_ALARM: _ClassVar[ReportedOutcome]
    REPORTED_OUTCOME_WARNING_OVERRIDDEN: _ClassVar[ReportedOutcome]
APP_COMPROMISE_UNSPECIFIED: AppCompromise
APP_COMPROMISE_DEBUGGER: AppCompromise
APP_COMPROMISE_HOOKED: AppCompromise
APP_COMPROMISE_ROOTED: AppCompromise
SESSION_SIGN_UNSPECIFIED: SessionSign
SESSION_SIGN_REMOTE_CONTROL: SessionSign
SESSION_SIGN_SCREEN_SHARING: SessionSign
SESSION_SIGN_CALL_IN_PROGRESS: SessionSign
SESSION_SIGN_ACCESSIBILITY_SERVICE: SessionSign
PURPOSE_UNSPECIFIED: Purpose
PURPOSE_BUYER_CHECK: Purpose
PURPOSE_ACCOUNT_OPENING: Purpose
PURPOSE_SIM_REGISTRATION: Purpose
ADULTHOOD_UNSPECIFIED: Adulthood
ADULTHOOD_UNKNOWN: Adulthood
ADULTHOOD_ADULT: Adulthood
ADULTHOOD_MINOR: Adulthood
REPORTED_OUTCOME_UNSPECIFIED: ReportedOutcome
REPORTED_OUTCOME_COMPLETED: ReportedOutcome
REPORTED_OUTCOME_CANCELLED: ReportedOutcome
REPORTED_OUTCOME_REVERSED: ReportedOutcome
REPORTED_OUTCOME_FRAUD_CONFIRMED: ReportedOutcome
REPORTED_OUTCOME_FALSE_ALARM: ReportedOutcome
REPORTED_OUTCOME_WARNING_OVERRIDDEN: ReportedOutcome

class Transaction(_message.Message):
    __slots__ = ("kind", "customer", "payer", "payee", "payee_name", "amount", "channel", "merchant", "end_to_end_id", "linked_wallet", "new_organisation", "payee_qr")
    KIND_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    PAYEE_FIELD_NUMBER: _ClassVar[int]
    PAYEE_NAME_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    MERCHANT_FIELD_NUMBER: _ClassVar[int]
    END_TO_END_ID_FIELD_NUMBER: _ClassVar[int]
    LINKED_WALLET_FIELD_NUMBER: _ClassVar[int]
    NEW_ORGANISATION_FIELD_NUMBER: _ClassVar[int]
    PAYEE_QR_FIELD_NUMBER: _ClassVar[int]
    kind: _common_pb2.TransactionKind
    customer: _common_pb2.CustomerKind
    payer: _common_pb2.Instrument
    payee: _common_pb2.Instrument
    payee_name: str
    amount: _money_pb2.Money
    channel: _common_pb2.Channel
    merchant: str
    end_to_end_id: str
    linked_wallet: bool
    new_organisation: bool
    payee_qr: str
    def __init__(self, kind: _Optional[_Union[_common_pb2.TransactionKind, str]] = ..., customer: _Optional[_Union[_common_pb2.CustomerKind, str]] = ..., payer: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., payee: _Optional[_Union[_common_pb2.Instrument, _Mapping]] = ..., payee_name: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., channel: _Optional[_Union[_common_pb2.Channel, str]] = ..., merchant: _Optional[str] = ..., end_to_end_id: _Optional[str] = ..., linked_wallet: _Optional[bool] = ..., new_organisation: _Optional[bool] = ..., payee_qr: _Optional[str] = ...) -> None: ...

class Confirmation(_message.Message):
    __slots__ = ("form", "perform_time", "passed", "login_method", "failures_before")
    FORM_FIELD_NUMBER: _ClassVar[int]
    PERFORM_TIME_FIELD_NUMBER: _ClassVar[int]
    PASSED_FIELD_NUMBER: _ClassVar[int]
    LOGIN_METHOD_FIELD_NUMBER: _ClassVar[int]
    FAILURES_BEFORE_FIELD_NUMBER: _ClassVar[int]
    form: _common_pb2.ConfirmationForm
    perform_time: _timestamp_pb2.Timestamp
    passed: bool
    login_method: bool
    failures_before: int
    def __init__(self, form: _Optional[_Union[_common_pb2.ConfirmationForm, str]] = ..., perform_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., passed: _Optional[bool] = ..., login_method: _Optional[bool] = ..., failures_before: _Optional[int] = ...) -> None: ...

class SocialAccount(_message.Message):
    __slots__ = ("platform", "account_id")
    PLATFORM_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    platform: str
    account_id: str
    def __init__(self, platform: _Optional[str] = ..., account_id: _Optional[str] = ...) -> None: ...

class Context(_message.Message):
    __slots__ = ("device_id", "new_device", "compromises", "phone", "site", "social_account", "signs", "inspected", "ip_country", "session_start_time", "payer_balance")
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    NEW_DEVICE_FIELD_NUMBER: _ClassVar[int]
    COMPROMISES_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    SITE_FIELD_NUMBER: _ClassVar[int]
    SOCIAL_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SIGNS_FIELD_NUMBER: _ClassVar[int]
    INSPECTED_FIELD_NUMBER: _ClassVar[int]
    IP_COUNTRY_FIELD_NUMBER: _ClassVar[int]
    SESSION_START_TIME_FIELD_NUMBER: _ClassVar[int]
    PAYER_BALANCE_FIELD_NUMBER: _ClassVar[int]
    device_id: str
    new_device: bool
    compromises: _containers.RepeatedScalarFieldContainer[AppCompromise]
    phone: str
    site: str
    social_account: SocialAccount
    signs: _containers.RepeatedScalarFieldContainer[SessionSign]
    inspected: bool
    ip_country: str
    session_start_time: _timestamp_pb2.Timestamp
    payer_balance: _money_pb2.Money
    def __init__(self, device_id: _Optional[str] = ..., new_device: _Optional[bool] = ..., compromises: _Optional[_Iterable[_Union[AppCompromise, str]]] = ..., phone: _Optional[str] = ..., site: _Optional[str] = ..., social_account: _Optional[_Union[SocialAccount, _Mapping]] = ..., signs: _Optional[_Iterable[_Union[SessionSign, str]]] = ..., inspected: _Optional[bool] = ..., ip_country: _Optional[str] = ..., session_start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., payer_balance: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class PresentationRequest(_message.Message):
    __slots__ = ("issuer", "response_uri", "state", "encryption_keys", "purpose")
    ISSUER_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_URI_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ENCRYPTION_KEYS_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    issuer: str
    response_uri: str
    state: str
    encryption_keys: str
    purpose: Purpose
    def __init__(self, issuer: _Optional[str] = ..., response_uri: _Optional[str] = ..., state: _Optional[str] = ..., encryption_keys: _Optional[str] = ..., purpose: _Optional[_Union[Purpose, str]] = ...) -> None: ...

class CreateChallengeRequest(_message.Message):
    __slots__ = ("transaction", "presentation")
    TRANSACTION_FIELD_NUMBER: _ClassVar[int]
    PRESENTATION_FIELD_NUMBER: _ClassVar[int]
    transaction: Transaction
    presentation: PresentationRequest
    def __init__(self, transaction: _Optional[_Union[Transaction, _Mapping]] = ..., presentation: _Optional[_Union[PresentationRequest, _Mapping]] = ...) -> None: ...

class CreateChallengeResponse(_message.Message):
    __slots__ = ("challenge", "audience", "presentation_request")
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    AUDIENCE_FIELD_NUMBER: _ClassVar[int]
    PRESENTATION_REQUEST_FIELD_NUMBER: _ClassVar[int]
    challenge: _decision_pb2.Challenge
    audience: str
    presentation_request: str
    def __init__(self, challenge: _Optional[_Union[_decision_pb2.Challenge, _Mapping]] = ..., audience: _Optional[str] = ..., presentation_request: _Optional[str] = ...) -> None: ...

class VerifyTransactionRequest(_message.Message):
    __slots__ = ("request_id", "correlation_id", "transaction", "assertion", "challenge", "confirmations", "context", "client_time", "validate_only", "with_timings", "payee_registration")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CORRELATION_ID_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_FIELD_NUMBER: _ClassVar[int]
    ASSERTION_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONS_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    CLIENT_TIME_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    WITH_TIMINGS_FIELD_NUMBER: _ClassVar[int]
    PAYEE_REGISTRATION_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    correlation_id: str
    transaction: Transaction
    assertion: _common_pb2.Assertion
    challenge: str
    confirmations: _containers.RepeatedCompositeFieldContainer[Confirmation]
    context: Context
    client_time: _timestamp_pb2.Timestamp
    validate_only: bool
    with_timings: bool
    payee_registration: _common_pb2.PayeeRegistration
    def __init__(self, request_id: _Optional[str] = ..., correlation_id: _Optional[str] = ..., transaction: _Optional[_Union[Transaction, _Mapping]] = ..., assertion: _Optional[_Union[_common_pb2.Assertion, _Mapping]] = ..., challenge: _Optional[str] = ..., confirmations: _Optional[_Iterable[_Union[Confirmation, _Mapping]]] = ..., context: _Optional[_Union[Context, _Mapping]] = ..., client_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., validate_only: _Optional[bool] = ..., with_timings: _Optional[bool] = ..., payee_registration: _Optional[_Union[_common_pb2.PayeeRegistration, _Mapping]] = ...) -> None: ...

class VerifyTransactionResponse(_message.Message):
    __slots__ = ("decision",)
    DECISION_FIELD_NUMBER: _ClassVar[int]
    decision: _decision_pb2.Decision
    def __init__(self, decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class BatchVerifyTransactionsRequest(_message.Message):
    __slots__ = ("requests",)
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    requests: _containers.RepeatedCompositeFieldContainer[VerifyTransactionRequest]
    def __init__(self, requests: _Optional[_Iterable[_Union[VerifyTransactionRequest, _Mapping]]] = ...) -> None: ...

class BatchVerifyTransactionsResponse(_message.Message):
    __slots__ = ("results",)
    class Result(_message.Message):
        __slots__ = ("decision", "status", "replayed")
        DECISION_FIELD_NUMBER: _ClassVar[int]
        STATUS_FIELD_NUMBER: _ClassVar[int]
        REPLAYED_FIELD_NUMBER: _ClassVar[int]
        decision: _decision_pb2.Decision
        status: _status_pb2.Status
        replayed: bool
        def __init__(self, decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., status: _Optional[_Union[_status_pb2.Status, _Mapping]] = ..., replayed: _Optional[bool] = ...) -> None: ...
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[BatchVerifyTransactionsResponse.Result]
    def __init__(self, results: _Optional[_Iterable[_Union[BatchVerifyTransactionsResponse.Result, _Mapping]]] = ...) -> None: ...

class VerifyAssertionRequest(_message.Message):
    __slots__ = ("request_id", "correlation_id", "assertion", "challenge", "minimum_account_level", "minimum_authentication_level", "expected_subject_id", "validate_only", "purpose", "expected_tax_code")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CORRELATION_ID_FIELD_NUMBER: _ClassVar[int]
    ASSERTION_FIELD_NUMBER: _ClassVar[int]
    CHALLENGE_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_ACCOUNT_LEVEL_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_AUTHENTICATION_LEVEL_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_TAX_CODE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    correlation_id: str
    assertion: _common_pb2.Assertion
    challenge: str
    minimum_account_level: int
    minimum_authentication_level: int
    expected_subject_id: str
    validate_only: bool
    purpose: Purpose
    expected_tax_code: str
    def __init__(self, request_id: _Optional[str] = ..., correlation_id: _Optional[str] = ..., assertion: _Optional[_Union[_common_pb2.Assertion, _Mapping]] = ..., challenge: _Optional[str] = ..., minimum_account_level: _Optional[int] = ..., minimum_authentication_level: _Optional[int] = ..., expected_subject_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., purpose: _Optional[_Union[Purpose, str]] = ..., expected_tax_code: _Optional[str] = ...) -> None: ...

class Attributes(_message.Message):
    __slots__ = ("full_name", "birth_date", "sex", "personal_number", "document_number", "document_expires_on")
    FULL_NAME_FIELD_NUMBER: _ClassVar[int]
    BIRTH_DATE_FIELD_NUMBER: _ClassVar[int]
    SEX_FIELD_NUMBER: _ClassVar[int]
    PERSONAL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_EXPIRES_ON_FIELD_NUMBER: _ClassVar[int]
    full_name: str
    birth_date: str
    sex: str
    personal_number: str
    document_number: str
    document_expires_on: str
    def __init__(self, full_name: _Optional[str] = ..., birth_date: _Optional[str] = ..., sex: _Optional[str] = ..., personal_number: _Optional[str] = ..., document_number: _Optional[str] = ..., document_expires_on: _Optional[str] = ...) -> None: ...

class VerifyAssertionResponse(_message.Message):
    __slots__ = ("decision", "adulthood", "attributes")
    DECISION_FIELD_NUMBER: _ClassVar[int]
    ADULTHOOD_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTES_FIELD_NUMBER: _ClassVar[int]
    decision: _decision_pb2.Decision
    adulthood: Adulthood
    attributes: Attributes
    def __init__(self, decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., adulthood: _Optional[_Union[Adulthood, str]] = ..., attributes: _Optional[_Union[Attributes, _Mapping]] = ...) -> None: ...

class GetDecisionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetDecisionResponse(_message.Message):
    __slots__ = ("decision",)
    DECISION_FIELD_NUMBER: _ClassVar[int]
    decision: _decision_pb2.Decision
    def __init__(self, decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class ListDecisionsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "start_time", "end_time", "outcome", "kind", "relying_party")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    RELYING_PARTY_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    outcome: _decision_pb2.Outcome
    kind: _common_pb2.TransactionKind
    relying_party: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., outcome: _Optional[_Union[_decision_pb2.Outcome, str]] = ..., kind: _Optional[_Union[_common_pb2.TransactionKind, str]] = ..., relying_party: _Optional[str] = ...) -> None: ...

class ListDecisionsResponse(_message.Message):
    __slots__ = ("decisions", "next_page_token")
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    decisions: _containers.RepeatedCompositeFieldContainer[_decision_pb2.Decision]
    next_page_token: str
    def __init__(self, decisions: _Optional[_Iterable[_Union[_decision_pb2.Decision, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ReportOutcomeRequest(_message.Message):
    __slots__ = ("request_id", "decision", "outcome", "event_time", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    decision: str
    outcome: ReportedOutcome
    event_time: _timestamp_pb2.Timestamp
    note: str
    def __init__(self, request_id: _Optional[str] = ..., decision: _Optional[str] = ..., outcome: _Optional[_Union[ReportedOutcome, str]] = ..., event_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., note: _Optional[str] = ...) -> None: ...

class ReportOutcomeResponse(_message.Message):
    __slots__ = ("decision", "outcome", "event_time")
    DECISION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    decision: str
    outcome: ReportedOutcome
    event_time: _timestamp_pb2.Timestamp
    def __init__(self, decision: _Optional[str] = ..., outcome: _Optional[_Union[ReportedOutcome, str]] = ..., event_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
