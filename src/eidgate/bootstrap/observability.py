"""Metrics and logs of one worker, built first so that everything else can be seen."""

from dataclasses import dataclass

from prometheus_client import REGISTRY, CollectorRegistry

from eidgate.adapters.log_file import LogFile, StandardError
from eidgate.adapters.logs import JsonLines, LogObserver, log_to
from eidgate.adapters.metrics.instruments import Instruments
from eidgate.adapters.metrics.observer import MetricsObserver
from eidgate.adapters.observers import FanOut
from eidgate.config import LogSection
from eidgate.ports import Clock, Observer


@dataclass(frozen=True, slots=True, kw_only=True)
class Observability:
    """What watches a worker; `observer` is for use cases, the rest for the bootstrap."""

    instruments: Instruments
    observer: Observer
    lines: JsonLines
    output: LogFile | StandardError


def observe(log: LogSection, clock: Clock, *, registry: CollectorRegistry = REGISTRY) -> Observability:
    """Start counting and logging.

    Raises:
        ConfigurationError: the log file cannot be written.
    """
    instruments = Instruments(registry)
    output = LogFile(log.file) if log.file else StandardError()
    lines = JsonLines(output, dropped=instruments.lines_dropped.inc)
    log_to(lines, clock, level=log.level)
    observer = FanOut([MetricsObserver(instruments), LogObserver(lines, clock)])
    return Observability(instruments=instruments, observer=observer, lines=lines, output=output)
