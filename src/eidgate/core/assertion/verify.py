"""THE procedure: an assertion → `Verified` or `Rejected`, in the numbered order of the assertion profile.

Pure and total: the trust, the expectations and the instant come in, a verdict goes out, and nothing is raised
for anything that a stranger can send. Not here: 7 and 8 (disclosures and holder, with the SD-JWT format) and
14 (one use), which the ledger does in one unit with the decision, by `Verified.assertion_id`, `nonce` and
`acceptable_until`.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, overload

from eidgate.core.assertion import assurance, consent, identity, status
from eidgate.core.assertion.algorithms import ALGORITHMS, SignatureAlgorithm
from eidgate.core.assertion.claims import SignedClaims, check_standing
from eidgate.core.assertion.expected import Expected
from eidgate.core.assertion.formats import parser_for
from eidgate.core.assertion.jws import UnverifiedJws, check_header, check_type, parse_claims
from eidgate.core.assertion.keys import PinnedKey
from eidgate.core.assertion.limits import check_size
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import JsonObject
from eidgate.core.assertion.trust import Format, IssuerTrust, Profile, TrustSnapshot, check_fit
from eidgate.core.assertion.verdict import HolderBinding, Rejected, Verdict, Verified
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, IssuerId, Masked


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerified:
    """A bare signature that passed steps 0-5; good for test vectors and for nothing else."""

    issuer: IssuerId


VectorVerdict: TypeAlias = Verified | SignatureVerified | Rejected


def verify(assertion: Masked, *, trust: TrustSnapshot, expected: Expected, at: Instant) -> Verdict:
    """Tell whether the assertion is authentic, current, for us and bound to this transaction at `at`."""
    return _run(assertion.reveal(), trust, expected, at, vectors=False)


def verify_vector(
    assertion: Masked, *, trust: TrustSnapshot, expected: Expected, at: Instant
) -> VectorVerdict:
    """Do as `verify`, but let issuers of the profile "signature" stop after step 5: for vectors, offline."""
    return _run(assertion.reveal(), trust, expected, at, vectors=True)


@overload
def _run(
    compact: str, trust: TrustSnapshot, expected: Expected, at: Instant, *, vectors: Literal[False]
) -> Verdict: ...
@overload
def _run(
    compact: str, trust: TrustSnapshot, expected: Expected, at: Instant, *, vectors: Literal[True]
) -> VectorVerdict: ...
def _run(
    compact: str, trust: TrustSnapshot, expected: Expected, at: Instant, *, vectors: bool
) -> VectorVerdict:
    step = 0
    try:
        # 0 budget: what comes next costs no more than this many characters allow
        check_size(compact)

        # 1 strict decoding: one reading or none; the counts of 0 go on inside, before each JSON parse
        step = 1
        form, parse = parser_for(compact)
        unverified = parse(compact)
        bare = trust.signature_issuer(unverified.key_id) if vectors else None
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
        key = issuer.pick_key(unverified.key_id, algorithm.name, at=at)

        # 4 key fits algorithm
        step = 4
        fitting = check_fit(key, algorithm.name)

        # 5 signature
        step = 5
        signed = _check_signature(unverified, claims, algorithm, fitting)
        if issuer.profile is Profile.SIGNATURE:
            return SignatureVerified(issuer=issuer.issuer)

        # 6 claims: types, audience, times
        step = 6
        standing = check_standing(signed, issuer, audience=expected.audience, at=at)

        # 7 disclosures and 8 holder: a compact JWS has neither

        # 9 challenge
        step = 9
        names = issuer.claim_names
        answered = consent.check_challenge(signed, names, expected, at=at)

        # 10 transaction
        step = 10
        binding = consent.check_transaction(signed, names, expected, answered)

        # 11 assurance
        step = 11
        assured = assurance.read(signed, issuer, at=at)

        # 12 identity
        step = 12
        person, notes = identity.read(signed, names, at=at)

        # 13 status
        step = 13
        status.check(signed, issuer, at=at)
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
        holder_binding=HolderBinding.NONE,
        transaction_binding=binding,
        nonce=answered.nonce,
        nonce_acceptable_until=challenge.expires_at if challenge else None,
        identity=person,
        notes=notes if levels else (Reason.ASSURANCE_UNKNOWN, *notes),
    )


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
    return claims, None if trust.names(claims.get("iss")) else bare


def _algorithm(unverified: UnverifiedJws) -> SignatureAlgorithm:
    """Neither `none` nor any HMAC is in the table, for any issuer (RFC 8725 §3.1-3.2)."""
    algorithm = ALGORITHMS.get(unverified.algorithm)
    if algorithm is None:
        raise RejectionError(Reason.ALG_NOT_ALLOWED, "no algorithm that we verify")
    return algorithm


def _check_issuer_rules(unverified: UnverifiedJws, issuer: IssuerTrust, *, form: Format) -> None:
    if form not in issuer.formats:
        raise RejectionError(Reason.FORMAT_NOT_ACCEPTED, f"{form} is not this issuer's")
    if unverified.algorithm not in issuer.algorithms:
        raise RejectionError(Reason.ALG_NOT_ALLOWED, "not on this issuer's list")
    if issuer.types is not None:
        check_type(unverified.header, issuer.types)


def _check_signature(
    unverified: UnverifiedJws, claims: JsonObject, algorithm: SignatureAlgorithm, key: PinnedKey
) -> SignedClaims:
    """Turn unverified claims into signed ones; nothing else does."""
    if not algorithm.verifies(unverified.signature, unverified.signing_input, key.public_key):
        raise RejectionError(Reason.SIGNATURE_INVALID)
    return SignedClaims(values=claims)
