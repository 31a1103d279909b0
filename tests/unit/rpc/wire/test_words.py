from enum import Enum
from typing import Any

import pytest
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

from eidgate.core.risk.outcome import Outcome
from eidgate.core.transaction import Channel
from eidgate.rpc.wire import words
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import common_pb2 as common
from eidgate.v1 import decision_pb2 as decision
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import verification_service_pb2 as verification

VOCABULARIES: list[tuple[Any, EnumTypeWrapper]] = [
    (words.INSTRUMENT_KIND, common.InstrumentKind),
    (words.CUSTOMER_KIND, common.CustomerKind),
    (words.TRANSACTION_KIND, common.TransactionKind),
    (words.CHANNEL, common.Channel),
    (words.FORM, common.ConfirmationForm),
    (words.COMPROMISE, verification.AppCompromise),
    (words.OUTCOME, decision.Outcome),
    (words.TRANSACTION_BINDING, decision.TransactionBinding),
    (words.HOLDER_BINDING, decision.HolderBinding),
    (words.SIGNAL_STATE, decision.SignalState),
    (words.BINDING_STATE, bindings.BindingState),
    (words.REPORTED_OUTCOME, verification.ReportedOutcome),
    (words.HOLD_GROUND, holds.HoldGround),
    (words.HOLD_STATE, holds.HoldState),
    (words.ALERT_KIND, alerts.AlertKind),
    (words.ALERT_ACTION, alerts.AlertAction),
    (words.ALERT_RESPONSE, alerts.AlertResponse),
    (words.ALERTED_KIND, alerts.AlertedKind),
]


@pytest.mark.parametrize(("vocabulary", "enum"), VOCABULARIES)
def test_every_number_of_the_contract_but_unspecified_is_a_word_of_the_core(
    vocabulary: Any, enum: EnumTypeWrapper
) -> None:
    known = {vocabulary.to_wire(vocabulary.from_wire(number)) for number in enum.values() if number}
    assert known == set(enum.values()) - {0}


@pytest.mark.parametrize(("vocabulary", "enum"), VOCABULARIES)
def test_every_word_of_the_core_comes_back_from_the_wire_under_its_own_name(
    vocabulary: Any, enum: EnumTypeWrapper
) -> None:
    sort: type[Enum] = type(vocabulary.from_wire(1))
    for word in sort:
        number = vocabulary.to_wire(word)
        assert vocabulary.from_wire(number) is word
        assert enum.Name(number).endswith(f"_{word.name}")


@pytest.mark.parametrize(
    ("vocabulary", "enum"), [pair for pair in VOCABULARIES if pair[0] is not words.CHANNEL]
)
def test_unspecified_stands_for_no_word(vocabulary: Any, enum: EnumTypeWrapper) -> None:
    with pytest.raises(KeyError):
        vocabulary.from_wire(0)


def test_an_unspecified_channel_is_a_word_because_a_relying_party_need_not_say() -> None:
    assert words.CHANNEL.from_wire(common.CHANNEL_UNSPECIFIED) is Channel.UNSPECIFIED


def test_a_word_that_the_contract_lacks_is_refused_when_the_vocabulary_is_made() -> None:
    with pytest.raises(ValueError, match="OUTCOME_ALLOW"):
        words.Vocabulary(Outcome, "OUTCOME", common.InstrumentKind.Value)
