"""YAML scanned by libyaml, composed by PyYAML: about six times as fast as PyYAML alone, and as safe.

PyYAML's own `CSafeLoader` composes in C too, recursively and without a bound: a text of a hundred thousand
brackets would overflow the stack and end the process. Here libyaml, whose parser keeps its state on the heap,
only turns bytes into events; what nests is composed in Python, where too deep is a `RecursionError`.
"""

from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # exported, but not by its stubs
from yaml.resolver import Resolver


class Loader(Composer, CParser, SafeConstructor, Resolver):
    """Reads YAML's safe subset; `Composer` stands first so that nodes are composed by it."""

    def __init__(self, stream: bytes | str) -> None:
        CParser.__init__(self, stream)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
