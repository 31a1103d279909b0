"""YAML text → plain values: YAML's safe subset, without what PyYAML lets pass or falls over.

PyYAML lets the last of two equal keys win, and answers a value that is not as its tag says (`!!int x`, a day
of month 13, a list as a key) with whatever Python raised. Here each of them has YAML's own error.
"""

from collections.abc import Hashable
from typing import Any, Final

import yaml

from eidgate.adapters.yaml_loader import Loader

_NOT_AS_TAGGED: Final = (ValueError, TypeError, LookupError, AttributeError, OverflowError)
"""What PyYAML's constructors raise for a scalar that is not of its kind."""


class _Loader(Loader):
    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 (as in the base class)
        try:
            return super().construct_object(node, deep)
        except _NOT_AS_TAGGED as error:
            raise yaml.constructor.ConstructorError(
                problem=f"a value that cannot be read: {error}", problem_mark=node.start_mark
            ) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 (as in the base class)
        seen: set[Hashable] = set()
        for key_node, _ in _pairs(node):
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise _fault("a key is not a single value", key_node)
            if key in seen:
                raise _fault(f"the key {key!r} stands twice", key_node)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_values(content: bytes) -> object:
    """Return what a YAML text with one document says.

    Raises:
        yaml.YAMLError: it is no such text, nests too deeply, or holds a value that cannot be read.
    """
    try:
        return _Loader(content).get_single_data()
    except RecursionError as error:
        raise yaml.YAMLError("is nested too deeply") from error


def _pairs(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return a mapping's pairs; what is tagged as one (`!!set [a]`) and is none, the base class refuses."""
    return node.value if isinstance(node, yaml.MappingNode) else []


def _fault(problem: str, node: yaml.Node) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(problem=problem, problem_mark=node.start_mark)
