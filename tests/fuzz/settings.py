"""Harnesses of what our own people write about others: their addresses, and where SIMO is."""

from collections.abc import Iterable
from contextlib import suppress

import yaml

from eidgate.adapters.outside.address import read_address
from eidgate.adapters.outside.lines import _host
from eidgate.adapters.simo_https import load_simo
from eidgate.core.errors import ConfigurationError
from fuzz.defect import hold, told
from fuzz.files import written

PASSWORD = "a-password-that-nobody-may-see"
SIMO = {
    "url": "https://simo.example",
    "client": "bank-a",
    "client_secret": PASSWORD,
    "user": "bank-a",
    "password": PASSWORD,
}
ADDRESSES = (
    "https://api.one.example/base",
    "https://[::1]:8443/",
    "https://a.example:99999",
    "https://a.example:0",
    "https://[a",
    "https://a\n.example",
    "https://user@a.example",
    "http:///x",
    "https://a.example?",
)


def address_one(content: bytes) -> None:
    """What is accepted is a host and a port that a connection can be made to, and stands there as it is."""
    url = content.decode("utf-8", "replace")
    with suppress(ValueError):
        parts = read_address(url)
        host, port = _host(url)
        hold(host and 0 < port < 65_536, "nowhere")
        hold(parts.geturl().lower().rstrip("/") == url.lower().rstrip("/"), "another address than it says")
        hold((parts.path or "/").isprintable() and " " not in parts.path, "a request line of two readings")


def address_seeds() -> Iterable[bytes]:
    return (url.encode() for url in ADDRESSES)


def simo_settings_one(content: bytes) -> None:
    """Where SIMO is, by https; or the one error, which shows no password."""
    with written(content, "simo.yaml") as path:
        try:
            settings = load_simo(path)._settings
        except ConfigurationError as error:
            hold(PASSWORD not in told(error) or _is_in_a_name(content), "an error that shows a password")
            return
    hold(read_address(settings.url).scheme == "https", "sent for everybody to read")


def _is_in_a_name(content: bytes) -> bool:
    """Whether the password stands in a setting's name, which an error must name."""
    return any(PASSWORD.encode() in line.partition(b":")[0] for line in content.splitlines())


def simo_settings_seeds() -> Iterable[bytes]:
    for url in ADDRESSES:
        yield yaml.safe_dump(SIMO | {"url": url}).encode()
    yield yaml.safe_dump(SIMO | {"ca": "ca.crt", "paths": {"simo_002": "/x"}}).encode()
    yield yaml.safe_dump(SIMO | {"pasword": PASSWORD}).encode()
    yield yaml.safe_dump(SIMO | {"password": [PASSWORD]}).encode()
    yield f"password: {PASSWORD}\n\t{PASSWORD}: [".encode()
