"""The payees' banks of one worker, where some are configured."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry

from eidgate.adapters.banks.bank import Bank
from eidgate.adapters.banks.directory import BankDirectory
from eidgate.adapters.banks.settings import check
from eidgate.adapters.metrics.banks import BankMetrics
from eidgate.adapters.outside.breaker import BreakerState
from eidgate.config import Config
from eidgate.ports import Clock, PayeeDirectory, Randomness

_LOGGER: Final = logging.getLogger("eidgate.banks")


class LoudBankMetrics(BankMetrics):
    """Metrics, and a line in the log when a bank is given up or comes back."""

    def breaker(self, bank: str, state: BreakerState) -> None:
        """The breaker of a bank changed."""
        super().breaker(bank, state)
        level = logging.WARNING if state is BreakerState.OPEN else logging.INFO
        _LOGGER.log(level, "bank breaker", extra={"fields": {"bank": bank, "state": state}})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedBanks:
    """What a worker can ask, and what belongs to its life; nothing where none is configured."""

    directory: PayeeDirectory | None = None
    closing: Sequence[Callable[[], None]] = ()


def reach_banks(
    config: Config, clock: Clock, randomness: Randomness, *, registry: CollectorRegistry = REGISTRY
) -> ReachedBanks:
    """Build the clients of the configured banks; nobody is called yet.

    Raises:
        ConfigurationError: an address or a file cannot be used, or two banks keep one BIN.
    """
    if not config.banks:
        return ReachedBanks()
    check(config.banks)
    watcher = LoudBankMetrics(registry)
    banks = [Bank(one, clock=clock, randomness=randomness, watcher=watcher) for one in config.banks]
    directory = BankDirectory(banks, clock=clock)
    return ReachedBanks(directory=directory, closing=(directory.close,))
