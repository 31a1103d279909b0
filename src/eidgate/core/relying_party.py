"""The relying party: who calls us, what it may do, and at which institution it stands.

A relying party is a client certificate plus a line of configuration; nothing it writes in a request can
change what it is.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eidgate.core.terms import Instrument, RelyingPartyId, TransactionKind


class Role(StrEnum):
    """What kind of institution calls; rights follow from it."""

    BANK = "bank"
    WALLET = "wallet"
    SHOP = "shop"
    OPERATOR = "operator"
    PLATFORM = "platform"
    HOTLINE = "hotline"
    AUTHORITY = "authority"
    AUDITOR = "auditor"
    RISK_TEAM = "risk_team"


class Right(StrEnum):
    """One act that a role may be allowed."""

    VERIFY = "verify"
    READ_DECISIONS = "read decisions"
    BIND = "bind"
    CHECK_PAYEE = "check payees"
    LOOK_UP = "look up identifiers"
    LIST = "list identifiers"
    READ_ENTRIES = "read entries"
    CONFIRM = "confirm and clear entries"
    REPORT = "file reports"
    RECORD_TRANSFERS = "record transfers"
    TRACE = "trace funds"
    HOLD = "place holds"
    READ_HOLDS = "read holds"
    ORDER = "order and extend holds"
    RECEIVE_ALERTS = "receive alerts"
    READ_STATISTICS = "read statistics"
    GOVERN_POLICY = "govern policies"
    READ_POLICIES = "read policies"
    AUDIT = "read everybody's records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many calls a relying party may make: a bucket of `burst` calls that refills at `per_second`."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingParty:
    """A configured caller.

    `audience` is the exact `aud` that assertions for it must carry. `institution` is the BIN of a bank or
    wallet, or the operator's code; a shop has none. `provider` scopes the regulation's day totals, so no
    caller can move another institution's totals. `officer` is whom at the relying party this certificate
    stands for, "" for its systems: an act that takes two people takes two officers' certificates.
    """

    relying_party_id: RelyingPartyId
    role: Role
    audience: str
    institution: str = ""
    quota: Quota
    officer: str = ""

    @property
    def actor(self) -> str:
        """Who acts, as records name them: `{relying party}` or `{relying party}/{officer}`."""
        return f"{self.relying_party_id}/{self.officer}" if self.officer else self.relying_party_id

    @property
    def provider(self) -> str:
        """The provider at which Circular 50/2024 counts a day's transactions."""
        return self.institution or f"rp:{self.relying_party_id}"

    def has(self, right: Right) -> bool:
        """Whether its role carries this right; a role that is not in the table has none."""
        return right in _RIGHTS.get(self.role, frozenset())

    def oversees(self, office: Right) -> bool:
        """Whether it reads what is everybody's: by an office that acts on it, or as who audits it."""
        return self.has(office) or self.has(Right.AUDIT)

    def may_decide(self, kind: TransactionKind) -> bool:
        """Whether it may ask for a decision on this kind of transaction."""
        return kind in _KINDS.get(self.role, frozenset())

    def holds(self, instrument: Instrument) -> bool:
        """Whether the instrument is kept at its own institution."""
        return bool(self.institution) and instrument.institution == self.institution


_KEEPER: Final = frozenset(
    {
        Right.VERIFY,
        Right.READ_DECISIONS,
        Right.BIND,
        Right.CHECK_PAYEE,
        Right.LOOK_UP,
        Right.LIST,
        Right.READ_ENTRIES,
        Right.REPORT,
        Right.RECEIVE_ALERTS,
        Right.READ_STATISTICS,
    }
)
"""Whoever keeps instruments for customers."""

_MONEY: Final = _KEEPER | {Right.RECORD_TRANSFERS, Right.TRACE, Right.HOLD, Right.READ_HOLDS}

_RIGHTS: Final = {
    Role.BANK: _MONEY,
    Role.WALLET: _MONEY,
    Role.OPERATOR: _KEEPER - {Right.CHECK_PAYEE},
    Role.SHOP: frozenset(
        {Right.VERIFY, Right.READ_DECISIONS, Right.LOOK_UP, Right.CHECK_PAYEE, Right.REPORT}
    ),
    Role.PLATFORM: frozenset({Right.LOOK_UP, Right.REPORT, Right.RECEIVE_ALERTS}),
    Role.HOTLINE: frozenset({Right.LOOK_UP, Right.REPORT, Right.TRACE, Right.READ_STATISTICS}),
    Role.AUTHORITY: frozenset(
        {
            Right.LOOK_UP,
            Right.LIST,
            Right.READ_ENTRIES,
            Right.CONFIRM,
            Right.REPORT,
            Right.TRACE,
            Right.HOLD,
            Right.READ_HOLDS,
            Right.ORDER,
            Right.RECEIVE_ALERTS,
            Right.READ_STATISTICS,
        }
    ),
    Role.RISK_TEAM: frozenset({Right.GOVERN_POLICY, Right.READ_POLICIES, Right.READ_STATISTICS}),
    Role.AUDITOR: frozenset(
        {
            Right.READ_DECISIONS,
            Right.READ_ENTRIES,
            Right.READ_HOLDS,
            Right.READ_POLICIES,
            Right.READ_STATISTICS,
            Right.AUDIT,
        }
    ),
}

_MONEY_AND_ACCOUNT: Final = frozenset(TransactionKind) - {TransactionKind.SIM_REPLACEMENT}

_KINDS: Final = {
    Role.BANK: _MONEY_AND_ACCOUNT,
    Role.WALLET: _MONEY_AND_ACCOUNT,
    Role.SHOP: frozenset(
        {TransactionKind.GOODS_AND_SERVICES, TransactionKind.CARD_PAYMENT, TransactionKind.LOGIN}
    ),
    Role.OPERATOR: frozenset({TransactionKind.SIM_REPLACEMENT, TransactionKind.LOGIN}),
}
