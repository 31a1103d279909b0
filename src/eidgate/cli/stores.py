"""Opening a store for a command: what it cannot do is said as the command's own message."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.errors import EidgateError


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """Open a store that is there, and close it in the end.

    A command makes none: a name mistyped would be an empty store, and an empty answer good news.

    Raises:
        UsageError: it cannot be opened, or something of ours refused what was done with it.
    """
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite" and not Path(path).is_file():
        raise click.UsageError(f"there is no store {path}; `eidgate serve` makes one when it starts")
    try:
        with closing(open_store(url)) as store:
            yield store
    except EidgateError as error:
        raise click.UsageError(str(error)) from error
