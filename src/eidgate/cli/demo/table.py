"""How the demo is shown: one line per answer, with what was expected of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console

_COLOURS: Final = {"ALLOW": "green", "STEP_UP": "yellow", "HOLD": "yellow", "DENY": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the story: what was done, what came back, and whether that was to be expected."""

    act: str
    outcome: str
    transaction_class: str = ""
    because: str = ""
    expected: bool = True


class Narration:
    """Collects the lines, prints each as it comes, and counts the surprises."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.surprises = 0

    def chapter(self, title: str) -> None:
        """Begin a part of the story."""
        self._console.print(f"\n[bold]{title}[/bold]")

    def line(self, line: Line) -> None:
        """Tell one line."""
        self.surprises += not line.expected
        mark = "[green]✓[/green]" if line.expected else "[red]✗[/red]"
        colour = _COLOURS.get(line.outcome, "")
        outcome = f"[{colour}]{line.outcome:<8}[/{colour}]" if colour else f"{line.outcome:<8}"
        self._console.print(
            f" {mark} {line.act:<66} {outcome} {line.transaction_class:<2} {line.because}",
            highlight=False,
            soft_wrap=True,
        )

    def figures(self, title: str, rows: Sequence[tuple[str, float]]) -> None:
        """Show figures that moved, each on a line of its own that can be copied."""
        self._console.print(f"[bold]{title}[/bold]\n moved by  sample")
        for name, value in rows:
            self._console.print(f" {value:>8g}  {name}", highlight=False, markup=False, soft_wrap=True)

    def end(self) -> None:
        """Say how it went."""
        if self.surprises:
            self._console.print(f"\n[red]{self.surprises} line(s) were not as expected.[/red]")
        else:
            self._console.print("\n[green]Every line was as expected; nothing is left running.[/green]")
