"""The system's cryptographic randomness: the only place that draws from it."""

import os


class SystemRandomness:
    """Implements `ports.Randomness`."""

    def bytes(self, count: int) -> bytes:
        """Return `count` bytes from the system's cryptographic source."""
        return os.urandom(count)
