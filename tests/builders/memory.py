"""Files in memory: nothing that a test writes has to outlive the machine.

Every commit of a store asks for an fsync, and a disk makes each test wait for its own. No test cuts the
machine's power, and nothing else can tell: a killed process's pages are the kernel's to keep.
"""

import os
import shutil
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")
ROOM_BYTES = 2 << 30  # several test processes keep servers and stores at a time; each takes up to 300 MiB


def roomy_memory() -> Path | None:
    """Return the folder that Linux keeps in memory, where there is room in it."""
    fits = os.access(SHARED_MEMORY, os.W_OK) and shutil.disk_usage(SHARED_MEMORY).free > ROOM_BYTES
    return SHARED_MEMORY if fits else None


def work_in_memory() -> None:
    """Let temporary files lie in memory, unless whoever runs the tests says where; children inherit it."""
    if "TMPDIR" not in os.environ and (memory := roomy_memory()):
        os.environ["TMPDIR"] = str(memory)
