"""What SIMO answers, believed only where it says what it must; no error repeats any of it."""

from pathlib import Path

import pytest
import yaml

from eidgate.adapters.simo_https import load_simo, read_reply, read_token
from eidgate.core.errors import ConfigurationError, SourceUnavailableError


def test_a_token_is_taken_as_it_is() -> None:
    assert read_token(b'{"access_token": "eyJ.a-b_c~d+e/f==", "expires_in": 3600}') == "eyJ.a-b_c~d+e/f=="


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"access_token": ""}',
        b'{"access_token": 7}',
        b'{"access_token": "secret\\r\\nX-Other: 1"}',
        b'{"access_token": "secret\\n"}',
        b'{"access_token": "secr\\u00e9t"}',
        b'{"access_token": "secret value"}',
    ],
)
def test_what_no_header_may_carry_is_no_token_and_is_not_repeated(content: bytes) -> None:
    with pytest.raises(SourceUnavailableError, match=r"\ASIMO gave no token\Z") as refused:
        read_token(content)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    "content", [b"", b'{"code":"99"}', b'{"code":1}', b"[" * 100_000, b'{"code":"\xff"}']
)
def test_what_is_no_known_answer_says_nothing(content: bytes) -> None:
    with pytest.raises(SourceUnavailableError, match="none that is known"):
        read_reply(content)


@pytest.mark.parametrize("url", ["http://simo.example", "https://[simo", "https://simo.example:x", ""])
def test_an_address_that_nothing_may_be_sent_to_is_refused(tmp_path: Path, url: str) -> None:
    path = tmp_path / "simo.yaml"
    names = ("client", "client_secret", "user", "password")
    path.write_text(yaml.safe_dump({"url": url} | dict.fromkeys(names, "x")))
    with pytest.raises(ConfigurationError, match="url: must be https"):
        load_simo(path)
