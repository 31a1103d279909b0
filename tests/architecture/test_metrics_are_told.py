"""`docs/operations.md` names every metric, and no page names a metric or a label that does not exist."""

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
SELECTED = re.compile(r"(eidgate_[a-z_]+)\{([^}]*)\}")
LABEL = re.compile(r"(?:^|,) *([a-z_]+)")
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


def labels() -> dict[str, set[str]]:
    """Return the labels of each metric that is declared with its labels; some are made with their samples."""
    registry = CollectorRegistry()
    for metrics in OWN:
        metrics(registry)
    declared = registry._names_to_collectors.items()
    return {made: set(one._labelnames) for made, one in declared if hasattr(one, "_labelnames")}


def test_pages_name_no_label_that_a_metric_does_not_have() -> None:
    have, asked = labels(), set()
    for page in PAGE.parent.glob("*.md"):
        for metric, inside in SELECTED.findall(page.read_text(encoding="utf-8")):
            asked |= {(metric, label) for label in LABEL.findall(inside)}
    known = {(metric, label) for metric, label in asked if metric in have}
    assert len(known) > 20
    assert {(metric, label) for metric, label in known if label not in have[metric]} == set()
