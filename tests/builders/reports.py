"""Reports of one invented victim: an account at bank one, money that went to a mule at bank two."""

from datetime import timedelta
from typing import Any

from builders.holds import AT, MULE
from eidgate.core.desk.identifier import Identifier, IdentifierKind, identifier_of, phone
from eidgate.core.desk.report import Report, ReportChannel, ReportName, Scheme
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind, Vnd
from eidgate.simulator.world import BANK, HOTLINE

VICTIM = Instrument(kind=InstrumentKind.ACCOUNT, institution=BANK.institution, number="0011")
ROBBED = identifier_of(VICTIM)
ACCOUNT = identifier_of(MULE)
NUMBER = phone("+84900000001")
SITE = Identifier(kind=IdentifierKind.WEBSITE, value="evil.example.com")


def report(name: str = "r1", *, by: RelyingParty = HOTLINE, **changes: Any) -> Report:
    """Filed by the hotline for a customer of bank one, who lost ten million."""
    made = Report(
        name=ReportName(f"reports/{name}"),
        channel=ReportChannel.HOTLINE_CALL,
        scheme=Scheme.FRAUD,
        filer=by.institution,
        filed_by=by.relying_party_id,
        handler=BANK.institution,
        victim=ROBBED,
        indicators=(ACCOUNT, NUMBER),
        amount=Vnd(10_000_000),
        happened_at=AT - timedelta(hours=1),
        answer_by=AT + timedelta(days=5),
        filed_at=AT,
        updated_at=AT,
        actor=by.actor,
    )
    return replace(made, **changes)
