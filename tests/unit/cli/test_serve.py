"""`eidgate serve` and `eidgate dev certificates` as commands."""

from pathlib import Path

from click.testing import CliRunner

from builders.served import write_configuration
from eidgate.cli import main


def test_a_wrong_configuration_is_exit_code_2_and_one_clear_line(tmp_path: Path) -> None:
    path = write_configuration(tmp_path, threads=0)
    result = CliRunner().invoke(main, ["serve", "--config", str(path)])
    assert result.exit_code == 2
    assert "server.threads" in result.output
    assert "Traceback" not in result.output


def test_development_certificates_are_made_where_asked(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["dev", "certificates", "--out", str(tmp_path / "certs")])
    assert result.exit_code == 0
    assert {path.suffix for path in (tmp_path / "certs").iterdir()} == {".crt", ".key"}
