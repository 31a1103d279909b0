"""Holds on a mule's account: what the police, banks and a wallet ask for."""

from datetime import UTC, datetime, timedelta

from eidgate.core.desk.hold import Ground, Hold, HoldName
from eidgate.core.desk.hold_steps import Stroke
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, Instrument, InstrumentKind, Vnd
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE, officer

AT = datetime(2026, 3, 5, 5, tzinfo=UTC)
"""Thursday noon in Viet Nam."""
MULE = Instrument(kind=InstrumentKind.ACCOUNT, institution=OTHER_BANK.institution, number="0022")
AN, BINH = officer(BANK, "an"), officer(BANK, "binh")
KEEPER = officer(OTHER_BANK, "an")
POLICE_AN, POLICE_BINH = officer(POLICE, "an"), officer(POLICE, "binh")


def hold(name: str = "h1", *, account: Instrument = MULE, by: RelyingParty = BANK, **changes: object) -> Hold:
    """Asked for by the victim's bank, on the ground of the account's terms, after a trace."""
    made = Hold(
        name=HoldName(f"holds/{name}"),
        identifier=identifier_of(account),
        amount=Vnd(4_000_000),
        ceiling=Vnd(10_000_000),
        basis="traces/t1",
        ground=Ground.AGREEMENT,
        reason="money of a reported fraud arrived here",
        keeper=account.institution,
        requester=by.institution,
        requested_by=by.relying_party_id,
        placed_at=AT,
        until=AT + timedelta(hours=72),
        actor=by.actor,
        updated_at=AT,
        receipt_key="r1",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields freely


def stroke(by: RelyingParty, etag: str = "v1", *, at: Instant = AT + timedelta(hours=1)) -> Stroke:
    return Stroke(by=by, at=at, etag=etag, receipt_key="r1", note="as agreed by phone")
