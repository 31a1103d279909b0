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

    uris: tuple[Annotated[str, Meta(pattern=r"^https://[^\s@#]+$", max_length=512)], ...] = ()
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


class IssuerEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """One trusted issuer."""

    issuer: Text
    jwks: JwksEntry | None = None
    """The keys themselves; either this or `jwks_file`."""
    jwks_file: Text | None = None
    """A file with the JWK Set, relative to the configuration; read again whenever it changes."""
    algorithms: Annotated[tuple[Text, ...], Meta(min_length=1)] = ("ES256",)
    typ: Annotated[tuple[str, ...], Meta(min_length=1)] | None = None
    """Accepted `typ` headers, `""` for none; default JWT, and for the profile "signature" not compared."""
    formats: Annotated[tuple[Literal["jwt", "sd-jwt"], ...], Meta(min_length=1)] = ("jwt",)
    claims: ClaimsEntry = ClaimsEntry()
    assurance: dict[Text, LevelsEntry] = {}
    required_claims: tuple[Text, ...] = ()
    """Names as the issuer writes them, beside `iss sub aud iat exp jti`, which are always required."""
    leeway_seconds: Annotated[int, Meta(ge=0, le=60)] = 60
    maximum_lifetime_seconds: Annotated[int, Meta(ge=1, le=86_400)] = 600
    maximum_key_age_seconds: Annotated[int, Meta(ge=1, le=31_536_000)] = 86_400
    """Since the keys were last read; older keys accept nothing."""
    status: Literal["ignore", "if_present", "require"] = "ignore"
    """Whether an assertion must be valid by one of `status_lists`; without lists nobody is."""
    status_lists: StatusListsEntry | None = None
    profile: Literal["assertion", "signature"] = "assertion"
    """"signature" stops after step 5, for raw JWS vectors; never good for a decision."""


class TrustEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """The whole file."""

    issuers: Annotated[list[IssuerEntry], Meta(min_length=1)]
