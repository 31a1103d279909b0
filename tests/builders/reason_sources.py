"""What produces each reason: every registry of forgeries in the simulator, and scenes for the others.

Everything here is judged by the real procedure or decided by the real signals, so a source is what happened
and not what somebody wrote down. `docs/reasons.md` is made of it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final, NamedTuple

from cryptography import x509

import eidgate.simulator
from builders import facts as plain
from builders import past
from builders.assertion import AT, expecting, judge, nonce_for, own, request, signed_with
from builders.chain import anchors_of
from builders.desk_scenes import SCENES
from builders.policies import changed, policy_of, rule, with_rules
from builders.sd_jwt import SCENE as SD_JWT_SCENE
from builders.sd_jwt import judge_presentation
from builders.status import judged, status_scene, trust_with
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.revocation import RevocationLists
from eidgate.core.assertion.tax_code import TaxCode
from eidgate.core.assertion.verdict import Rejected, Verdict, Verified
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.facts import Expectation, Facts, PayeeNameFacts, SessionFacts, SimFacts
from eidgate.core.risk.history import Reports
from eidgate.core.transaction import Compromise
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.chain_forgeries import ChainScene
from eidgate.simulator.citizen import AN
from eidgate.simulator.forgeries import Scene
from eidgate.simulator.identity_provider import IdentityProvider

IDP: Final = IdentityProvider(1)
CERTIFIED: Final = CertifiedIdentityProvider(at=AT)
SCENE: Final = Scene(identity_provider=IDP, citizen=AN, request=request())
CHAIN_SCENE: Final = ChainScene(provider=CERTIFIED, citizen=AN, request=request())
STATUS_SCENE: Final = status_scene()


class Source(NamedTuple):
    """One way to a reason: where it arises, and what was sent."""

    reason: Reason
    place: str
    """`step 5`, or `signal device`."""
    name: str


def _revoked(case: Any) -> Verdict:
    lists = tuple(x509.load_pem_x509_crl(one) for one in case.lists(CHAIN_SCENE))
    try:
        anchors_of(CERTIFIED, revocation=RevocationLists(lists=lists)).leaf_key(CHAIN_SCENE.chain, at=AT)
    except RejectionError as rejection:
        return Rejected(reason=rejection.reason, step=3)
    raise AssertionError(case.name)


def _status(forgery: Any) -> Verdict:
    assertion, token = forgery.forge(STATUS_SCENE)
    return judged(assertion, trust_with(STATUS_SCENE, token))


REGISTRIES: Final[Mapping[str, Callable[[Any], Verdict]]] = {
    "forgeries": lambda forgery: judge(forgery.forge(SCENE), IDP),
    "hostile_sizes": lambda size: judge(size.forge(SCENE), IDP),
    "sd_jwt_forgeries": lambda forgery: judge_presentation(forgery.forge(SD_JWT_SCENE)),
    "hostile_presentations": lambda one: judge_presentation(one.forge(SD_JWT_SCENE)),
    "chain_forgeries": lambda forgery: judge(forgery.forge(CHAIN_SCENE), CERTIFIED),
    "hostile_chains": lambda forgery: judge(forgery.forge(CHAIN_SCENE), CERTIFIED),
    "revocation_cases": _revoked,
    "status_forgeries": _status,
}
"""Who judges the entries of a registry, by the simulator's module: one line each."""


