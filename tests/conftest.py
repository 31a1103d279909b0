"""What must hold before any test imports gRPC: the environment that `eidgate serve` gives its workers."""

import os

from eidgate.rpc.tls import ENVIRONMENT

os.environ |= ENVIRONMENT
