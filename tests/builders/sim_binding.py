"""The confirmed binding of a SIM, and a change that an operator's officer makes to it a day later."""

from datetime import timedelta
from typing import Final

from builders.facts import account
from builders.regulation import NOON
from eidgate.core.binding.lifecycle import Binding, Change
from eidgate.core.terms import BindingName, CustomerKind, IssuerId, RelyingPartyId, SubjectId

LATER: Final = NOON + timedelta(days=1)
CHANGE: Final = Change(at=LATER, by="operator-one/an", reason="why")

SIM: Final = Binding(
    name=BindingName("bindings/1"),
    issuer=IssuerId("https://idp.example"),
    subject_id=SubjectId("mai"),
    customer=CustomerKind.INDIVIDUAL,
    instrument=account("+84912345678", institution="operator-one", kind="sim"),
    attested_by=RelyingPartyId("operator-one"),
    institution="operator-one",
    account_level=2,
    assertion_digest="ab" * 32,
    created_at=NOON,
    updated_at=NOON,
    confirmed_at=NOON,
)
