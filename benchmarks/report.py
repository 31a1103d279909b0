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
ECHO: Final = "echo"
"""The floor of the transport that the ratio is against: the lowest that we know how to make."""
USUAL_ECHO: Final = "echo, usual pool"
"""The floor that grpcio's own `ThreadPoolExecutor` gives."""


@dataclass(slots=True)
class Report:
    """Collects samples while the run goes on; the names of those at a calm pace end with `calm`."""

    calm: str = ""
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

    def ratios(self, name: str, floor: str = ECHO) -> list[float]:
        """Return, by rounds, the CPU a call against an echo at the same pace and one ES256 verification."""
        echoes = self.figures(floor + (self.calm if name.endswith(self.calm) else ""), "cpu_us")
        rounds = zip(self.figures(name, "cpu_us"), echoes, self.floors[ONE_ES256], strict=False)
        return [cpu / (echo + es256) for cpu, echo, es256 in rounds]

    @property
    def compared(self) -> list[str]:
        """The names of what is no floor itself."""
        return [name for name in self.samples if not name.startswith(ECHO)]

    def as_dict(self) -> dict[str, Any]:
        """Return everything, for JSON."""
        return {
            "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
            "ratio_to_echo_plus_es256": self._ratios(ECHO),
            "ratio_to_usual_echo_plus_es256": self._ratios(USUAL_ECHO),
            "samples": {name: msgspec.to_builtins(samples) for name, samples in self.samples.items()},
            "floors_us": self.floors,
            "memory_mb": self.memory,
        }

    def _ratios(self, floor: str) -> dict[str, Any]:
        return {
            name: {"median": median(found := self.ratios(name, floor)), "rounds": found}
            for name in self.compared
        }
