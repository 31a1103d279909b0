from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest

from builders.far_end import FarEnd, Issued, issue, write_certificates
from eidgate.client import CallRefusedError, CertificatesError, Client, ClientCertificates, connect
from eidgate.v1 import verification_service_pb2 as pb

LONG = timedelta(seconds=30)


def ask(client: Client) -> None:
    client.get_decision(pb.GetDecisionRequest(), deadline=LONG)


def test_the_far_end_sees_the_callers_certificate(client: Client, far_end: FarEnd) -> None:
    ask(client)
    assert far_end.callers == ["bank-a"]


def test_a_renewed_certificate_counts_from_the_next_call(
    client: Client, far_end: FarEnd, ca: Issued, tmp_path: Path
) -> None:
    ask(client)
    write_certificates(tmp_path, ca, issue("bank-a-renewed", by=ca))
    ask(client)
    assert far_end.callers == ["bank-a", "bank-a-renewed"]


def test_a_call_under_way_finishes_on_the_certificate_that_it_began_with(
    client: Client, far_end: FarEnd, ca: Issued, tmp_path: Path
) -> None:
    def renew_meanwhile(_: Any, context: grpc.ServicerContext) -> pb.GetDecisionResponse:
        write_certificates(tmp_path, ca, issue("bank-a-renewed", by=ca))
        client.list_decisions(pb.ListDecisionsRequest(), deadline=LONG)
        return pb.GetDecisionResponse()

    far_end.orders.append(renew_meanwhile)
    ask(client)
    assert far_end.callers == ["bank-a", "bank-a-renewed"]


def test_files_that_do_not_fit_together_are_left_alone_until_the_rest_is_there(
    client: Client, far_end: FarEnd, certificates: ClientCertificates, ca: Issued
) -> None:
    renewed = issue("bank-a-renewed", by=ca)
    Path(certificates.certificate).write_bytes(renewed.certificate_pem)
    ask(client)
    Path(certificates.key).unlink()
    ask(client)
    Path(certificates.key).write_bytes(renewed.key_pem)
    ask(client)
    assert far_end.callers == ["bank-a", "bank-a", "bank-a-renewed"]


def test_a_server_of_another_ca_is_not_talked_to(far_end: FarEnd, tmp_path: Path, ca: Issued) -> None:
    files = write_certificates(tmp_path, issue("another ca"), issue("bank-a", by=ca))
    with (
        connect(far_end.target, certificates=files, deadline=LONG) as client,
        pytest.raises(CallRefusedError) as caught,
    ):
        client.get_decision(pb.GetDecisionRequest())
    assert caught.value.code is grpc.StatusCode.UNAVAILABLE
    assert not far_end.received


def test_paths_may_be_plain_texts(far_end: FarEnd, certificates: ClientCertificates) -> None:
    files = ClientCertificates(
        ca=str(certificates.ca), certificate=str(certificates.certificate), key=str(certificates.key)
    )
    with connect(far_end.target, certificates=files) as client:
        ask(client)
    assert far_end.callers == ["bank-a"]


def test_a_missing_file_is_named_at_once(certificates: ClientCertificates) -> None:
    Path(certificates.ca).unlink()
    with pytest.raises(CertificatesError, match=r"ca\.pem: No such file"):
        connect("127.0.0.1:1", certificates=certificates)
