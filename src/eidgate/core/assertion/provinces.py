"""Province codes of birth registration, the first three digits of a personal number.

The 63 codes of Circular 59/2021/TT-BCA App. 1, in force until the mergers of 2025-07-01; cards keep them
after. Codes of countries (births abroad) and any newer ones are not published in one list, so an unlisted
code is worth a note and no more.
"""

from typing import Final

# fmt: off
_NUMBERS: Final = (
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
)
# fmt: on

PROVINCE_CODES: Final = frozenset(f"{number:03}" for number in _NUMBERS)
