"""The simulator's population registry as a server of its own: HTTPS with mutual TLS, JSON in and out.

It answers only the client certificate that is ours (`CLIENT`), and keeps nothing of what it is asked. A
running one changes its ways with `PUT /simulator/behaviour`, whose body is a word of `RegistryBehaviour`.
"""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final

from eidgate.core.terms import Instant
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.partner_server import House, PartnerHandler, PartnerServer
from eidgate.simulator.population import Population

PATH: Final = "/v1/matches"
CLIENT: Final = "registry-client"
"""Name of the certificate that asks; no relying party has it, so it opens nothing else."""


class RegistryBehaviour(StrEnum):
    """What the registry may do instead of answering well."""

    WELL = "well"
    HANGS = "hangs"
    LATE = "late"
    FAILS = "fails"
    FAILS_ONCE = "fails_once"
    GARBAGE = "garbage"
    CONTRADICTS = "contradicts"
    LIES_ABOUT_TYPE = "lies_about_type"
    FROM_THE_FUTURE = "from_the_future"
    HANGS_UP = "hangs_up"
    REFUSES = "refuses"


class RegistryServer(PartnerServer):
    """Serves one population."""

    def __init__(
        self,
        address: tuple[str, int],
        population: Population,
        certificates: Certificates,
        *,
        now: Callable[[], Instant],
    ) -> None:
        super().__init__(address, _Handler, certificates, now=now)
        self.population = population


class _Handler(PartnerHandler):
    server: RegistryServer
    house = House(
        path=PATH,
        client=CLIENT,
        keys=frozenset({"personal_number", "full_name", "birth_date", "face"}),
        behaviours=RegistryBehaviour,
        refusals={
            RegistryBehaviour.FAILS: HTTPStatus.INTERNAL_SERVER_ERROR,
            RegistryBehaviour.FAILS_ONCE: HTTPStatus.INTERNAL_SERVER_ERROR,
            RegistryBehaviour.REFUSES: HTTPStatus.FORBIDDEN,
        },
    )

    def behaviour(self) -> StrEnum:
        """Return the behaviour of this one answer; who fails once does well from the next on."""
        behaviour = super().behaviour()
        if behaviour is RegistryBehaviour.FAILS_ONCE:
            self.server.behaviour = RegistryBehaviour.WELL
        return behaviour

    def content(self, told: dict[str, str], behaviour: StrEnum) -> dict[str, Any]:
        """Compare one person."""
        result, fields = self.server.population.compare(told)
        at = self.server.now()
        match behaviour:
            case RegistryBehaviour.GARBAGE:
                return {"result": ["match"], "fields": {}}
            case RegistryBehaviour.CONTRADICTS:
                result = "mismatch" if result == "match" else "match"
            case RegistryBehaviour.FROM_THE_FUTURE:
                at += timedelta(days=1)
            case _:
                pass
        return {"result": result, "fields": fields, "as_of": at.isoformat()}
