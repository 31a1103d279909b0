"""The mobile operators of one worker: built from the configuration, with the registry of ported numbers."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry

from eidgate.adapters.metrics.operators import OperatorMetrics
from eidgate.adapters.outside.breaker import BreakerState
from eidgate.adapters.telco.build import build_operators
from eidgate.adapters.telco.known_numbers import KnownNumbers
from eidgate.adapters.telco.operator import Surroundings
from eidgate.adapters.telco.ported_numbers import NumbersFile
from eidgate.adapters.watch import Watched
from eidgate.config import Config
from eidgate.core.errors import ConfigurationError
from eidgate.ports import BindingStore, Clock, Randomness
from eidgate.ports.sim_network import PortedNumbers, SimNetwork
from eidgate.ports.subscribers import Subscribers

_LOGGER: Final = logging.getLogger("eidgate.operators")


class LoudOperatorMetrics(OperatorMetrics):
    """Metrics, and a line in the log when an operator is given up or comes back."""

    def breaker(self, operator: str, state: BreakerState) -> None:
        """The breaker of an operator changed."""
        super().breaker(operator, state)
        level = logging.WARNING if state is BreakerState.OPEN else logging.INFO
        _LOGGER.log(level, "operator breaker", extra={"fields": {"operator": operator, "state": state}})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedOperators:
    """What a worker can ask operators, and what belongs to its life; nothing where none is configured."""

    network: SimNetwork | None = None
    subscribers: Subscribers | None = None
    numbers: PortedNumbers | None = None
    watched: Sequence[Watched] = ()
    closing: Sequence[Callable[[], None]] = ()


def reach_operators(
    config: Config,
    clock: Clock,
    randomness: Randomness,
    bindings: BindingStore,
    *,
    registry: CollectorRegistry = REGISTRY,
) -> ReachedOperators:
    """Build the clients of the configured operators; nobody is called yet.

    The registry of ported numbers is read without operators too: it says which of them may bind a number.

    Raises:
        ConfigurationError: an operator, a secret or the registry of ported numbers is not acceptable.
    """
    if config.ported_numbers is None:
        if config.operators:
            raise ConfigurationError("ported_numbers: operators are of no use without it: whose is a number?")
        return ReachedOperators()
    numbers = NumbersFile(config.ported_numbers)
    watched = (Watched(name="ported_numbers", paths=(config.ported_numbers,), reload=numbers.reload),)
    if not config.operators:
        return ReachedOperators(numbers=numbers, watched=watched)
    surroundings = Surroundings(clock=clock, randomness=randomness, watcher=LoudOperatorMetrics(registry))
    known = KnownNumbers(numbers, bindings, [one.code for one in config.operators])
    built = build_operators(config.operators, known, surroundings)
    return ReachedOperators(
        network=built.network,
        subscribers=built.subscribers,
        numbers=numbers,
        watched=watched,
        closing=(built.network.close,),
    )
