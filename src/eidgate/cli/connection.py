"""How a command reaches the service: whose certificate, where, and what to do when there is no answer.

Every command that asks the service has the same options. Whose certificate is said by a name in a folder, as
`eidgate dev` and most installations lay them out, or by three files, wherever they lie.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial, reduce, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from eidgate.client import CallRefusedError, Client

PATIENCE: Final = timedelta(seconds=3)
"""What the server gives a call at most."""

_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_OPTIONS: Final = (
    click.option(
        "--server",
        "--target",
        "server",
        default="localhost:8443",
        show_default=True,
        help="host:port of the service.",
    ),
    click.option(
        "--as",
        "caller",
        metavar="NAME",
        help="Whose certificate: a relying party's or an officer's, `risk-team.an`.",
    ),
    click.option(
        "--certificates",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("certs_dev"),
        show_default=True,
        help="Folder with ca.crt, and with {name}.crt and {name}.key of --as.",
    ),
    click.option("--ca", type=_FILE, help="Instead of --as: the CA of the server's certificate, PEM."),
    click.option("--certificate", type=_FILE, help="With --ca: the caller's certificate, PEM."),
    click.option("--key", type=_FILE, help="With --ca: its private key, PEM."),
)
_WHOSE: Final = "--as NAME (of --certificates), or --ca, --certificate and --key"


def connection(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a connection; it gets `client`, which makes one."""
    return _connection(command, required=True)


def optional_connection(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a connection; `client` is None unless they say who asks."""
    return _connection(command, required=False)


def _connection(command: Callable[..., None], *, required: bool) -> Callable[..., None]:
    @wraps(command)
    def connected(  # noqa: PLR0913 (click passes each option)
        *,
        server: str,
        caller: str | None,
        folder: Path,
        ca: Path | None,
        certificate: Path | None,
        key: Path | None,
        **others: Any,
    ) -> None:
        files = _files(caller, folder, {"--ca": ca, "--certificate": certificate, "--key": key})
        if files is None and required:
            raise click.UsageError(f"whose certificate? {_WHOSE}")
        command(client=None if files is None else partial(_client, server, files), **others)

    return reduce(lambda function, option: option(function), reversed(_OPTIONS), connected)


def _files(caller: str | None, folder: Path, named: dict[str, Path | None]) -> tuple[Path, Path, Path] | None:
    """Return the files of CA, certificate and key; None where nothing was said."""
    given = [path for path in named.values() if path is not None]
    if caller is not None and given:
        raise click.UsageError(f"say whose certificate once: {_WHOSE}")
    if caller is not None:
        return folder / "ca.crt", folder / f"{caller}.crt", folder / f"{caller}.key"
    if not given:
        return None
    if len(given) < len(named):
        missing = ", ".join(option for option, path in named.items() if path is None)
        raise click.UsageError(f"--ca, --certificate and --key go together; missing: {missing}")
    ca, certificate, key = given
    return ca, certificate, key


@contextmanager
def asking(
    client: "Callable[[], Client]", advice: "Callable[[CallRefusedError], str]" = lambda _: ""
) -> "Iterator[Client]":
    """Connect, and turn a refusal into a message that says what to do; `advice` adds what a command knows."""
    from eidgate.client import CallRefusedError, CertificatesError  # noqa: PLC0415 (gRPC loads slowly)

    try:
        with client() as connected:
            yield connected
    except CertificatesError as error:
        raise click.ClickException(f"{error}; say where it is: {_WHOSE}") from error
    except CallRefusedError as refused:
        more = advice(refused)
        raise click.ClickException(_told(refused) + (more and f"\n{more}")) from refused


def _client(server: str, files: tuple[Path, Path, Path], *, language: str = "en") -> "Client":
    from eidgate.client import ClientCertificates, connect  # noqa: PLC0415 (gRPC loads slowly)

    ca, certificate, key = files
    certificates = ClientCertificates(ca=ca, certificate=certificate, key=key)
    return connect(server, certificates=certificates, deadline=PATIENCE, language=language)


def _told(refused: Any) -> str:
    faults = [f"\n  {one.field}: {one.description}" for one in refused.violations]
    why = refused.metadata.get("why", "")
    return f"{refused}{why and f' ({why})'}{''.join(faults)}"
