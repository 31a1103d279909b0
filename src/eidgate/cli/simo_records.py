"""Suspect accounts as a bank's own files have them: CSV with a header, or a JSON object a line."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import msgspec

from eidgate.adapters.converting import convert
from eidgate.core.desk.simo import MOST_RECORDS, SimoRecord
from eidgate.core.errors import ConfigurationError, FieldViolation, InvalidCommandError

_COLUMNS: Final = {field.name for field in fields(SimoRecord)}
_MALE: Final = {"1": True, "true": True, "0": False, "false": False}
_MOST_BYTES: Final = 16 * 1024 * 1024
"""Of a file of 5,000 records, each with its longest texts."""


def read_records(path: Path) -> tuple[SimoRecord, ...]:
    """Read a file.

    Raises:
        ConfigurationError: it is neither, not text, or too large.
        InvalidCommandError: with every line at fault.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise ConfigurationError(f"{path}: larger than {_MOST_BYTES} bytes")
    try:
        records, faults = _judged(_rows(path))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigurationError(f"{path}: is not text in UTF-8, or no CSV") from error
    if len(records) > MOST_RECORDS:
        faults.append(FieldViolation(field="records", description=f"more than {MOST_RECORDS}", rule="simo"))
    if faults:
        raise InvalidCommandError(*faults)
    return tuple(records)


def write_records(path: Path, records: Iterable[SimoRecord]) -> None:
    """Write records as JSON lines, private to their owner."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    lines = (msgspec.json.encode(record).decode() for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        if path.suffix == ".csv":
            reader = csv.DictReader(lines, strict=True)
            for row in reader:
                yield reader.line_num, row
        elif path.suffix == ".jsonl":
            yield from enumerate(lines, start=1)
        else:
            raise ConfigurationError(f"{path}: is neither a .csv nor a .jsonl")


def _judged(rows: Iterable[tuple[int, Any]]) -> tuple[list[SimoRecord], list[FieldViolation]]:
    records, faults = list[SimoRecord](), list[FieldViolation]()
    for number, row in rows:
        try:
            records.append(_record(row))
        except (msgspec.ValidationError, ValueError, RecursionError) as error:
            faults.append(FieldViolation(field=f"line {number}", description=_why(error), rule="simo"))
    return records, faults


def _record(row: Any) -> SimoRecord:
    told = json.loads(row) if isinstance(row, str) else {name: text for name, text in row.items() if text}
    if not isinstance(told, dict) or None in told:
        raise ValueError("has other columns than the header")
    if set(told) - _COLUMNS:
        raise ValueError("names a column that is not known")
    for field in ("id_kind", "status", "cif", "id_number", "account", "phone"):
        told[field] = str(told.get(field, ""))
    told["male"] = _MALE.get(str(told.get("male", "")).lower())
    return convert(told, SimoRecord, strict=False)


def _why(error: Exception) -> str:
    """Return what is wrong by the field, without the value."""
    if isinstance(error, msgspec.ValidationError):
        where = str(error).rpartition("`$.")[2].rstrip("`") if "`$." in str(error) else "a field"
        missing = "missing required field" in str(error)
        return str(error).removeprefix("Object ") if missing else f"{where} is not as it must be"
    no_json = isinstance(error, json.JSONDecodeError | RecursionError)
    return "is no JSON object" if no_json else str(error)
