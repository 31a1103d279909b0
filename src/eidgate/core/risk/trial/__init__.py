"""Trying a policy on what was decided: how a candidate would have decided, and how that compares. Pure."""
