"""The lists of a policy that may soften: whose, what, how far and until when."""

import re
from datetime import datetime
from typing import Final

from eidgate.adapters.policy_rows import outcome
from eidgate.adapters.strict_yaml import Field
from eidgate.core.reasons import Reason
from eidgate.core.risk.softening import Softening
from eidgate.core.terms import Instant, as_utc

MAX_LISTS: Final = 20
MAX_MEMBERS: Final = 1_000
"""Known payees such as one's own collection accounts; more is a register, not an exception."""

_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


def read_softening(field: Field) -> tuple[Softening, ...]:
    """Return the lists.

    Raises:
        ConfigurationError: too many, one twice, or one that is not acceptable.
    """
    entries = field.items()
    if len(entries) > MAX_LISTS:
        raise field.fault(f"has {len(entries)} lists; at most {MAX_LISTS} are exceptions")
    lists = {one.list_id: one for one in map(_softening, entries)}
    if len(lists) < len(entries):
        raise field.fault("two lists have the same id")
    return tuple(lists.values())


def _softening(field: Field) -> Softening:
    parts = field.record(("id", "why", "reasons", "to", "payees"), ("until",))
    return Softening(
        list_id=parts["id"].text(),
        why=parts["why"].text(),
        reasons=frozenset(one.word(Reason) for one in parts["reasons"].items()),
        to=outcome(parts["to"]),
        members=_members(parts["payees"]),
        until=_until(parts["until"]) if "until" in parts else None,
    )


def _members(field: Field) -> frozenset[str]:
    entries = field.items()
    if len(entries) > MAX_MEMBERS:
        raise field.fault(f"has {len(entries)} payees; at most {MAX_MEMBERS}")
    for one in entries:
        if not _DIGEST.fullmatch(one.text()):
            raise one.fault(
                "must be a digest; `eidgate policy member` makes it, so that no number stands here"
            )
    return frozenset(one.text() for one in entries)


def _until(field: Field) -> Instant:
    try:
        return as_utc(datetime.fromisoformat(field.text()))
    except (ValueError, OverflowError) as error:
        raise field.fault('must be an instant in quotes, such as "2027-01-31T00:00:00+07:00"') from error
