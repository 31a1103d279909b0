"""Whom to pay, over the wire: a bank, a shop and a wallet check payees whose bank is a process beside."""

from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest

from builders.running import SEED, Running, running
from eidgate.cli.demo.partners import playing
from eidgate.client import CallRefusedError
from eidgate.core.terms import Instrument, Vnd
from eidgate.rpc.wire import requests
from eidgate.simulator.account_names import SHOP_INDEX
from eidgate.simulator.qr_code import viet_qr
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, SHOP, WALLET, World
from eidgate.v1 import binding_service_pb2 as pb
from eidgate.v1 import common_pb2

WORLD = World(SEED)
PAYEE = WORLD.customer(77, bank=OTHER_BANK)
NAME = PAYEE.citizen.full_name


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp("payees")
    with (
        playing("banks", folder / "certificates", "--seed", str(SEED)) as urls,
        running(folder, banks=urls) as made,
    ):
        yield made


def asked(name: str = NAME, payee: Instrument = PAYEE.account, **changes: object) -> pb.CheckPayeeRequest:
    message = requests.instrument_message(payee)
    return pb.CheckPayeeRequest(payee=message, payee_name=name, **changes)  # type: ignore[arg-type]  # a test names fields freely


@pytest.mark.parametrize("caller", [BANK, SHOP, WALLET])
def test_a_name_that_fits_matches_for_whoever_pays_or_sells(server: Running, caller: object) -> None:
    told = server.client(caller).check_payee(asked())  # type: ignore[arg-type]  # one of the world's
    assert told.result == pb.PAYEE_RESULT_MATCH
    assert (told.payee.number, told.shown_name, told.vop_code) == (PAYEE.account.number, "", "MTCH")
    assert told.HasField("as_of_time")
    assert told.payee_kind == common_pb2.CUSTOMER_KIND_INDIVIDUAL


def test_a_close_name_is_shown_and_another_is_not(server: Running) -> None:
    client = server.client()
    first, *middle, last = NAME.split()
    close = client.check_payee(asked(" ".join((first, *reversed(middle), last))))
    assert (close.result, close.why) == (pb.PAYEE_RESULT_CLOSE, pb.PAYEE_WHY_ORDER_DIFFERS)
    assert close.shown_name == NAME.upper()
    another = client.check_payee(asked("Phạm Bịa Đặt"))
    assert (another.result, another.shown_name, another.payee_kind) == (pb.PAYEE_RESULT_NO_MATCH, "", 0)
    assert another.advice.vi.startswith("Tên không khớp")


def test_a_company_that_was_taken_for_a_person_is_only_close(server: Running) -> None:
    company = WORLD.account(SHOP_INDEX, bank=OTHER_BANK)
    told = server.client().check_payee(
        asked("Công ty TNHH Ví Dụ Mô Phỏng", company, payee_kind=common_pb2.CUSTOMER_KIND_INDIVIDUAL)
    )
    assert (told.result, told.why) == (pb.PAYEE_RESULT_CLOSE, pb.PAYEE_WHY_KIND_DIFFERS)
    assert (told.cop_code, told.payee_kind) == ("BANM", common_pb2.CUSTOMER_KIND_ORGANISATION)


def test_a_scanned_code_is_checked_by_its_merchants_name(server: Running) -> None:
    code = viet_qr(PAYEE.account, amount=Vnd(50_000), merchant=NAME, reference="BILL-7")
    told = server.client(SHOP).check_payee(pb.CheckPayeeRequest(payee_qr=code))
    assert told.result == pb.PAYEE_RESULT_MATCH
    assert (told.payee.number, told.amount.units, told.reference) == (
        PAYEE.account.number,
        50_000,
        "BILL-7",
    )


def test_a_damaged_code_is_refused_by_its_field(server: Running) -> None:
    with pytest.raises(CallRefusedError) as caught:
        server.client().check_payee(
            pb.CheckPayeeRequest(payee_qr=viet_qr(PAYEE.account)[:-1], payee_name="X")
        )
    assert caught.value.code is grpc.StatusCode.INVALID_ARGUMENT
    assert [one.field for one in caught.value.violations] == ["payee_qr"]


def test_an_operator_may_not_look_at_accounts(server: Running) -> None:
    with pytest.raises(CallRefusedError) as caught:
        server.client(OPERATOR).check_payee(asked())
    assert caught.value.code is grpc.StatusCode.PERMISSION_DENIED


def test_a_bank_may_not_tell_about_anothers_account(server: Running) -> None:
    word = common_pb2.PayeeRegistration(name="PHAM BIA DAT", kind=common_pb2.CUSTOMER_KIND_INDIVIDUAL)
    with pytest.raises(CallRefusedError) as caught:
        server.client().check_payee(asked(registration=word))
    assert [one.field for one in caught.value.violations] == ["registration"]


def test_no_name_is_in_the_log(server: Running) -> None:
    server.client().check_payee(asked("Phạm Bịa Đặt"))
    log = server.log_path.read_text().casefold()
    for name in (NAME, NAME.upper(), "Phạm Bịa Đặt", PAYEE.account.number):
        assert name.casefold() not in log
