from io import StringIO

from rich.console import Console

from eidgate.cli.demo.table import Line, Narration


def narrated(*lines: Line) -> tuple[Narration, str]:
    written = StringIO()
    narration = Narration(Console(file=written, width=200))
    for line in lines:
        narration.line(line)
    narration.end()
    return narration, written.getvalue()


def test_a_line_shows_act_outcome_class_and_why() -> None:
    line = Line(act="a payment", outcome="DENY", transaction_class="C", because="JTI_REPLAYED")
    narration, written = narrated(line)
    assert narration.surprises == 0
    assert written.splitlines()[0].split() == ["✓", "a", "payment", "DENY", "C", "JTI_REPLAYED"]
    assert "Every line was as expected; nothing is left running." in written


def test_surprises_are_marked_and_counted() -> None:
    good, bad = Line(act="one", outcome="ALLOW"), Line(act="two", outcome="ALLOW", expected=False)
    narration, written = narrated(good, bad, bad)
    assert narration.surprises == 2
    assert [line[1] for line in written.splitlines()[:3]] == ["✓", "✗", "✗"]
    assert "2 line(s) were not as expected." in written


def test_a_figure_stands_on_one_line_however_narrow_the_terminal() -> None:
    written, sample = StringIO(), 'x_total{class="B",kind="transfer_other",outcome="ALLOW"}'
    Narration(Console(file=written, width=40)).figures("moved", [(sample, 6.0), ("y_total", 0.5)])
    assert [line.split() for line in written.getvalue().splitlines()[-2:]] == [
        ["6", sample],
        ["0.5", "y_total"],
    ]
