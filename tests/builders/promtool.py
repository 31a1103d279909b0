"""Prometheus' own judge of what we expose: `promtool check metrics`."""

import shutil
import subprocess

import pytest

_PROMTOOL = shutil.which("promtool")

# a package of the system's, which takes root to install: `make test` installs Python packages alone
needs_promtool = pytest.mark.skipif(_PROMTOOL is None, reason="not run: no promtool (Debian: prometheus)")


def complaints(text: bytes) -> bytes:
    """Return what promtool says of an exposition, nothing when it finds no fault."""
    assert _PROMTOOL is not None
    checked = subprocess.run([_PROMTOOL, "check", "metrics"], input=text, capture_output=True, check=False)
    said = checked.stdout + checked.stderr
    return said or (b"" if checked.returncode == 0 else b"exit code %d" % checked.returncode)
