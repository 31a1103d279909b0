"""The story is played against a real server, and a story that goes otherwise is noticed."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from builders.running import SEED, Running, running
from eidgate.cli.demo.cast import Cast, Payment
from eidgate.cli.demo.operators import playing_operators
from eidgate.cli.demo.partners import playing
from eidgate.cli.demo.story import OTP, SMALL, tell
from eidgate.cli.demo.table import Narration
from eidgate.core.shape import replace
from eidgate.simulator.installation import CERTIFICATES


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> "Running":
    folder = tmp_path_factory.mktemp("demo")
    with (
        playing_operators(folder / CERTIFICATES) as operators,
        playing("banks", folder / CERTIFICATES, "--seed", str(SEED)) as banks,
        running(folder, workers=1, operators=operators, banks=banks) as made,
    ):
        yield made  # type: ignore[misc]  # pytest takes generators


def test_the_story_goes_as_told_and_a_second_telling_is_noticed(server: Running) -> None:
    written = StringIO()
    narration = Narration(Console(file=written, width=200))
    tell(server, narration)  # type: ignore[arg-type]  # a stage with two workers
    assert narration.surprises == 0, written.getvalue()
    assert written.getvalue().count("✓") == 34
    for sample in (
        "eidgate_decisions_total",
        "eidgate_decision_reasons_total",
        "eidgate_replays_refused_total",
    ):
        assert sample in written.getvalue()


def test_an_answer_that_is_not_as_expected_is_told_by_outcome_class_and_reasons(server: Running) -> None:
    cast = Cast(server)  # type: ignore[arg-type]  # a stage with two workers
    paid = cast.pay(replace(Payment(amount=SMALL, forms=OTP), payer=cast.unbound_account))
    assert (paid.outcome, paid.transaction_class) == ("STEP_UP", "B")
    assert paid.because == "BINDING_MISSING, DEVICE_HISTORY_UNKNOWN"
    assert "ASSERTION_MISSING" in paid.reasons


def test_a_demo_needs_a_new_folder_to_keep(tmp_path: Path) -> None:
    from click.testing import CliRunner  # noqa: PLC0415 (the other tests need no command)

    from eidgate.cli import main  # noqa: PLC0415

    (tmp_path / "something").write_text("x")
    result = CliRunner().invoke(main, ["demo", "--keep", str(tmp_path)])
    assert result.exit_code == 2
    assert "is not empty" in result.output
    assert [one.name for one in tmp_path.iterdir()] == ["something"]
