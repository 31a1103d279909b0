"""What is particular to Vietnamese names: family names, and syllables never written without marks."""

from typing import Final

_COMMON: Final = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong "
    "dinh lam phung mai to trieu luong luu cao chu ha ta thai quach tang lai kieu la diep giang thach"
)
_RARER: Final = "nghiem khuc ton bach khong mac cu lu vi ung nong lo ro cham"

FAMILY_NAMES: Final = frozenset(f"{_COMMON} {_RARER}".split())
"""Bare forms: the family names of some 95 % of the people (Lê Trung Hoa, "Họ và tên người Việt Nam", 2005)
and rarer ones that a bank meets daily."""

_MARKED: Final = (
    "nguyen tran le pham hoang huynh vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong "
    "phung trieu luong luu ta quach tang kieu diep nghiem thi duc huu viet"
)

ALWAYS_MARKED: Final = frozenset(_MARKED.split())
"""Bare forms of syllables that in a name practically always carry marks: Nguyễn, Trần, Thị. A name that
shows one of them bare was typed or stored without marks altogether."""

HONORIFICS: Final = frozenset({"ong", "mr", "mrs", "ms", "miss", "dr"})
"""Forms of address before a name that are no name themselves; anh, bà and chị may be, so they stay."""
