"""The simulated population registry as a process of its own, as good or as bad as it is told to be."""

import http.client
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from eidgate.adapters.registry.settings import RegistrySection
from eidgate.core.binding.registry import Person
from eidgate.core.terms import Masked
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.partner_server import BEHAVIOUR
from eidgate.simulator.registry_server import CLIENT, RegistryBehaviour

PATIENCE_SECONDS = 30


@dataclass(kw_only=True)
class RegistryProcess:
    """A running registry, and what is needed to ask it."""

    process: "subprocess.Popen[str]"
    url: str
    certificates: Certificates

    def behave(self, behaviour: RegistryBehaviour) -> None:
        """Tell it how to answer from now on."""
        context = ssl.create_default_context(cafile=str(self.certificates.authority))
        context.load_cert_chain(self.certificates.certificate(CLIENT), self.certificates.key(CLIENT))
        connection = http.client.HTTPSConnection(
            urlsplit(self.url).netloc, timeout=PATIENCE_SECONDS, context=context
        )
        with closing(connection):
            connection.request("PUT", BEHAVIOUR, behaviour.value)
            assert connection.getresponse().status == 200

    def section(self, *, as_party: str = CLIENT, **changes: float) -> RegistrySection:
        """How it is configured; short times, so that what hangs is given up soon."""
        return RegistrySection(
            url=self.url,
            certificate=self.certificates.certificate(as_party),
            key=self.certificates.key(as_party),
            authorities=self.certificates.authority,
            **{"timeout_seconds": 1.0, "try_seconds": 0.5, "fresh_seconds": 0, **changes},  # type: ignore[arg-type]  # a test names fields freely
        )

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_SECONDS)


@contextmanager
def registry_process(certificates: Path, *, seed: int) -> Iterator[RegistryProcess]:
    """Run one until the end of the block; the certificates are made where they are missing."""
    command = [sys.executable, "-m", "eidgate.cli", "dev", "registry", "--address", "127.0.0.1:0"]
    command += ["--certificates", str(certificates), "--seed", str(seed), "--people", "50"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("https://")
        made = RegistryProcess(process=process, url=url, certificates=Certificates(directory=certificates))
        try:
            yield made
        finally:
            made.end()


def person(citizen: Citizen, *, name: str = "", face: bool = True) -> Person:
    return Person(
        personal_number=Masked(citizen.personal_number),
        full_name=Masked(name or citizen.full_name),
        birth_date=Masked(citizen.birth_date.isoformat()),
        face_matched=face,
    )
