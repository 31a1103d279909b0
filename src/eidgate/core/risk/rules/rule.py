"""A custom rule of a policy: when it applies, what it means, and what it says to people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from eidgate.core.risk.outcome import Cited, Outcome

MAX_RULES: Final = 200
"""A decision pays about a quarter of a microsecond for each; more rules than this nobody can review."""

Test: TypeAlias = Callable[[Any], bool]
"""From the case of a decision to whether the rule applies; raises `RuleError` when it cannot say.

`Any` stands for `core.risk.case.Case`, which holds the policy that holds the rules.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `outcomes` says what it means for each column; `points` is what it adds to the score."""

    cited: Cited
    expression: str
    outcomes: Mapping[str, Outcome]
    points: int
    test: Test = field(compare=False, repr=False)

    @property
    def signal(self) -> str:
        """The name under which it is consulted, apart from every built-in signal's."""
        return f"rule:{self.cited.rule}"
