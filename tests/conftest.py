"""What must hold before any test runs: the environment of gRPC, and properties that are never timed."""

import gc
import os
import sys

from builders.law_examples import register_profiles
from builders.memory import work_in_memory
from eidgate.rpc.tls import ENVIRONMENT

os.environ |= ENVIRONMENT  # as `eidgate serve` gives it to its workers, before anything imports gRPC

work_in_memory()

# Containers like to set it. Tests start some hundred processes: each would compile all of eidgate again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

gc.disable()  # until all tests are collected: half a million objects that live to the end


def pytest_collection_finish() -> None:
    """Leave what was collected alone: looking it through for cycles again and again finds none."""
    gc.collect()
    gc.freeze()
    gc.enable()


register_profiles()
