"""What a backtest asks, as its options say it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

import click

from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import Instant, TransactionKind

AS_DECIDED = "as-decided"
"""In place of a candidate: every decision again by the policy that made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which decisions are tried; None lets everything pass. The period includes `since`, not `until`."""

    candidate: str
    since: Instant | None
    until: Instant | None
    outcome: str | None
    kind: str | None
    relying_party: str | None

    @property
    def text(self) -> str:
        """Name the question, so that a saved state is not taken for another's."""
        parts = (self.candidate, self.since, self.until, self.outcome, self.kind, self.relying_party)
        return " ".join("*" if part is None else str(part).replace(" ", "T") for part in parts)


def questioned(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the argument and the options of a question; it gets `asked`."""

    @click.argument(
        "candidate", metavar="CANDIDATE", help="A policy file, policies/..., or the word as-decided."
    )
    @click.option(
        "--since", help="From when on, such as 2026-11-01T00:00:00+07:00; from the first by default."
    )
    @click.option("--until", help="Up to when; up to now by default.")
    @click.option(
        "--outcome", type=click.Choice([one.name for one in Outcome], case_sensitive=False), help="Recorded."
    )
    @click.option("--kind", type=click.Choice([one.value for one in TransactionKind]), help="Of transaction.")
    @click.option("--relying-party", help="Only this one's decisions.")
    @wraps(command)
    def asking(  # noqa: PLR0913, PLR0917 - click passes each option
        candidate: str,
        since: str | None,
        until: str | None,
        outcome: str | None,
        kind: str | None,
        relying_party: str | None,
        **others: Any,
    ) -> None:
        asked = Asked(
            candidate=candidate,
            since=_instant("--since", since),
            until=_instant("--until", until),
            outcome=outcome,
            kind=kind,
            relying_party=relying_party,
        )
        command(asked=asked, **others)

    return asking


def _instant(option: str, text: str | None) -> Instant | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise click.UsageError(f"{option} {text}: no such moment") from error
    raise click.UsageError(f"{option} {text}: needs an offset, as in 2026-12-01T00:00:00+07:00")
