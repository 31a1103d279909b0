"""A simulated bank's name enquiries as a server: HTTPS with mutual TLS, JSON in and out.

It answers only the client certificate that is ours (`CLIENT`). A running one changes its ways with
`PUT /simulator/behaviour`, whose body is a word of `BankBehaviour`.
"""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final

from eidgate.core.binding.registration import AccountStanding
from eidgate.core.terms import CustomerKind, Instant
from eidgate.simulator.account_names import AccountNames
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.partner_server import House, PartnerHandler, PartnerServer

PATH: Final = "/v1/name-enquiries"
CLIENT: Final = "name-enquiry-client"
"""Name of the certificate that asks; no relying party has it, so it opens nothing else."""

_HOLDERS: Final = {CustomerKind.INDIVIDUAL: "person", CustomerKind.ORGANISATION: "organisation"}


class BankBehaviour(StrEnum):
    """What the bank may do instead of answering well."""

    WELL = "well"
    HANGS = "hangs"
    LATE = "late"
    FAILS = "fails"
    OVERLOADED = "overloaded"
    GARBAGE = "garbage"
    NAMELESS = "nameless"
    ANOTHERS = "anothers"
    LIES_ABOUT_TYPE = "lies_about_type"
    FROM_THE_FUTURE = "from_the_future"
    HANGS_UP = "hangs_up"
    REFUSES = "refuses"


class BankServer(PartnerServer):
    """Serves the names of one bank's accounts."""

    def __init__(
        self,
        address: tuple[str, int],
        names: AccountNames,
        certificates: Certificates,
        *,
        now: Callable[[], Instant],
    ) -> None:
        super().__init__(address, _Handler, certificates, now=now)
        self.names = names


class _Handler(PartnerHandler):
    server: BankServer
    house = House(
        path=PATH,
        client=CLIENT,
        keys=frozenset({"kind", "institution", "number"}),
        behaviours=BankBehaviour,
        refusals={
            BankBehaviour.FAILS: HTTPStatus.INTERNAL_SERVER_ERROR,
            BankBehaviour.OVERLOADED: HTTPStatus.TOO_MANY_REQUESTS,
            BankBehaviour.REFUSES: HTTPStatus.FORBIDDEN,
        },
    )

    def content(self, told: dict[str, str], behaviour: StrEnum) -> dict[str, Any]:
        """Tell to whom one account is registered."""
        found, at = self.server.names.find(told["number"]), self.server.now()
        answer = {"institution": told["institution"], "number": told["number"], "status": found.standing}
        if found.standing is AccountStanding.OPEN:
            answer |= {"name": found.name, "holder": _HOLDERS[found.kind]}
        match behaviour:
            case BankBehaviour.GARBAGE:
                return {"status": ["open"], "name": 7}
            case BankBehaviour.NAMELESS:
                answer |= {"status": AccountStanding.OPEN, "name": " "}
            case BankBehaviour.ANOTHERS:
                answer |= {"number": told["number"][::-1] + "0"}
            case BankBehaviour.FROM_THE_FUTURE:
                at += timedelta(days=1)
            case _:
                pass
        return answer | {"as_of": at.isoformat()}
