"""The outside world, one technology each, behind the ports."""
