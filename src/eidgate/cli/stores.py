"""Opening a store for a command: what it cannot do is said as the command's own message."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.errors import EidgateError


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """Open a store and close it in the end.

    Raises:
        UsageError: it cannot be opened, or something of ours refused what was done with it.
    """
    try:
        with closing(open_store(url)) as store:
            yield store
    except EidgateError as error:
        raise click.UsageError(str(error)) from error
