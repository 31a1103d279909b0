"""Whom one worker can ask outside: operators, the population registry, payees' banks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eidgate.bootstrap.banks import ReachedBanks, reach_banks
from eidgate.bootstrap.operators import ReachedOperators, reach_operators
from eidgate.bootstrap.registry import ReachedRegistry, reach_registry
from eidgate.config import Config
from eidgate.ports import BindingStore, Clock, Randomness


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Everybody who is configured; nobody is called before the first question."""

    operators: ReachedOperators
    registry: ReachedRegistry
    banks: ReachedBanks

    @property
    def closing(self) -> Sequence[Callable[[], None]]:
        """What ends with the worker."""
        return (*self.operators.closing, *self.registry.closing, *self.banks.closing)


def reach_outside(config: Config, clock: Clock, randomness: Randomness, bindings: BindingStore) -> Outside:
    """Build the clients of everybody who is configured.

    Raises:
        ConfigurationError: an address, a secret or a file cannot be used.
    """
    return Outside(
        operators=reach_operators(config, clock, randomness, bindings),
        registry=reach_registry(config, clock),
        banks=reach_banks(config, clock, randomness),
    )
