"""One measurement: send prepared requests to one server, and see what it cost that server."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from benchmarks import meter
from benchmarks.histogram import Histogram
from benchmarks.load import Job, Result
from benchmarks.stage import BATCH, VERIFY, Far, client_cores
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.world import BANK
from eidgate.v1 import decision_pb2
from eidgate.v1.verification_service_pb2 import BatchVerifyTransactionsResponse, VerifyTransactionResponse

CHANNELS: Final = 8
"""Connections: enough for the kernel to spread over two workers."""


class Sample(msgspec.Struct, kw_only=True):
    """What one measurement found; `cpu_us` and `database_us` are the servers' CPU time a call."""

    calls: int
    rps: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    database_us: float = 0.0


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """How to send: a method, requests in a file, and how hard; `rate` 0 is a closed loop."""

    method: str
    bodies: Path
    in_flight: int
    rate: float = 0.0


def measure(far: Far, load: Load, certificates: Certificates) -> Sample:
    """Send and measure.

    Raises:
        RuntimeError: a call failed, or an answer was not the one to expect.
    """
    job = Job(
        target=far.target,
        authority=certificates.authority,
        certificate=certificates.certificate(BANK.relying_party_id),
        key=certificates.key(BANK.relying_party_id),
        channels=min(CHANNELS, load.in_flight),
        **msgspec.structs.asdict(load),
    )
    cpu = database = 0.0

    def counted(run: Callable[[], Result]) -> Result:
        """Count the server's CPU from the first request to the last answer."""
        nonlocal cpu, database
        pids, behind = far.pids, meter.family(far.database) if far.database else []
        cpu, database = -meter.cpu_seconds(pids), -meter.cpu_seconds(behind)
        result = run()
        cpu += meter.cpu_seconds(pids)
        database += meter.cpu_seconds(behind)
        return result

    result = _send(job, client_cores(far.workers), counted)
    _check(result, load.method)
    latencies = Histogram(result.latencies)
    return Sample(
        calls=result.calls,
        rps=round(result.calls / result.seconds, 1),
        p50_ms=latencies.percentile(0.5),
        p99_ms=latencies.percentile(0.99),
        cpu_us=round(cpu / result.calls * 1e6, 1),
        database_us=round(database / result.calls * 1e6, 1),
    )


def _send(job: Job, on_cores: set[int], counted: Callable[[Callable[[], Result]], Result]) -> Result:
    command = [sys.executable, "-m", "benchmarks.load", msgspec.json.encode(job, enc_hook=str).decode()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        os.sched_setaffinity(process.pid, on_cores)
        if process.stdout.readline() != "ready\n":
            raise RuntimeError("the load generator did not connect")
        stdin, stdout = process.stdin, process.stdout

        def run() -> Result:
            stdin.write("go\n")
            stdin.flush()
            return msgspec.json.decode(stdout.readline(), type=Result)

        return counted(run)


def _check(result: Result, method: str) -> None:
    """A benchmark of refusals would be a fast one: every sampled answer must be an ALLOW."""
    if result.failed:
        raise RuntimeError(f"{method}: calls failed: {result.failed}")
    for answer in result.sample:
        for decision in _decisions(answer, method):
            if decision.outcome != decision_pb2.OUTCOME_ALLOW:
                raise RuntimeError(f"{method}: not allowed: {decision.findings}")


def _decisions(answer: bytes, method: str) -> list[decision_pb2.Decision]:
    if method == VERIFY:
        return [VerifyTransactionResponse.FromString(answer).decision]
    if method == BATCH:
        return [one.decision for one in BatchVerifyTransactionsResponse.FromString(answer).results]
    return []
