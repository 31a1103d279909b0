"""`eidgate trust check`: what a configuration would accept, before it is put in force."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.trust.files import copies
from eidgate.adapters.trust.reading import decode, read_bytes
from eidgate.adapters.trust.snapshot import build, configuration, read_files
from eidgate.adapters.trust.status_list_sources import with_list_files
from eidgate.cli.credential_report import in_words
from eidgate.cli.trust_doubts import NOTHING
from eidgate.cli.trust_report import Row, issuer_row
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Instant, IssuerId

_BAD_INPUT: Final = 2
_WIDTH: Final = 120
"""Columns when the output is no terminal."""


@click.group()
def trust() -> None:
    """Whom a configuration trusts, and how far."""


@trust.command()
@click.argument("path", help="The issuer configuration.", metavar="CONFIG", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def check(path: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Explain what CONFIG accepts: a trust file, or the server's configuration that names one.

    Nothing is fetched; keys behind a URI are shown from the copy that the server keeps. Exit 2 when the file
    is refused, or when it names an issuer from which nothing could be accepted.
    """
    now = SystemClock().now()
    try:
        rows = report(trust_file(path), at=now)
    except ConfigurationError as error:
        click.echo(f"eidgate: {error}", err=True)
        raise SystemExit(_BAD_INPUT) from error
    if as_json:
        click.echo(
            json.dumps({"checked_at": now, "issuers": rows}, default=_text, indent=2, ensure_ascii=False)
        )
    else:
        _print(rows)
    if any(NOTHING in row["doubts"] for row in rows):
        raise SystemExit(_BAD_INPUT)


def trust_file(path: Path) -> Path:
    """Return the trust file, or the one that the server's configuration names.

    Raises:
        ConfigurationError: if it cannot be read.
    """
    named = decode(path, read_bytes(path), dict[str, Any]).get("issuers")
    return path.parent / named if isinstance(named, str) else path


def report(path: Path, *, at: Instant) -> list[Row]:
    """Return one row for each issuer of a trust file.

    Raises:
        ConfigurationError: naming the file and the field.
    """
    files = read_files(path)
    snapshot = with_list_files(build(files, read_at=at, fetched=copies(files, now=at)), at=at)
    entries = configuration(path, files.content).issuers
    return [issuer_row(entry, snapshot.issuers[IssuerId(entry.issuer)], at=at) for entry in entries]


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _print(rows: list[Row]) -> None:
    console = Console(width=None if Console().is_terminal else _WIDTH)
    for row in rows:
        console.print(_summary(row))
        for title, name in (
            ("Keys", "keys"),
            ("Anchors", "anchors"),
            ("Revocation lists", "revocation_lists"),
            ("Status lists", "status_lists"),
        ):
            if row[name]:
                console.print(_table(title, row[name]))
        console.print()


def _summary(row: Row) -> Table:
    table = Table(title=row["issuer"], title_justify="left", title_style="bold", show_header=False)
    told = {
        "formats": _joined(row["formats"]),
        "algorithms": _joined(row["algorithms"]),
        "typ": _typ(row["typ"]),
        "credentials": in_words(row["credentials"]),
        "keys from": row["keys_from"]["where"] or "certificates alone",
        "keys count until": _cell(row["keys_from"]["usable_until"]),
        "certificates": _certificates(row["certificates"]),
        "status": row["status"],
        "claims": _renamed(row["claims"]),
        "required": _joined(row["required_claims"]) or "none beside the registered ones",
        "assurance": "\n".join(
            f"{acr}: account {levels['account']}, authentication {levels['authentication']}"
            for acr, levels in row["assurance"].items()
        ),
        "limits": f"leeway {row['leeway_seconds']} s, lifetime {row['maximum_lifetime_seconds']} s, "
        f"age {row['maximum_age_seconds']} s, key age {row['maximum_key_age_seconds']} s",
        "doubts": "\n".join(row["doubts"]) or "none",
    }
    for name, text in told.items():
        table.add_row(name, text)
    return table


def _table(title: str, rows: list[Row]) -> Table:
    table = Table(*rows[0], title=title, title_justify="left")
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    return table


def _cell(value: object) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "NO"
        case datetime():
            return value.isoformat(timespec="seconds")
        case list():
            return _joined(value)
        case _:
            return str(value)


def _joined(values: list[str]) -> str:
    return ", ".join(values)


def _typ(types: list[str] | None) -> str:
    return "not compared" if types is None else _joined([each or "(none)" for each in types])


def _renamed(claims: dict[str, str]) -> str:
    other = [f"{ours} = {theirs}" for ours, theirs in claims.items() if ours != theirs]
    return _joined(other) or "under our names"


def _certificates(rules: Row | None) -> str:
    if rules is None:
        return "not accepted"
    usages, names = (_joined(rules[name]) or "any" for name in ("extended_key_usage", "san"))
    return f"up to {rules['maximum_intermediates']} intermediates, usage {usages}, name {names}"
