"""What must hold before any test runs: the environment of gRPC, and properties that are never timed."""

import os

from hypothesis import settings

from eidgate.rpc.tls import ENVIRONMENT

os.environ |= ENVIRONMENT  # as `eidgate serve` gives it to its workers, before anything imports gRPC

settings.register_profile("untimed", deadline=None)  # a busy machine is no defect
settings.load_profile("untimed")
