"""Notice that a file changed, and put the new content in force; a bad one changes nothing."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, TypeAlias

from eidgate.core.errors import ConfigurationError

_LOGGER: Final = logging.getLogger("eidgate.watch")
INTERVAL: Final = timedelta(seconds=2)  # certificates and configuration change by hand or by a daily job

_Version: TypeAlias = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Files that belong together, and what reads them and puts them in force (or raises)."""

    name: str
    paths: Sequence[Path]
    reload: Callable[[], None]


class Watch:
    """Looks at files every two seconds, and at once when asked (SIGHUP)."""

    def __init__(
        self,
        watched: Sequence[Watched],
        *,
        reloaded: Callable[[str, bool], None],
        interval: timedelta = INTERVAL,
    ) -> None:
        """`reloaded(name, applied)` is told of every attempt."""
        self._watched = tuple(watched)
        self._reloaded = reloaded
        self._interval = interval.total_seconds()
        self._seen = {each.name: _version(each.paths) for each in self._watched}
        self._looking = threading.Lock()
        self._closed = threading.Event()
        self._thread = threading.Thread(name="file-watch", target=self._keep_looking, daemon=True)

    def start(self) -> None:
        """Begin looking."""
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._closed.set()
        self._thread.join()

    def look(self, *, anyway: bool = False) -> None:
        """Reload what changed since the last look, or everything."""
        with self._looking:
            for each in self._watched:
                version = _version(each.paths)
                if anyway or version != self._seen[each.name]:
                    self._seen[each.name] = version
                    self._reload(each)

    def _keep_looking(self) -> None:
        while not self._closed.wait(self._interval):
            self.look()

    def _reload(self, each: Watched) -> None:
        try:
            each.reload()
        except ConfigurationError as error:
            _LOGGER.error("%s not reloaded, the old one stays: %s", each.name, error)  # noqa: TRY400 (the message says where)
            self._reloaded(each.name, False)
        except Exception:
            _LOGGER.exception("%s not reloaded, the old one stays", each.name)
            self._reloaded(each.name, False)
        else:
            _LOGGER.info("%s reloaded", each.name)
            self._reloaded(each.name, True)


def _version(paths: Sequence[Path]) -> _Version:
    """Tell one state of the files from another; through links, so that a swapped link counts too."""
    return tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return (seen.st_mtime_ns, seen.st_size, seen.st_ino)
