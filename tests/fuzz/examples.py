"""A request of every method that somebody in the simulator's world could make, and which are made first."""

from typing import Any, Final

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from builders.wire import AT, VALID
from eidgate.core.relying_party import RelyingParty
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, POLICE, RISK_TEAM
from eidgate.v1 import common_pb2 as common
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import report_pb2 as reports
from eidgate.v1 import trace_pb2 as traces

_THREE_DAYS: Final = Timestamp(seconds=AT.seconds + 3 * 86_400)
_SUM: Final = Money(currency_code="VND", units=4_000_000)
_OWN: Final = common.Instrument(
    kind=common.INSTRUMENT_KIND_ACCOUNT, institution="999901", number="070000000001"
)
_OTHER: Final = common.Instrument(
    kind=common.INSTRUMENT_KIND_ACCOUNT, institution="999902", number="070000000077"
)


def _identifier(account: common.Instrument) -> identifiers.Identifier:
    value = f"{account.institution}:{account.number}"
    return identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_ACCOUNT, value=value)


_CHANGES: Final[dict[str, dict[str, Any]]] = {
    "FileReport": {
        "channel": reports.REPORT_CHANNEL_FRAUD_DESK,
        "scheme": reports.REPORT_SCHEME_FRAUD,
        "hotline_message": None,
        "victim": _identifier(_OWN),
        "indicators": [_identifier(_OTHER)],
        "decisions": None,
        "transfers": [traces.TransferStart(institution="999901", transfer_id="FT26064-1")],
    },
    "UpdateReport": {"decisions": None, "transfers": None, "indicators": [_identifier(_OTHER)]},
    "TraceFunds": {"account": traces.AccountStart(instrument=_OWN, not_before=AT)},
    "ListBindings": {"instrument": None},
    "ReportIdentifier": {"expire_time": _THREE_DAYS},
    "UpdateEntry": {"expire_time": _THREE_DAYS},
    "PlaceHold": {
        "account": _OTHER,
        "amount": _SUM,
        "ceiling": _SUM,
        "basis": None,
        "ground": holds.HOLD_GROUND_AUTHORITY_ORDER,
        "expire_time": None,
    },
    "ConfirmHold": {"frozen": _SUM},
    "ExtendHold": {"expire_time": _THREE_DAYS},
    "RecordTransfers": {
        "transfers": [
            traces.SettledTransfer(
                transfer_id="FT26064-1", source=_OWN, target=_OTHER, amount=_SUM, settle_time=AT
            )
        ]
    },
}
"""What the valid requests say that nobody in this world could."""


def _changed(example: Message, changes: dict[str, Any]) -> Message:
    for name in changes:
        example.ClearField(name)
    example.MergeFrom(type(example)(**changes))
    return example


EXAMPLES: Final = {name: _changed(make(), _CHANGES.get(name, {})) for name, make in VALID.items()}
"""A request of every method."""

EXAMPLES["VerifyTransaction"].transaction.payer.CopyFrom(_OWN)
EXAMPLES["VerifyTransaction"].transaction.payee.CopyFrom(_OTHER)

FIRST: Final[tuple[tuple[str, RelyingParty], ...]] = (
    ("RecordTransfers", BANK),
    ("FileReport", BANK),
    ("TraceFunds", BANK),
    ("VerifyTransaction", BANK),
    ("PlaceHold", POLICE),
    ("StreamAlerts", BANK),
    ("StreamAlerts", OTHER_BANK),
    ("ReportIdentifier", BANK),
    ("ReportIdentifier", OTHER_BANK),
    ("ListBindings", BANK),
    ("ListBindings", OPERATOR),
    ("ListPolicies", RISK_TEAM),
)
"""What is asked of a new service, so that there is something of everything."""
