"""The till's codes are what our reader reads."""

import pytest

from eidgate.core.binding.viet_qr import read_viet_qr
from eidgate.core.terms import Instrument, InstrumentKind, Vnd
from eidgate.simulator.qr_code import viet_qr


@pytest.mark.parametrize("kind", [InstrumentKind.ACCOUNT, InstrumentKind.CARD])
def test_what_is_printed_is_read(kind: InstrumentKind) -> None:
    payee = Instrument(kind=kind, institution="999902", number="card-8f21")
    read = read_viet_qr(viet_qr(payee, amount=Vnd(50_000), merchant="QUAN VI DU", reference="BILL-7"))
    assert (read.payee, read.amount, read.merchant, read.reference) == (payee, 50_000, "QUAN VI DU", "BILL-7")
