"""What an issuer's SD-JWT VC must be and how its holder must present them: configuration as a value.

Defaults follow RFC 9901, OpenID4VP 1.0 and HAIP 1.0: holder binding is required, signed with ES256, and the
key-binding JWT is at most 300 seconds old. What EUDI TS12 adds for payments is asked for by configuration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from eidgate.core.errors import ConfigurationError
from eidgate.core.word import Word

MAX_KEY_BINDING_AGE: Final = timedelta(seconds=300)
"""As long as a challenge lives (Circular 50/2024 Art. 11(4)); an older presentation answers none of ours."""


class FactorCategory(Word):
    """The categories of which two different ones make an authentication strong (EUDI TS12 §3.5)."""

    KNOWLEDGE = "knowledge"
    POSSESSION = "possession"
    INHERENCE = "inherence"


METHOD_CATEGORIES: Final[Mapping[str, FactorCategory]] = MappingProxyType(
    {
        **dict.fromkeys(("pwd", "pin", "kba"), FactorCategory.KNOWLEDGE),
        **dict.fromkeys(("hwk", "swk", "otp", "sms", "tel", "sc"), FactorCategory.POSSESSION),
        **dict.fromkeys(("face", "fpt", "iris", "retina", "vbm"), FactorCategory.INHERENCE),
    }
)
"""RFC 8176 §2's methods; those that tell a place, a risk or "several" (`geo rba mfa user`) are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyBindingRules:
    """How the holder must show possession of the key in `cnf` (RFC 9901 §4.3)."""

    required: bool = True
    """Without it a presentation that has none is held to the rules of a compact JWS: `aud`, `jti`, short."""
    algorithms: frozenset[str] = frozenset({"ES256"})
    """HAIP 1.0 §7 demands ES256 of everybody."""
    maximum_age: timedelta = MAX_KEY_BINDING_AGE
    id_required: bool = False
    """Whether `jti` must be there (EUDI TS12 §3.5: always, for a payment)."""
    response_mode: str | None = None
    """The `response_mode` that was asked for and must be signed (EUDI TS12); None: not compared."""
    factors_claim: str = "amr"
    """Where the wallet lists the factors that it checked."""
    factor_categories: Mapping[str, FactorCategory] = field(default_factory=lambda: METHOD_CATEGORIES)
    """Method names sorted into categories; objects name theirs themselves."""
    minimum_categories: int = 0
    """How many different categories there must be; EUDI TS12 §3.5 wants 2."""

    def __post_init__(self) -> None:
        """Refuse what could not be meant."""
        if not timedelta(0) < self.maximum_age <= MAX_KEY_BINDING_AGE:
            raise ConfigurationError(f"key binding: the maximum age is 1-{MAX_KEY_BINDING_AGE.seconds} s")
        if not self.algorithms:
            raise ConfigurationError("key binding: no algorithm is allowed")


@dataclass(frozen=True, slots=True, kw_only=True)
class SdJwtRules:
    """What is accepted of one issuer in this format."""

    types: frozenset[str] | None = frozenset({"dc+sd-jwt"})
    """Accepted `typ` values; None (bare signatures only): not compared."""
    credential_types: frozenset[str] = frozenset()
    """Accepted `vct` values; none accepts nothing."""
    required_claims: frozenset[str] = frozenset()
    """Names as the issuer writes them, signed openly or disclosed."""
    audiences: frozenset[str] = frozenset()
    """How a credential's own `aud` may name its verifiers here, beside each caller's audience."""
    asked_claims: tuple[str, ...] = ()
    """What a wallet is asked for beside what the purpose needs; names as the issuer writes them."""
    authentication_context: str | None = None
    """The `acr` that a key-bound presentation is worth where the credential itself says none."""
    key_binding: KeyBindingRules = field(default_factory=KeyBindingRules)
