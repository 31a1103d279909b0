"""The graph as Graphviz DOT (graphviz.org/doc/info/lang.html), for a picture."""

from collections.abc import Callable, Iterator

from eidgate.core.desk.trace.result import Reached, Traced


def to_dot(found: Traced, *, show: Callable[[int], str] = str) -> str:
    """Return a digraph: accounts with what rests there, arrows with what was sent, and where money left.

    `show` writes a sum.
    """
    return "\n".join(("digraph trace {", *_lines(found, show), "}", ""))


def _lines(found: Traced, show: Callable[[int], str]) -> Iterator[str]:
    yield "  rankdir=LR;"
    yield "  node [shape=box, style=rounded];"
    for one in found.reached:
        yield f"  {_quoted(one.account)} [label={_label(one, show)}{', penwidth=2' if one.traced else ''}];"
    for flow in found.flows:
        yield f"  {_quoted(flow.source)} -> {_quoted(flow.target)} [label={_quoted(show(flow.amount))}];"
    for number, left in enumerate(found.left):
        yield f"  left{number} [label={_quoted(left.why)}, shape=plaintext];"
        yield (
            f"  {_quoted(left.account)} -> left{number} [label={_quoted(show(left.amount))}, style=dashed];"
        )


def _label(one: Reached, show: Callable[[int], str]) -> str:
    return f'"{_escaped(one.account)}\\nhop {one.hop}, rests {_escaped(show(one.traced))}"'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """A quote or a backslash in a name must not end the string or mean a layout."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
