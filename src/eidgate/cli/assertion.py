"""`eidgate assertion verify`: judge many assertions offline, one JSON case a line in, one verdict out."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import click

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.trust.files import load_offline
from eidgate.cli.json_lines import BadInputError, Value, convert
from eidgate.core.assertion.expected import Expected, LiteralNonce, Unchecked
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import verify_vector
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Instant, Masked, RelyingPartyId

_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 9998

_OFFLINE: Final = RelyingPartyId("offline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line of the input; what is None is not compared, and `at` is then now."""

    id: str | int
    assertion: Masked
    audience: str | None
    nonce: str | None
    transaction_data: tuple[str, ...]
    """The exact strings whose hashes the assertion must carry; without any, it must carry none."""
    at: Instant | None


@click.group()
def assertion() -> None:
    """Verify signed eID assertions offline."""


@assertion.command()
@click.option(
    "--trust",
    "trust_path",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Issuer configuration, JSON or YAML.",
)
@click.option(
    "--input",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Cases, one JSON object a line: id, assertion, and optional audience, nonce, transaction_data, at.",
)
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Verdicts, in the same order; standard output by default.",
)
def verify(trust_path: Path, source: Path, target: Path | None) -> None:
    """Judge each assertion by the numbered procedure; exit 0 when every line was judged.

    \b
    A case: {"id", "assertion", "audience"?, "nonce"?, "transaction_data"?: [..], "at"?: RFC 3339}
    A verdict: {"id", "verdict": "verified"|"rejected", "reason", "step", "detail"}

    What a case leaves out is not compared; `at` is then now. Without `transaction_data` the assertion must
    carry none. On a faulty line nothing is written, line and field are named, and the exit code is 2.

    \b
    TRUST is the server's issuer configuration (docs/operations.md, "Whose signatures count"), such as:
      {"issuers": [{"issuer": "https://idp.example", "jwks": {"keys": [..]}, "algorithms": ["ES256"],
        "assurance": {"urn:example:high": {"account": 2, "authentication": 4}}}]}
    `eidgate trust check` explains what it accepts.
    """  # noqa: D301 - \b is click's mark for a block that keeps its lines
    now = SystemClock().now()
    try:
        trust = load_offline(trust_path, read_at=now)
    except ConfigurationError as error:
        raise BadInputError(str(error)) from error
    convert(source, target, partial(_judge, trust=trust, now=now))


def _judge(line: Value, *, trust: TrustSnapshot, now: Instant) -> dict[str, object]:
    case = _case(line)
    expected = Expected(
        relying_party=_OFFLINE,
        audience=case.audience or Unchecked.UNCHECKED,
        nonce=Unchecked.UNCHECKED if case.nonce is None else LiteralNonce(nonce=case.nonce),
        transaction_data=case.transaction_data,
        hashes_required=True,
    )
    verdict = verify_vector(case.assertion, trust=trust, expected=expected, at=case.at or now)
    if isinstance(verdict, Rejected):
        said = {"verdict": "rejected", "reason": verdict.reason, "step": verdict.step}
        return {"id": case.id, **said, "detail": verdict.detail}
    return {"id": case.id, "verdict": "verified", "reason": None, "step": None, "detail": ""}


def _case(line: Value) -> Case:
    fields = line.record(("id", "assertion"), ("audience", "nonce", "transaction_data", "at"))
    given = {name: field for name, field in fields.items() if not field.is_absent()}
    return Case(
        id=fields["id"].label(),
        assertion=Masked(fields["assertion"].string()),
        audience=given["audience"].text() if "audience" in given else None,
        nonce=given["nonce"].string() if "nonce" in given else None,
        transaction_data=_texts(given["transaction_data"]) if "transaction_data" in given else (),
        at=_instant(given["at"]) if "at" in given else None,
    )


def _texts(field: Value) -> tuple[str, ...]:
    return tuple(entry.string() for entry in field.items())


def _instant(field: Value) -> Instant:
    """Return an instant of the years in which assertions can be judged: they count seconds from 1970."""
    at = field.instant()
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise field.fault(f"must have a year from {_FIRST_YEAR} to {_LAST_YEAR}")
    return at
