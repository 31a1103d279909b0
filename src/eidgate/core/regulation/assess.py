"""Class and forms of one payment, from one version of the tables and the day's totals."""

from collections.abc import Iterable

from msgspec import Struct

from eidgate.core.regulation.classes import Payment
from eidgate.core.regulation.forms import Combinations
from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.regulation.totals import Totals, totals
from eidgate.core.regulation.versions import Regulation, RegulationVersion
from eidgate.core.terms import Instant, Vnd, local_day


class Assessment(Struct, frozen=True, kw_only=True):
    """What the regulation demands of one payment, and the figures it was computed from."""

    group: Group
    transaction_class: TransactionClass
    t: Vnd
    tksth: Vnd
    regulation_version: str
    rule_id: str
    clause: str
    sufficient: Combinations


def classify(version: RegulationVersion, payment: Payment, day: Totals) -> Assessment:
    """Classify a payment by one version (App. 01, 03) and name the forms that suffice (App. 02, 04)."""
    table = version.classes[payment.group]
    rule = table.first(payment, day)
    return Assessment(
        group=payment.group,
        transaction_class=rule.transaction_class,
        t=day.t,
        tksth=day.tksth,
        regulation_version=version.version,
        rule_id=rule.rule_id,
        clause=table.clause,
        sufficient=version.sufficient(payment, day, rule.transaction_class),
    )


def assess(
    regulation: Regulation, payment: Payment, earlier: Iterable[Earlier], *, at: Instant
) -> Assessment:
    """Classify a payment made at an instant after the account's earlier rows.

    The rows are those that came before, in order; rows of other local days are passed over.

    Raises:
        ConfigurationError: no version is in force at the instant.
    """
    return classify(regulation.at(at), payment, totals(earlier, payment.group, local_day(at)))
