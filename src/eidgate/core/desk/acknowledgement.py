"""The acknowledgement: what the receiver of an alert did about it."""

from dataclasses import dataclass
from enum import StrEnum

from eidgate.core.desk.alert import AlertName
from eidgate.core.terms import Instant, RelyingPartyId


class Response(StrEnum):
    """What was done; append-only, as statistics count it."""

    DONE = "done"
    DONE_BEFORE = "done_before"
    NOT_OURS = "not_ours"
    UNFOUNDED = "unfounded"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """One relying party's answer to one alert, given by `actor`; `acted_at` is when they say they acted."""

    alert: AlertName
    relying_party: RelyingPartyId
    actor: str
    response: Response
    acted_at: Instant
    at: Instant
    note: str = ""
