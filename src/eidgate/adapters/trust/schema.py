"""The issuer configuration as it is written: every field, its default and its bounds, in one place.

The same schema serves the server and `eidgate assertion verify --trust`. Unknown fields are refused, so a
misspelt rule cannot silently be no rule.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1, max_length=512)]


class LevelsEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """What one `acr` value is worth (Decree 69/2024)."""

    account: Annotated[int, Meta(ge=1, le=2)]
    authentication: Annotated[int, Meta(ge=1, le=4)]


class ClaimsEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """Our name of a claim → the issuer's; what is left out keeps our name, or OIDC's."""

    nonce: Text = "nonce"
    acr: Text = "acr"
    amr: Text = "amr"
    auth_time: Text = "auth_time"
    transaction_data_hashes: Text = "transaction_data_hashes"
    transaction_data_hashes_alg: Text = "transaction_data_hashes_alg"
    personal_number: Text = "personal_number"
    full_name: Text = "full_name"
    birth_date: Text = "birth_date"
    sex: Text = "sex"
    document_number: Text = "document_number"
    document_expires_on: Text = "document_expires_on"
    tax_code: Text = "tax_code"


class KeyBindingEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """How a wallet must show that it holds the key that the issuer confirmed (RFC 9901 §4.3)."""

    require: bool = True
    """False: a presentation without a KB-JWT is held to the rules of a compact JWS instead."""
    algorithms: Annotated[tuple[Text, ...], Meta(min_length=1)] = ("ES256",)
    maximum_age_seconds: Annotated[int, Meta(ge=1, le=300)] = 300
    require_jti: bool = False
    """EUDI TS12 demands it for payments."""
    response_mode: Text | None = None
    """What the wallet is asked to answer by and must have signed, such as "direct_post.jwt" (EUDI TS12)."""
    factors_claim: Text = "amr"
    factor_categories: dict[Text, Literal["knowledge", "possession", "inherence"]] = {}
    """Method names beside those of RFC 8176, or sorted otherwise than by default."""
    minimum_factor_categories: Annotated[int, Meta(ge=0, le=3)] = 0
    """EUDI TS12 demands 2 for payments."""


class SdJwtEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """What holds only for an issuer's SD-JWT VC."""

    vct: tuple[Text, ...] = ()
    """Accepted credential types; at least one where the format is accepted."""
    required_claims: tuple[Text, ...] | None = None
    """Names as the issuer writes them, beside `iss vct exp cnf sub`; default: the issuer's own list."""
    audiences: tuple[Text, ...] = ()
    """How a credential that says in `aud` which verifiers it is for may name the relying parties here, beside
    the audience of whoever asks; one that names others is refused."""
    ask: tuple[Text, ...] = ("sub",)
    """What a wallet is asked for beside what the caller's purpose needs; names as the issuer writes them."""
    acr: Text | None = None
    """What a presentation by the confirmed key is worth (see `assurance`) where there is no `acr`.

    Only for issuers whose `acr` never stands in a disclosure: a holder could withhold a lower one.
    """
    key_binding: KeyBindingEntry = KeyBindingEntry()


class JwksEntry(Struct, frozen=True):
    """A JWK Set (RFC 7517 §5); other members are ignored, as the RFC says, and each key is judged alone."""

    keys: list[dict[str, Any]]


class StatusProviderEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """Who signs an issuer's status lists, where that is not the issuer itself."""

    issuer: Text
    """Its name: `iss` of the lists, where they have one."""
    jwks: JwksEntry | None = None
    jwks_file: Text | None = None
    """Either this, relative to the configuration, or `jwks`."""
    algorithms: Annotated[tuple[Text, ...], Meta(min_length=1)] = ("ES256",)


class StatusListsEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """The status lists that an issuer's assertions may name (draft-ietf-oauth-status-list); no others count.

    Each list comes from one place: `uris` are fetched, `files` are read again and again, `tokens` stay.
    """

    uris: tuple[Annotated[str, Meta(pattern=r"^https://[^\s@#]+\Z", max_length=512)], ...] = ()
    files: dict[Text, Text] = {}
    """URI → file with the status list token, relative to the configuration."""
    tokens: dict[Text, str] = {}
    """URI → the status list token itself: for the offline command."""
    provider: StatusProviderEntry | None = None
    """Default: the issuer signs its lists itself, with any key that it signs assertions with."""
    maximum_age_seconds: Annotated[int, Meta(ge=1, le=31_536_000)] = 86_400
    """From the list's `iat` on; older lists say nothing (STATUS_STALE)."""
    refresh_seconds: Annotated[int, Meta(ge=1, le=86_400)] = 300
    """A shorter `ttl` of the list makes it more often."""
    ca_file: Text | None = None
    """Certificates that the lists' servers may stand under; default: the system's."""
    copies: Text | None = None
    """A folder, relative to the configuration, in which fetched lists are kept for the next start."""


class CertificatesEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """What the certificates under an issuer's anchors must be (`x5c`)."""

    extended_key_usage: tuple[Annotated[str, Meta(pattern=r"^[0-2](\.(0|[1-9][0-9]*)){1,20}\Z")], ...] = ()
    """Dotted object identifiers, of which the leaf must have one; empty: not asked."""
    san: tuple[Text, ...] = ()
    """URIs and DNS names, of which the leaf's alternative names must hold one; empty: not asked."""
    maximum_intermediates: Annotated[int, Meta(ge=0, le=2)] = 2
    crl_files: tuple[Text, ...] = ()
    """Revocation lists, PEM or DER, relative to the configuration; when given, every certificate below the
    anchor needs a current one of its issuer."""


class IssuerEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """One trusted issuer."""

    issuer: Text
    jwks: JwksEntry | None = None
    """The keys themselves; one of this, `jwks_file` and `jwks_uri`, or anchors."""
    jwks_file: Text | None = None
    """A file with the JWK Set, relative to the configuration; read again whenever it changes."""
    jwks_uri: Annotated[str, Meta(pattern=r"^https://[^\s@#]+\Z", max_length=512)] | None = None
    """Where the JWK Set is fetched from, aside and again and again; never because of what a call brings."""
    jwks_ca_file: Text | None = None
    """Certificates that the server of `jwks_uri` may stand under; default: the system's."""
    anchors_pem: Annotated[str, Meta(min_length=1)] | None = None
    """Certificates (PEM) to which an `x5c` header must lead. With `jwks` beside it, both count."""
    anchors_file: Text | None = None
    """A file with them, relative to the configuration."""
    x5c: CertificatesEntry = CertificatesEntry()
    algorithms: Annotated[tuple[Text, ...], Meta(min_length=1)] = ("ES256",)
    typ: Annotated[tuple[str, ...], Meta(min_length=1)] | None = None
    """Accepted `typ` headers, `""` for none; those that end in `+sd-jwt` are for SD-JWTs alone.

    Default: JWT and dc+sd-jwt; for the profile "signature" not compared.
    """
    formats: Annotated[tuple[Literal["jwt", "sd-jwt"], ...], Meta(min_length=1)] = ("jwt",)
    claims: ClaimsEntry = ClaimsEntry()
    assurance: dict[Text, LevelsEntry] = {}
    required_claims: tuple[Text, ...] = ()
    """Names as the issuer writes them, beside `iss sub aud iat exp jti`, which are always required."""
    leeway_seconds: Annotated[int, Meta(ge=0, le=60)] = 60
    maximum_lifetime_seconds: Annotated[int, Meta(ge=1, le=86_400)] = 600
    """Of an assertion; a credential in a wallet lives longer, and its presentation at most 300 seconds."""
    maximum_age_seconds: Annotated[int, Meta(ge=1, le=86_400)] | None = None
    """Since `iat`: shorter where assertions are signed to last longer than they may be used.
    Default: the maximum lifetime, so that `exp` decides."""
    maximum_key_age_seconds: Annotated[int, Meta(ge=1, le=31_536_000)] = 86_400
    """Since the keys were last read; older keys accept nothing."""
    sd_jwt: SdJwtEntry = SdJwtEntry()
    status: Literal["ignore", "if_present", "require"] = "ignore"
    """Whether an assertion must be valid by one of `status_lists`; without lists nobody is."""
    status_lists: StatusListsEntry | None = None
    profile: Literal["assertion", "signature"] = "assertion"
    """"signature" stops after step 5, for raw JWS vectors; never good for a decision."""


class TrustEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """The whole file."""

    issuers: Annotated[list[IssuerEntry], Meta(min_length=1)]
    key_set_copies: Text = "key-set-copies"
    """The folder, relative to the configuration, where fetched key sets are kept for the next start."""
