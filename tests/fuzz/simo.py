"""Harnesses of SIMO: its answer to a file, and the files of suspects that a bank has."""

from collections.abc import Iterable

import msgspec

from builders.simo import HEADER, suspect
from eidgate.adapters.simo_https import read_reply, read_token
from eidgate.cli.simo_records import read_records, write_records
from eidgate.core.errors import ConfigurationError, InvalidCommandError, SourceUnavailableError
from fuzz.defect import hold
from fuzz.files import written

SUFFIXES = (".csv", ".jsonl")


def answer_one(content: bytes) -> None:
    """An answer is accepted or rejects records, or the source is unavailable."""
    try:
        reply = read_reply(content)
    except SourceUnavailableError:
        return
    hold(all(isinstance(one.why, str) for one in reply.rejected), "rejected without a reason")


def answer_seeds() -> Iterable[bytes]:
    return (
        b'{"code":"00"}',
        b'{"code":"01","errors":[{"index":0,"message":"cif"}]}',
        b'{"code":"01","errors":[{"index":-1,"message":"\\ud800"}]}',
        b'{"code":"02"}',
        b"[" * 5_000,
    )


def token_one(content: bytes) -> None:
    """A token is what a header may carry, or the source is unavailable, and the error repeats nothing."""
    try:
        token = read_token(content)
    except SourceUnavailableError as error:
        hold(error.__cause__ is None and str(error) == "SIMO gave no token", "an error that says more")
        return
    hold(token.isascii() and token.isprintable() and not token.count(" "), "a header of another form")


def token_seeds() -> Iterable[bytes]:
    return (
        b'{"access_token":"eyJ.a-b_c~d+e/f==","token_type":"Bearer"}',
        b'{"access_token":"a\\nX: y"}',
        b'{"access_token":7}',
        b"[" * 5_000,
    )


def records_one(content: bytes) -> None:
    """A file is refused whole, without its values, or reads the same once it is written as JSON lines."""
    suffix = SUFFIXES[content[0] % len(SUFFIXES)] if content else SUFFIXES[0]
    with written(content[1:], f"suspects{suffix}") as path, written(b"", "again.jsonl") as again:
        try:
            records = read_records(path)
        except (ConfigurationError, InvalidCommandError):
            return
        write_records(again, records)
        hold(read_records(again) == records, "written and read, they are others")


def records_seeds() -> Iterable[bytes]:
    made = msgspec.to_builtins(suspect(), str_keys=True)
    row = ",".join(str(made.get(name) or "") for name in HEADER.split(","))
    yield b"\x00" + f"{HEADER}\n{row}\n".encode()
    yield b"\x01" + msgspec.json.encode(suspect()) + b"\n" + msgspec.json.encode(suspect(2)) + b"\n"
    yield b"\x00" + f'{HEADER}\n"{row}\n\xff,'.encode("latin-1", "replace")
    yield b"\x01" + b"[" * 5_000
    yield b"\x01" + b'{"cif":"\\ud800","suspicion":1e999,"birth_date":"0000-00-00"}\n'
