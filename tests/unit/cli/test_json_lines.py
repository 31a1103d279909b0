from pathlib import Path

import pytest

from eidgate.cli.json_lines import MAX_LINE_BYTES, BadInputError, Value, convert


def amount(line: Value) -> object:
    return {"amount": line.record(("amount",))["amount"].positive()}


def converted(tmp_path: Path, raw: bytes) -> bytes:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(raw)
    convert(source, target, amount)
    return target.read_bytes()


def test_lines_are_answered_in_their_order(tmp_path: Path) -> None:
    assert converted(tmp_path, b'{"amount":2}\n\n{"amount": 1}') == b'{"amount":2}\n{"amount":1}\n'


def test_an_empty_input_gives_an_empty_output(tmp_path: Path) -> None:
    assert converted(tmp_path, b"") == b""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"amount":1.0}', "line 2: amount: must be a whole number"),
        (b'{"amount":true}', "line 2: amount: must be a whole number"),
        (b'{"amount":"1"}', "line 2: amount: must be a whole number"),
        (b'{"amount":NaN}', "line 2: amount: must be a whole number"),
        (b'{"amount":0}', "line 2: amount: must be from 1 to 9223372036854775807"),
        (b'{"amount":9223372036854775808}', "line 2: amount: must be from 1 to"),
        (b'{"amount":' + b"9" * 5000 + b"}", "line 2: not usable as JSON"),
        (b"[" * 100_000, "line 2: not"),
        (b'{"amount":1,"amount":2}', "line 2: the line: a key is repeated"),
        (b'{"amount":1,"more":2}', "line 2: more: unknown key"),
        (b"{}", "line 2: amount: missing"),
        (b"[1]", "line 2: the line: must be an object"),
        (b'{"amount":', "line 2: not JSON: "),
        (b'{"amount":1} {}', "line 2: not JSON: "),
        (b'\xef\xbb\xbf{"amount":1}', "line 2: not"),
        (b'{"amount":"\xff"}', "line 2: not UTF-8"),
        (b" " * MAX_LINE_BYTES + b"1", f"line 2: longer than {MAX_LINE_BYTES} bytes"),
    ],
)
def test_a_faulty_line_is_named_and_nothing_is_written(tmp_path: Path, line: bytes, message: str) -> None:
    (tmp_path / "out.jsonl").write_bytes(b"what was there before")
    with pytest.raises(BadInputError) as refused:
        converted(tmp_path, b'{"amount":1}\n' + line + b"\n")
    assert message in refused.value.message
    assert str(tmp_path / "in.jsonl") in refused.value.message
    assert (tmp_path / "out.jsonl").read_bytes() == b"what was there before"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_an_output_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"amount":1}\n')
    with pytest.raises(BadInputError, match="cannot write"):
        convert(tmp_path / "in.jsonl", tmp_path / "nowhere" / "out.jsonl", amount)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_bytes(b"")
    (tmp_path / "out.jsonl").symlink_to(tmp_path / "real.jsonl")
    assert converted(tmp_path, b'{"amount":1}\n') == b'{"amount":1}\n'
    assert (tmp_path / "out.jsonl").is_symlink()


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"amount":1}\n')
    convert(tmp_path / "in.jsonl", Path("/dev/null"), amount)
    assert Path("/dev/null").is_char_device()
