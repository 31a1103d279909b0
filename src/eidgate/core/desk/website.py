"""Websites as the list knows them: one canonical form, and what a visited page must be looked up as.

A host is folded to lower case and to its ASCII form (UTS #46 and IDNA 2008), so that one name has one
spelling here. What is listed covers what lies below it and nothing beside it: a host covers its sub-domains,
a path covers the pages below it, and neither a path nor one tenant of a shared host ever says anything about
the host. A query stays with its page: on many sites it alone tells one member's page from the others'. Where
one registrant ends and the next begins is the public suffix list's word (publicsuffix.org, with its section
of shared hosts).
"""

import re
from functools import cache
from ipaddress import IPv4Address, ip_address
from typing import Final

import idna
from publicsuffixlist import PublicSuffixList

MAX_URL_CHARACTERS: Final = 2_048
"""What browsers and proxies carry; a longer address is an attack or a mistake."""

MAX_HOST_CHARACTERS: Final = 253
"""RFC 1035 section 2.3.4, without the final dot."""

MAX_SEGMENTS: Final = 6  # folders of a path that are looked up: deeper pages lie below one of them
MAX_LABELS: Final = 10  # of a host that are looked up, from the right; listings are close to the right end
MAX_LISTED: Final = 512  # characters of a canonical form that is listed: no page needs more to be told apart

_SHARED: Final = frozenset({"weebly.com"})
"""Hosts of free pages that the public suffix list lacks."""

_TOO_LONG: Final = f"longer than {MAX_URL_CHARACTERS} characters"
_SCHEME: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_UNRESERVED: Final = re.compile(r"%(2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])")
_PATH: Final = re.compile(r"^[\x21-\x7e]*$")
_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})+", re.ASCII)


class NotAWebsiteError(ValueError):
    """The text names no website; the message says why and holds nothing of it."""


def website(url: str) -> str:
    """Return `host`, `host/path` or `host/path?query` of an address with or without a scheme.

    The port, the user part and the fragment are dropped, and so is a leading `www.`.

    Raises:
        NotAWebsiteError: there is no host in it, or it is too long.
    """
    host, path, query = _parts(url)
    found = f"{host}{path}{query}"
    if len(found) > MAX_URL_CHARACTERS:
        raise NotAWebsiteError(_TOO_LONG)
    return found


def listable(text: str) -> str:
    """Return the canonical form of what is to be listed.

    Raises:
        NotAWebsiteError: as for `website`, or strangers register side by side below this host.
    """
    found = website(text)
    host, slash, _ = found.partition("/")
    if not slash and _is_name(host) and _registrable(host) is None:
        raise NotAWebsiteError("a host that strangers share; name the site below it")
    if len(found) > MAX_LISTED:
        raise NotAWebsiteError(f"longer than {MAX_LISTED} characters")
    return found


def covering(site: str) -> tuple[str, ...]:
    """Return every entry that would cover a page, the narrowest first.

    Raises:
        NotAWebsiteError: as for `website`.
    """
    host, path, query = _parts(site)
    segments = path.split("/")[1 : MAX_SEGMENTS + 1]
    below = [f"{host}/{'/'.join(segments[:count])}" for count in range(len(segments), 0, -1)]
    return tuple(dict.fromkeys([f"{host}{path}{query}", f"{host}{path}", *below, *_hosts(host)]))


@cache
def _suffixes() -> PublicSuffixList:
    """Return the list, read once by whoever first asks about a site.

    The list is part of the package, so that two processes of one release always agree.
    """
    return PublicSuffixList()


def _registrable(host: str) -> str | None:
    """Return the part of a host that somebody registered; None of a suffix below which others do."""
    if host in _SHARED:
        return None
    shared = next((one for one in _SHARED if host.endswith(f".{one}")), None)
    if shared is None:
        return _suffixes().privatesuffix(host)
    return ".".join(host.split(".")[-shared.count(".") - 2 :])


def _hosts(host: str) -> list[str]:
    """Return a host and those above it, down to the registrable one."""
    last = _registrable(host) or host
    labels = host.split(".") if _is_name(host) else [host]
    above = [".".join(labels[index:]) for index in range(max(0, len(labels) - MAX_LABELS), len(labels))]
    return [host, *(one for one in above if one == last or one.endswith(f".{last}"))]


def _parts(url: str) -> tuple[str, str, str]:
    if len(url) > MAX_URL_CHARACTERS:
        raise NotAWebsiteError(_TOO_LONG)
    rest = _SCHEME.sub("", url.strip()).partition("#")[0]
    address, question, query = rest.partition("?")
    address = address.replace("\\", "/")  # as browsers do
    authority, _, path = address.partition("/")
    host = _host(authority.rpartition("@")[2])
    return host, _path(path), f"?{_escaped(query)}" if question and query else ""


def _host(authority: str) -> str:
    """Return the canonical host of an authority without its user part."""
    name, bracket, _ = authority.partition("]")
    if bracket:
        return _address(name.removeprefix("["))
    name = authority.rpartition(":")[0] if re.search(r":[0-9]*$", authority) else authority
    ascii_name = _ascii(name)
    if len(ascii_name) > MAX_HOST_CHARACTERS or not _HOST.fullmatch(ascii_name):
        raise NotAWebsiteError("no host")
    if ascii_name.rpartition(".")[2].isdecimal():
        return _address(ascii_name)
    while ascii_name.startswith("www.") and _registrable(ascii_name[4:]):
        ascii_name = ascii_name[4:]
    return ascii_name


def _ascii(name: str) -> str:
    """Return a name in lower-case ASCII; one that IDNA does not know but the DNS does is only folded."""
    name = name.rstrip(".")
    if name.isascii():
        return name.lower()
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise NotAWebsiteError("no host that may be registered") from None  # the cause repeats it


def _address(text: str) -> str:
    try:
        found = ip_address(text)
    except ValueError:
        raise NotAWebsiteError("no host") from None  # the cause repeats it
    return str(found) if isinstance(found, IPv4Address) else f"[{found}]"


def _is_name(host: str) -> bool:
    return "]" not in host and not host.rpartition(".")[2].isdecimal()


def _path(path: str) -> str:
    """Return a path without empty and dot segments; case is kept, for it tells pages apart."""
    kept: list[str] = []
    for segment in _escaped(path).split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in {"", "."}:
            kept.append(segment)
    return "/" + "/".join(kept) if kept else ""


def _escaped(text: str) -> str:
    """Return a text with each character written one way only (RFC 3986 §6.2.2)."""
    shorter = _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), text)
    upper = re.sub(r"%[0-9a-fA-F]{2}", lambda found: found[0].upper(), shorter)
    if _PATH.match(upper):
        return upper
    return "".join(one if "\x21" <= one <= "\x7e" else _percent(one) for one in upper)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
