"""Certificates for all tests of this folder, and two banks for each."""

from collections.abc import Iterator

import pytest

from builders.banks import PlayedBanks, banks, certificates_in
from builders.service import SetClock
from eidgate.simulator.certificates import Certificates


@pytest.fixture(scope="package")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates_in(tmp_path_factory.mktemp("banks"))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def played(certificates: Certificates, clock: SetClock) -> Iterator[PlayedBanks]:
    with banks(certificates, clock) as made:
        yield made
