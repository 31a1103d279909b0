"""Harnesses of the offline commands: any line of a file of cases is answered, or refused with its field."""

import json
from collections.abc import Iterable
from typing import Any

import click

from builders.assertion import AT, AUDIENCE, NONCE, PAYMENT
from builders.regulation import shipped
from eidgate.cli import assertion, device_changes, names, regulation_cases
from eidgate.cli.json_lines import parse_line
from eidgate.client.answers import Answered
from eidgate.v1 import binding_service_pb2 as pb
from fuzz.assertions import SOUND, TRUST
from fuzz.defect import hold


def assertion_case_one(content: bytes) -> None:
    try:
        answer = assertion._judge(parse_line(content), trust=TRUST, now=AT)
    except click.ClickException:
        return
    hold(answer["verdict"] in {"verified", "rejected"}, "no verdict")
    json.dumps(answer, allow_nan=False).encode()


def assertion_case_seeds() -> Iterable[bytes]:
    case = {"id": "1", "assertion": SOUND, "audience": AUDIENCE, "nonce": NONCE, "at": "2026-03-05T03:00:00Z"}
    for changes in ({}, {"transaction_data": [PAYMENT]}, {"at": "2026-03-05T10:00:00+07:00"}, {"id": 7}):
        yield json.dumps(case | changes).encode()


def regulation_case_one(content: bytes) -> None:
    try:
        answer = regulation_cases.judge(parse_line(content), shipped())
    except click.ClickException:
        return
    json.dumps(answer, allow_nan=False).encode()


def regulation_case_seeds() -> Iterable[bytes]:
    at, row_at = "2026-03-05T05:00:00Z", "2026-03-05T11:00:00+07:00"
    case = {"id": "1", "customer": "individual", "group": "I.3", "amount": 4_000_000, "at": at, "earlier": []}
    row = {"group": "I.3", "amount": 1, "class": "B", "confirmed_as": None, "at": row_at}
    organisation = {"customer": "organisation", "group": "II.2", "new_organisation": True}
    for changes in ({}, {"earlier": [row]}, {"linked_wallet": True}, organisation):
        yield json.dumps(case | changes).encode()


def names_case_one(content: bytes) -> None:
    try:
        answer = names.judge(parse_line(content))
    except click.ClickException:
        return
    hold(0 <= int(str(answer["score"])) <= 100, "a score beyond its bounds")
    json.dumps(answer, allow_nan=False).encode()


def names_case_seeds() -> Iterable[bytes]:
    case = {"id": "1", "given": "NGUYEN VAN MAU", "registered": "Nguyễn Văn Mẫu", "kind": "person"}
    for changes in ({}, {"kind": "organisation"}, {"given": ""}, {"id": 7}, {"given": "\ud800"}):
        yield json.dumps(case | changes).encode()


class _Service:
    """Takes every change of device that can be sent."""

    def report_device_change(self, request: pb.ReportDeviceChangeRequest) -> Answered[Any]:
        pb.ReportDeviceChangeRequest.FromString(request.SerializeToString())
        return Answered(response=pb.ReportDeviceChangeResponse(), replayed=False, signal_times={})


def device_change_one(content: bytes) -> None:
    service: Any = _Service()
    try:
        answer = device_changes._tell(service, parse_line(content))
    except click.ClickException:
        return
    json.dumps(answer, allow_nan=False).encode()


def device_change_seeds() -> Iterable[bytes]:
    case = {"id": "1", "number": "0912345678", "at": "2026-03-05T10:00:00+07:00"}
    for changes in (
        {},
        {"number": "\ud800"},
        {"at": "9998-12-31T23:59:59.999999999-14:00"},
        {"request_id": ""},
    ):
        yield json.dumps(case | changes).encode()
