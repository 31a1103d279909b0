"""Whoever runs the service finds every metric in `docs/operations.md`, and none that does not exist."""

import re
from pathlib import Path

from prometheus_client import CollectorRegistry, Metric

from builders.ledger import NOON
from eidgate.adapters.metrics.banks import BankMetrics
from eidgate.adapters.metrics.instruments import Instruments
from eidgate.adapters.metrics.operators import OperatorMetrics
from eidgate.adapters.metrics.precision import PrecisionGauges
from eidgate.adapters.metrics.registry import RegistryMetrics
from eidgate.adapters.metrics.watchlist import WatchlistGauges
from eidgate.bootstrap.operations import WorkerMetrics
from eidgate.cli.simo_report import metrics as simo_metrics

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"
NAME = re.compile(r"eidgate_[a-z_]+[a-z]")
OWN = (Instruments, BankMetrics, OperatorMetrics, PrecisionGauges, RegistryMetrics, WatchlistGauges)


def exposed() -> set[str]:
    registry = CollectorRegistry()
    for metrics in OWN:
        metrics(registry)
    registry.register(WorkerMetrics(()))
    at_the_bank = re.findall(r"^# TYPE (\S+)", simo_metrics((), at=NOON), re.MULTILINE)
    return {shown(family) for family in registry.collect()} | set(at_the_bank)


def shown(family: Metric) -> str:
    return f"{family.name}_total" if family.type == "counter" else family.name


def test_the_page_names_every_metric_and_no_other() -> None:
    assert set(NAME.findall(PAGE.read_text(encoding="utf-8"))) == exposed()
