"""What was found: samples by name, their medians, and the ratios that the figures are for."""

import os
import platform
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

import msgspec

from benchmarks.measure import Sample

ONE_ES256: Final = "one ES256 check"
PROCEDURE: Final = "assertion procedure"


@dataclass(slots=True)
class Report:
    """Collects samples while the run goes on."""

    samples: dict[str, list[Sample]] = field(default_factory=dict)
    floors: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[str, dict[str, list[dict[str, float]]]] = field(default_factory=dict)

    def add(self, name: str, sample: Sample) -> None:
        """Keep what a server did."""
        self.samples.setdefault(name, []).append(sample)

    def add_floor(self, name: str, microseconds: float) -> None:
        """Keep what a bare call cost."""
        self.floors.setdefault(name, []).append(microseconds)

    def figures(self, name: str, figure: str) -> list[float]:
        """Return one figure of every round."""
        return [getattr(sample, figure) for sample in self.samples[name]]

    def ratios(self, name: str) -> list[float]:
        """Return, round by round, the CPU a call against an echo and one ES256 verification."""
        rounds = zip(
            self.figures(name, "cpu_us"), self.figures("echo", "cpu_us"), self.floors[ONE_ES256], strict=False
        )
        return [cpu / (echo + es256) for cpu, echo, es256 in rounds]

    @property
    def compared(self) -> list[str]:
        """The names that were measured in every round, so that a ratio means something."""
        rounds = len(self.samples["echo"])
        return [name for name, samples in self.samples.items() if name != "echo" and len(samples) == rounds]

    def as_dict(self) -> dict[str, Any]:
        """Return everything, for JSON."""
        return {
            "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
            "ratio_to_echo_plus_es256": {
                name: {"median": median(found := self.ratios(name)), "rounds": found}
                for name in self.compared
            },
            "samples": {name: msgspec.to_builtins(samples) for name, samples in self.samples.items()},
            "floors_us": self.floors,
            "memory_mb": self.memory,
        }
