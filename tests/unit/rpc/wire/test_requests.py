from dataclasses import fields

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from builders.wire import VALID, transaction, verify_transaction
from eidgate.core.errors import InvalidCommandError
from eidgate.core.terms import MASK
from eidgate.core.transaction import Transaction
from eidgate.rpc.wire import requests
from eidgate.v1 import common_pb2 as common
from eidgate.v1 import verification_service_pb2 as verification


def test_every_field_of_a_transaction_is_read() -> None:
    read = requests.transaction(transaction())
    for field in fields(Transaction):
        if field.name not in {"linked_wallet", "new_organisation"}:
            assert getattr(read, field.name), f"{field.name} was not read"
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
