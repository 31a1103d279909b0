from typing import Any

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from builders.wire import VALID, transaction, verify_transaction
from eidgate.adapters.number_plan import load_number_plan
from eidgate.core.errors import InvalidCommandError
from eidgate.core.shape import field_names, replace
from eidgate.core.terms import MASK, Instrument, InstrumentKind, Vnd
from eidgate.core.transaction import Transaction
from eidgate.rpc.wire import requests
from eidgate.simulator.qr_code import viet_qr
from eidgate.v1 import common_pb2 as common
from eidgate.v1 import verification_service_pb2 as verification


def test_every_field_of_a_transaction_is_read() -> None:
    read = requests.transaction(transaction())
    for name in field_names(Transaction):
        if name not in {"linked_wallet", "new_organisation", "payee_qr"}:  # read below
            assert getattr(read, name), f"{name} was not read"
    message = transaction()
    message.linked_wallet, message.new_organisation = True, True
    assert requests.transaction(message).linked_wallet
    assert requests.transaction(message).new_organisation


def test_a_transaction_is_written_back_as_it_was_read() -> None:
    assert requests.transaction_message(requests.transaction(transaction())) == transaction()


def test_an_absent_payee_and_amount_are_none_and_nothing() -> None:
    message = transaction()
    message.ClearField("payee")
    message.ClearField("amount")
    read = requests.transaction(message)
    assert read.payee is None
    assert read.amount == 0


def test_the_payees_name_is_read_in_nfc_and_masked() -> None:
    message = transaction()
    message.payee_name = "Nguye\u0302\u0303n"
    read = requests.transaction(message)
    assert read.payee_name.reveal() == "Nguy\u1ec5n"
    assert "Nguy" not in repr(read)
    assert MASK in repr(read)


def test_a_device_that_may_be_new_is_not_the_same_as_one_that_is_not() -> None:
    said = [requests.context(one).new_device for one in (
        verification.Context(),
        verification.Context(new_device=False),
        verification.Context(new_device=True),
    )]  # fmt: skip
    assert said == [None, False, True]


def test_a_confirmation_at_an_impossible_time_is_refused_by_its_place() -> None:
    good = verify_transaction().confirmations[0]
    bad = verification.Confirmation(form=good.form, perform_time=Timestamp(nanos=-1))
    with pytest.raises(InvalidCommandError) as caught:
        requests.confirmations([good, bad])
    assert [one.field for one in caught.value.violations] == ["confirmations[1].perform_time"]


@pytest.mark.parametrize("assertion", [common.Assertion(jwt="a.b.c"), common.Assertion(sd_jwt="a.b.c~d~")])
def test_an_assertion_of_either_format_is_masked_from_here_on(assertion: common.Assertion) -> None:
    presented = requests.presented(assertion, "nonce-1")
    assert presented.assertion.reveal() == assertion.jwt + assertion.sd_jwt
    assert presented.challenge == "nonce-1"
    assert "a.b.c" not in repr(presented)


def test_reading_leaves_the_request_as_it_was() -> None:
    for make in VALID.values():
        request = make()
        if isinstance(request, verification.VerifyTransactionRequest):
            requests.transaction(request.transaction)
            requests.confirmations(request.confirmations)
            requests.context(request.context)
        assert request == make()


def test_a_session_is_read_with_its_site_in_one_spelling_and_masked() -> None:
    read = requests.context(
        verification.Context(site="HTTPS://www.Shop.Example/a/../b?c", phone="+84912345678", inspected=True)
    )
    assert (read.site.reveal(), read.phone.reveal(), read.inspected) == (
        "shop.example/b?c",
        "+84912345678",
        True,
    )
    assert "shop" not in repr(read)
    assert "84912345678" not in repr(read)


@pytest.mark.parametrize("site", ["javascript:alert(1)", "localhost", "a..b"])
def test_a_site_that_is_none_is_refused_by_its_field_without_being_repeated(site: str) -> None:
    with pytest.raises(InvalidCommandError) as caught:
        requests.context(verification.Context(site=site))
    (violation,) = caught.value.violations
    assert violation.field == "context.site"
    assert site not in violation.description


def test_a_session_that_began_at_an_impossible_time_is_refused() -> None:
    with pytest.raises(InvalidCommandError) as caught:
        requests.context(verification.Context(session_start_time=Timestamp(nanos=-1)))
    assert [one.field for one in caught.value.violations] == ["context.session_start_time"]


PLAN = load_number_plan()


@pytest.mark.parametrize(
    "written",
    ["0912345678", "84912345678", "+84 912 345 678", "0084912345678", "+840912345678", "0912.345.678"],
)
def test_a_phone_in_any_form_of_viet_nam_becomes_e164(written: str) -> None:
    read = requests.context(verification.Context(phone=written), PLAN)
    assert read.phone.reveal() == "+84912345678"


def test_a_number_of_before_2018_becomes_the_one_that_replaced_it() -> None:
    read = requests.context(verification.Context(phone="01212345678"), PLAN)
    assert read.phone.reveal() == "+84792345678"


