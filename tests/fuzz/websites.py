"""Harness of websites: a URL in, one spelling or one documented error out, within bounds."""

from collections.abc import Iterable

from eidgate.core.desk.website import MAX_LABELS, MAX_SEGMENTS, MAX_URL_CHARACTERS, covering, website
from fuzz.defect import hold

LONGEST_URL = MAX_URL_CHARACTERS + 100
"""Bytes of an input: a little beyond the longest that is read."""

MOST_ENTRIES = MAX_LABELS + MAX_SEGMENTS + 2  # the page with its query, and without


def website_one(content: bytes) -> None:
    """What is accepted is its own canonical form, plain ASCII, and covered by a bounded number of entries."""
    try:
        found = website(content.decode("utf-8", "replace"))
    except ValueError:
        return
    hold(website(found) == found, "read again, it is another")
    hold(found.isascii() and found.isprintable() and " " not in found, "not plain")
    entries = covering(found)
    hold(entries[0] == found and len(set(entries)) == len(entries) <= MOST_ENTRIES, "covered otherwise")


def website_seeds() -> Iterable[bytes]:
    return (
        text.encode()
        for text in (
            "https://user@www.Bad.Example:8443/a/../b//c/?q=1#f",
            "ngân-hàng.com.vn/Đăng%20nhập",
            "[2001:db8::1]:80/x",
            "https://bad.example\\@good.example/",
            "192.0.2.7",
            "http://3232235777/a",
            "0xC0A80101",
            "0300.0250.0x1.08:80",
            "javascript:alert(1)",
        )
    )
