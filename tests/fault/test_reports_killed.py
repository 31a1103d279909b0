"""A server killed while reports are filed loses none that it answered, and a retry doubles none."""

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from builders.desk import new_id
from builders.holding_desk import timestamp, vnd, waiting
from builders.running import Running, prepared, reserved_port
from builders.supervised import eventually
from eidgate.client import Client, RetryPolicy
from eidgate.simulator.world import HOTLINE, OTHER_BANK, POLICE
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import report_pb2 as pb

pytest_plugins = ("builders.store_fixtures",)

REPORTS = 60
PATIENT = RetryPolicy(attempts=1_000)


def filing(server: Running, number: int) -> pb.FileReportRequest:
    """A report of two accounts of one bank, by no known victim: each is a case of its own."""
    accounts = [
        identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_ACCOUNT, value=f"999902:8{number:05}{n}")
        for n in range(2)
    ]
    return pb.FileReportRequest(
        request_id=new_id(),
        channel=pb.REPORT_CHANNEL_HOTLINE_CALL,
        scheme=pb.REPORT_SCHEME_FRAUD,
        indicators=accounts,
        amount=vnd(1_000_000 + number),
        incident_time=timestamp(server.clock.now() - timedelta(hours=1)),
    )


def produce(client: Client, wanted: list[pb.FileReportRequest], told: dict[str, str]) -> None:
    """File one after another, asking again with the same bytes until each is answered."""
    for request in wanted:
        answered = client.file_report(request, deadline=timedelta(minutes=2)).response.report.name
        told[request.request_id] = answered
        time.sleep(0.03)


def kill_one(server: Running, chance: random.Random) -> None:
    eventually(lambda: bool(server.workers()))
    os.kill(chance.choice(server.workers()), signal.SIGKILL)


def kill_all(server: Running) -> None:
    """Kill the supervisor with its workers at once, as a power cut would."""
    workers = server.workers()
    for pid in (server.process.pid, *workers):
        os.kill(pid, signal.SIGKILL)
    server.process.wait()
    for pid in workers:
        eventually(lambda gone=pid: not Path(f"/proc/{gone}/cmdline").exists())  # type: ignore[misc]  # bound here
    assert server.process.stdout is not None
    server.process.stdout.close()


def every_report(server: Running) -> list[pb.Report]:
    found, token = list[pb.Report](), ""
    while True:
        asked = pb.ListReportsRequest(page_size=25, page_token=token)
        page = server.client(POLICE).list_reports(asked)
        found += page.reports
        token = page.next_page_token
        if not token:
            return found


def filed_alerts(server: Running, folder: Path) -> list[alerts.Alert]:
    found = waiting(server, OTHER_BANK, folder)
    return [one for one in found if one.kind == alerts.ALERT_KIND_REPORT_FILED]


@pytest.mark.slow
def test_reports_are_neither_lost_nor_doubled_by_kills(store_url: str, tmp_path: Path) -> None:
    chance = random.Random(2027)
    with reserved_port() as port:
        server = prepared(tmp_path, store=store_url, address=f"127.0.0.1:{port}")
        server.environment = {"TMPDIR": str(tmp_path)}
        server.start()
        wanted, told = [filing(server, number) for number in range(REPORTS)], dict[str, str]()
        client = server.client(HOTLINE, retry=PATIENT)
        producer = Thread(target=produce, args=(client, wanted, told), daemon=True)
        producer.start()
        for _ in range(4):
            time.sleep(chance.uniform(0.3, 0.8))
            kill_one(server, chance)
        kill_all(server)
        server.start()
        producer.join(120)
        assert len(told) == REPORTS
        again = {one.request_id: client.file_report(one).response.report.name for one in wanted}
        reports, alerted = every_report(server), filed_alerts(server, tmp_path)
        server.close()
    assert again == told
    assert Counter(one.name for one in reports) == Counter(told.values())
    assert [one.amount.units for one in reports] == [one.amount.units for one in wanted]
    assert not any(one.duplicate_of for one in reports)
    assert Counter(one.about for one in alerted) == Counter(told.values())  # one each, of both accounts
    assert all(len(one.further_identifiers) == 1 for one in alerted)
