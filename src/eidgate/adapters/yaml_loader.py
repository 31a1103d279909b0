"""YAML scanned by libyaml, composed by PyYAML: about six times as fast as PyYAML alone, and within bounds.

PyYAML's own `CSafeLoader` composes in C too, recursively and without a bound: a text of a hundred thousand
brackets would overflow the stack and end the process. Here libyaml, whose parser keeps its state on the heap,
only turns bytes into events; what nests is composed in Python, where too deep is a `RecursionError`. An alias
is refused: with them a short text says any number of long ones.
"""

from typing import Final

import yaml
from yaml.composer import Composer, ComposerError
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # exported, but not by its stubs
from yaml.resolver import Resolver

MOST_VALUES: Final = 40_000
"""Values and keys of a file: thirty times a shipped policy's, or 500 worlds of eighty. A quarter of a
megabyte holds three times as many, and reading them would keep a worker for seconds."""


class Loader(Composer, CParser, SafeConstructor, Resolver):
    """Reads YAML's safe subset; `Composer` stands first so that nodes are composed by it."""

    def __init__(self, stream: bytes | str) -> None:
        CParser.__init__(self, stream)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self._values = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose one value, unless it is an alias or one too many."""
        self._values += 1
        if self.check_event(yaml.AliasEvent):
            raise self._fault("an alias stands for no value here")
        if self._values > MOST_VALUES:
            raise self._fault(f"more than {MOST_VALUES} values")
        return super().compose_node(parent, index)

    def _fault(self, problem: str) -> ComposerError:
        event = self.peek_event()
        return ComposerError(None, None, problem, event and event.start_mark)  # type: ignore[arg-type]  # libyaml's
