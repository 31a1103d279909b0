"""Several processes' metrics as one, through restarts."""

import subprocess
import sys
import threading
from pathlib import Path

from builders.promtool import complaints, needs_promtool
from eidgate.adapters.metrics.slots import empty_directory, exposition, release_slot

_WORKER = """
import sys
from pathlib import Path
from eidgate.adapters.metrics.slots import use_slot
use_slot(Path(sys.argv[1]), int(sys.argv[2]))
from datetime import datetime, UTC
from eidgate.adapters.metrics.instruments import Instruments
from eidgate.adapters.metrics.observer import MetricsObserver
instruments = Instruments()
observer = MetricsObserver(instruments)
instruments.certificate_expires(datetime(2030, 1, 1 + int(sys.argv[2]), tzinfo=UTC))
instruments.issuers.keys_loaded("https://vneid.example", datetime(2030, 1, 1, tzinfo=UTC))
instruments.quota("bank-a", 500)
instruments.reloaded("certificates", applied=True)
observer.in_flight(1)
for _ in range(3):
    observer.rpc("service/Method", "OK", 0.004)
    observer.committed(2, 0.004)
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
"""


def _work(directory: Path, slot: int) -> None:
    done = subprocess.run([sys.executable, "-c", _WORKER, str(directory), str(slot)], check=False)
    assert done.returncode == -9


def _sample(directory: Path, sample: str) -> float | None:
    for line in exposition(directory).decode().splitlines():
        if line.startswith(sample + " "):
            return float(line.rpartition(" ")[2])
    return None


def test_counters_add_up_over_slots_and_survive_killed_workers(tmp_path: Path) -> None:
    empty_directory(tmp_path)
    _work(tmp_path, 0)
    _work(tmp_path, 1)
    files = len(list(tmp_path.iterdir()))
    sample = 'eidgate_rpc_requests_total{code="OK",method="service/Method"}'
    assert _sample(tmp_path, sample) == 6
    for round_number in range(1, 6):
        _work(tmp_path, 0)
        assert _sample(tmp_path, sample) == 6 + 3 * round_number
    assert len(list(tmp_path.iterdir())) == files
    assert _sample(tmp_path, "eidgate_ledger_commit_seconds_count") == 6 + 15
    assert _sample(tmp_path, "eidgate_ledger_batch_units_sum") == 42


def test_a_dead_workers_calls_are_no_longer_in_flight(tmp_path: Path) -> None:
    empty_directory(tmp_path)
    _work(tmp_path, 0)
    _work(tmp_path, 1)
    assert _sample(tmp_path, "eidgate_rpc_in_flight") == 2
    release_slot(tmp_path, 0)
    assert _sample(tmp_path, "eidgate_rpc_in_flight") == 1
    _work(tmp_path, 0)
    assert _sample(tmp_path, "eidgate_rpc_in_flight") == 2


def test_the_earliest_expiry_is_shown(tmp_path: Path) -> None:
    empty_directory(tmp_path)
    _work(tmp_path, 1)
    later = _sample(tmp_path, "eidgate_certificate_expiry_timestamp_seconds")
    _work(tmp_path, 0)
    assert _sample(tmp_path, "eidgate_certificate_expiry_timestamp_seconds") == (later or 0) - 86_400


def test_a_new_supervisor_starts_from_nothing(tmp_path: Path) -> None:
    empty_directory(tmp_path)
    _work(tmp_path, 0)
    empty_directory(tmp_path)
    assert list(tmp_path.iterdir()) == []


@needs_promtool
def test_promtool_finds_nothing_to_say_of_several_workers(tmp_path: Path) -> None:
    empty_directory(tmp_path)
    _work(tmp_path, 0)
    _work(tmp_path, 1)
    assert complaints(exposition(tmp_path)) == b""


def test_a_file_that_a_starting_worker_has_only_just_made_is_waited_for(tmp_path: Path) -> None:
    made = tmp_path / "counter_0.db"
    made.touch()
    later = threading.Timer(0.05, made.unlink)
    later.start()
    assert exposition(tmp_path) == b""
    later.join()
