"""What the desk may have put against somebody: a listing for two days, in whatever a test makes of it."""

from datetime import timedelta

from builders.ledger import NOON
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.shape import replace


def listed(identifier: Identifier, **differs: object) -> Standing:
    made = Standing(
        identifier=identifier,
        kind=StandingKind.LISTED,
        name="entries/e1",
        since=NOON - timedelta(days=1),
        until=NOON + timedelta(days=1),
        source="police",
        grade=Grade.BLOCK,
        code=4,
    )
    return replace(made, **differs)  # type: ignore[arg-type]  # a test names fields freely
