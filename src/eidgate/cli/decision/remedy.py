"""A next step for the bank's desk."""

from typing import NamedTuple


class Remedy(NamedTuple):
    """One next step in both languages."""

    vi: str
    en: str
