"""What an operator says of the subscriber behind a number: asked for a binding, never for a payment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from eidgate.core.observation import SignalState
from eidgate.core.terms import Masked


class SubscriberField(StrEnum):
    """The fields that an operator can compare (CAMARA KYC Match 0.3), by their names there."""

    DOCUMENT = "idDocument"
    NAME = "name"
    GIVEN_NAME = "givenName"
    FAMILY_NAME = "familyName"
    BIRTH_DATE = "birthdate"


class Comparison(StrEnum):
    """How one field compares with what the operator holds."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberMatch:
    """`state` is OBSERVED when the operator compared; `fields` then has each field that was asked about."""

    state: SignalState
    fields: Mapping[SubscriberField, Comparison]


class Subscribers(Protocol):
    """The subscriber registers of the operators.

    Nothing raises: a missing answer is a state, as in `SimNetwork`. An answer is never kept. `operator` is
    who is asked, by its code; "" is whoever serves the number.
    """

    def match(
        self,
        phone: Masked,
        told: Mapping[SubscriberField, Masked],
        *,
        operator: str = "",
        within: timedelta,
    ) -> SubscriberMatch:
        """Compare what a person said with what the number's operator holds."""
        ...

    def held_since(self, phone: Masked, since: date, *, operator: str = "", within: timedelta) -> SignalState:
        """Say whether one subscriber has held the number since a day.

        OBSERVED: yes, without a break. NOT_OBSERVED: no. Everything else is a gap.
        """
        ...

    def in_phone(self, phone: Masked, access_token: Masked, *, within: timedelta) -> SignalState:
        """Say whether the phone that a network-issued access token came from has this number now.

        OBSERVED: it has. NOT_OBSERVED: it has another. Everything else is a gap.
        """
        ...
