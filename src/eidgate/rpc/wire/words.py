"""Closed vocabularies, in both directions; a word that one side lacks fails when the server starts."""

from collections.abc import Callable
from enum import Enum
from typing import Any, Final, Generic, TypeVar

from eidgate.core.assertion.verdict import HolderBinding, TransactionBinding
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.payee import PayeeResult, PayeeWhy
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.binding.sim_rules import SimChannel
from eidgate.core.binding.sim_service import SimService
from eidgate.core.desk.acknowledgement import Response
from eidgate.core.desk.alert import Action, AlertKind
from eidgate.core.desk.hold import Ground, HoldState
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.report import ReportChannel, ReportState, Scheme
from eidgate.core.desk.report_duties import Duty
from eidgate.core.desk.trace.bounds import Exit
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.observation import SignalState
from eidgate.core.purposes import Purpose
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.lifecycle import PolicyAct, PolicyState
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.trial.tally import Part
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import CustomerKind, InstrumentKind, TransactionKind
from eidgate.core.transaction import Channel, Compromise, SessionSign
from eidgate.v1 import (
    alert_service_pb2,
    binding_service_pb2,
    common_pb2,
    decision_pb2,
    hold_pb2,
    policy_service_pb2,
    report_pb2,
    trace_pb2,
    trial_pb2,
    verification_service_pb2,
)

Word = TypeVar("Word", bound=Enum)


class Vocabulary(Generic[Word]):
    """A core enum and its protobuf enum, word for word by name."""

    def __init__(self, words: type[Word], prefix: str, value: Callable[[str], Any]) -> None:
        self._out: dict[Word, int] = {word: value(f"{prefix}_{word.name}") for word in words}
        self._in: dict[int, Word] = {number: word for word, number in self._out.items()}

    def to_wire(self, word: Word) -> Any:
        """Return the protobuf number of a word."""
        return self._out[word]

    def from_wire(self, number: int) -> Word:
        """Return the word of a number that validation has let through."""
        return self._in[number]


INSTRUMENT_KIND: Final = Vocabulary(InstrumentKind, "INSTRUMENT_KIND", common_pb2.InstrumentKind.Value)
CUSTOMER_KIND: Final = Vocabulary(CustomerKind, "CUSTOMER_KIND", common_pb2.CustomerKind.Value)
TRANSACTION_KIND: Final = Vocabulary(TransactionKind, "TRANSACTION_KIND", common_pb2.TransactionKind.Value)
CHANNEL: Final = Vocabulary(Channel, "CHANNEL", common_pb2.Channel.Value)
FORM: Final = Vocabulary(Form, "CONFIRMATION_FORM", common_pb2.ConfirmationForm.Value)
COMPROMISE: Final = Vocabulary(Compromise, "APP_COMPROMISE", verification_service_pb2.AppCompromise.Value)
SESSION_SIGN: Final = Vocabulary(SessionSign, "SESSION_SIGN", verification_service_pb2.SessionSign.Value)
OUTCOME: Final = Vocabulary(Outcome, "OUTCOME", decision_pb2.Outcome.Value)
TRANSACTION_BINDING: Final = Vocabulary(
    TransactionBinding, "TRANSACTION_BINDING", decision_pb2.TransactionBinding.Value
)
HOLDER_BINDING: Final = Vocabulary(HolderBinding, "HOLDER_BINDING", decision_pb2.HolderBinding.Value)
SIGNAL_STATE: Final = Vocabulary(SignalState, "SIGNAL_STATE", decision_pb2.SignalState.Value)
BINDING_STATE: Final = Vocabulary(BindingState, "BINDING_STATE", binding_service_pb2.BindingState.Value)
POLICY_STATE: Final = Vocabulary(PolicyState, "POLICY_STATE", policy_service_pb2.PolicyState.Value)
POLICY_ACT: Final = Vocabulary(PolicyAct, "POLICY_ACT", policy_service_pb2.PolicyAct.Value)
REGISTRY_RESULT: Final = Vocabulary(
    RegistryResult, "REGISTRY_RESULT", binding_service_pb2.RegistryResult.Value
)
PAYEE_RESULT: Final = Vocabulary(PayeeResult, "PAYEE_RESULT", binding_service_pb2.PayeeResult.Value)
PAYEE_WHY: Final = Vocabulary(PayeeWhy, "PAYEE_WHY", binding_service_pb2.PayeeWhy.Value)
SIM_CHANNEL: Final = Vocabulary(SimChannel, "SIM_CHANNEL", binding_service_pb2.SimChannel.Value)
SIM_SERVICE: Final = Vocabulary(SimService, "SIM_SERVICE", binding_service_pb2.SimService.Value)
PURPOSE: Final = Vocabulary(Purpose, "PURPOSE", verification_service_pb2.Purpose.Value)
REPORTED_OUTCOME: Final = Vocabulary(
    OutcomeKind, "REPORTED_OUTCOME", verification_service_pb2.ReportedOutcome.Value
)
HOLD_GROUND: Final = Vocabulary(Ground, "HOLD_GROUND", hold_pb2.HoldGround.Value)
HOLD_STATE: Final = Vocabulary(HoldState, "HOLD_STATE", hold_pb2.HoldState.Value)
ALERT_KIND: Final = Vocabulary(AlertKind, "ALERT_KIND", alert_service_pb2.AlertKind.Value)
ALERT_ACTION: Final = Vocabulary(Action, "ALERT_ACTION", alert_service_pb2.AlertAction.Value)
ALERT_RESPONSE: Final = Vocabulary(Response, "ALERT_RESPONSE", alert_service_pb2.AlertResponse.Value)
ALERTED_KIND: Final = Vocabulary(IdentifierKind, "ALERTED_KIND", alert_service_pb2.AlertedKind.Value)
TRIAL_PART: Final = Vocabulary(Part, "TRIAL_PART", trial_pb2.TrialPart.Value)
TRUTH: Final = Vocabulary(Truth, "TRUTH", trial_pb2.Truth.Value)
TAINT_RULE: Final = Vocabulary(Rule, "TAINT_RULE", trace_pb2.TaintRule.Value)
TRACE_EXIT: Final = Vocabulary(Exit, "TRACE_EXIT", trace_pb2.TraceExit.Value)
REPORT_CHANNEL: Final = Vocabulary(ReportChannel, "REPORT_CHANNEL", report_pb2.ReportChannel.Value)
REPORT_SCHEME: Final = Vocabulary(Scheme, "REPORT_SCHEME", report_pb2.ReportScheme.Value)
REPORT_STATE: Final = Vocabulary(ReportState, "REPORT_STATE", report_pb2.ReportState.Value)
REPORT_DUTY: Final = Vocabulary(Duty, "REPORT_DUTY", report_pb2.ReportDuty.Value)
