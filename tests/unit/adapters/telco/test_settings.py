"""What the configuration may say of an operator."""

from pathlib import Path

import msgspec
import pytest

from builders.operators import Played, secret_file
from eidgate.adapters.telco.settings import OperatorSection, check, read_secret
from eidgate.core.errors import ConfigurationError


def section(played: Played, **changes: object) -> OperatorSection:
    return msgspec.structs.replace(played.sections[0], **changes)


@pytest.mark.parametrize(
    ("url", "plaintext"),
    [
        ("http://api.operator.example", False),
        ("http://api.operator.example", True),
        ("https://127.0.0.1:1", True),
        ("https://user@api.operator.example", False),
        ("https://api.operator.example/?key=1", False),
        ("https:///path", False),
        ("https://[api", False),
        ("https://api.operator.example:99999", False),
        ("ftp://api.operator.example", False),
    ],
)
def test_refuses_an_address_that_is_not_plain_https(played: Played, url: str, *, plaintext: bool) -> None:
    with pytest.raises(ConfigurationError, match="operators: operator-one: "):
        check((section(played, url=url, unsafe_plaintext=plaintext),))


def test_refuses_a_token_endpoint_that_is_less_safe_than_the_apis(played: Played) -> None:
    told = section(
        played, url="https://a.example", token_url="http://a.example/token", unsafe_plaintext=False
    )
    with pytest.raises(ConfigurationError, match="must be https"):
        check((told,))


def test_refuses_two_operators_of_one_code(played: Played) -> None:
    with pytest.raises(ConfigurationError, match="each code may occur once"):
        check((section(played), section(played)))


def test_reads_a_secret_without_the_newline_of_its_editor(tmp_path: Path, played: Played) -> None:
    told = section(played, client_secret=secret_file(tmp_path, "s3cret"))
    assert read_secret(told).reveal() == "s3cret"


@pytest.mark.parametrize(("text", "mode", "match"), [("", 0o600, "1 to 4096"), ("x", 0o644, "chmod 600")])
def test_refuses_a_secret_that_is_empty_or_open_to_others(
    tmp_path: Path, played: Played, text: str, mode: int, match: str
) -> None:
    told = section(played, client_secret=secret_file(tmp_path, text, mode=mode))
    with pytest.raises(ConfigurationError, match=match):
        read_secret(told)


def test_refuses_a_secret_that_is_not_there(tmp_path: Path, played: Played) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_secret(section(played, client_secret=tmp_path / "none"))
