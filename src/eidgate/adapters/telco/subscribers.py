"""`ports.Subscribers` by CAMARA's KYC Match 0.3, Tenure 0.3 and Number Verification 2.1."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Final, Literal, TypeVar

import msgspec

from eidgate.adapters.outside.deadline import Deadline
from eidgate.adapters.outside.faults import OutsideError
from eidgate.adapters.telco.network import OperatorNetwork
from eidgate.adapters.telco.operator import Operator
from eidgate.adapters.telco.settings import FRAUD_PREVENTION
from eidgate.core.observation import SignalState
from eidgate.core.terms import Masked
from eidgate.ports.sim_network import PortedNumbers
from eidgate.ports.subscribers import Comparison, SubscriberField, SubscriberMatch

T = TypeVar("T")
_Word = Literal["true", "false", "not_available"]

_COMPARISONS: Final[dict[_Word | None, Comparison]] = {
    "true": Comparison.MATCH,
    "false": Comparison.MISMATCH,
    "not_available": Comparison.NOT_KNOWN,
    None: Comparison.NOT_KNOWN,
}


class _Match(msgspec.Struct, rename="camel"):
    id_document_match: _Word | None = None
    name_match: _Word | None = None
    given_name_match: _Word | None = None
    family_name_match: _Word | None = None
    birthdate_match: _Word | None = None


class _Tenure(msgspec.Struct):
    held: bool = msgspec.field(name="tenureDateCheck")


class _InPhone(msgspec.Struct):
    verified: bool = msgspec.field(name="devicePhoneNumberVerified")


_FIELDS: Final[dict[SubscriberField, Callable[[_Match], _Word | None]]] = {
    SubscriberField.DOCUMENT: lambda told: told.id_document_match,
    SubscriberField.NAME: lambda told: told.name_match,
    SubscriberField.GIVEN_NAME: lambda told: told.given_name_match,
    SubscriberField.FAMILY_NAME: lambda told: told.family_name_match,
    SubscriberField.BIRTH_DATE: lambda told: told.birthdate_match,
}


class OperatorSubscribers:
    """Asks the operator that serves a number; thread-safe, and nothing is kept."""

    def __init__(self, network: OperatorNetwork, numbers: PortedNumbers) -> None:
        self._network, self._numbers = network, numbers

    def match(
        self,
        phone: Masked,
        told: Mapping[SubscriberField, Masked],
        *,
        operator: str = "",
        within: timedelta,
    ) -> SubscriberMatch:
        """Compare what a person said with what the operator holds."""
        fields = {str(field): value.reveal() for field, value in told.items()}
        body = {"phoneNumber": phone.reveal(), **fields}

        def act(operator: Operator, deadline: Deadline) -> _Match:
            return operator.call("kyc-match/v0.3/match", body, _Match, deadline=deadline)

        came = self._asked(operator or self._serving(phone), "match", act, within)
        if isinstance(came, SignalState):
            return SubscriberMatch(state=came, fields={})
        compared = {field: _COMPARISONS[_FIELDS[field](came)] for field in told}
        return SubscriberMatch(state=SignalState.OBSERVED, fields=compared)

    def held_since(self, phone: Masked, since: date, *, operator: str = "", within: timedelta) -> SignalState:
        """Say whether one subscriber has held the number since a day."""
        body = {"phoneNumber": phone.reveal(), "tenureDate": since.isoformat()}

        def act(operator: Operator, deadline: Deadline) -> _Tenure:
            return operator.call("kyc-tenure/v0.3rc1/check-tenure", body, _Tenure, deadline=deadline)

        came = self._asked(operator or self._serving(phone), "tenure", act, within)
        return came if isinstance(came, SignalState) else _state(came.held)

    def in_phone(self, phone: Masked, access_token: Masked, *, within: timedelta) -> SignalState:
        """Say whether the phone that an access token came from has this number now."""
        body = {"phoneNumber": phone.reveal()}

        def act(operator: Operator, deadline: Deadline) -> _InPhone:
            path = "number-verification/v2/verify"
            return operator.call(path, body, _InPhone, deadline=deadline, token=access_token)

        came = self._asked(self._serving(phone), "in_phone", act, within)
        return came if isinstance(came, SignalState) else _state(came.verified)

    def _serving(self, phone: Masked) -> str:
        return self._numbers.operator_of(phone) or ""

    def _asked(
        self, code: str, asked: str, act: Callable[[Operator, Deadline], T], within: timedelta
    ) -> T | SignalState:
        crew = self._network.crew(code)
        if crew is None or not crew.operator.section.subscribers:
            return SignalState.NOT_MONITORED
        if FRAUD_PREVENTION not in crew.operator.section.purposes:
            return SignalState.NOT_PERMITTED
        with crew.place() as taken:
            if not taken or within <= timedelta(0):
                return SignalState.UNAVAILABLE
            try:
                return crew.operator.attempt(
                    asked, partial(act, crew.operator), outcome=lambda _: "answered", within=within
                )
            except OutsideError as error:
                return error.fault.state


def _state(yes: bool) -> SignalState:  # noqa: FBT001 (the answer)
    return SignalState.OBSERVED if yes else SignalState.NOT_OBSERVED
