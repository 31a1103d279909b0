"""The one logger of the rpc layer; `adapters/logs.py` turns what it gets into JSON lines."""

import logging
from typing import Final

LOGGER: Final = logging.getLogger("eidgate.rpc")
