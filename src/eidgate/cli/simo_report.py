"""Where files for SIMO stand: for people, and as figures for Prometheus. No value of any record."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from eidgate.core.desk.simo_batch import BatchState, SimoBatch
from eidgate.core.terms import HO_CHI_MINH, Instant


def standing(path: Path, batch: SimoBatch, *, at: Instant) -> Iterator[str]:
    """Yield the lines that say where a file stands."""
    taken = len(batch.records) - len(batch.to_correct)
    yield f"{path}: {batch.service} {batch.period}, {len(batch.records)} records: {batch.state}"
    yield f"  made by {batch.maker}" + (f", checked by {batch.checker}" if batch.checker else "")
    if batch.reply is not None:
        yield f"  SIMO took {taken} (code {batch.reply.code})"
        yield from (f"  records[{one.index}]: {one.why}" for one in batch.reply.rejected)
    if batch.late(at):
        due = batch.period.due_at.astimezone(HO_CHI_MINH)
        yield f"  late: it was due before {due:%d/%m/%Y}"


def metrics(batches: Iterable[SimoBatch], *, at: Instant) -> str:
    """Return figures in Prometheus' text format, as node_exporter's textfile collector takes them."""
    files = list(batches)
    answered = [one for one in files if one.reply is not None]
    late = [one for one in files if one.late(at) and (one.sent_at is None or one.late(one.sent_at))]
    rows = (
        ("eidgate_simo_records_taken", "Records that SIMO took.", sum(_taken(one) for one in answered)),
        (
            "eidgate_simo_records_rejected",
            "Records that SIMO rejected and that must come again.",
            sum(len(one.to_correct) for one in answered),
        ),
        (
            "eidgate_simo_files_waiting",
            "Files that were not sent yet.",
            sum(one.state in (BatchState.MADE, BatchState.CHECKED) for one in files),
        ),
        ("eidgate_simo_files_late", "Files that missed the tenth of the month.", len(late)),
    )
    return "".join(
        f"# HELP {name} {text}\n# TYPE {name} gauge\n{name} {value}\n" for name, text, value in rows
    )


def _taken(batch: SimoBatch) -> int:
    return len(batch.records) - len(batch.to_correct)
