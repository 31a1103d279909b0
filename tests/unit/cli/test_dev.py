from pathlib import Path

from click.testing import CliRunner

from eidgate.cli import main


def test_certificates_are_made_once_and_kept(tmp_path: Path) -> None:
    out = tmp_path / "certs"
    first = CliRunner().invoke(main, ["dev", "certificates", "--out", str(out)])
    assert (first.exit_code, "bank-one, bank-two" in first.output) == (0, True)
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {
        "ca.crt",
        "server.crt",
        "server.key",
        "bank-one.crt",
        "bank-one.key",
        "shop-one.crt",
    } <= made.keys()
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.glob("*.key"))
    CliRunner().invoke(main, ["dev", "certificates", "--out", str(out)])
    assert {path.name: path.read_bytes() for path in out.iterdir()} == made


def test_a_place_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["dev", "certificates", "--out", str(tmp_path / "file" / "x")])
    assert result.exit_code == 2
    assert "Not a directory" in result.output
