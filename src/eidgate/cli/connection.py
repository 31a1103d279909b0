"""How a command reaches the service: whose certificate, where, and what to do when there is no answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from eidgate.client import Client

PATIENCE: Final = timedelta(seconds=3)
"""What the server gives a call at most."""


def connection(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a connection; it gets `client`, which makes one."""
    return _connection(command, required=True)


def optional_connection(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a connection; `client` is None unless `--as` says who asks."""
    return _connection(command, required=False)


def _connection(command: Callable[..., None], *, required: bool) -> Callable[..., None]:
    @click.option("--server", default="localhost:8443", show_default=True, help="host:port of the service.")
    @click.option(
        "--certificates",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("certs_dev"),
        show_default=True,
        help="Folder with ca.crt and the caller's {name}.crt and {name}.key.",
    )
    @click.option(
        "--as", "caller", required=required, help="Whose certificate: an officer's, `risk-team.an`."
    )
    @wraps(command)
    def connected(server: str, folder: Path, caller: str | None, **others: Any) -> None:
        client = None if caller is None else partial(_client, server, folder, caller)
        command(client=client, **others)

    return connected


@contextmanager
def asking(client: "Callable[[], Client]") -> "Iterator[Client]":
    """Connect, and turn a refusal into a message that says what to do."""
    from eidgate.client import CallRefusedError, CertificatesError  # noqa: PLC0415 (gRPC loads slowly)

    try:
        with client() as connected:
            yield connected
    except CertificatesError as error:
        raise click.ClickException(f"{error}; --certificates and --as say where they are") from error
    except CallRefusedError as refused:
        raise click.ClickException(_told(refused)) from refused


def _client(server: str, folder: Path, caller: str) -> "Client":
    from eidgate.client import ClientCertificates, connect  # noqa: PLC0415 (gRPC loads slowly)

    certificates = ClientCertificates(
        ca=folder / "ca.crt", certificate=folder / f"{caller}.crt", key=folder / f"{caller}.key"
    )
    return connect(server, certificates=certificates, deadline=PATIENCE, language="en")


def _told(refused: Any) -> str:
    faults = [f"\n  {one.field}: {one.description}" for one in refused.violations]
    why = refused.metadata.get("why", "")
    return f"{refused}{why and f' ({why})'}{''.join(faults)}"
