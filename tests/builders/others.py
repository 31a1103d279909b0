"""Who asks about what is another's, method by method."""

from typing import Final

from eidgate.core.shape import replace
from eidgate.simulator.world import OTHER_OPERATOR, SHOP, WALLET, officer

WITHOUT_RIGHTS: Final = replace(SHOP, role="visitor")
"""A caller of a role that has no right; no configuration makes one."""

OF_OTHERS: Final = {
    "GetDecision": ("name", WALLET),
    "ReportOutcome": ("decision", WALLET),
    "GetBinding": ("name", WALLET),
    "ListBindingVersions": ("name", WALLET),
    "ListBindingDecisions": ("name", WALLET),
    "ConfirmBinding": ("name", WALLET),
    "SuspendBinding": ("name", WALLET),
    "ReinstateBinding": ("name", OTHER_OPERATOR),
    "RevokeBinding": ("name", WALLET),
    "TransferBinding": ("name", OTHER_OPERATOR),
    "GetEntry": ("name", WALLET),
    "UpdateEntry": ("name", WALLET),
    "ClearEntry": ("name", OTHER_OPERATOR),
    "ResolveAppeal": ("name", WALLET),
    "GetReport": ("name", WALLET),
    "UpdateReport": ("name", WALLET),
    "GetTrace": ("name", WALLET),
    "EndTrace": ("name", WALLET),
    "GetHold": ("name", WALLET),
    "ConfirmHold": ("name", WALLET),
    "ReleaseHold": ("name", officer(WALLET, "an")),
    "AcknowledgeAlert": ("name", WALLET),
}
"""Which field names a resource, and who has the method's right but nothing to do with this one."""
