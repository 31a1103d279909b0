"""The hold: a temporary stop on the disputed sum in one account, on a legal ground, with an end set at once.

Each version is a record of its own: nothing is overwritten, and every version is signed (`transparency`).
A hold past `until` holds nothing, whether or not anybody has written that down: its end is a fact of time.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Standing, StandingKind
from eidgate.core.terms import Instant, RelyingPartyId, Vnd

HoldName = NewType("HoldName", str)
"""Resource name of a hold, `holds/{id}`."""


class Ground(StrEnum):
    """Why an account may be held at all: Decree 52/2024 Art. 11(1), and Law 14/2022 for a postponement.

    Suspicion alone is no ground (`domain.md` F2.6): it works through the owner's agreement with their bank,
    or through an authority.
    """

    AGREEMENT = "agreement"
    """Art. 11(1)a: agreed with the owner beforehand, as in the bank's terms."""
    OWNER_REQUEST = "owner_request"
    """Art. 11(1)a: the owner asks for it."""
    AUTHORITY_ORDER = "authority_order"
    """Art. 11(1)b: decision or written request of a competent authority."""
    MISTAKEN_CREDIT = "mistaken_credit"
    """Art. 11(1)c: credited by mistake, never above the mistaken sum."""
    JOINT_OWNER = "joint_owner"
    """Art. 11(1)d: one of the joint owners asks for it."""
    AML_POSTPONEMENT = "aml_postponement"
    """Law 14/2022 on anti-money laundering: postponement, at most three working days."""


class HoldState(StrEnum):
    """Where a hold stands; the first two hold the money."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    EXPIRED = "expired"


class HoldAct(StrEnum):
    """What made a version."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    EXTENDED = "extended"
    RELEASE_ASKED = "release_asked"
    RELEASED = "released"
    EXPIRED = "expired"


ACTIVE: Final = frozenset({HoldState.PLACED, HoldState.CONFIRMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One version of a hold.

    `ceiling` is how much of the money there is tainted, by `basis`: the trace, decision or report that says
    so, or `orders/{number}` where an authority's order says it by itself. `keeper` is the institution that
    keeps the account, `requester` the one that asked; `ordered_by` is the authority that ordered or extended
    it. `frozen` is what the keeper says it froze, None before it spoke. `releasing` are the officers who
    asked for its release so far. `actor` made this version, and `receipt_key` signs it.
    """

    name: HoldName
    identifier: Identifier
    amount: Vnd
    ceiling: Vnd
    basis: str
    ground: Ground
    order_number: str = ""
    reason: str
    keeper: str
    requester: str
    requested_by: RelyingPartyId
    ordered_by: str = ""
    placed_at: Instant
    until: Instant
    frozen: Vnd | None = None
    releasing: tuple[str, ...] = ()
    state: HoldState = HoldState.PLACED
    act: HoldAct = HoldAct.PLACED
    actor: str
    note: str = ""
    version: int = 1
    updated_at: Instant
    receipt_key: str

    @property
    def active(self) -> bool:
        """Whether this version holds the money, as long as its time is not over."""
        return self.state in ACTIVE

    @property
    def etag(self) -> str:
        """Names this version; a change made against another version is refused."""
        return f"v{self.version}"

    def state_at(self, at: Instant) -> HoldState:
        """Return the state at an instant; `until` itself is too late."""
        return HoldState.EXPIRED if self.active and at >= self.until else self.state


def standing_of(hold: Hold) -> Standing | None:
    """Return what decisions must know of a hold, or None when it holds nothing any more."""
    if not hold.active:
        return None
    return Standing(
        identifier=hold.identifier,
        kind=StandingKind.HELD,
        name=hold.name,
        since=hold.placed_at,
        until=hold.until,
        source=hold.requester,
        amount=hold.amount,
    )
