"""The population registry of one worker, where one is configured."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prometheus_client import REGISTRY, CollectorRegistry

from eidgate.adapters.metrics.registry import RegistryMetrics
from eidgate.adapters.registry.client import RegistryClient
from eidgate.config import Config
from eidgate.ports import Clock, PopulationRegistry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedRegistry:
    """What a worker can ask, and what belongs to its life; nothing where none is configured."""

    port: PopulationRegistry | None = None
    closing: Sequence[Callable[[], None]] = ()


def reach_registry(
    config: Config, clock: Clock, *, registry: CollectorRegistry = REGISTRY
) -> ReachedRegistry:
    """Build the client of the configured registry; nobody is called yet.

    Raises:
        ConfigurationError: its address or a file cannot be used.
    """
    if config.registry is None:
        return ReachedRegistry()
    client = RegistryClient(config.registry, clock=clock, watcher=RegistryMetrics(registry))
    return ReachedRegistry(port=client, closing=(client.close,))
