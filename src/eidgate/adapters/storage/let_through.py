"""Which payments were allowed within hours of a try that was stopped, each decision read once."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import chunks
from eidgate.adapters.storage.payment_facts import read_payment
from eidgate.adapters.storage.rows import to_instant, to_micros
from eidgate.core.desk.stopped import Allowed, Begun

_FIRST: Final = "(CAST(? AS text), CAST(? AS bigint), CAST(? AS bigint))"  # tells PostgreSQL the types
_FURTHER: Final = ", (?, ?, ?)"
_ALLOWED: Final = (
    "WITH w (scope, first, last) AS (VALUES {})"
    " SELECT e.at, d.record FROM w JOIN entry e ON e.scope = w.scope AND e.at >= w.first AND e.at <= w.last"
    " JOIN decision d ON d.name = e.decision"
    " WHERE NOT EXISTS"
    " (SELECT 1 FROM outcome_report o WHERE o.decision = e.decision AND o.kind = 'cancelled')"
)


class _Window(NamedTuple):
    """One payer's stretch of time, both ends included."""

    scope: str
    first: int
    last: int


def allowed_of(session: Session, begun: Iterable[Begun], go_on: Callable[[], None]) -> Iterator[Allowed]:
    """Yield what their payers were allowed in the 24 hours from each first try on and did not cancel."""
    for windows in chunks(list(_merged(_windows(begun)))):
        marks = _FIRST + _FURTHER * (len(windows) - 1)
        values = [value for window in windows for value in window]
        for at, record in session.rows(_ALLOWED.format(marks), *values):
            if payment := read_payment(record):
                yield Allowed(payment.same, to_instant(at))
        go_on()


def _windows(begun: Iterable[Begun]) -> Iterator[_Window]:
    for first, went_ahead in begun:
        if not went_ahead:
            yield _Window(_scope(first.payment), to_micros(first.at), to_micros(first.last))


def _scope(payment: tuple[str, ...]) -> str:
    """Name the payer's account as the ledger does (`app.unit.scope_of`)."""
    provider, payer, *_ = payment
    return f"{provider}|{payer}"


def _merged(windows: Iterable[_Window]) -> Iterator[_Window]:
    """Put one payer's windows together where they overlap, so that no decision is read twice."""
    present: _Window | None = None
    for window in sorted(windows):
        if present and present.scope == window.scope and window.first <= present.last:
            present = present._replace(last=max(present.last, window.last))
            continue
        if present:
            yield present
        present = window
    if present:
        yield present
