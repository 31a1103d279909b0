"""What a batch of decisions means: each is weighed on what is stored plus what the batch added before it.

Shared by all engines: an engine reads `Known`, calls `settle`, and writes `Appended`. All reading and
weighing comes before the first write, so a case that fails has nothing to undo and harms no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from msgspec import Struct

from eidgate.adapters.storage.alert_columns import AlertRow, to_row
from eidgate.adapters.storage.cases import Case
from eidgate.adapters.storage.past import Past, PastAdded, history_of
from eidgate.adapters.storage.past_added import Allowed, remember
from eidgate.adapters.storage.rows import (
    EntryRow,
    to_entry_row,
    to_micros,
    words_to_text,
)
from eidgate.adapters.storage.standing_columns import StandingRow, to_standing
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.desk.standing import Standing, StandingKind
from eidgate.core.errors import RequestIdReusedError
from eidgate.core.regulation.terms import Earlier
from eidgate.ports import Entry, LedgerFacts, Recorded, Weighed

Answer: TypeAlias = Recorded | Exception

DecisionRow: TypeAlias = tuple[str, str, str, str, bytes, bytes, int, str, str, bytes]
"""Name, relying party, method, request id, request key, digest, at, outcome, words, record."""


_NO_DEVICE: Final = (0, "")
_GRADE: Final = 5
"""The place of a standing's grade in its row: a number has one where its binding is suspended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is stored about the cases of one batch; `settle` adds to it as it goes.

    `entries` hold each scope's rows from the earliest `since` of the batch, in the order of appending.
    """

    requests: dict[bytes, tuple[bytes, bytes]]
    """Request key → digest and record."""
    used: set[bytes]
    entries: dict[str, list[Earlier]]
    devices: dict[str, tuple[int, str]]
    """Scope → when its latest transaction was allowed, and from which device."""
    bindings: dict[str, Binding]
    standings: dict[bytes, list[StandingRow]]
    """Identifier key → what stands against it, ended or not."""
    past: Past = field(default_factory=Past)


class EntryRecord(Struct, frozen=True, kw_only=True):
    """A ledger row to append; `position` is that of its decision among the appended ones."""

    position: int
    scope: str
    row: EntryRow
    device: str
    decision: str
    payee_key: bytes
    place: str

    @property
    def about(self) -> tuple[str, str, bytes, str]:
        """The last columns: device, decision, payee and place."""
        return (self.device, self.decision, self.payee_key, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What a batch adds, in order."""

    decisions: list[DecisionRow] = field(default_factory=list)
    uses: list[tuple[bytes, int]] = field(default_factory=list)
    entries: list[EntryRecord] = field(default_factory=list)
    relied: list[tuple[str, int, str]] = field(default_factory=list)
    """Binding, at, decision: on which active bindings an allowed transaction rested."""
    past: PastAdded = field(default_factory=PastAdded)
    alerts: list[AlertRow] = field(default_factory=list)


def settle(cases: Sequence[Case], known: Known) -> tuple[list[Answer], Appended]:
    """Weigh each case in order; a later one sees what an earlier one added."""
    appended = Appended()
    return [_answer(case, known, appended) for case in cases], appended


def _answer(case: Case, known: Known, appended: Appended) -> Answer:
    try:
        return _settle_one(case, known, appended)
    except Exception as error:  # noqa: BLE001 - whatever weighing raises is this caller's answer only
        return error


def _settle_one(case: Case, known: Known, appended: Appended) -> Recorded:
    request = case.unit.claim.request
    earlier = known.requests.get(case.request_key)
    if earlier is not None:
        digest, record = earlier
        if digest != request.digest:
            raise RequestIdReusedError("the request id was used for another request")
        return Recorded(record=record, replayed=True)
    weighed = case.unit.weigh(facts_of(case, known))
    _append(case, weighed, known, appended)
    return Recorded(record=weighed.record, replayed=False)


