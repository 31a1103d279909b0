"""Where an institution is: what could be read in two ways, or not be connected to, is no address."""

import pytest

from eidgate.adapters.outside.address import is_https, read_address


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://api.one.example", "api.one.example", None),
        ("https://API.one.example:8443/base/path", "api.one.example", 8443),
        ("http://[::1]:1/", "::1", 1),
    ],
)
def test_an_address_is_a_host_perhaps_with_a_port(url: str, host: str, port: int | None) -> None:
    parts = read_address(url)
    assert (parts.hostname, parts.port) == (host, port)
    assert is_https(url) is url.startswith("https")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https:///path",
        "https://a.example:99999",
        "https://a.example:0",
        "https://a.example:x",
        "https://[a",
        "https://a.exa\nmple",
        "https://a.example/a b",
        "https://ngân-hàng.example",
        "https://@a.example",
        "https://a.example?",
        "https://a.example#",
    ],
)
def test_anything_else_is_none(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - some of them are the library's own
        read_address(url)
    assert not is_https(url)
