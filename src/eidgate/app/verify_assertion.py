"""VerifyAssertion: who is it? A shop's buyer check, without a transaction and without money."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from time import perf_counter
from typing import Final

from eidgate.app import attributes
from eidgate.app.answer import Answer, answer, observe
from eidgate.app.challenge import mint_challenge
from eidgate.app.dry_run import check_budget, dry_run
from eidgate.app.identify import Presented, identify, person_of
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.unit import claim, record_beginning
from eidgate.app.weighing import Weighing
from eidgate.core.assertion.challenge import RANDOM_BYTES
from eidgate.core.assertion.tax_code import compare
from eidgate.core.assertion.verdict import Verdict, Verified
from eidgate.core.purposes import Purpose
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.facts import Expectation, Facts
from eidgate.core.risk.parties import concerned
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, Masked, local_day
from eidgate.ports import RequestClaim, Unit

ADULT_YEARS: Final = 18
"""Age of majority (Civil Code 2015 Art. 20)."""

NO_TAX_CODE: Final = Masked("")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyAssertion:
    """Asks who the presenter is; `expected` is what the caller itself asks for beyond the policy.

    `tax_code` is the one that the caller registered, empty for none; only how it compares becomes a fact.
    `purpose` decides with the caller's role which attributes are answered; None: no attribute.
    """

    caller: RelyingParty
    request: RequestClaim
    correlation_id: str
    presented: Presented
    expected: Expectation
    tax_code: Masked = NO_TAX_CODE
    purpose: Purpose | None = None
    validate_only: bool = False


def verify_assertion(
    command: VerifyAssertion, service: Service, *, timeout: timedelta | None = None
) -> Answer:
    """Check an identity; recorded like every decision, and the assertion is used up like in every other.

    Raises:
        NotPermittedError: the caller's role has no such right, or no such purpose.
        RequestIdReusedError: the request id stands for other bytes.
        UnavailableError: nothing was decided; a retry with the same request id is safe.
        DeadlineError: the time was up before the unit began; nothing was decided.
        BudgetSpentError: it is a dry run, and the caller has looked up too much.
    """
    started = perf_counter()
    unit, weighing = _open_unit(command, service)
    if command.validate_only:
        check_budget(command.caller, service)
        return dry_run(unit, command.caller, service, seconds=perf_counter() - started)
    recorded = service.ledger.decide(unit, timeout=timeout)
    answered = answer(recorded, weighing.record, service)
    observe(answered, service, seconds=perf_counter() - started)
    return replace(answered, attributes=attributes.answered(command.presented, answered.record))


def is_adult(verdict: Verdict | None, *, on: date) -> bool | None:
    """Whether the person is of age on a day; None when the birth date is not known."""
    if not isinstance(verdict, Verified) or verdict.identity.birth_date is None:
        return None
    born = date.fromisoformat(verdict.identity.birth_date.reveal())
    return (on.year - born.year) - ((on.month, on.day) < (born.month, born.day)) >= ADULT_YEARS


def _open_unit(command: VerifyAssertion, service: Service) -> tuple[Unit, Weighing]:
    caller = command.caller
    require(caller, Right.VERIFY)
    allowed = attributes.permitted(caller, command.purpose)
    now, random = service.clock.now(), service.randomness.bytes(RANDOM_BYTES)
    identified = identify(command.presented, caller=caller, transaction_data="", service=service, at=now)
    beginning = record_beginning(command.request, command.correlation_id, identified, service, at=now)
    parties = concerned(None, person=person_of(identified, service))
    weighing = Weighing(
        facts=_facts(command, identified.verdict, at=now),
        assertion=identified.facts,
        parties=parties,
        policy=service.policies.current(caller.role, now),
        regulation=service.regulation,
        beginning=partial(beginning, adult=is_adult(identified.verdict, on=local_day(now))),
        challenge=lambda: mint_challenge(caller, "", keyring=service.challenge_keys, random=random, at=now),
        disclosable=attributes.sources(identified, allowed),
    )
    claimed = claim(
        command.request,
        identified,
        caller=caller,
        transaction=None,
        identifiers=[identifier for _, identifier in parties],
        at=now,
    )
    return Unit(claim=claimed, weigh=weighing), weighing


def _facts(command: VerifyAssertion, verdict: Verdict | None, *, at: Instant) -> partial[Facts]:
    proven = verdict.identity if isinstance(verdict, Verified) else None
    return partial(
        Facts,
        at=at,
        provider=command.caller.provider,
        transaction=None,
        expected=replace(command.expected, tax_code=compare(proven, command.tax_code)),
    )
