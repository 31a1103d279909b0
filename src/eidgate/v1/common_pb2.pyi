from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class InstrumentKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INSTRUMENT_KIND_UNSPECIFIED: _ClassVar[InstrumentKind]
    INSTRUMENT_KIND_ACCOUNT: _ClassVar[InstrumentKind]
    INSTRUMENT_KIND_WALLET: _ClassVar[InstrumentKind]
    INSTRUMENT_KIND_CARD: _ClassVar[InstrumentKind]
    INSTRUMENT_KIND_SIM: _ClassVar[InstrumentKind]

class CustomerKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CUSTOMER_KIND_UNSPECIFIED: _ClassVar[CustomerKind]
    CUSTOMER_KIND_INDIVIDUAL: _ClassVar[CustomerKind]
    CUSTOMER_KIND_ORGANISATION: _ClassVar[CustomerKind]

class TransactionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TRANSACTION_KIND_UNSPECIFIED: _ClassVar[TransactionKind]
    TRANSACTION_KIND_TRANSFER_OWN: _ClassVar[TransactionKind]
    TRANSACTION_KIND_TRANSFER_OTHER: _ClassVar[TransactionKind]
    TRANSACTION_KIND_TRANSFER_ABROAD: _ClassVar[TransactionKind]
    TRANSACTION_KIND_GOODS_AND_SERVICES: _ClassVar[TransactionKind]
    TRANSACTION_KIND_CARD_PAYMENT: _ClassVar[TransactionKind]
    TRANSACTION_KIND_WALLET_TOP_UP: _ClassVar[TransactionKind]
    TRANSACTION_KIND_WALLET_WITHDRAWAL: _ClassVar[TransactionKind]
    TRANSACTION_KIND_CASH_WITHDRAWAL: _ClassVar[TransactionKind]
    TRANSACTION_KIND_LIMIT_CHANGE: _ClassVar[TransactionKind]
    TRANSACTION_KIND_DEVICE_CHANGE: _ClassVar[TransactionKind]
    TRANSACTION_KIND_SIM_REPLACEMENT: _ClassVar[TransactionKind]
    TRANSACTION_KIND_ACCOUNT_OPENING: _ClassVar[TransactionKind]
    TRANSACTION_KIND_LOGIN: _ClassVar[TransactionKind]
    TRANSACTION_KIND_CONTACT_CHANGE: _ClassVar[TransactionKind]
    TRANSACTION_KIND_DOCUMENT_CHANGE: _ClassVar[TransactionKind]

class Channel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANNEL_UNSPECIFIED: _ClassVar[Channel]
    CHANNEL_MOBILE_APP: _ClassVar[Channel]
    CHANNEL_WEB: _ClassVar[Channel]
    CHANNEL_COUNTER: _ClassVar[Channel]
    CHANNEL_ATM: _ClassVar[Channel]
    CHANNEL_POS: _ClassVar[Channel]
    CHANNEL_CALL_CENTRE: _ClassVar[Channel]

