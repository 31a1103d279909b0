import pytest

from eidgate.core.assertion import base64url


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe", b"abc", bytes(range(256))])
def test_decoding_undoes_encoding(content: bytes) -> None:
    assert base64url.decode(base64url.encode(content).encode()) == content


@pytest.mark.parametrize(
    "text",
    [
        b"A",
        b"AA==",
        b"AA=",
        b"A A",
        b"AAA\n",
        b"+AAA",
        b"/AAA",
        b"A+AA",
        b"AB",
        b"AAB",
        b"!!!!",
        b"\xff\xff",
        b"A\0AA",
        b"AAAAA",
    ],
)
def test_any_other_spelling_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match="base64url"):
        base64url.decode(text)


def test_every_byte_string_of_two_bytes_has_one_spelling() -> None:
    spelt = {base64url.encode(n.to_bytes(2)) for n in range(65_536)}

    assert len(spelt) == 65_536
