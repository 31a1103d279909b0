"""Verifying the presented assertion: outside every lock, before the ledger is asked."""

from time import perf_counter

from msgspec import Struct

from eidgate.app.service import Service
from eidgate.core.assertion.attributes import digest_of_assertion
from eidgate.core.assertion.expected import Expected, OwnChallenge
from eidgate.core.assertion.trust import ClaimNames, Format
from eidgate.core.assertion.verdict import Verdict, Verified
from eidgate.core.assertion.verify import verifying
from eidgate.core.desk.identifier import Identifier
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.facts import AssertionFacts, assertion_facts
from eidgate.core.stretches import Stretches, finish
from eidgate.core.terms import Instant, Masked
from eidgate.ports import OneUse


class Presented(Struct, frozen=True, kw_only=True):
    """What the caller presented: the assertion, and the challenge it should answer ("" for none named).

    `form` is the format that the caller says it is; None: not said.
    """

    assertion: Masked
    form: Format | None = None
    challenge: str = ""


class Identified(Struct, frozen=True, kw_only=True):
    """The verdict on what was presented; None when nothing was. `trusted_at` is the trust snapshot's.

    `claim_names` are the issuer's, for a verified assertion.
    """

    verdict: Verdict | None
    claim_names: ClaimNames | None = None
    facts: AssertionFacts
    trusted_at: Instant
    assertion_use: OneUse | None = None
    nonce_use: OneUse | None = None


def identify(
    presented: Presented | None,
    *,
    caller: RelyingParty,
    transaction_data: str,
    service: Service,
    at: Instant,
) -> Identified:
    """Verify what was presented for this transaction ("" for none), and say what it would use up."""
    return finish(
        identifying(presented, caller=caller, transaction_data=transaction_data, service=service, at=at)
    )


def identifying(
    presented: Presented | None,
    *,
    caller: RelyingParty,
    transaction_data: str,
    service: Service,
    at: Instant,
) -> Stretches[Identified]:
    """Do as `identify`, in stretches."""
    trust = service.trust.current()
    if presented is None:
        return Identified(verdict=None, facts=assertion_facts(None), trusted_at=trust.loaded_at)
    expected = Expected(
        relying_party=caller.relying_party_id,
        audience=caller.audience,
        nonce=OwnChallenge(keyring=service.challenge_keys, nonce=presented.challenge or None),
        transaction_data=(transaction_data,) if transaction_data else (),
        form=presented.form,
    )
    verdict, seconds = yield from _timed(
        verifying(presented.assertion, trust=trust, expected=expected, at=at)
    )
    code = "verified" if isinstance(verdict, Verified) else verdict.reason
    service.observer.verified(code, seconds)
    facts = assertion_facts(verdict, digest=digest_of_assertion(presented.assertion))
    if not isinstance(verdict, Verified):
        if verdict.reason is Reason.ISSUER_KEY_UNKNOWN:
            service.trust.key_unknown()
        return Identified(verdict=verdict, facts=facts, trusted_at=trust.loaded_at)
    return Identified(
        verdict=verdict,
        claim_names=trust.issuers[verdict.issuer].claim_names,
        facts=facts,
        trusted_at=trust.loaded_at,
        assertion_use=_assertion_use(verdict),
        nonce_use=_nonce_use(verdict),
    )


def _timed(procedure: Stretches[Verdict]) -> Stretches[tuple[Verdict, float]]:
    """Count the seconds of its own stretches, and not those of the others between them."""
    seconds = 0.0
    while True:
        started = perf_counter()
        try:
            next(procedure)
        except StopIteration as end:
            return end.value, seconds + perf_counter() - started
        seconds += perf_counter() - started
        yield


def person_of(identified: Identified, service: Service) -> tuple[Identifier, ...]:
    """Return what the verified person may be listed as; nothing where no key is configured to tell."""
    verdict = identified.verdict
    if service.person_keys is None or not isinstance(verdict, Verified):
        return ()
    return service.person_keys.identifiers(verdict.issuer, verdict.subject_id)


def _assertion_use(verified: Verified) -> OneUse:
    return OneUse(key=f"jti:{verified.issuer}:{verified.assertion_id}", keep_until=verified.acceptable_until)


def _nonce_use(verified: Verified) -> OneUse | None:
    if verified.nonce is None or verified.nonce_acceptable_until is None:
        return None
    return OneUse(key=f"nonce:{verified.nonce}", keep_until=verified.nonce_acceptable_until)
