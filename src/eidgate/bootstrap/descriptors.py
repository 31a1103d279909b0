"""How many connections a worker takes, so that its store, its files and its log never lack a descriptor.

Connections are what others can make any number of, with one certificate or with none. gRPC knows no bound for
each certificate; it knows one for all together, and is told it here.
"""

import resource
from contextlib import suppress
from typing import Final

from eidgate.core.errors import ConfigurationError

MAX_CONNECTIONS: Final = 2_048
"""Of one worker: 500 institutions with four hosts each. An idle one takes up to 100 KB, together 200 MB."""

RESERVED: Final = 256
"""Descriptors for all else: stores, logs, health, operators, banks, registries; some sixty are in use."""

FEWEST: Final = 64
"""Connections below which a worker is of no use to anybody."""


def room_for_connections() -> int:
    """Raise this process' limit of descriptors where it is low, and return how many connections it leaves.

    Raises:
        ConfigurationError: the host lets a process have too few.
    """
    wanted = MAX_CONNECTIONS + RESERVED
    soft, hard = (_number(one) for one in resource.getrlimit(resource.RLIMIT_NOFILE))
    if soft < wanted:
        soft = min(wanted, hard)
        with suppress(OSError, ValueError):  # a host may forbid even that; what there is then counts
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        soft = _number(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    room = min(MAX_CONNECTIONS, soft - RESERVED)
    if room < FEWEST:
        raise ConfigurationError(
            f"a process may have {soft} descriptors here; {RESERVED + FEWEST} are needed at least: ulimit -n"
        )
    return room


def _number(limit: int) -> int:
    return MAX_CONNECTIONS + RESERVED if limit == resource.RLIM_INFINITY else limit
