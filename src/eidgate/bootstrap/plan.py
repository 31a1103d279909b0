"""What the supervisor is to run."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from eidgate.config import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to run. `entry` builds each worker's service (`bootstrap.post.Entry`)."""

    entry: str
    config: Path
    workers: int
    listen: Address
    metrics: Address
    pin: bool = True
    stop_within: timedelta = timedelta(seconds=20)
    """How long workers may take to end before they are killed: lame duck, drain, and closing the stores."""
    cores: Sequence[int] = field(default_factory=lambda: sorted(os.sched_getaffinity(0)))
