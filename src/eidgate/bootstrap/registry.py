"""The population registry of one worker, where one is configured."""

from prometheus_client import REGISTRY, CollectorRegistry

from eidgate.adapters.metrics.registry import RegistryMetrics
from eidgate.adapters.registry.client import RegistryClient
from eidgate.config import Config
from eidgate.ports import Clock


def reach_registry(
    config: Config, clock: Clock, *, registry: CollectorRegistry = REGISTRY
) -> RegistryClient | None:
    """Build the client of the configured registry; nobody is called yet.

    Raises:
        ConfigurationError: its address or a file cannot be used.
    """
    if config.registry is None:
        return None
    return RegistryClient(config.registry, clock=clock, watcher=RegistryMetrics(registry))
