"""Websites as the shared list knows them: one spelling of each, and every entry that would cover an address.

An entry is a host or `host/path`. A host covers itself and all below it (`shop.bad.example` under
`bad.example`); a path covers what lies below it and never its host: one bad page condemns no platform.
Hosts are compared in their IDNA form without case, paths letter by letter: of two short links that differ in
case only one may be bad. Scheme, user, port, query and fragment say nothing about who runs a page.
"""

import re
from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address
from typing import Final

MAX_URL_CHARACTERS: Final = 2_048
"""What browsers and proxies carry; a longer address is an attack or a mistake."""

MAX_HOST_CHARACTERS: Final = 253
"""RFC 1035 section 2.3.4, without the final dot."""

MAX_LABELS: Final = 10
"""Hosts from the right that are looked up: a listing names a registrable host or one close to it."""

MAX_SEGMENTS: Final = 6
"""Folders of a path that are looked up, for the same reason."""

SHARED_SUFFIXES: Final = frozenset(
    {
        *(f"{kind}.vn" for kind in ("com", "net", "org", "edu", "gov", "int", "ac", "biz", "info", "name")),
        *(f"{kind}.vn" for kind in ("pro", "health", "id", "io", "ai")),
        *("co.uk", "com.au", "com.sg", "com.my", "com.cn", "com.hk", "co.th", "co.kr", "co.jp", "co.in"),
        *("blogspot.com", "weebly.com", "wixsite.com", "web.app", "firebaseapp.com", "github.io"),
        *("netlify.app", "vercel.app", "pages.dev", "workers.dev", "herokuapp.com", "myshopify.com"),
    }
)
"""Where strangers register side by side (VNNIC's second level, common ones abroad, hosts of free pages): none
of these can be listed itself. Not the whole public suffix list: an entry is made by an analyst who looks."""

_ADDRESS: Final = re.compile(
    r"(?:(?:[a-z][a-z0-9+.-]*:)?//+)?"  # scheme
    r"(?:[^/?#]*@)?"  # user: what stands before the last @ is no part of the host
    r"(?P<host>\[[0-9a-f:.]+\]|[^/?#:\[\]@]+)(?::[0-9]*)?"
    r"(?P<path>/[^?#]*)?(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
"""RFC 3986 appendix B, with the scheme left out at will; no two parts can match the same text twice."""

_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_ESCAPE: Final = re.compile(rb"%([0-9A-Fa-f]{2})")
_PLAIN: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/")
"""What a path shows as it is (RFC 3986 section 3.3)."""


def website(text: str) -> str:
    """Return the canonical `host` or `host/path` of a URL or host.

    Raises:
        ValueError: it names no host that a website could have; the message repeats nothing of it.
    """
    if len(text) > MAX_URL_CHARACTERS:
        raise ValueError("a website is at most 2048 characters")
    found = _ADDRESS.fullmatch(text.strip().replace("\\", "/"))  # as browsers do
    if found is None:
        raise ValueError("not a URL")
    return _host(found["host"]) + _path(found["path"] or "")


def listable(text: str) -> str:
    """Return the canonical form of what is to be listed.

    Raises:
        ValueError: as for `website`, or strangers share everything below this host.
    """
    found = website(text)
    if found in SHARED_SUFFIXES:
        raise ValueError("a host that strangers share cannot be listed; name the site below it")
    return found


def covering(site: str) -> tuple[str, ...]:
    """Return every entry that would cover a canonical website, the nearest first."""
    host, slash, path = site.partition("/")
    return (*_paths(host, path.split("/") if slash else []), *_hosts(host))


def _host(name: str) -> str:
    if name.startswith("[") or name.replace(".", "").isdecimal():
        return _literal(name.strip("[]"))
    if len(name) > MAX_HOST_CHARACTERS:
        raise ValueError("a host is at most 253 characters")
    try:
        host = name.lower().rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise ValueError("not a host") from None  # the cause repeats it
    labels = host.removeprefix("www.").split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):  # noqa: PLR2004 - name and top level
        raise ValueError("not a host")
    return ".".join(labels)


def _literal(name: str) -> str:
    try:
        address = ip_address(name)
        return f"[{address}]" if isinstance(address, IPv6Address) else str(address)
    except ValueError:
        raise ValueError("not a host") from None


def _path(path: str) -> str:
    """Resolve dots and escapes, so that one page has one spelling."""
    raw = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), path.encode())
    kept: list[str] = []
    for segment in "".join([chr(one) if one in _PLAIN else f"%{one:02X}" for one in raw]).split("/"):
        if segment == "..":
            kept = kept[:-1]
        elif segment not in {"", "."}:
            kept.append(segment)
    return "".join([f"/{segment}" for segment in kept])


def _paths(host: str, segments: list[str]) -> Iterator[str]:
    whole = [f"{host}/{'/'.join(segments)}"] if len(segments) > MAX_SEGMENTS else []
    yield from whole
    for count in range(min(len(segments), MAX_SEGMENTS), 0, -1):
        yield f"{host}/{'/'.join(segments[:count])}"


def _hosts(host: str) -> Iterator[str]:
    yield host
    if host.startswith("[") or host.replace(".", "").isdecimal():
        return  # an address has no parents
    labels = host.split(".")
    for start in range(max(1, len(labels) - MAX_LABELS), len(labels) - 1):
        parent = ".".join(labels[start:])
        if parent in SHARED_SUFFIXES:
            return
        yield parent
