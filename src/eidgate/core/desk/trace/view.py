"""What one institution may see of a trace: its own accounts, and of the others only what it needs to act.

An institution sees which sums came to its accounts and left them, and from or to which institution, but not
the other account: it is a label that means something within this one view only (Decree 356/2025 Art. 4).
"""

from collections.abc import Callable, Iterable

from eidgate.core.desk.trace.result import Flow, Traced
from eidgate.core.shape import replace


def view_for(institution: str, found: Traced, *, keeper: Callable[[str], str]) -> Traced:
    """Return the part of the graph that touches the institution's accounts, others' accounts masked.

    `keeper` tells at which institution an account is kept. Of others' accounts neither what rests there nor
    any flow among them is shown, and `entered` counts what this view accounts for.
    """
    own = {one.account for one in found.reached if keeper(one.account) == institution}
    touching = [flow for flow in found.flows if flow.source in own or flow.target in own]
    others = {end for flow in touching for end in (flow.source, flow.target)} - own
    label = _labels(others, keeper) | {account: account for account in own}
    left = tuple(one for one in found.left if one.account in own)
    reached = tuple(one for one in found.reached if one.account in own)
    return replace(
        found,
        entered=sum(one.traced for one in reached) + sum(one.amount for one in left),
        reached=reached,
        flows=_relabelled(touching, label),
        left=left,
    )


def masked(found: Traced, *, keeper: Callable[[str], str]) -> Traced:
    """Return the whole graph with every account masked: for who must know where to call, not whose it is."""
    label = _labels((one.account for one in found.reached), keeper)
    return replace(
        found,
        reached=tuple(sorted(one._replace(account=label[one.account]) for one in found.reached)),
        flows=tuple(
            sorted(
                flow._replace(source=label[flow.source], target=label[flow.target]) for flow in found.flows
            )
        ),
        left=tuple(sorted(one._replace(account=label[one.account]) for one in found.left)),
    )


def institution_of(label: str) -> str:
    """Return the institution of a masked account."""
    return label.partition("#")[0]


def _relabelled(flows: Iterable[Flow], label: dict[str, str]) -> tuple[Flow, ...]:
    return tuple(sorted(Flow(label[flow.source], label[flow.target], flow.amount) for flow in flows))


def _labels(accounts: Iterable[str], keeper: Callable[[str], str]) -> dict[str, str]:
    """Name each account by its institution and a number that tells nothing but which is which here."""
    return {
        account: f"{keeper(account)}#{number}" for number, account in enumerate(sorted(accounts), start=1)
    }
