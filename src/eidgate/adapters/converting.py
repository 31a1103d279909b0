"""Converting parsed JSON and YAML into types, one thread at a time.

msgspec 0.22 learns a type when it first meets it, and lets another thread use what is not whole yet: two
threads that meet one type together end the process (a segmentation fault in `_core`). A worker reads files
and answers on several threads; a conversion takes microseconds, so that one lock for all costs nothing.
"""

from threading import RLock
from typing import Any, Final, TypeVar

import msgspec

T = TypeVar("T")

_ONE_AT_A_TIME: Final = RLock()


def convert(content: Any, type_: type[T], **options: Any) -> T:
    """Convert as `msgspec.convert` does; raises what it raises."""
    with _ONE_AT_A_TIME:
        made: T = msgspec.convert(content, type=type_, **options)
        return made
