"""The report as a table: medians, with the least and the most of all rounds beside them."""

from collections.abc import Sequence
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.report import Report


def show(report: Report, console: Console) -> None:
    """Print what was found."""
    table = Table(title="medians, and the least-most of all rounds", title_justify="left")
    for column in ("", "calls/s", "p50 ms", "p99 ms", "CPU µs", "database", "ratio"):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    for name, values in report.floors.items():
        table.add_row(name, "", "", "", _spread(values), "", "")
    for name in report.samples:
        table.add_row(name, *_row(report, name))
    console.print(table)
    console.print("CPU: user and system time of the server's processes a call; the client's is not counted.")
    console.print("ratio: CPU a call / (CPU of an echo at the same pace + one ES256 check), round by round.")
    for name, at in report.memory.items():
        parts = [f"{when} {', '.join(_mb(one) for one in found)}" for when, found in at.items()]
        console.print(f"memory, {name}: {'; '.join(parts)}")


def _row(report: Report, name: str) -> list[str]:
    def figure(of: str, digits: int) -> str:
        return f"{median(report.figures(name, of)):.{digits}f}"

    database = report.figures(name, "database_us")
    return [
        figure("rps", 0),
        figure("p50_ms", 1),
        figure("p99_ms", 1),
        _spread(report.figures(name, "cpu_us")),
        f"{median(database):.0f}" if any(database) else "",
        _spread(report.ratios(name), 2) if name in report.compared else "",
    ]


def _spread(values: Sequence[float], digits: int = 0) -> str:
    middle = f"{median(values):.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} [dim]{min(values):.{digits}f}-{max(values):.{digits}f}[/]"


def _mb(held: dict[str, float]) -> str:
    return f"{held['rss']:.0f} MB ({held['pss']:.0f} of its own)"
