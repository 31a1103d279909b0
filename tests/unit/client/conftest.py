from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.far_end import FarEnd, Issued, issue, serving, write_certificates
from eidgate.client import Client, ClientCertificates, RetryPolicy, connect


@pytest.fixture(scope="session")
def ca() -> Issued:
    return issue("test ca")


@pytest.fixture(scope="session")
def server_certificate(ca: Issued) -> Issued:
    return issue("localhost", by=ca)


@pytest.fixture
def certificates(ca: Issued, tmp_path: Path) -> ClientCertificates:
    return write_certificates(tmp_path, ca, issue("bank-a", by=ca))


@pytest.fixture
def far_end(ca: Issued, server_certificate: Issued) -> Iterator[FarEnd]:
    with serving(ca, server_certificate) as running:
        yield running


@pytest.fixture
def client(far_end: FarEnd, certificates: ClientCertificates) -> Iterator[Client]:
    """A client that waits long enough for a busy machine, and hardly at all between tries."""
    policy = RetryPolicy(first_pause=timedelta(milliseconds=1), patience=timedelta(seconds=20))
    with connect(
        far_end.target, certificates=certificates, deadline=timedelta(seconds=30), retry=policy
    ) as connected:
        yield connected
