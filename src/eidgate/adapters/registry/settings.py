"""How the population registry is reached, as the configuration writes it.

registry:
  url: https://registry.example/v1/matches
  certificate: certs/registry-client.crt       # what we show
  key: certs/registry-client.key
  authorities: certs/registry-ca.crt           # who signs what it shows
"""

import ssl
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from eidgate.adapters.outside.address import is_https
from eidgate.adapters.trust.https import tls_context
from eidgate.core.errors import ConfigurationError


class RegistrySection(Struct, frozen=True, forbid_unknown_fields=True):
    """Where it is, who we are to it, and how much of us it may hold up."""

    url: str
    """Where matches are asked for, `https://`."""
    certificate: Path
    key: Path
    authorities: Path | None = None
    """Who signs its certificate; without it, whom the system trusts."""
    timeout_seconds: Annotated[float, Meta(gt=0, le=30)] = 1.5
    """For the whole answer, with its retries; a caller's own deadline is kept besides."""
    try_seconds: Annotated[float, Meta(gt=0, le=30)] = 0.7
    """For one try, so that a second one still fits in when the first hangs."""
    callers: Annotated[int, Meta(ge=1, le=256)] = 8
    """Calls of a worker that may wait for it at a time; more go on at once, without its answer. A quarter of
    the threads that a worker has by default, so that three quarters never wait for a slow registry."""
    fresh_seconds: Annotated[float, Meta(ge=0, le=3_600)] = 300
    """How long a match stands for the present: the minutes in which somebody binds all that they have."""
    stale_seconds: Annotated[float, Meta(ge=0, le=604_800)] = 86_400
    """How long a match may be told as STALE while the registry cannot be reached."""


def secure_context(section: RegistrySection) -> ssl.SSLContext:
    """Return the context of mutual TLS.

    Raises:
        ConfigurationError: the address is not https, or a file cannot be used.
    """
    if not is_https(section.url):
        raise ConfigurationError("registry.url: must be https://host/path and nothing else")
    context = tls_context(section.authorities)
    try:
        context.load_cert_chain(section.certificate, section.key)
    except (OSError, ssl.SSLError) as error:
        raise ConfigurationError(f"registry: {section.certificate}: no certificate with its key") from error
    return context
