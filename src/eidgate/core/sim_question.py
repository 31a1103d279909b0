"""What a mobile operator can be asked about a number.

It stands alone: the configuration names questions, and who only reads the configuration, as the supervisor
does, imports nothing of what answers them.
"""

from enum import StrEnum


class SimQuestion(StrEnum):
    """What can be asked about a number; one CAMARA API each."""

    SIM_SWAP = "sim_swap"
    DEVICE_SWAP = "device_swap"
    NUMBER_RECYCLING = "number_recycling"
    CALL_FORWARDING = "call_forwarding"
