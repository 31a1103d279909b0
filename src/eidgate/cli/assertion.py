"""`eidgate assertion verify`: judge many assertions offline, one JSON case a line in, one verdict out."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, BinaryIO, Final, TextIO

import click
import msgspec
from msgspec import Meta, Struct
from rich.console import Console
from rich.progress import Progress

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.trust.files import load_offline
from eidgate.core.assertion.expected import Expected, LiteralNonce, Unchecked
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import verify_vector
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Instant, Masked, RelyingPartyId, as_utc

MAX_LINE_BYTES: Final = 1_048_576
"""One case; far above any assertion, so that an oversized one still gets its verdict."""

_BAD_INPUT: Final = 2
"""Exit code for what the caller must repair."""

_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 9998

_OFFLINE: Final = RelyingPartyId("offline")


class Case(Struct, forbid_unknown_fields=True, frozen=True):
    """One line of the input."""

    id: str | int
    assertion: str
    audience: Annotated[str, Meta(min_length=1)] | None = None
    """Without it `aud` must name one audience, whichever."""
    nonce: str | None = None
    """Without it the nonce is not compared."""
    transaction_data: tuple[str, ...] = ()
    """The exact strings whose hashes the assertion must carry; without it, it must carry none."""
    at: datetime | None = None
    """RFC 3339, with an offset, between 1970 and 9998 (assertions count seconds from 1970); default: now."""


class BadLineError(Exception):
    """A line that is no case; says which one."""


@click.group()
def assertion() -> None:
    """Verify signed eID assertions offline."""


@assertion.command()
@click.option(
    "--trust",
    "trust_path",
    required=True,
    type=click.Path(path_type=Path),
    help="Issuer configuration, JSON or YAML.",
)
@click.option(
    "--input",
    "input_path",
    required=True,
    type=click.Path(path_type=Path),
    help="Cases, one JSON object a line: id, assertion, and optional audience, nonce, transaction_data, at.",
)
@click.option(
    "--output",
    "output_path",
    type=click.Path(path_type=Path),
    help="Verdicts, in the same order; standard output by default.",
)
def verify(trust_path: Path, input_path: Path, output_path: Path | None) -> None:
    """Judge each assertion by the numbered procedure; exit 0 when every line was judged."""
    now = SystemClock().now()
    try:
        trust = load_offline(trust_path, read_at=now)
        with input_path.open("rb") as source, _sink(output_path) as sink:
            verdicts = _verdicts(source, trust, now)
            wanted = output_path is not None and sys.stderr.isatty()
            sink.writelines(_shown(verdicts, input_path) if wanted else (line for _, line in verdicts))
    except (ConfigurationError, BadLineError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or output_path or input_path}: {error.strerror}")


def _verdicts(source: BinaryIO, trust: TrustSnapshot, now: Instant) -> Iterator[tuple[int, str]]:
    """Judge line after line; yields the bytes read so far and the verdict's line."""
    decoder = msgspec.json.Decoder(Case)
    number = read = 0
    while line := source.readline(MAX_LINE_BYTES + 1):
        number, read = number + 1, read + len(line)
        if len(line) > MAX_LINE_BYTES:
            raise BadLineError(f"line {number}: longer than {MAX_LINE_BYTES} bytes")
        if line.strip():
            yield read, _judge(_case(decoder, line, number), trust, now)


def _case(decoder: msgspec.json.Decoder[Case], line: bytes, number: int) -> Case:
    try:
        case = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadLineError(f"line {number}: {error}") from error
    if case.at is not None and (case.at.tzinfo is None or not _FIRST_YEAR <= case.at.year <= _LAST_YEAR):
        raise BadLineError(
            f"line {number}: at: needs an offset, as in 2026-03-05T10:00:00+07:00, and a year "
            f"from {_FIRST_YEAR} to {_LAST_YEAR}"
        )
    return case


def _judge(case: Case, trust: TrustSnapshot, now: Instant) -> str:
    verdict = verify_vector(
        Masked(case.assertion),
        trust=trust,
        expected=Expected(
            relying_party=_OFFLINE,
            audience=case.audience or Unchecked.UNCHECKED,
            nonce=Unchecked.UNCHECKED if case.nonce is None else LiteralNonce(nonce=case.nonce),
            transaction_data=case.transaction_data,
            hashes_required=True,
        ),
        at=now if case.at is None else as_utc(case.at),
    )
    answer: dict[str, object] = {
        "id": case.id,
        "verdict": "verified",
        "reason": None,
        "step": None,
        "detail": "",
    }
    if isinstance(verdict, Rejected):
        answer |= {"verdict": "rejected", "reason": verdict.reason, "step": verdict.step}
        answer["detail"] = verdict.detail
    return json.dumps(answer, ensure_ascii=False) + "\n"


def _shown(lines: Iterator[tuple[int, str]], input_path: Path) -> Iterator[str]:
    """Pass the lines on and draw a progress bar on standard error."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("verifying", total=input_path.stat().st_size or None)
        for read, line in lines:
            progress.update(task, completed=read)
            yield line


@contextmanager
def _sink(path: Path | None) -> Iterator[TextIO]:
    """Open the output; it appears whole or not at all, a file as well as standard output."""
    if path is None:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
            yield spool
            spool.seek(0)
            shutil.copyfileobj(spool, sys.stdout)
        return
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("w", encoding="utf-8") as sink:
            yield sink
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _fail(message: str) -> None:
    click.echo(f"error: {message}", err=True)
    sys.exit(_BAD_INPUT)
