"""Prometheus' own judge of what we expose: `promtool check metrics`."""

import shutil
import subprocess

import pytest

_PROMTOOL = shutil.which("promtool")

needs_promtool = pytest.mark.skipif(  # a Debian package, and `make test` sets up what needs no root
    _PROMTOOL is None, reason="not run: promtool (Debian: prometheus) is missing"
)


def complaints(text: bytes) -> bytes:
    """Return what promtool says of an exposition, nothing when it finds no fault."""
    assert _PROMTOOL is not None
    checked = subprocess.run([_PROMTOOL, "check", "metrics"], input=text, capture_output=True, check=False)
    said = checked.stdout + checked.stderr
    return said or (b"" if checked.returncode == 0 else b"exit code %d" % checked.returncode)
