"""Legal forms and the words that company names abbreviate at will; a new one is a new row.

Forms: Enterprise Law 59/2020/QH14 Art. 46, 74, 111, 177, 188; Law on Cooperatives 17/2023/QH15; household
businesses by Decree 168/2025. English forms as companies here write them in their foreign names (Art. 39).
"""

from typing import Final

from eidgate.core.binding.names.words import Word

_FORMS: Final = {
    "llc1": (
        "cong ty trach nhiem huu han mot thanh vien",
        "cong ty trach nhiem huu han 1 thanh vien",
        "cong ty tnhh mot thanh vien",
        "cong ty tnhh 1 thanh vien",
        "cong ty tnhh mtv",
        "cong ty tnhh 1tv",
        "cty tnhh mot thanh vien",
        "cty tnhh mtv",
        "tnhh mtv",
        "one member co ltd",
        "one member limited liability company",
    ),
    "llc": (
        "cong ty trach nhiem huu han",
        "cong ty tnhh",
        "cty tnhh",
        "tnhh",
        "limited liability company",
        "company limited",
        "co ltd",
        "limited",
        "ltd",
        "llc",
    ),
    "jsc": (
        "cong ty co phan",
        "cong ty cp",
        "cty co phan",
        "cty cp",
        "ctcp",
        "joint stock company",
        "joint stock co",
        "jsc",
    ),
    "partnership": ("cong ty hop danh",),
    "private": ("doanh nghiep tu nhan", "dntn", "private enterprise"),
    "household": ("ho kinh doanh", "hkd", "household business"),
    "cooperative": ("hop tac xa", "htx", "cooperative"),
    "bank": ("ngan hang thuong mai co phan", "ngan hang tmcp", "nh tmcp"),
    "group": ("tap doan",),
    "corp": ("corporation", "corp"),
    "inc": ("incorporated", "inc"),
    "plc": ("public limited company", "plc"),
    "gmbh": ("gmbh",),
    "ag": ("aktiengesellschaft", "ag"),
    "sa": ("sa",),
    "company": ("cong ty", "cty", "company", "co"),
}
"""Short form → spellings, bare. `company` says no more than that it is one, so it counts as no form."""

_COMMON: Final = {
    "tm": ("thuong mai", "trading"),
    "dv": ("dich vu", "services", "service"),
    "sx": ("san xuat", "production"),
    "xnk": ("xuat nhap khau", "import export"),
    "xd": ("xay dung", "construction"),
    "dt": ("dau tu", "investment"),
    "pt": ("phat trien", "development"),
    "kd": ("kinh doanh",),
    "vn": ("viet nam", "vietnam"),
    "hcm": ("ho chi minh", "tphcm"),
    "cn": ("chi nhanh", "branch"),
}

CONNECTING: Final = frozenset({"va", "and", "the"})
"""Words that come and go between others (`&` parts words and is no word)."""


def _by_first(table: dict[str, tuple[str, ...]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Index spellings by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for short, spellings in table.items():
        for spelling in spellings:
            parts = tuple(spelling.split())
            found.setdefault(parts[0], []).append((parts, short))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


_COMMON_BY_FIRST: Final = _by_first(_COMMON)
_FORMS_BY_FIRST: Final = _by_first(_FORMS)


def shorten(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """Bring common words to their short forms."""
    made: list[Word] = []
    place = 0
    while place < len(found):
        used, short = _spelt(found, place, _COMMON_BY_FIRST)
        made.append(Word(short, short) if used else found[place])
        place += used or 1
    return tuple(made)


def read_form(found: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """Return the legal form ("" when none is said) and the words without it; it stands first or last."""
    used, form = _spelt(found, 0, _FORMS_BY_FIRST)
    rest = found[used:]
    for place in range(max(0, len(rest) - 5), len(rest)):
        length, last = _spelt(rest, place, _FORMS_BY_FIRST)
        if length and place + length == len(rest):
            return _said(form) or _said(last), rest[:place]
    return _said(form), rest


def _said(form: str) -> str:
    return "" if form == "company" else form


def _spelt(
    found: tuple[Word, ...], place: int, table: dict[str, list[tuple[tuple[str, ...], str]]]
) -> tuple[int, str]:
    """Return how many words from here spell a row of the table, and its short form; 0 for none."""
    for parts, short in table.get(found[place].bare, ()) if place < len(found) else ():
        if tuple(word.bare for word in found[place : place + len(parts)]) == parts:
            return len(parts), short
    return 0, ""
