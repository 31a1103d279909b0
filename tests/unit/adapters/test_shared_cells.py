"""Numbers that processes share."""

import subprocess
import sys
from pathlib import Path

from eidgate.adapters.shared_cells import SharedCells


def test_another_process_sees_the_number(tmp_path: Path) -> None:
    cell = SharedCells(tmp_path).cell("bank-a")
    assert cell[0] == 0.0
    cell[0] = 41.5
    script = (
        "import sys; from pathlib import Path; from eidgate.adapters.shared_cells import SharedCells;"
        "cell = SharedCells(Path(sys.argv[1])).cell('bank-a'); print(cell[0]); cell[0] += 1"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True, text=True
    )
    assert printed.stdout == "41.5\n"
    assert cell[0] == 42.5


def test_keys_do_not_share_a_cell(tmp_path: Path) -> None:
    cells = SharedCells(tmp_path)
    cells.cell("bank-a")[0] = 1.0
    assert cells.cell("../bank-b")[0] == 0.0
    assert cells.cell("bank-a")[0] == 1.0
