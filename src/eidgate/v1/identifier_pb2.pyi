from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class IdentifierKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IDENTIFIER_KIND_UNSPECIFIED: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_ACCOUNT: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_WALLET: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_CARD: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_MERCHANT: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_PHONE: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_WEBSITE: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_SOCIAL_ACCOUNT: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_DEVICE: _ClassVar[IdentifierKind]
    IDENTIFIER_KIND_PERSON: _ClassVar[IdentifierKind]
IDENTIFIER_KIND_UNSPECIFIED: IdentifierKind
IDENTIFIER_KIND_ACCOUNT: IdentifierKind
IDENTIFIER_KIND_WALLET: IdentifierKind
IDENTIFIER_KIND_CARD: IdentifierKind
IDENTIFIER_KIND_MERCHANT: IdentifierKind
IDENTIFIER_KIND_PHONE: IdentifierKind
IDENTIFIER_KIND_WEBSITE: IdentifierKind
IDENTIFIER_KIND_SOCIAL_ACCOUNT: IdentifierKind
IDENTIFIER_KIND_DEVICE: IdentifierKind
IDENTIFIER_KIND_PERSON: IdentifierKind

class Identifier(_message.Message):
    __slots__ = ("kind", "value")
    KIND_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    kind: IdentifierKind
    value: str
    def __init__(self, kind: _Optional[_Union[IdentifierKind, str]] = ..., value: _Optional[str] = ...) -> None: ...
