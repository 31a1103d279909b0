"""The APIs of a simulated operator: one function each, from what was asked to the JSON of the answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final, TypeAlias

from eidgate.core.terms import Instant, local_day
from eidgate.simulator.numbering import BLOCKS
from eidgate.simulator.sim_histories import SimHistory

_DEFAULT_LOOK_BACK: Final = 240
_LONGEST_LOOK_BACK: Final = 2400
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NANOSECONDS: Final = "447"
"""What a clock says that is finer than ours."""


class Refusal(Exception):  # noqa: N818 (an answer of the API, not an error of ours)
    """The request is answered with an error of CAMARA's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question about one number."""

    phone: str
    body: Mapping[str, Any]
    history: SimHistory
    watches: timedelta


Api: TypeAlias = Callable[[Asked, Instant], dict[str, Any]]


def _sim_date(asked: Asked, now: Instant) -> dict[str, Any]:
    return _change("latestSimChange", asked.history.sim_changed_at, asked, now)


def _device_date(asked: Asked, now: Instant) -> dict[str, Any]:
    return _change("latestDeviceChange", asked.history.device_changed_at, asked, now)


def _change(name: str, changed_at: Instant | None, asked: Asked, now: Instant) -> dict[str, Any]:
    """Say when; null where nothing happened in the time that is watched."""
    watched = asked.history.watched_days
    seen = changed_at if watched is None or changed_at is None else _within(changed_at, now, watched)
    told: dict[str, Any] = {name: None if seen is None else _written(seen)}
    return told if watched is None or seen is not None else told | {"monitoredPeriod": watched}


def _within(changed_at: Instant, now: Instant, days: int) -> Instant | None:
    return changed_at if now - changed_at <= timedelta(days=days) else None


def _sim_check(asked: Asked, now: Instant) -> dict[str, Any]:
    return _check(asked.history.sim_changed_at, asked, now)


def _device_check(asked: Asked, now: Instant) -> dict[str, Any]:
    return _check(asked.history.device_changed_at, asked, now)


def _check(changed_at: Instant | None, asked: Asked, now: Instant) -> dict[str, Any]:
    hours = asked.body.get("maxAge", _DEFAULT_LOOK_BACK)
    if not isinstance(hours, int) or isinstance(hours, bool) or hours < 1:
        raise Refusal("INVALID_ARGUMENT")
    if hours > _LONGEST_LOOK_BACK or timedelta(hours=hours) > asked.watches:
        raise Refusal("OUT_OF_RANGE")
    return {"swapped": changed_at is not None and now - changed_at <= timedelta(hours=hours)}


def _recycling(asked: Asked, now: Instant) -> dict[str, Any]:
    return {"phoneNumberRecycled": _day(asked, "specifiedDate", now) < asked.history.held_since}


def _forwarding(asked: Asked, _now: Instant) -> dict[str, Any]:
    return {"active": asked.history.forwarding}


def _tenure(asked: Asked, now: Instant) -> dict[str, Any]:
    held = _day(asked, "tenureDate", now) >= asked.history.held_since
    return {"tenureDateCheck": held, "contractType": "PAYM"}


def _match(asked: Asked, _now: Instant) -> dict[str, Any]:
    """Compare with a subscriber whose every field is made up: `{field} of {number}`."""
    told = {name: value for name, value in asked.body.items() if name != "phoneNumber"}
    if not told:
        raise Refusal("INVALID_ARGUMENT")
    return {f"{name}Match": _compared(name, value, asked.phone) for name, value in told.items()}


def _compared(name: str, value: Any, phone: str) -> str:
    if name not in SUBSCRIBER or not phone.startswith(tuple(BLOCKS)):
        return "not_available"
    return "true" if value == SUBSCRIBER[name](phone) else "false"


SUBSCRIBER: Final[dict[str, Callable[[str], str]]] = {
    "idDocument": lambda phone: f"000{phone[-9:]}",
    "name": lambda phone: f"Nguyễn Mô Phỏng {phone[-4:]}",
    "birthdate": lambda _: "1990-01-01",
}
"""What the books say of the subscriber behind a number of this world's blocks; of others they hold nobody."""


def _in_phone(asked: Asked, _now: Instant) -> dict[str, Any]:
    named, hashed = asked.body.get("phoneNumber"), asked.body.get("hashedPhoneNumber")
    if (named is None) == (hashed is None):
        raise Refusal("INVALID_ARGUMENT")
    same = asked.phone == named or sha256(asked.phone.encode()).hexdigest() == str(hashed).lower()
    return {"devicePhoneNumberVerified": same}


def _day(asked: Asked, name: str, now: Instant) -> date:
    told = asked.body.get(name)
    if not isinstance(told, str) or not _DATE.fullmatch(told):
        raise Refusal("INVALID_ARGUMENT")
    try:
        day = date.fromisoformat(told)
    except ValueError as error:
        raise Refusal("INVALID_ARGUMENT") from error
    if day > local_day(now):  # an operator of Viet Nam has the days of Viet Nam
        raise Refusal("OUT_OF_RANGE")
    return day


def _written(at: Instant) -> str:
    """Write an instant as CAMARA's own example does, with nine digits of fraction."""
    return f"{at:%Y-%m-%dT%H:%M:%S.%f}{_NANOSECONDS}Z"


APIS: Final[dict[str, Api]] = {
    "/sim-swap/v2/retrieve-date": _sim_date,
    "/sim-swap/v2/check": _sim_check,
    "/device-swap/v1/retrieve-date": _device_date,
    "/device-swap/v1/check": _device_check,
    "/number-recycling/v0.2/check": _recycling,
    "/call-forwarding-signal/v0.3/unconditional-call-forwardings": _forwarding,
    "/kyc-match/v0.3/match": _match,
    "/kyc-tenure/v0.3rc1/check-tenure": _tenure,
    "/number-verification/v2/verify": _in_phone,
}
