"""Changes inside a YAML document that was read once: most changes of its text are only faults of YAML."""

from typing import Final

import yaml

from fuzz.choices import Choices

MOST_CHANGES: Final = 4
_MARK: Final = yaml.Mark("document", 0, 0, 0, "", 0)
_TAGS: Final = tuple(
    f"tag:yaml.org,2002:{one}" for one in ("str", "int", "bool", "null", "float", "timestamp")
)
_TEXTS: Final = (
    "", "none", "allow", "step_up", "hold", "deny", "true", "0", "1", "-1", "24", "999999999999999999",
    "10_000_000", "1e9", "2026-03-01", "2026-02-30", "low", "high", "A", "D", "*", "~", "\u2028", "x > 0",
)  # fmt: skip


def compose(document: bytes) -> yaml.Node:
    """Return the root of a document that is sound."""
    root: yaml.Node = yaml.compose(document, Loader=yaml.SafeLoader)
    return root


def changed(root: yaml.Node, choices: Choices) -> yaml.Node:
    """Return a document with a few changes at chosen places; the one passed in stays as it is."""
    for _ in range(1 + choices.number(MOST_CHANGES)):
        root = _changed(root, choices)
    return root


def _changed(node: yaml.Node, choices: Choices) -> yaml.Node:
    stops = not isinstance(node, yaml.CollectionNode) or not node.value or choices.number(8) == 7
    if stops:
        return _other(node, choices)
    value, at = list(node.value), choices.number(len(node.value))
    match choices.number(8):
        case 7:
            del value[at]
        case 6:
            value.append(value[at])
        case 5:
            value[at] = value[choices.number(len(value))]
        case _ if isinstance(node, yaml.MappingNode):
            key, below = value[at]
            value[at] = (key, _changed(below, choices))
        case _:
            value[at] = _changed(value[at], choices)
    return type(node)(node.tag, value, node.start_mark, node.end_mark)


def _other(node: yaml.Node, choices: Choices) -> yaml.Node:
    """Return another value for one: of its kind with other words, or of another kind."""
    text = choices.text() if choices.number(2) else choices.one_of(_TEXTS)
    match choices.number(8):
        case 7:
            return yaml.SequenceNode("tag:yaml.org,2002:seq", [node] * choices.number(3), _MARK, _MARK)
        case 6:
            key = yaml.ScalarNode(_TAGS[0], text, _MARK, _MARK)
            return yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], _MARK, _MARK)
        case 5:
            return yaml.ScalarNode(choices.one_of(_TAGS), text, _MARK, _MARK)
        case _:
            tag = node.tag if isinstance(node, yaml.ScalarNode) else _TAGS[0]
            return yaml.ScalarNode(tag, text, _MARK, _MARK)