def found_registries() -> dict[str, list[Any]]:
    """Return every tuple of named entries with a reason that a module of the simulator defines."""
    found: dict[str, list[Any]] = {}
    for module in iter_modules(eidgate.simulator.__path__):
        loaded = import_module(f"eidgate.simulator.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, tuple) and value and all(_is_entry(one) for one in value):
                found.setdefault(module.name, []).extend(value)
    return found


def _is_entry(value: object) -> bool:
    return isinstance(getattr(value, "reason", None), Reason) and hasattr(value, "name")


def _late(**configuration: Any) -> Verdict:
    """A true assertion, and a configuration or an hour in which it is not enough."""
    return judge(SCENE.sound, IDP, **configuration)


def _unfit_key() -> Verdict:
    jwks = IDP.jwks()
    jwks["keys"][0]["use"] = "enc"
    return _late(jwks=jwks)


def _old_keys() -> Verdict:
    late = AT + timedelta(days=1)
    return judge(IDP.issue(AN, request(at=late)), IDP, at=late)


def _old_challenge() -> Verdict:
    nonce = nonce_for(expires_at=AT)
    return judge(IDP.issue(AN, request(nonce=nonce)), IDP, expecting(own(nonce)))


def _no_hashes() -> Verdict:
    assertion = IDP.issue(AN, request(transaction_data=()))
    return judge(assertion, IDP, expecting(hashes_required=True))


VERDICTS: Final[Mapping[str, Callable[[], Verdict]]] = {
    "keys not renewed for a day": _old_keys,
    "key for encryption": _unfit_key,
    "older than the issuer's assertions may be": lambda: judge(
        SCENE.sound, IDP, at=AT + timedelta(seconds=190), maximum_age_seconds=120
    ),
    "challenge of an hour that has passed": _old_challenge,
    "transaction not signed": _no_hashes,
    "level that no map knows": lambda: judge(signed_with(IDP, acr="urn:unheard-of"), IDP),
    "birth abroad": lambda: judge(signed_with(IDP, personal_number="999190123456"), IDP),
    "document without an expiry": lambda: judge(signed_with(IDP, document_expires_on=...), IDP),
    "document of this month": lambda: judge(
        signed_with(IDP, document_expires_on=(AT.date() + timedelta(days=9)).isoformat()), IDP
    ),
    "document without an expiry, of somebody who turned 25": lambda: judge(
        signed_with(IDP, document_expires_on=..., birth_date="2001-02-14", personal_number="001301123456"),
        IDP,
    ),
}
"""What needs another configuration, another hour, or is only noted."""

_FORM: Final = timedelta(hours=1)

DECISIONS: Final[Mapping[str, Callable[[], Decision]]] = {
    "no assertion": lambda: plain.decided(plain.facts()),
    "assertion sent twice": lambda: _decided(plain.assertion(used_before=True)),
    "challenge answered twice": lambda: _decided(plain.assertion(nonce_used_before=True)),
    "weak authentication": lambda: _decided(plain.assertion(authentication_level=1), 20_000_000),
    "unknown level": lambda: _decided(plain.assertion(account_level=None)),
    "authenticated an hour ago": lambda: _decided(
        plain.assertion(authenticated_at=plain.NOON - timedelta(hours=1))
    ),
    "document of yesterday": lambda: _decided(
        plain.assertion(document_expires_on=plain.NOON.date() - timedelta(days=2))
    ),
    "document that does not say": lambda: _decided(plain.assertion(document_expires_on=None)),
    "somebody else's assertion": lambda: _decided(plain.assertion(plain.BINH)),
    "account bound to nobody": lambda: plain.decided(plain.facts(payer_binding=None)),
    "account that was released": lambda: plain.decided(plain.facts(payer_binding=plain.bound(active=False))),
    "account bound by another issuer": lambda: _decided(plain.assertion(issuer="https://other.example")),
    "own account that is not": lambda: plain.decided(
        plain.facts(plain.transaction(kind=plain.TransactionKind.TRANSFER_OWN))
    ),
    "large payment with an assertion that signs nothing": lambda: _decided(
        plain.assertion(transaction_binding=plain.TransactionBinding.NONE), 600_000_000
    ),
    "no confirmation": lambda: plain.decided(plain.facts(confirmations=())),
    "confirmation of an hour ago": lambda: plain.decided(
        plain.facts(confirmations=plain.confirmed("sms_otp", performed_at=plain.NOON - _FORM))
    ),
    "confirmation that failed": lambda: plain.decided(
        plain.facts(confirmations=plain.confirmed("sms_otp", passed=False))
    ),
    "confirmation after ten failures": lambda: plain.decided(
        plain.facts(confirmations=plain.confirmed("sms_otp", failures_before=10))
    ),
    "confirmation that was the login": lambda: plain.decided(
        plain.facts(confirmations=plain.confirmed("device_biometric", login_method=True))
    ),
    "another phone": lambda: plain.decided(plain.facts(device="another")),
    "no phone named": lambda: plain.decided(plain.facts(device="")),
    "first payment ever": lambda: plain.decided(plain.facts(known_device="")),
    "rooted phone": lambda: plain.decided(plain.facts(compromises=(Compromise.ROOTED,))),
    "SIM changed two hours ago": lambda: _decided_with(swap=_swapped(hours=2)),
    "operator that does not answer": lambda: _decided_with(swap=Reading(state=SignalState.UNAVAILABLE)),
    "name check that does not answer, for a large payment": lambda: plain.decided(
        plain.pay(60_000_000, payee_name=PayeeNameFacts(reading=Reading(state=SignalState.UNAVAILABLE)))
    ),
    "payment that a rule of the bank's own names": lambda: _decided_by(
        with_rules(rule("transaction.amount >= 1000000"))
    ),
    "rule that asks for what is not known": lambda: _decided_by(with_rules(rule("new_device"))),
    "regulation that nobody reviewed": lambda: _decided_by(
        changed("[circular-50-2024, circular-77-2025]", "[circular-50-2024]")
    ),
    "two signs of danger": lambda: _decided_by(
        changed("score: {step_up: 40, hold: none", "score: {step_up: 10, hold: 20"), confirmations=()
    ),
    **SCENES,
    "500 payments in an hour": lambda: plain.decided(past.after(1, hour=past.flow(500))),
    "300,000,000 in a week without the face": lambda: plain.decided(
        past.after(4_000_000, week=past.flow(90, 300_000_000))
    ),
    "nine payees in an hour": lambda: plain.decided(past.after(hour=past.flow(8, others=8))),
    "payee who was never paid": lambda: plain.decided(past.after(20_000_000, payee_since=None)),
    "first payment of 60,000,000": lambda: plain.decided(
        past.after(60_000_000, largest=plain.Vnd(2_000_000))
    ),
    "three pieces of 200,000,000": lambda: plain.decided(
        past.after(200_000_000, pieces=past.flow(2, 400_000_000))
    ),
    "all that was left": lambda: plain.decided(
        past.after(60_000_000, of={"payer_balance": plain.Vnd(60_000_000)})
    ),
    "collected from six and sent on": lambda: plain.decided(
        past.after(9_000_000, received=past.received(6, 10_000_000, payers=6))
    ),
    "payee paid by four listed accounts": lambda: plain.decided(
        past.after(payee_received=past.received(4, listed=4))
    ),
    "phone of four people": lambda: plain.decided(past.after(device_others=3)),
    "payment at an hour that never was": lambda: plain.decided(past.after(20_000_000, hour_since=None)),
    "seller with another tax code": lambda: plain.decided(_seller(TaxCode.MISMATCH)),
    "seller whose tax code nobody says": lambda: plain.decided(_seller(TaxCode.UNKNOWN)),
    "payment from a country that never was": lambda: plain.decided(
        past.after(20_000_000, of={"session": SessionFacts(ip_country="KH")}, place_since=None)
    ),
    "payee of a confirmed fraud": lambda: plain.decided(past.after(payee_reports=Reports(frauds=1))),
    "payee whose warning was overridden": lambda: plain.decided(
        past.after(payee_reports=Reports(overridden=1))
    ),
    "clock of yesterday": lambda: plain.decided(plain.facts(clock_skew_seconds=86_400)),
}
"""What only a transaction, a ledger or a clock can tell."""


def _seller(tax_code: TaxCode) -> Facts:
    return plain.identity_check(expected=Expectation(tax_code=tax_code))


def _decided(assertion: Any, amount: int = 4_000_000) -> Decision:
    return plain.decided(plain.pay(amount, assertion=assertion))


def _decided_with(**readings: Reading) -> Decision:
    return plain.decided(plain.facts(sim=SimFacts(**readings)))


def _decided_by(text: str, **differs: Any) -> Decision:
    return plain.decided(plain.facts(**differs), policy_of(text))


def _swapped(**ago: float) -> Reading:
    return Reading(state=SignalState.OBSERVED, at=plain.NOON - timedelta(**ago), as_of=plain.NOON)


@cache
def sources() -> tuple[Source, ...]:
    """Run everything; return every reason that came out, where and of what."""
    return tuple(dict.fromkeys([*_of_registries(), *_of_verdicts(), *_of_decisions()]))


def _of_registries() -> Iterator[Source]:
    found = found_registries()
    for module in sorted(found, key=lambda name: name.startswith("hostile_")):  # sizes explain a code least
        for entry in found[module] if module in REGISTRIES else ():
            yield from _of_verdict(entry.name, REGISTRIES[module](entry))


def _of_verdicts() -> Iterator[Source]:
    for name, judging in VERDICTS.items():
        yield from _of_verdict(name, judging())


def _of_verdict(name: str, verdict: Verdict) -> Iterator[Source]:
    match verdict:
        case Rejected(reason=reason, step=step):
            yield Source(reason, f"step {step}", name)
        case Verified(notes=notes):
            yield from (Source(note, "note", name) for note in notes)


def _of_decisions() -> Iterator[Source]:
    for name, deciding in DECISIONS.items():
        for finding in deciding().findings:
            yield Source(finding.reason, f"signal `{finding.signal}`", name)
