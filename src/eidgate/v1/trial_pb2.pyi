from eidgate.v1 import decision_pb2 as _decision_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Truth(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TRUTH_UNSPECIFIED: _ClassVar[Truth]
    TRUTH_FRAUD: _ClassVar[Truth]
    TRUTH_FALSE_ALARM: _ClassVar[Truth]
    TRUTH_COMPLETED: _ClassVar[Truth]
    TRUTH_UNKNOWN: _ClassVar[Truth]

class TrialPart(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TRIAL_PART_UNSPECIFIED: _ClassVar[TrialPart]
    TRIAL_PART_BAND: _ClassVar[TrialPart]
    TRIAL_PART_REASON: _ClassVar[TrialPart]
    TRIAL_PART_SOURCE: _ClassVar[TrialPart]
TRUTH_UNSPECIFIED: Truth
TRUTH_FRAUD: Truth
TRUTH_FALSE_ALARM: Truth
TRUTH_COMPLETED: Truth
TRUTH_UNKNOWN: Truth
TRIAL_PART_UNSPECIFIED: TrialPart
TRIAL_PART_BAND: TrialPart
TRIAL_PART_REASON: TrialPart
TRIAL_PART_SOURCE: TrialPart

class TrialCount(_message.Message):
    __slots__ = ("part", "what", "recorded", "candidate", "truth", "decisions", "amount_dong")
    PART_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    CANDIDATE_FIELD_NUMBER: _ClassVar[int]
    TRUTH_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_DONG_FIELD_NUMBER: _ClassVar[int]
    part: TrialPart
    what: str
    recorded: _decision_pb2.Outcome
    candidate: _decision_pb2.Outcome
    truth: Truth
    decisions: int
    amount_dong: int
    def __init__(self, part: _Optional[_Union[TrialPart, str]] = ..., what: _Optional[str] = ..., recorded: _Optional[_Union[_decision_pb2.Outcome, str]] = ..., candidate: _Optional[_Union[_decision_pb2.Outcome, str]] = ..., truth: _Optional[_Union[Truth, str]] = ..., decisions: _Optional[int] = ..., amount_dong: _Optional[int] = ...) -> None: ...

class TrialExample(_message.Message):
    __slots__ = ("decision", "relying_party", "recorded", "candidate", "truth", "added", "removed")
    DECISION_FIELD_NUMBER: _ClassVar[int]
    RELYING_PARTY_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    CANDIDATE_FIELD_NUMBER: _ClassVar[int]
    TRUTH_FIELD_NUMBER: _ClassVar[int]
    ADDED_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    decision: str
    relying_party: str
    recorded: _decision_pb2.Outcome
    candidate: _decision_pb2.Outcome
    truth: Truth
    added: _containers.RepeatedScalarFieldContainer[str]
    removed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, decision: _Optional[str] = ..., relying_party: _Optional[str] = ..., recorded: _Optional[_Union[_decision_pb2.Outcome, str]] = ..., candidate: _Optional[_Union[_decision_pb2.Outcome, str]] = ..., truth: _Optional[_Union[Truth, str]] = ..., added: _Optional[_Iterable[str]] = ..., removed: _Optional[_Iterable[str]] = ...) -> None: ...

class TrialTally(_message.Message):
    __slots__ = ("tried", "changed", "other_line", "unknown_policy", "undecided", "counts", "examples", "missed")
    TRIED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    OTHER_LINE_FIELD_NUMBER: _ClassVar[int]
    UNKNOWN_POLICY_FIELD_NUMBER: _ClassVar[int]
    UNDECIDED_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    EXAMPLES_FIELD_NUMBER: _ClassVar[int]
    MISSED_FIELD_NUMBER: _ClassVar[int]
    tried: int
    changed: int
    other_line: int
    unknown_policy: int
    undecided: int
    counts: _containers.RepeatedCompositeFieldContainer[TrialCount]
    examples: _containers.RepeatedCompositeFieldContainer[TrialExample]
    missed: int
    def __init__(self, tried: _Optional[int] = ..., changed: _Optional[int] = ..., other_line: _Optional[int] = ..., unknown_policy: _Optional[int] = ..., undecided: _Optional[int] = ..., counts: _Optional[_Iterable[_Union[TrialCount, _Mapping]]] = ..., examples: _Optional[_Iterable[_Union[TrialExample, _Mapping]]] = ..., missed: _Optional[int] = ...) -> None: ...
