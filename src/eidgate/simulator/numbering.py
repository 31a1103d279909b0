"""The numbering plan of the simulated world: blocks that nobody in Viet Nam has, and who has them here.

071 and 072 were area codes until 2017 and are no mobile prefixes; nobody's phone rings here.
"""

from typing import Final

from eidgate.simulator.world import OPERATOR, OTHER_OPERATOR

BLOCKS: Final = {
    "+84711": OPERATOR.institution,
    "+84722": OTHER_OPERATOR.institution,
}
MOVED: Final = "+84711770002"
"""A number of the first operator's block that moved to the second one."""


def phone(ending: str, *, block: str = "+84711", index: int = 0) -> str:
    """Return a number (E.164) whose last four digits tell its story (`sim_histories`)."""
    return f"{block}{index:02}{ending}"


def registry() -> str:
    """Return the registry of ported numbers, as the service reads it."""
    lines = [f"{block}* {operator}" for block, operator in BLOCKS.items()]
    return "\n".join([*lines, f"{MOVED} {OTHER_OPERATOR.institution}", ""])
