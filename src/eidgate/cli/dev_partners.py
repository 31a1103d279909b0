"""What the commands that play banks and operators share: their options, where they listen, their end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

ENDING: Final = {signal.SIGINT, signal.SIGTERM}

certificates_option: Final = click.option(
    "--certificates",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("certs_dev"),
    show_default=True,
    help="Where the development certificates lie; made when missing.",
)
any_port_option: Final = click.option("--any-port", is_flag=True, help="Let the system choose the ports.")
quiet_option: Final = click.option("--quiet", is_flag=True, help="Print the addresses only.")


@contextmanager
def listening(port: int) -> Iterator[None]:
    """Say what to look at where this port of loopback cannot be listened on.

    Raises:
        ClickException: it cannot.
    """
    try:
        yield
    except OSError as error:
        raise click.ClickException(
            f"127.0.0.1:{port}: cannot listen here: {error.strerror}; is it running already?"
        ) from error
