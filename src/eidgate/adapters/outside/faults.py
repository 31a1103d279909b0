"""What can go wrong between us and another institution, in words that metrics may carry."""

from enum import StrEnum

from eidgate.core.errors import EidgateError
from eidgate.core.observation import SignalState


class Fault(StrEnum):
    """Why there is no usable answer; `weighs` tells whether it speaks against its health."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    NOT_WHO_IT_SHOULD_BE = "not_who_it_should_be"
    FAILED = "failed"
    MALFORMED = "malformed"
    OVERLOADED = "overloaded"
    NO_TOKEN = "no_token"  # noqa: S105 (a word, no secret)
    REFUSED = "refused"
    NOT_PERMITTED = "not_permitted"
    NOT_WATCHED = "not_watched"
    UNKNOWN_NUMBER = "unknown_number"

    @property
    def weighs(self) -> bool:
        """Whether asking again at once would only make things worse."""
        return self not in _PERSONAL

    @property
    def state(self) -> SignalState:
        """What it means for the signal."""
        return _STATES.get(self, SignalState.UNAVAILABLE)


_PERSONAL = frozenset({Fault.REFUSED, Fault.NOT_PERMITTED, Fault.NOT_WATCHED, Fault.UNKNOWN_NUMBER})
_STATES = {
    Fault.NOT_PERMITTED: SignalState.NOT_PERMITTED,
    Fault.NOT_WATCHED: SignalState.NOT_MONITORED,
    Fault.UNKNOWN_NUMBER: SignalState.NOT_MONITORED,
}


class OutsideError(EidgateError):
    """No usable answer; the message never contains a number, a token or anything that was answered."""

    def __init__(self, fault: Fault, description: str = "") -> None:
        super().__init__(f"{fault}: {description}" if description else str(fault))
        self.fault = fault