def facts_of(case: Case, known: Known) -> LedgerFacts:
    """Pick what is known about one case."""
    claim = case.unit.claim
    since = claim.since
    return LedgerFacts(
        payer_binding=_binding(case, known),
        payee_binding=None if case.payee is None else known.bindings.get(case.payee),
        earlier=tuple([each for each in known.entries.get(claim.scope, ()) if each.at >= since]),
        last_device=known.devices.get(claim.scope, _NO_DEVICE)[1],
        assertion_used=case.assertion_key in known.used,
        nonce_used=case.nonce_key in known.used,
        standings=_standings(case, known) if known.standings else (),
        history=history_of(case, known.past, _binding(case, known)),
    )


def _binding(case: Case, known: Known) -> Binding | None:
    return None if case.payer is None else known.bindings.get(case.payer)


def _standings(case: Case, known: Known) -> tuple[Standing, ...]:
    at = case.unit.claim.at
    found = (
        to_standing(identifier, row)
        for key, identifier in case.identifiers.items()
        for row in known.standings.get(key, ())
    )
    return tuple([one for one in found if one.stands(at)])


def _append(case: Case, weighed: Weighed, known: Known, appended: Appended) -> None:
    """Add a case's rows; every value is made before the first is added, so that none is added by half."""
    decision = _decision_row(case, weighed)
    uses = _unused(case, known)
    entry = _entry_record(case, weighed, position=len(appended.decisions))
    alerts = [to_row(alert) for alert in weighed.alerts]

    appended.decisions.append(decision)
    known.requests[case.request_key] = (case.unit.claim.request.digest, weighed.record)
    appended.uses.extend(uses.items())
    known.used.update(uses)
    appended.alerts.extend(alerts)
    if entry is not None:
        appended.relied.extend(_relied(case, known, decision))
        appended.entries.append(entry)
        if weighed.entry is not None and weighed.entry.earlier is not None:
            known.entries.setdefault(entry.scope, []).append(weighed.entry.earlier)
        if entry.device:
            latest = (entry.row[-1], entry.device)
            known.devices[entry.scope] = max(latest, known.devices.get(entry.scope, latest), key=_when)
    if weighed.entry is not None:
        remember(_allowed(case, weighed, weighed.entry, known), known.past, appended.past)


def _allowed(case: Case, weighed: Weighed, entry: Entry, known: Known) -> Allowed:
    listed = any(row[0] == StandingKind.LISTED for row in known.standings.get(case.payer_key, ()))
    binding = _binding(case, known)
    return Allowed(case=case, entry=entry, decision=weighed.name, binding=binding, listed=listed)


def _relied(case: Case, known: Known, decision: DecisionRow) -> list[tuple[str, int, str]]:
    bindings = {known.bindings[key].name for key in case.instruments if _is_active(known.bindings.get(key))}
    names = bindings | _numbers(case, known) if known.standings else bindings
    return [(name, decision[6], decision[0]) for name in sorted(names)]


def _numbers(case: Case, known: Known) -> set[str]:
    """Return the bindings of the numbers that it named, where they are relied on."""
    rows = (row for key in case.identifiers for row in known.standings.get(key, ()))
    return {row[1] for row in rows if row[0] == StandingKind.NUMBER and not row[_GRADE]}


def _is_active(binding: Binding | None) -> bool:
    return binding is not None and binding.active


def _when(device: tuple[int, str]) -> int:
    return device[0]


def _decision_row(case: Case, weighed: Weighed) -> DecisionRow:
    request = case.unit.claim.request
    return (
        weighed.name,
        request.relying_party,
        request.method,
        request.request_id,
        case.request_key,
        request.digest,
        case.at,
        weighed.outcome,
        words_to_text(weighed.index),
        weighed.record,
    )


def _unused(case: Case, known: Known) -> dict[bytes, int]:
    claim = case.unit.claim
    pairs = ((case.assertion_key, claim.assertion), (case.nonce_key, claim.nonce))
    return {
        key: to_micros(use.keep_until)
        for key, use in pairs
        if key is not None and use is not None and key not in known.used
    }


def _entry_record(case: Case, weighed: Weighed, *, position: int) -> EntryRecord | None:
    if weighed.entry is None:
        return None
    return EntryRecord(
        position=position,
        scope=case.unit.claim.scope,
        row=to_entry_row(weighed.entry.earlier, at=case.unit.claim.at),
        device=weighed.entry.device,
        decision=weighed.name,
        payee_key=case.payee_key,
        place=case.unit.claim.place,
    )
