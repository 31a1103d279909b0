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
from ipaddress import IPv6Address
from typing import Final

import idna
from publicsuffixlist import PublicSuffixList

from eidgate.core.desk.escapes import IN_PATH, IN_QUERY, one_spelling, unescaped_once
from eidgate.core.desk.ipv4 import NoAddressError, dotted, ends_in_a_number

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
_IGNORED: Final = re.compile(r"[\t\n\r]")
"""Wherever they stand in it, no browser reads them (WHATWG URL, "basic URL parser")."""

_SCHEME: Final = re.compile(r"(?:https?:[/\\]*|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,})", re.IGNORECASE | re.ASCII)
"""Of the web's own schemes browsers read any number of slashes, even none, and each of either kind."""

_PORT: Final = re.compile(r":[0-9]*", re.ASCII)
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
    written = _IGNORED.sub("", url).strip()
    scheme = _SCHEME.match(written)
    rest = written[scheme.end() if scheme else 0 :].partition("#")[0]
    address, question, query = rest.partition("?")
    address = address.replace("\\", "/")  # as browsers do
    authority, _, path = address.partition("/")
    host = _host(authority.rpartition("@")[2], alone=scheme is None)
    return host, _path(path), f"?{one_spelling(query, IN_QUERY)}" if question and query else ""


def _host(authority: str, *, alone: bool) -> str:
    """Return the canonical host of an authority without its user part; `alone`: without a scheme before."""
    if authority.startswith("["):
        return _bracketed(authority[1:])
    name, colon, port = authority.rpartition(":")
    ascii_name = _ascii(name if _PORT.fullmatch(colon + port) else authority)
    if ends_in_a_number(ascii_name):
        return _numeric(ascii_name, alone=alone)
    if len(ascii_name) > MAX_HOST_CHARACTERS or not _HOST.fullmatch(ascii_name):
        raise NotAWebsiteError("no host")
    while ascii_name.startswith("www.") and _registrable(ascii_name[4:]):
        ascii_name = ascii_name[4:]
    return ascii_name


def _ascii(name: str) -> str:
    """Return a name in lower-case ASCII; one that IDNA does not know but the DNS does is only folded."""
    name = unescaped_once(name)
    if name.isascii():
        return name.lower().rstrip(".")
    try:
        return idna.encode(name, uts46=True).decode("ascii").rstrip(".")
    except idna.IDNAError:
        raise NotAWebsiteError("no host that may be registered") from None  # the cause repeats it


def _numeric(name: str, *, alone: bool) -> str:
    """Return the address that a browser opens; a bare number may be anybody's account or phone instead."""
    if alone and name.isdecimal():
        raise NotAWebsiteError("a bare number; write http:// before it if it is an address")
    try:
        return dotted(name)
    except NoAddressError as fault:
        raise NotAWebsiteError(str(fault)) from None  # one family of errors, without a cause


def _bracketed(rest: str) -> str:
    """Return the canonical address of what follows an opening bracket: an address, the other one, a port."""
    address, bracket, port = rest.partition("]")
    if not bracket or (port and not _PORT.fullmatch(port)):
        raise NotAWebsiteError("no host")
    return _address(address)


def _address(text: str) -> str:
    """Return an IPv6 address in its one form, an IPv4 one in it as such; zones are one machine's own."""
    try:
        found = IPv6Address(text)
    except ValueError:
        raise NotAWebsiteError("no host") from None  # the cause repeats it
    if found.scope_id is not None:
        raise NotAWebsiteError("no host")
    return str(found.ipv4_mapped or f"[{found}]")


def _is_name(host: str) -> bool:
    return "]" not in host and not host.rpartition(".")[2].isdecimal()


def _path(path: str) -> str:
    """Return a path without empty and dot segments; case is kept, for it tells pages apart."""
    kept: list[str] = []
    for segment in one_spelling(path, IN_PATH).split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in {"", "."}:
            kept.append(segment)
    return "/" + "/".join(kept) if kept else ""
