"""What an account did before decides over the wire, on both engines."""

import pytest

from builders.desk import OTP, Desk, because, judged, outcome
from builders.running import Running
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.core.transaction import Context
from eidgate.rpc.wire import requests
from eidgate.v1 import common_pb2
from eidgate.v1 import verification_service_pb2 as pb

pytest_plugins = ("builders.store_fixtures",)


@pytest.fixture
def desk(on_each_store: Running) -> Desk:
    return on_each_store.desk()


def test_most_of_the_balance_leaving_in_a_day_is_held_and_the_payer_is_warned(desk: Desk) -> None:
    told = Context(device=desk.customer.device)
    for balance, expected in ((400_000_000, "ALLOW"), (110_000_000, "HOLD")):
        context = requests.context_message(replace(told, payer_balance=Vnd(balance)))
        paid = desk.pay(60_000_000, assertion=desk.sign(60_000_000), context=context)
        assert outcome(paid) == expected
    assert because(paid) == {"BALANCE_DRAINED"}
    assert paid.payer_warning.en == Reason.BALANCE_DRAINED.text.payer_en


def test_a_run_of_payments_asks_for_the_face_which_then_settles_it(desk: Desk) -> None:
    for _ in range(20):
        assert judged(desk.pay(1_000)) == ("ALLOW", "B")
    asked = desk.pay(1_000)
    assert (outcome(asked), because(asked)) == ("STEP_UP", {"VELOCITY_COUNT"})
    ways = [set(way.forms) for way in asked.step_up.forms]
    assert ways
    assert all(common_pb2.CONFIRMATION_FORM_FACE_MATCH in way for way in ways)
    assert outcome(desk.pay(1_000, forms=(*OTP, Form.FACE_MATCH))) == "ALLOW"


def test_a_confirmed_fraud_holds_the_next_payment_to_that_payee(desk: Desk) -> None:
    account = desk.world.account(4_711)
    told = requests.instrument_message(account)
    first = desk.pay(transaction=_to(desk, told))
    assert outcome(first) == "ALLOW"
    desk.client.report_outcome(desk.report(first.name, pb.REPORTED_OUTCOME_FRAUD_CONFIRMED))
    second = desk.pay(transaction=_to(desk, told))
    assert (outcome(second), because(second)) == ("HOLD", {"PAYEE_FRAUD_CONFIRMED"})
    listed = desk.client.list_decisions(pb.ListDecisionsRequest(outcome=second.outcome, page_size=500))
    assert second.name in {one.name for one in listed.decisions}
    assert first.name not in {one.name for one in listed.decisions}


def _to(desk: Desk, payee: common_pb2.Instrument) -> pb.Transaction:
    transaction = desk.transaction()
    transaction.payee.CopyFrom(payee)
    return transaction