class ConfirmationForm(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONFIRMATION_FORM_UNSPECIFIED: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_PASSWORD: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_PIN: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_SMS_OTP: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_VOICE_OTP: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_EMAIL_OTP: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_MATRIX_CARD: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_SOFT_OTP_BASIC: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_SOFT_OTP_ADVANCED: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_TOKEN_OTP_BASIC: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_TOKEN_OTP_ADVANCED: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_TWO_CHANNEL: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_DEVICE_BIOMETRIC: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_FIDO: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_E_SIGNATURE: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_SECURE_E_SIGNATURE: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_FACE_MATCH: _ClassVar[ConfirmationForm]
    CONFIRMATION_FORM_EMV_3DS: _ClassVar[ConfirmationForm]
INSTRUMENT_KIND_UNSPECIFIED: InstrumentKind
INSTRUMENT_KIND_ACCOUNT: InstrumentKind
INSTRUMENT_KIND_WALLET: InstrumentKind
INSTRUMENT_KIND_CARD: InstrumentKind
INSTRUMENT_KIND_SIM: InstrumentKind
CUSTOMER_KIND_UNSPECIFIED: CustomerKind
CUSTOMER_KIND_INDIVIDUAL: CustomerKind
CUSTOMER_KIND_ORGANISATION: CustomerKind
TRANSACTION_KIND_UNSPECIFIED: TransactionKind
TRANSACTION_KIND_TRANSFER_OWN: TransactionKind
TRANSACTION_KIND_TRANSFER_OTHER: TransactionKind
TRANSACTION_KIND_TRANSFER_ABROAD: TransactionKind
TRANSACTION_KIND_GOODS_AND_SERVICES: TransactionKind
TRANSACTION_KIND_CARD_PAYMENT: TransactionKind
TRANSACTION_KIND_WALLET_TOP_UP: TransactionKind
TRANSACTION_KIND_WALLET_WITHDRAWAL: TransactionKind
TRANSACTION_KIND_CASH_WITHDRAWAL: TransactionKind
TRANSACTION_KIND_LIMIT_CHANGE: TransactionKind
TRANSACTION_KIND_DEVICE_CHANGE: TransactionKind
TRANSACTION_KIND_SIM_REPLACEMENT: TransactionKind
TRANSACTION_KIND_ACCOUNT_OPENING: TransactionKind
TRANSACTION_KIND_LOGIN: TransactionKind
TRANSACTION_KIND_CONTACT_CHANGE: TransactionKind
TRANSACTION_KIND_DOCUMENT_CHANGE: TransactionKind
CHANNEL_UNSPECIFIED: Channel
CHANNEL_MOBILE_APP: Channel
CHANNEL_WEB: Channel
CHANNEL_COUNTER: Channel
CHANNEL_ATM: Channel
CHANNEL_POS: Channel
CHANNEL_CALL_CENTRE: Channel
CONFIRMATION_FORM_UNSPECIFIED: ConfirmationForm
CONFIRMATION_FORM_PASSWORD: ConfirmationForm
CONFIRMATION_FORM_PIN: ConfirmationForm
CONFIRMATION_FORM_SMS_OTP: ConfirmationForm
CONFIRMATION_FORM_VOICE_OTP: ConfirmationForm
CONFIRMATION_FORM_EMAIL_OTP: ConfirmationForm
CONFIRMATION_FORM_MATRIX_CARD: ConfirmationForm
CONFIRMATION_FORM_SOFT_OTP_BASIC: ConfirmationForm
CONFIRMATION_FORM_SOFT_OTP_ADVANCED: ConfirmationForm
CONFIRMATION_FORM_TOKEN_OTP_BASIC: ConfirmationForm
CONFIRMATION_FORM_TOKEN_OTP_ADVANCED: ConfirmationForm
CONFIRMATION_FORM_TWO_CHANNEL: ConfirmationForm
CONFIRMATION_FORM_DEVICE_BIOMETRIC: ConfirmationForm
CONFIRMATION_FORM_FIDO: ConfirmationForm
CONFIRMATION_FORM_E_SIGNATURE: ConfirmationForm
CONFIRMATION_FORM_SECURE_E_SIGNATURE: ConfirmationForm
CONFIRMATION_FORM_FACE_MATCH: ConfirmationForm
CONFIRMATION_FORM_EMV_3DS: ConfirmationForm

class Instrument(_message.Message):
    __slots__ = ("kind", "institution", "number")
    KIND_FIELD_NUMBER: _ClassVar[int]
    INSTITUTION_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    kind: InstrumentKind
    institution: str
    number: str
    def __init__(self, kind: _Optional[_Union[InstrumentKind, str]] = ..., institution: _Optional[str] = ..., number: _Optional[str] = ...) -> None: ...

class PayeeRegistration(_message.Message):
    __slots__ = ("name", "kind")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: CustomerKind
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[CustomerKind, str]] = ...) -> None: ...

class LocalizedText(_message.Message):
    __slots__ = ("vi", "en")
    VI_FIELD_NUMBER: _ClassVar[int]
    EN_FIELD_NUMBER: _ClassVar[int]
    vi: str
    en: str
    def __init__(self, vi: _Optional[str] = ..., en: _Optional[str] = ...) -> None: ...

class Assertion(_message.Message):
    __slots__ = ("jwt", "sd_jwt")
    JWT_FIELD_NUMBER: _ClassVar[int]
    SD_JWT_FIELD_NUMBER: _ClassVar[int]
    jwt: str
    sd_jwt: str
    def __init__(self, jwt: _Optional[str] = ..., sd_jwt: _Optional[str] = ...) -> None: ...
