"""One operator as the configuration writes it.

operators:
  - code: operator-one
    url: https://api.operator-one.example
    client_id: eidgate
    client_secret: secrets/operator-one        # a file of mode 0600 with nothing else in it
    questions: [sim_swap, device_swap, number_recycling, call_forwarding]
    purposes: [FraudPreventionAndDetection]
"""

from pathlib import Path
from typing import Annotated, Final

from msgspec import Meta, Struct

from eidgate.adapters.outside.address import read_address
from eidgate.core.errors import ConfigurationError
from eidgate.core.sim_question import SimQuestion
from eidgate.core.terms import Masked

FRAUD_PREVENTION: Final = "FraudPreventionAndDetection"
"""The purpose for which a payment is looked at, in the words of the W3C Data Privacy Vocabulary (CAMARA)."""

_OPEN_TO_OTHERS: Final = 0o077
_MOST_SECRET_BYTES: Final = 4096
_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


class OperatorSection(Struct, frozen=True, forbid_unknown_fields=True):
    """How one operator is reached, what it may be asked, and how much of us it may hold up."""

    code: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}\Z")]
    """As the registry of ported numbers names it; the label of its metrics."""
    url: str
    """The root of its APIs, `https://`; the paths of CAMARA follow it."""
    client_id: Annotated[str, Meta(min_length=1, max_length=256)]
    client_secret: Path
    questions: Annotated[tuple[SimQuestion, ...], Meta(min_length=1)]
    """What it answers; another question is NOT_MONITORED and costs nothing."""
    purposes: Annotated[tuple[str, ...], Meta(min_length=1)]
    """What was agreed; without `FraudPreventionAndDetection` a payment's question is NOT_PERMITTED."""
    token_url: str = ""
    """Where tokens are issued; empty for `{url}/oauth2/token`."""
    subscribers: bool = False
    """Whether it compares subscribers too (KYC Match, Tenure, Number Verification)."""
    dates: bool = True
    """Whether it says when (`retrieve-date`); else it is asked whether (`check`)."""
    authorities: Path | None = None
    """Who signs its certificate; without it, whom the system trusts."""
    timeout_seconds: Annotated[float, Meta(gt=0, le=30)] = 1.0
    """For one question with its token. A decision never waits longer than its own deadline allows."""
    connections: Annotated[int, Meta(ge=1, le=64)] = 8
    """Questions under way at a time in a worker."""
    callers: Annotated[int, Meta(ge=1, le=256)] = 8
    """Calls of a worker that may wait for it at a time; more go on at once, without its answer. A quarter of
    the threads that a worker has by default, so that three quarters never wait for one slow operator."""
    fresh_seconds: Annotated[float, Meta(ge=0, le=3600)] = 60
    """How long an answer stands for the present."""
    stale_seconds: Annotated[float, Meta(ge=0, le=604_800)] = 86_400
    """How long it is shown, as STALE, when the operator does not answer."""
    unsafe_plaintext: bool = False
    """For a simulator or a proxy on loopback: plain HTTP."""

    @property
    def token_endpoint(self) -> str:
        """Where tokens are issued."""
        return self.token_url or f"{self.url.rstrip('/')}/oauth2/token"


def check(operators: tuple[OperatorSection, ...]) -> None:
    """Refuse what could not be served from.

    Raises:
        ConfigurationError: two share a code, or a URL is neither HTTPS nor allowed to be less.
    """
    codes = [one.code for one in operators]
    if len(set(codes)) != len(codes):
        raise ConfigurationError("operators: each code may occur once")
    for one in operators:
        for url in (one.url, one.token_endpoint):
            _check_url(one, url)


def _check_url(operator: OperatorSection, url: str) -> None:
    where = f"operators: {operator.code}: {url}"
    try:
        parts = read_address(url)
    except ValueError as error:
        raise ConfigurationError(
            f"{where}: an address is https://host/path, without user, query or fragment"
        ) from error
    if parts.scheme == "https" and not operator.unsafe_plaintext:
        return
    if parts.scheme == "http" and operator.unsafe_plaintext and parts.hostname in _LOOPBACK:
        return
    raise ConfigurationError(f"{where}: must be https; http only on loopback and with unsafe_plaintext")


def read_secret(operator: OperatorSection) -> Masked:
    """Return the client's secret, without the newline that editors leave.

    Raises:
        ConfigurationError: the file cannot be read, is open to others, empty or too large.
    """
    path = operator.client_secret
    where = f"operators: {operator.code}: client_secret: {path}"
    try:
        with path.open("rb") as file:
            if path.stat().st_mode & _OPEN_TO_OTHERS:
                raise ConfigurationError(f"{where}: is open to others; chmod 600 it")
            secret = file.read(_MOST_SECRET_BYTES + 1).decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{where}: cannot be read as ASCII text: {error}") from error
    if not 0 < len(secret) <= _MOST_SECRET_BYTES:
        raise ConfigurationError(f"{where}: must hold a secret of 1 to {_MOST_SECRET_BYTES} bytes")
    return Masked(secret)
