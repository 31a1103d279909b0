"""Where an institution is, as configuration writes it: a host, perhaps a port and a path, nothing else."""

from urllib.parse import SplitResult, urlsplit


def read_address(url: str) -> SplitResult:
    """Return the parts of an address that a request can be sent to as it stands.

    Raises:
        ValueError: it names no host, has no such port, or holds a user, query, fragment, or a character that
            no request line can carry. `urlsplit` alone drops line ends and looks at ports when it is asked.
    """
    parts = urlsplit(url)
    if not url.isascii() or not url.isprintable() or " " in url:
        raise ValueError("an address is in ASCII, without spaces")
    if not parts.hostname or parts.port == 0 or "@" in parts.netloc or "?" in url or "#" in url:
        raise ValueError("an address is scheme://host/path, without user, query or fragment")
    return parts


def is_https(url: str) -> bool:
    """Tell whether a request can be sent there, and nobody on the way reads it."""
    try:
        return read_address(url).scheme == "https"
    except ValueError:
        return False
