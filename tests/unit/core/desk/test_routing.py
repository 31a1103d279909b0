"""Who can act on an event is told of it, once, and nobody else is."""

from datetime import UTC, datetime

import pytest

from eidgate.core.desk.alert import Action, Address, AlertKind, ListNews, addresses_of, to_role
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.routing import Event, keeper_of, route
from eidgate.core.relying_party import Role
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, OPERATOR, POLICE, SHOP

AT = datetime(2026, 3, 5, 5, tzinfo=UTC)
MULE = Identifier(kind=IdentifierKind.ACCOUNT, value="999902:0022")
NUMBER = Identifier(kind=IdentifierKind.PHONE, value="+84900000001")


def event(kind: AlertKind, identifier: Identifier | None = MULE, **changes: object) -> Event:
    return Event(kind=kind, event_id="x1", about="holds/x1", at=AT, identifier=identifier, **changes)  # type: ignore[arg-type]  # a test names fields freely


def told(happened: Event) -> dict[str, Action]:
    return {alert.address: alert.action for alert in route(happened)}


@pytest.mark.parametrize(
    ("kind", "value", "address"),
    [
        (IdentifierKind.ACCOUNT, "999902:0022", "institution:999902"),
        (IdentifierKind.WALLET, "999903:w-1", "institution:999903"),
        (IdentifierKind.CARD, "999902:c-1", "institution:999902"),
        (IdentifierKind.MERCHANT, "999902:m-1", "institution:999902"),
        (IdentifierKind.PHONE, "+84900000001", "role:operator"),
        (IdentifierKind.WEBSITE, "bank.example/login", "role:platform"),
        (IdentifierKind.SOCIAL_ACCOUNT, "platform-one:77", "institution:platform-one"),
        (IdentifierKind.DEVICE, "d-1", "role:authority"),
        (IdentifierKind.PERSON, "ab12", "role:authority"),
    ],
)
def test_an_identifier_goes_to_who_can_act_on_it(kind: IdentifierKind, value: str, address: str) -> None:
    assert keeper_of(Identifier(kind=kind, value=value)) == address


@pytest.mark.parametrize("kind", AlertKind)
def test_every_kind_of_event_reaches_somebody(kind: AlertKind) -> None:
    assert route(event(kind, concerned=("999901",)))


def test_a_hold_is_frozen_by_the_accounts_bank_and_known_to_who_asked() -> None:
    assert told(event(AlertKind.HOLD_PLACED, concerned=("police",))) == {
        "institution:999902": Action.FREEZE,
        "institution:police": Action.NOTE,
    }


@pytest.mark.parametrize("kind", [AlertKind.APPEAL_FILED, AlertKind.REVIEW_OVERDUE, AlertKind.APPEAL_LAPSED])
def test_an_authority_that_reported_is_told_of_an_appeal_once(kind: AlertKind) -> None:
    happened = event(kind, concerned=("999901", "police"), authorities=frozenset({"police"}))
    assert {"institution:999901", "role:authority"} <= told(happened).keys()
    assert [alert.address for alert in route(happened) if alert.address in addresses_of(POLICE)] == [
        "role:authority"
    ]


def test_an_authority_that_reported_is_told_as_such_where_others_are_not() -> None:
    resolved = event(AlertKind.APPEAL_RESOLVED, concerned=("police",), authorities=frozenset({"police"}))
    assert told(resolved) == {"institution:999902": Action.NOTE, "institution:police": Action.NOTE}
    device = Identifier(kind=IdentifierKind.DEVICE, value="d-1")
    cleared = event(AlertKind.CLEARED, device, concerned=("police",), authorities=frozenset({"police"}))
    assert told(cleared) == {"role:authority": Action.UNFREEZE}


def test_a_report_opens_a_case_at_the_police() -> None:
    assert told(event(AlertKind.REPORT_FILED)) == {
        "institution:999902": Action.REVIEW,
        "role:authority": Action.OPEN_CASE,
    }


def test_a_known_operator_is_told_alone() -> None:
    assert told(event(AlertKind.LISTED, NUMBER, keeper="operator-two")) == {
        "institution:operator-two": Action.RESTRICT
    }


def test_whoever_is_met_twice_is_told_once_as_the_one_who_acts() -> None:
    alerts = route(event(AlertKind.HOLD_PLACED, concerned=("999902", "999902")))
    assert [(one.address, one.action) for one in alerts] == [("institution:999902", Action.FREEZE)]


def test_an_event_without_identifier_or_anyone_concerned_tells_nobody() -> None:
    assert route(event(AlertKind.HOLD_CONFIRMED, None, concerned=("",))) == ()


def test_the_same_event_gives_the_same_alerts() -> None:
    happened = event(AlertKind.HOLD_PLACED, concerned=("police",), amount=Vnd(5))
    assert route(happened) == route(happened)
    assert [one.name for one in route(happened)] == ["alerts/x1n0", "alerts/x1n1"]
    assert {(one.about, one.at, one.identifier, one.amount) for one in route(happened)} == {
        ("holds/x1", AT, MULE, 5)
    }


def test_a_relying_party_reads_its_institutions_alerts_and_its_roles() -> None:
    assert addresses_of(BANK) == (Address("institution:999901"), Address("role:bank"))
    assert addresses_of(OPERATOR) == (Address("institution:operator-one"), Address("role:operator"))
    assert addresses_of(POLICE) == (Address("institution:police"), Address("role:authority"))
    assert addresses_of(SHOP) == (Address("role:shop"),)


def test_whoever_keeps_several_of_an_events_identifiers_is_told_once_of_all_of_those() -> None:
    second = Identifier(kind=IdentifierKind.ACCOUNT, value="999902:0033")
    wallet = Identifier(kind=IdentifierKind.WALLET, value="999903:7")
    happened = event(AlertKind.REPORT_FILED, MULE, others=(NUMBER, second, wallet), concerned=("999901",))
    named = {alert.address: (alert.identifier, *alert.others) for alert in route(happened)}
    assert named == {
        "institution:999902": (MULE, second),
        "role:operator": (NUMBER,),
        "institution:999903": (wallet,),
        "institution:999901": (MULE, NUMBER, second, wallet),
        "role:authority": (MULE, NUMBER, second, wallet),
    }


def test_who_keeps_one_and_handles_the_report_is_told_once_of_all() -> None:
    happened = event(AlertKind.REPORT_FILED, MULE, others=(NUMBER,), concerned=("999902",))
    [alert] = [one for one in route(happened) if one.address == "institution:999902"]
    assert (alert.identifier, *alert.others) == (MULE, NUMBER)


@pytest.mark.parametrize(("listed", "action"), [(1, Action.RESTRICT), (0, Action.UNFREEZE)])
def test_a_list_that_only_takes_back_asks_to_let_go(listed: int, action: Action) -> None:
    happened = event(
        AlertKind.LIST_IMPORTED,
        None,
        receiver=to_role(Role.OPERATOR),
        news=ListNews(listed=listed, cleared=5, after=0),
    )
    assert told(happened) == {"role:operator": action}
