"""Laws of websites: one form of each, and a listing that nobody escapes from by writing it differently."""

from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.desk.canonical import MAX_WRITTEN, identifier
from eidgate.core.desk.escapes import IN_PATH, IN_QUERY, one_spelling
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.website import covering, website

ESCAPES = ("%", "%2", "%25", "%3", "%32", "%2e", "%2F", "%3f", "%23", "%c4", "%ff", "0", "2", "5", "a", "F")
MARKS = tuple("/\\.?#@:;=&+,[]{ \t\n\x00\x7f")
LETTERS = ("Đăng", "a\u0302", "\uff0e", "\u3002", "\xad", "\u200d", "\udcff", "\ufffd", "\U0001f600")
NAMES = ("www.", "xn--", "https:", "//", "..", "bad.example", "com.vn", "github.io", "::1", "1.2.3.4")
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
