"""Which program this is: the version that decision records name."""

from importlib.metadata import version
from typing import Final

PROGRAM: Final = version("eidgate")
