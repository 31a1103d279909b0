"""Laws of websites: one form of each, and a listing that nobody escapes from by writing it differently."""

from ipaddress import IPv4Address

from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.desk.canonical import MAX_WRITTEN, identifier
from eidgate.core.desk.escapes import IN_PATH, IN_QUERY, one_spelling
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.ipv4 import ends_in_a_number
from eidgate.core.desk.website import covering, website

ESCAPES = ("%", "%2", "%25", "%3", "%32", "%2e", "%2F", "%3f", "%23", "%c4", "%ff", "0", "2", "5", "a", "F")
MARKS = tuple("/\\.?#@:;=&+,[]{ \t\n\x00\x7f")
LETTERS = ("Đăng", "a\u0302", "\uff0e", "\u3002", "\xad", "\u200d", "\udcff", "\ufffd", "\U0001f600")
NUMBERS = ("1.2.3.4", "0x", "0X7f", "0300", "08", "256", "4294967295", "4294967296", ".1", "0xffffffff")
NAMES = ("www.", "xn--", "https:", "//", "..", "bad.example", "com.vn", "github.io", "::1", *NUMBERS)
PIECES = st.sampled_from((*ESCAPES, *MARKS, *LETTERS, *NAMES))
TEXTS = st.lists(PIECES, max_size=24).map("".join) | st.text(max_size=300)
BYTES = st.binary(max_size=120).map(lambda some: some.decode("utf-8", "replace"))
URLS = st.builds(
    "{}{}{}".format, st.sampled_from(["", "bad.example/", "https://u@bad.example:1/a?"]), TEXTS, BYTES
)


@given(URLS)
def test_a_canonical_website_is_its_own_canonical_form_and_covers_itself(url: str) -> None:
    try:
        found = website(url)
    except ValueError:
        return
    assert website(found) == found
    assert found.isascii()
    assert found.isprintable()
    assert covering(found)[0] == found


@given(st.sampled_from(IdentifierKind), URLS | TEXTS)
def test_a_canonical_identifier_is_its_own_canonical_form(kind: IdentifierKind, written: str) -> None:
    try:
        found = identifier(kind, written[:MAX_WRITTEN])
    except ValueError:
        return
    assert identifier(kind, found.value) == found


ZEROS = st.sampled_from(["", "0", "0" * 300])
WRITINGS = st.sampled_from([("{}{}", "d"), ("0{}{}", "o"), ("0x{}{}", "x"), ("0X{}{}", "X")])


@st.composite
def written_addresses(draw: st.DrawFn) -> tuple[str, str]:
    """An address, and a way to write it: one to four parts, each in a radix of its own, with zeros before."""
    octets = draw(st.binary(min_size=4, max_size=4))
    count = draw(st.integers(min_value=1, max_value=4))
    numbers = [*octets[: count - 1], int.from_bytes(octets[count - 1 :])]
    parts = []
    for number in numbers:
        form, radix = draw(WRITINGS)
        parts.append(form.format("" if radix == "d" else draw(ZEROS), format(number, radix)))
    host = ".".join(parts) + draw(st.sampled_from(["", "."]))
    return str(IPv4Address(octets)), host


@given(
    written_addresses(),
    st.sampled_from(["http://", "https://an@", "//"]),
    st.sampled_from(["", ":8080", "/"]),
)
def test_an_address_is_one_however_its_numbers_are_written(
    written: tuple[str, str], before: str, after: str
) -> None:
    address, host = written
    assert website(f"{before}{host}{after}") == address
    assert covering(address) == (address,)


@given(st.text("0123456789abfxXgG.", min_size=1, max_size=40))
def test_a_host_of_digits_is_an_address_or_refused_as_the_standard_has_it(host: str) -> None:
    lower = host.lower().rstrip(".")
    if not ends_in_a_number(lower):
        return
    try:
        found = website(f"http://{host}")
    except ValueError:
        assert _by_the_standard(lower) is None
    else:
        assert found == _by_the_standard(lower)


def _by_the_standard(host: str) -> str | None:
    """The IPv4 parser of the WHATWG URL standard, step by step; None is its failure."""
    parts = host.split(".")
    numbers = [_number(part) for part in parts]
    if len(parts) > 4 or any(one is None for one in numbers):
        return None
    known = [one for one in numbers if one is not None]
    if any(one > 255 for one in known[:-1]) or known[-1] >= 256 ** (5 - len(known)):
        return None
    ipv4 = known[-1] + sum(one * 256 ** (3 - place) for place, one in enumerate(known[:-1]))
    return str(IPv4Address(ipv4))


def _number(text: str) -> int | None:
    if not text:
        return None
    radix = 10
    if text.startswith("0x"):
        text, radix = text[2:], 16
    elif len(text) >= 2 and text.startswith("0"):
        text, radix = text[1:], 8
    if not text:
        return 0
    return int(text, radix) if set(text) <= set("0123456789abcdef"[:radix]) else None


@given(TEXTS | BYTES, st.sampled_from([IN_PATH, IN_QUERY]))
def test_one_spelling_is_its_own(text: str, plain: frozenset[str]) -> None:
    written = one_spelling(text, plain)
    assert one_spelling(written, plain) == written


@given(st.text("abcXYZ019-._~", min_size=1, max_size=20), st.data())
def test_a_page_is_found_however_deep_its_letters_are_escaped(page: str, data: st.DataObject) -> None:
    written = "".join(data.draw(st.sampled_from(_spellings(letter))) for letter in page)
    assert one_spelling(written, IN_PATH) == page


def _spellings(letter: str) -> list[str]:
    digits = f"{ord(letter):02x}"
    halves = "".join(f"%{ord(digit):02X}" for digit in digits)
    return [letter, f"%{digits}", f"%{digits.upper()}", f"%25{digits}", f"%2525{digits}", f"%{halves}"]


@given(TEXTS)
def test_the_folders_of_a_page_are_written_as_they_would_be_listed(path: str) -> None:
    for entry in covering(f"bad.example/{path[:500]}"):
        assert website(entry) == entry
