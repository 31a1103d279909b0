"""The operators' pages: the metrics of all workers as one, and whether the service lives and is ready."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Protocol

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from eidgate.adapters.metrics.slots import CONTENT_TYPE, exposition
from eidgate.config import Address
from eidgate.http.endpoint import Endpoint, Page


class Worker(Protocol):
    """What the pages show of a worker."""

    ready: bool
    restarts: int


class WorkerMetrics(Collector):
    """The supervisor's own metrics, read when asked."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        self._workers = workers

    def collect(self) -> Iterator[Metric]:
        """Return how many workers serve, of how many, and how often one was started again."""
        yield GaugeMetricFamily(
            "eidgate_workers_ready", "Worker processes that serve.", value=_ready(self._workers)
        )
        yield GaugeMetricFamily(
            "eidgate_workers_configured", "Worker processes that should serve.", value=len(self._workers)
        )
        yield CounterMetricFamily(
            "eidgate_worker_restarts",
            "Workers started again after they ended.",
            value=sum(worker.restarts for worker in self._workers),
        )


def operations_endpoint(address: Address, metrics: Path, workers: Sequence[Worker]) -> Endpoint:
    """Serve /metrics, /healthz (this process runs) and /readyz (every worker serves)."""
    own = WorkerMetrics(workers)

    def metrics_page() -> Page:
        return Page(body=exposition(metrics, own=[own]), content_type=CONTENT_TYPE)

    def health_page() -> Page:
        return Page(body=b"ok\n")

    def ready_page() -> Page:
        if _ready(workers) == len(workers):
            return Page(body=b"ready\n")
        told = f"{_ready(workers)} of {len(workers)} workers serve\n"
        return Page(body=told.encode(), status=HTTPStatus.SERVICE_UNAVAILABLE)

    routes = {"/metrics": metrics_page, "/healthz": health_page, "/readyz": ready_page}
    return Endpoint(address.host, address.port, routes)


def _ready(workers: Sequence[Worker]) -> int:
    return sum(worker.ready for worker in workers)