@pytest.mark.parametrize("written", ["+6591234567", "+84711000001"])
def test_a_number_of_another_plan_stays_as_it_is_in_e164(written: str) -> None:
    assert requests.context(verification.Context(phone=written), PLAN).phone.reveal() == written


@pytest.mark.parametrize("written", ["0112345678", "12345678", "84 11 222"])
def test_what_is_no_number_is_refused_by_its_place_and_not_repeated(written: str) -> None:
    with pytest.raises(InvalidCommandError) as caught:
        requests.context(verification.Context(phone=written), PLAN)
    assert caught.value.violations[0].field == "context.phone"
    assert written not in str(caught.value)


# --- what was scanned --------------------------------------------------------------------------------------

TILL = Instrument(kind=InstrumentKind.ACCOUNT, institution="970436", number="0011009876543")


def scanned_transaction(code: str, *, keep_payee: bool = False) -> verification.Transaction:
    message = transaction()
    message.payee_qr = code
    if not keep_payee:
        message.ClearField("payee")
    return message


def test_a_scanned_code_names_the_payee_and_is_kept_for_what_is_signed() -> None:
    code = viet_qr(TILL)
    read = requests.transaction(scanned_transaction(code))
    assert (read.payee, read.payee_qr.reveal()) == (TILL, code)
    assert requests.transaction(requests.transaction_message(read)) == read


def test_without_a_typed_name_the_codes_merchant_is_who_is_meant() -> None:
    message = scanned_transaction(viet_qr(TILL, merchant="QUAN VI DU"))
    assert requests.transaction(message).payee_name.reveal() == message.payee_name
    message.payee_name = ""
    assert requests.transaction(message).payee_name.reveal() == "QUAN VI DU"


@pytest.mark.parametrize(
    "changed", [{"number": "0011009876544"}, {"institution": "970415"}, {"kind": InstrumentKind.CARD}]
)
def test_a_payee_beside_another_code_is_refused(changed: dict[str, Any]) -> None:
    message = scanned_transaction(viet_qr(TILL))
    other = replace(TILL, **changed)
    message.payee.CopyFrom(requests.instrument_message(other))
    with pytest.raises(InvalidCommandError) as caught:
        requests.transaction(message)
    assert [one.field for one in caught.value.violations] == ["transaction.payee"]


def test_a_wallet_that_was_told_stays_one_beside_its_code() -> None:
    wallet = replace(TILL, kind=InstrumentKind.WALLET)
    message = scanned_transaction(viet_qr(TILL))
    message.payee.CopyFrom(requests.instrument_message(wallet))
    assert requests.transaction(message).payee == wallet


def test_an_amount_beside_another_one_in_the_code_is_refused() -> None:
    message = scanned_transaction(viet_qr(TILL, amount=Vnd(message_amount() + 1)))
    with pytest.raises(InvalidCommandError) as caught:
        requests.transaction(message)
    assert [(one.field, one.rule) for one in caught.value.violations] == [
        ("transaction.amount", "viet_qr.amount")
    ]
    message = scanned_transaction(viet_qr(TILL, amount=Vnd(message_amount())))
    assert requests.transaction(message).amount == message_amount()


def message_amount() -> int:
    return transaction().amount.units


@pytest.mark.parametrize(
    "code",
    [
        viet_qr(TILL)[:-1] + "0",
        viet_qr(TILL).replace("970436", "970437"),
        "https://pay.example/1",
        viet_qr(replace(TILL, kind=InstrumentKind.CARD, number="9704361234567890")),
    ],
)
def test_a_damaged_code_or_a_full_card_number_is_refused_and_not_repeated(code: str) -> None:
    with pytest.raises(InvalidCommandError) as caught:
        requests.transaction(scanned_transaction(code))
    assert [one.field for one in caught.value.violations] == ["transaction.payee_qr"]
    assert "970436" not in str(caught.value)


def _sim(number: str) -> common.Instrument:
    return common.Instrument(kind=common.INSTRUMENT_KIND_SIM, institution="operator-one", number=number)


@pytest.mark.parametrize("written", ["01212345678", "+841212345678", "0792 345 678", "84792345678"])
def test_a_sim_in_any_form_is_the_number_of_today(written: str) -> None:
    read = requests.transaction(
        verification.Transaction(payer=_sim(written), payee=_sim(written), **SOLD), PLAN
    )
    assert (read.payer.number, read.payee and read.payee.number) == ("+84792345678", "+84792345678")


@pytest.mark.parametrize("written", ["+4915112345678", "0711000001", "x"])
def test_a_sim_that_the_plan_does_not_know_stays_as_it_is(written: str) -> None:
    read = requests.transaction(verification.Transaction(payer=_sim(written), **SOLD), PLAN)
    assert read.payer.number == written


def test_an_account_of_that_number_is_no_phone() -> None:
    account = common.Instrument(
        kind=common.INSTRUMENT_KIND_ACCOUNT, institution="999901", number="01212345678"
    )
    read = requests.transaction(verification.Transaction(payer=account, **SOLD), PLAN)
    assert read.payer.number == "01212345678"


SOLD: Any = {
    "kind": common.TRANSACTION_KIND_SIM_REPLACEMENT,
    "customer": common.CUSTOMER_KIND_INDIVIDUAL,
}
