"""THE procedure: an assertion → `Verified` or `Rejected`, in the numbered order of the assertion profile.

Pure and total: the trust, the expectations and the instant come in, a verdict goes out, and nothing is raised
for anything that a stranger can send. Not here: 14 (one use), which the ledger does in one unit with the
decision, by `Verified.assertion_id`, `nonce` and `acceptable_until`.

It yields before and after each signature, where others may go first (`core/stretches.py`).
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, overload

from eidgate.core.assertion import assurance, consent, identity, status
from eidgate.core.assertion.algorithms import ALGORITHMS, SignatureAlgorithm
from eidgate.core.assertion.claims import SignedClaims, check_standing
from eidgate.core.assertion.credential import check_credential, stand
from eidgate.core.assertion.disclosures import disclose
from eidgate.core.assertion.expected import Expected
from eidgate.core.assertion.formats import parser_for
from eidgate.core.assertion.holder import KEY_BINDING_NAMES, check_holder, check_possession
from eidgate.core.assertion.jws import UnverifiedJws, check_header, check_type, parse_claims
from eidgate.core.assertion.keys import PinnedKey
from eidgate.core.assertion.limits import check_size
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.sd_jwt import UnverifiedSdJwt
from eidgate.core.assertion.strict_json import JsonObject
from eidgate.core.assertion.trust import Format, IssuerTrust, Profile, TrustSnapshot, check_fit
from eidgate.core.assertion.verdict import HolderBinding, Rejected, Verdict, Verified
from eidgate.core.reasons import Reason
from eidgate.core.stretches import Stretches, finish
from eidgate.core.terms import Instant, IssuerId, Masked


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerified:
    """A bare signature that passed steps 0-5; good for test vectors and for nothing else.

    An SD-JWT's signatures say little without its digests, so for it 7 and the possession in 8 hold too.
    """

    issuer: IssuerId


VectorVerdict: TypeAlias = Verified | SignatureVerified | Rejected


def verify(assertion: Masked, *, trust: TrustSnapshot, expected: Expected, at: Instant) -> Verdict:
    """Tell whether the assertion is authentic, current, for us and bound to this transaction at `at`."""
    return finish(verifying(assertion, trust=trust, expected=expected, at=at))


def verifying(
    assertion: Masked, *, trust: TrustSnapshot, expected: Expected, at: Instant
) -> Stretches[Verdict]:
    """Do as `verify`, in stretches: before a signature, the signature, after it."""
    return _run(assertion.reveal(), trust, expected, at, vectors=False)


def verify_vector(
    assertion: Masked, *, trust: TrustSnapshot, expected: Expected, at: Instant
) -> VectorVerdict:
    """Do as `verify`, but let issuers of the profile "signature" stop after step 5: for vectors, offline."""
    return finish(_run(assertion.reveal(), trust, expected, at, vectors=True))


@overload
def _run(
    compact: str, trust: TrustSnapshot, expected: Expected, at: Instant, *, vectors: Literal[False]
) -> Stretches[Verdict]: ...
@overload
def _run(
    compact: str, trust: TrustSnapshot, expected: Expected, at: Instant, *, vectors: Literal[True]
) -> Stretches[VectorVerdict]: ...
def _run(
    compact: str, trust: TrustSnapshot, expected: Expected, at: Instant, *, vectors: bool
) -> Stretches[VectorVerdict]:
    step = 0
    try:
        # 0 budget: what comes next costs no more than this many characters allow
        check_size(compact)

        # 1 strict decoding: one reading or none; the counts of 0 go on inside, before each JSON parse
        step = 1
        form, parse = parser_for(compact, named=expected.form)
        unverified = parse(compact)
        bare = trust.signature_issuer(unverified.header.key_id) if vectors else None
        claims, issuer = _unverified_claims(unverified, trust, bare)

        # 2 header rules, those for every issuer
        step = 2
        algorithm = _algorithm(unverified)
        check_header(unverified.header)

        # 3 issuer: named by claims that nobody has verified yet; 2 again, the rules that this issuer sets
        step = 3
        if issuer is None:
            issuer = trust.issuer(claims.get("iss"))
        step = 2
        _check_issuer_rules(unverified, issuer, form=form)
        step = 3
        key = issuer.pick_key(unverified.header.key_id, algorithm.name, at=at, x5c=unverified.header.x5c)

        # 4 key fits algorithm
        step = 4
        fitting = check_fit(key, algorithm.name)
        yield

        # 5 signature
        step = 5
        signed = _check_signature(unverified, claims, algorithm, fitting)
        yield
        presented = unverified if isinstance(unverified, UnverifiedSdJwt) else None
        bare_signature = issuer.profile is Profile.SIGNATURE

        # 6 claims: types and times of what is signed openly
        step = 6
        if presented is not None and not bare_signature:
            check_credential(signed, issuer, at=at)

        # 7 disclosures: each used once, in its place; a compact JWS has none
        step = 7
        disclosed = signed if presented is None else disclose(signed, presented.disclosures)

        # 8 holder: the confirmed key signed this very presentation; a compact JWS is bound to nobody
        step = 8
        if bare_signature:
            return (yield from _signature_verified(presented, signed, issuer))
        held = yield from check_holder(presented, signed, issuer, expected.audience, at=at)

        # 6 again, what may have been disclosed: subject, audience, one-use id, the end of its life
        step = 6
        standing = (
            check_standing(disclosed, issuer, audience=expected.audience, at=at)
            if presented is None
            else stand(held, disclosed, issuer, audience=expected.audience, at=at)
        )

        # 9 challenge: whoever signed last answers it, the holder or else the issuer
        step = 9
        answer, names = (held.claims, KEY_BINDING_NAMES) if held else (disclosed, issuer.claim_names)
        answered = consent.check_challenge(answer, names, expected, at=at)

        # 10 transaction
        step = 10
        binding = consent.check_transaction(answer, names, expected, answered)

        # 11 assurance
        step = 11
        assured = (
            assurance.read_held(disclosed, issuer, held) if held else assurance.read(disclosed, issuer, at=at)
        )

        # 12 identity
        step = 12
        person, notes = identity.read(disclosed, issuer.claim_names, provinces=trust.provinces, at=at)

        # 13 status
        step = 13
        status.check(signed, disclosed, issuer, at=at)
    except RejectionError as rejection:
        return Rejected(reason=rejection.reason, step=step, detail=rejection.detail)

    # 14 one use: the ledger claims (issuer, assertion_id) until `acceptable_until`, and the nonce once
    levels, challenge = assured.levels, answered.challenge
    return Verified(
        issuer=issuer.issuer,
        subject_id=standing.subject_id,
        assertion_id=standing.assertion_id,
        issued_at=standing.issued_at,
        expires_at=standing.expires_at,
        acceptable_until=standing.acceptable_until,
        authenticated_at=assured.authenticated_at,
        account_level=levels.account if levels else None,
        authentication_level=levels.authentication if levels else None,
        factors=assured.factors,
        holder_binding=HolderBinding.KEY if held else HolderBinding.NONE,
        transaction_binding=binding,
        nonce=answered.nonce,
        nonce_acceptable_until=challenge.expires_at if challenge else None,
        identity=person,
        notes=notes if levels else (Reason.ASSURANCE_UNKNOWN, *notes),
    )


def _signature_verified(
    presented: UnverifiedSdJwt | None, signed: SignedClaims, issuer: IssuerTrust
) -> Stretches[SignatureVerified]:
    """End a vector: with a KB-JWT only if the confirmed key made it for these disclosures."""
    if presented is not None and presented.key_binding is not None:
        yield from check_possession(presented, presented.key_binding, signed, issuer.sd_jwt.key_binding)
    return SignatureVerified(issuer=issuer.issuer)


def _unverified_claims(
    unverified: UnverifiedJws, trust: TrustSnapshot, bare: IssuerTrust | None
) -> tuple[JsonObject, IssuerTrust | None]:
    """Read the claims set; a vector's payload need not be one, and is then its bare-signature issuer's."""
    if bare is None:
        return parse_claims(unverified.payload), None
    try:
        claims = parse_claims(unverified.payload)
    except RejectionError:
        return {}, bare
    named = claims.get("iss")
    return claims, None if named != bare.issuer and trust.names(named) else bare


def _algorithm(unverified: UnverifiedJws) -> SignatureAlgorithm:
    """Neither `none` nor any HMAC is in the table, for any issuer (RFC 8725 §3.1-3.2)."""
    algorithm = ALGORITHMS.get(unverified.header.algorithm)
    if algorithm is None:
        raise RejectionError(Reason.ALG_NOT_ALLOWED, "no algorithm that we verify")
    return algorithm


def _check_issuer_rules(unverified: UnverifiedJws, issuer: IssuerTrust, *, form: Format) -> None:
    if form not in issuer.formats:
        raise RejectionError(Reason.FORMAT_NOT_ACCEPTED, f"{form} is not this issuer's")
    if unverified.header.algorithm not in issuer.algorithms:
        raise RejectionError(Reason.ALG_NOT_ALLOWED, "not on this issuer's list")
    types = issuer.types if form is Format.JWT else issuer.sd_jwt.types
    if types is not None:
        check_type(unverified.header, types)


def _check_signature(
    unverified: UnverifiedJws, claims: JsonObject, algorithm: SignatureAlgorithm, key: PinnedKey
) -> SignedClaims:
    """Turn unverified claims into signed ones; nothing else does."""
    if not algorithm.verifies(unverified.signature, unverified.signing_input, key.public_key):
        raise RejectionError(Reason.SIGNATURE_INVALID)
    return SignedClaims(values=claims)
