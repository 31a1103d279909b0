"""A mobile operator that speaks CAMARA: requests in, answers out; HTTP itself is in `operator_server`.

It holds to the published files as a real operator should: every error has its documented code, `x-correlator`
comes back, instants have nine digits of fraction. What it does wrong, it does because it was told to.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from eidgate.core.terms import Instant
from eidgate.simulator.operator_apis import APIS, Asked, Refusal
from eidgate.simulator.operator_tokens import OperatorTokens
from eidgate.simulator.sim_histories import SimHistories

_CORRELATOR: Final = re.compile(r"[a-zA-Z0-9-_:;./<>{}]{0,256}", re.ASCII)
_PHONE: Final = re.compile(r"\+[1-9][0-9]{4,14}", re.ASCII)

_STATUS: Final = {
    "INVALID_ARGUMENT": 400,
    "OUT_OF_RANGE": 400,
    "UNAUTHENTICATED": 401,
    "PERMISSION_DENIED": 403,
    "NOT_FOUND": 404,
    "IDENTIFIER_NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "SERVICE_NOT_APPLICABLE": 422,
    "MISSING_IDENTIFIER": 422,
    "UNNECESSARY_IDENTIFIER": 422,
    "TOO_MANY_REQUESTS": 429,
}
_OLD_STATUS: Final = 400
_UNPROCESSABLE: Final = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """What came; names of headers in lower case, `body` is the JSON or None if it is none."""

    path: str
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What goes back, as JSON."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


class SimulatedOperator:
    """One operator; `now` is its clock.

    `old_statuses` lets it answer with 400 what newer releases answer with 422. `watches` is how many days it
    may look back.
    """

    def __init__(self, code: str, *, now: Callable[[], Instant], seed: int = 0) -> None:
        self.code, self.now = code, now
        self.histories = SimHistories(seed)
        self.tokens = OperatorTokens(now)
        self.old_statuses = False
        self.watches = timedelta(hours=2400)
        self.asked: list[str] = []

    def answer(self, request: HttpRequest) -> HttpAnswer:
        """Answer one request as the specification says."""
        self.asked.append(request.path)
        correlator = request.headers.get("x-correlator", "")
        if not _CORRELATOR.fullmatch(correlator):
            return self._refuse("INVALID_ARGUMENT", "")
        try:
            body = APIS[_known(request.path)](self._read(request), self.now())
        except Refusal as refusal:
            return self._refuse(refusal.code, correlator)
        return HttpAnswer(status=200, body=body, headers=_echo(correlator))

    def _read(self, request: HttpRequest) -> Asked:
        """Check token, form and number in the order in which CAMARA's scenarios meet them."""
        holder = self.tokens.holder(request.headers.get("authorization", ""))
        if holder is None:
            raise Refusal("UNAUTHENTICATED")
        if not isinstance(request.body, dict):
            raise Refusal("INVALID_ARGUMENT")
        named = request.body.get("phoneNumber")
        if named is not None and not (isinstance(named, str) and _PHONE.fullmatch(named)):
            raise Refusal("INVALID_ARGUMENT")
        verifies = request.path.startswith("/number-verification/")
        if holder.phone and named is not None and not verifies:
            raise Refusal("UNNECESSARY_IDENTIFIER")
        if verifies and not holder.phone:
            raise Refusal("PERMISSION_DENIED")
        phone = holder.phone or named
        if not phone:
            raise Refusal("MISSING_IDENTIFIER")
        history = self.histories.of(phone, at=self.now())
        if history.refusal:
            raise Refusal(history.refusal)
        return Asked(phone=phone, body=request.body, history=history, watches=self.watches)

    def _refuse(self, code: str, correlator: str) -> HttpAnswer:
        status = _STATUS[code]
        if status == _UNPROCESSABLE and self.old_statuses:
            status = _OLD_STATUS
        message = f"The request cannot be answered: {code.replace('_', ' ').lower()}."
        body = {"status": status, "code": code, "message": message}
        return HttpAnswer(status=status, body=body, headers=_echo(correlator))


def _known(path: str) -> str:
    if path not in APIS:
        raise Refusal("NOT_FOUND")
    return path


def _echo(correlator: str) -> dict[str, str]:
    return {"x-correlator": correlator} if correlator else {}
