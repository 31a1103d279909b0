"""`eidgate simo`: report suspect accounts to SIMO, by two officers; runs at the bank, on its own files."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

import click

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.officers import officer_of
from eidgate.adapters.randomness import SystemRandomness
from eidgate.adapters.simo_file import (
    SimoFile,
    checked_by,
    made_by,
    read_simo_file,
    write_simo_file,
)
from eidgate.adapters.simo_https import load_simo
from eidgate.app.simo import send, sign_off
from eidgate.cli.simo_records import read_records, write_records
from eidgate.cli.simo_report import metrics, standing
from eidgate.core.desk.simo import Period, SimoService
from eidgate.core.desk.simo_batch import BatchState, SimoBatch, make
from eidgate.core.errors import (
    IllegalStateError,
    InvalidCommandError,
    NotPermittedError,
    SourceUnavailableError,
)
from eidgate.core.terms import HO_CHI_MINH

_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT: Final = click.Path(dir_okay=False, path_type=Path)
_PERIOD: Final = re.compile(r"(0[1-9]|1[0-2])/(20[0-9]{2})")
_REJECTED: Final = 1  # exit code


@click.group()
def simo() -> None:
    """SIMO: the monthly files of suspect accounts (simo_002) and of changes to them (simo_003)."""


def _period(_: click.Context, __: click.Parameter, value: str) -> Period:
    found = _PERIOD.fullmatch(value)
    if found is None:
        raise click.BadParameter("a month is MM/YYYY, as 03/2026")
    return Period(int(found[2]), int(found[1]))


@simo.command()
@click.argument("source", metavar="FILE", type=_FILE, help="suspect accounts: .csv or .jsonl")
@click.option(
    "--service",
    type=click.Choice([one.value for one in SimoService]),
    required=True,
    help="simo_002 names suspects, simo_003 changes them",
)
@click.option("--period", callback=_period, required=True, help="the month reported, MM/YYYY")
@click.option("--out", type=_OUT, required=True, help="the file to write; private, for the second officer")
@click.option("--certificate", type=_FILE, required=True, help="the certificate of the officer who makes it")
@click.option("--key", type=_FILE, required=True, help="their private key")
def export(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    source: Path, service: str, period: Period, out: Path, certificate: Path, key: Path
) -> None:
    """Make a file from FILE: a .csv with a header or a .jsonl, one suspect account a line.

    Columns: cif, id_kind (1-7), id_number, name, birth_date and opened_on (YYYY-MM-DD), male, nationality,
    account, phone, suspicion (0-8), status (1-5), and at will device_mac, imei, note, reason. Every fault is
    told by its line and field, and then nothing is written.
    """
    now = SystemClock().now()
    with _told():
        batch = SimoBatch(
            request_id=str(UUID(bytes=SystemRandomness().bytes(16), version=4)),
            service=SimoService(service),
            period=period,
            records=read_records(source),
            maker=officer_of(certificate),
            made_at=now,
        )
        write_simo_file(out, made_by(make(batch), certificate=certificate, key=key))
    due = period.due_at.astimezone(HO_CHI_MINH)
    late = ": that is over" if batch.late(now) else ""
    click.echo(f"{len(batch.records)} records in {out}; due before {due:%d/%m/%Y}{late}")


@simo.command()
@click.argument("path", metavar="FILE", type=_FILE, help="what `export` wrote")
@click.option("--settings", type=_FILE, required=True, help="where SIMO is, and who the bank is there (YAML)")
@click.option(
    "--authority", type=_FILE, required=True, help="the authority that issues officers' certificates"
)
@click.option("--certificate", type=_FILE, required=True, help="the certificate of the second officer")
@click.option("--key", type=_FILE, required=True, help="their private key")
@click.option("--rejected", type=_OUT, help="write rejected records here, to correct and export again")
def submit(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    path: Path, settings: Path, authority: Path, certificate: Path, key: Path, rejected: Path | None
) -> None:
    """Check FILE as another officer than its maker, and send it.

    When SIMO does not answer, the same command may be repeated: the file keeps its request id. Exit 1 when
    records were rejected (each is told by its place and SIMO's reason) and for errors; `status` says which.
    """
    with _told():
        gateway, file = load_simo(settings), read_simo_file(path, authority=authority)
        signed = sign_off(file.batch, officer_of(certificate), at=SystemClock().now())
        if file.checked is None:
            file = checked_by(file, signed, certificate=certificate, key=key)
            write_simo_file(path, file)
        sent = send(file.batch, gateway, at=SystemClock().now())
        write_simo_file(path, SimoFile(batch=sent, made=file.made, checked=file.checked))
        if rejected is not None and sent.to_correct:
            write_records(rejected, sent.to_correct)
    for line in standing(path, sent, at=SystemClock().now()):
        click.echo(line)
    if sent.state is BatchState.PARTLY_REJECTED:
        raise click.exceptions.Exit(_REJECTED)


@simo.command()
@click.argument("paths", metavar="FILE...", type=_FILE, nargs=-1, required=True, help="what `export` wrote")
@click.option(
    "--authority", type=_FILE, required=True, help="the authority that issues officers' certificates"
)
@click.option("--metrics", "out", type=_OUT, help="write figures for node_exporter's textfile collector")
def status(paths: tuple[Path, ...], authority: Path, out: Path | None) -> None:
    """Say where files stand: who made and checked them, what SIMO took, and whether the tenth was missed."""
    now = SystemClock().now()
    with _told():
        batches = {path: read_simo_file(path, authority=authority).batch for path in paths}
    for path, batch in batches.items():
        for line in standing(path, batch, at=now):
            click.echo(line)
    if out is not None:
        out.write_text(metrics(batches.values(), at=now))


@contextmanager
def _told() -> Iterator[None]:
    """Tell what is wrong and what to do in a line each, without a value of any record."""
    try:
        yield
    except InvalidCommandError as error:
        lines = "\n".join(f"{one.field}: {one.description}" for one in error.violations)
        raise click.ClickException(f"nothing was written\n{lines}") from error
    except SourceUnavailableError as error:
        raise click.ClickException(f"{error}; repeat the command, nothing is sent twice") from error
    except (NotPermittedError, IllegalStateError) as error:
        raise click.ClickException(str(error)) from error
