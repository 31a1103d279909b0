"""`eidgate dev operators`: two mobile operators in a process of their own, speaking CAMARA over HTTPS."""

import signal
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import click

from eidgate.adapters.clock import SystemClock
from eidgate.cli.dev_partners import ENDING, any_port_option, certificates_option, listening, quiet_option
from eidgate.simulator.certificates import Certificates, ensure_certificates
from eidgate.simulator.operator import SimulatedOperator
from eidgate.simulator.operator_server import BEHAVIOUR, Behaviour, OperatorServer
from eidgate.simulator.sim_histories import __doc__ as stories
from eidgate.simulator.world import OPERATOR, OTHER_OPERATOR, certificate_names

PORTS: Final = {OPERATOR.institution: 9551, OTHER_OPERATOR.institution: 9552}
"""Where the simulated operators listen on loopback."""


def urls(ports: dict[str, int] = PORTS) -> dict[str, str]:
    """Return where each operator is reached."""
    return {code: f"https://127.0.0.1:{port}" for code, port in ports.items()}


@click.command()
@certificates_option
@any_port_option
@quiet_option
def operators(folder: Path, *, any_port: bool, quiet: bool) -> None:
    """Play two mobile operators until interrupted; the last digits of a number choose its story."""
    made = ensure_certificates(folder, at=SystemClock().now(), relying_parties=certificate_names())
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # before any thread exists: all of them inherit it
    with ExitStack() as stack:
        for code, port in PORTS.items():
            server = _serve(code, 0 if any_port else port, made)
            stack.callback(server.close)
            click.echo(f"{code} {server.url}")
        if not quiet:
            _explain(made, server.url)
        signal.sigwait(ENDING)


def _serve(code: str, port: int, made: Certificates) -> OperatorServer:
    operator = SimulatedOperator(code, now=SystemClock().now)
    certificate = (made.certificate("server"), made.key("server"))
    with listening(port):
        server = OperatorServer(operator, port=port, certificate=certificate)
    server.start()
    return server


def _explain(made: Certificates, url: str) -> None:
    click.echo((stories or "").partition("\n")[2])
    click.echo(f"Change their ways ({', '.join(Behaviour)}):\n")
    click.echo(f"  curl --cacert {made.authority} -X PUT -d {Behaviour.HANGS} {url}{BEHAVIOUR}\n")
