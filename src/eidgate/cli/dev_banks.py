"""`eidgate dev banks`: two banks' name enquiries in a process of their own, over mutual TLS."""

import signal
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import Final

import click

from eidgate.adapters.clock import SystemClock
from eidgate.cli.dev_partners import ENDING, any_port_option, certificates_option, listening, quiet_option
from eidgate.core.relying_party import RelyingParty
from eidgate.simulator.account_names import ACCOUNTS, AccountNames
from eidgate.simulator.bank_server import CLIENT, PATH, BankBehaviour, BankServer
from eidgate.simulator.certificates import Certificates, ensure_certificates
from eidgate.simulator.partner_server import BEHAVIOUR
from eidgate.simulator.world import BANK, OTHER_BANK, certificate_names

PORTS: Final = {BANK.institution: 9561, OTHER_BANK.institution: 9562}
"""Where the simulated banks listen on loopback, by BIN."""

_SEED: Final = 2026
"""The world of `eidgate dev serve`."""


def urls(ports: dict[str, int] = PORTS) -> dict[str, str]:
    """Return where each bank's names are asked for, by BIN."""
    return {institution: f"https://127.0.0.1:{port}{PATH}" for institution, port in ports.items()}


@click.command()
@certificates_option
@click.option("--seed", default=_SEED, show_default=True, help="Whose world's accounts the banks keep.")
@any_port_option
@quiet_option
def banks(folder: Path, seed: int, *, any_port: bool, quiet: bool) -> None:
    """Play two banks that tell whose an account is, until interrupted."""
    names = [*certificate_names(), CLIENT]
    made = ensure_certificates(folder, at=SystemClock().now(), relying_parties=names)
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # before any thread exists: all of them inherit it
    with ExitStack() as stack:
        for bank in (BANK, OTHER_BANK):
            port = 0 if any_port else PORTS[bank.institution]
            server = _serve(bank, port, made, seed=seed)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            click.echo(f"{bank.institution} {server.url}")
        if not quiet:
            _explain(made, server.url)
        signal.sigwait(ENDING)


def _serve(bank: RelyingParty, port: int, made: Certificates, *, seed: int) -> BankServer:
    with listening(port):
        server = BankServer(("127.0.0.1", port), AccountNames(bank, seed=seed), made, now=SystemClock().now)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def _explain(made: Certificates, url: str) -> None:
    own = f"--cacert {made.authority} --cert {made.certificate(CLIENT)} --key {made.key(CLIENT)}"
    click.echo(f"\nThe first {ACCOUNTS} customers of each have accounts. Change the ways of one")
    click.echo(f"({', '.join(BankBehaviour)}):\n")
    click.echo(f"  curl {own} -X PUT -d {BankBehaviour.HANGS} {url.removesuffix(PATH)}{BEHAVIOUR}\n")
