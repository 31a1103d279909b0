"""Laws of payee checks: nobody learns more than the grade, and nothing becomes a match by accident."""

from hypothesis import given
from hypothesis import strategies as st

from builders.service import NOON
from eidgate.core.binding.names.words import words
from eidgate.core.binding.payee import PayeeCheck, PayeeResult, check_payee_name, grade_of
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.binding.scheme_codes import scheme_codes
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked, Vnd
from eidgate.rpc.wire.scanned import scanned
from eidgate.simulator.qr_code import viet_qr

WORDS = "Nguyễn Trần Lê Phạm Thị Văn Minh An Bình Giả Định Mô Phỏng Ví Dụ NGUYEN TRAN V** * Cty TNHH"
SYLLABLES = st.sampled_from(WORDS.split())
NAMES = st.lists(SYLLABLES, max_size=6).map(" ".join) | st.text(max_size=40)
KINDS = st.sampled_from(CustomerKind)
MEANT = st.none() | KINDS
STANDINGS = st.sampled_from(AccountStanding)
REGISTRATIONS = st.builds(
    lambda standing, name, kind: Registration(
        standing=standing,
        name=Masked(name if standing is AccountStanding.OPEN else ""),
        kind=kind,
        as_of=NOON,
    ),
    STANDINGS,
    NAMES,
    MEANT,
)
PAYEES = st.builds(
    Instrument,
    kind=st.just(InstrumentKind.ACCOUNT),
    institution=st.from_regex(r"[0-9]{6}", fullmatch=True),
    number=st.from_regex(r"[0-9A-Za-z._-]{1,36}", fullmatch=True),
)


@given(given_name=NAMES, registered=REGISTRATIONS, meant=MEANT)
def test_what_is_shown_holds_only_words_that_were_typed_and_first_letters(
    given_name: str, registered: Registration, meant: CustomerKind | None
) -> None:
    found = check_payee_name(Masked(given_name), registered, meant=meant)
    typed = {word.bare for word in words(given_name)}
    for word in words(found.shown.reveal()):
        assert word.hidden or word.bare in typed
    assert found.result is PayeeResult.CLOSE or not found.shown


@given(given_name=NAMES, registered=REGISTRATIONS, meant=MEANT)
def test_a_stranger_learns_neither_name_nor_kind(
    given_name: str, registered: Registration, meant: CustomerKind | None
) -> None:
    found = check_payee_name(Masked(given_name), registered, meant=meant)
    if found.result in {PayeeResult.NO_MATCH, PayeeResult.UNAVAILABLE}:
        assert (found.shown, found.kind, found.kind_differs) == (Masked(""), None, False)


@given(given_name=NAMES, registered=REGISTRATIONS, kind=KINDS)
def test_saying_whose_account_is_meant_never_softens_an_answer(
    given_name: str, registered: Registration, kind: CustomerKind
) -> None:
    if registered.kind is None:
        return  # then the kind meant says how names are compared
    order = [PayeeResult.MATCH, PayeeResult.CLOSE, PayeeResult.NO_MATCH, PayeeResult.UNAVAILABLE]
    plain = check_payee_name(Masked(given_name), registered)
    told = check_payee_name(Masked(given_name), registered, meant=kind)
    assert order.index(told.result) >= order.index(plain.result)


@given(given_name=NAMES, registered=REGISTRATIONS, meant=MEANT)
def test_only_an_open_account_matches_and_every_answer_has_a_code(
    given_name: str, registered: Registration, meant: CustomerKind | None
) -> None:
    found: PayeeCheck = check_payee_name(Masked(given_name), registered, meant=meant)
    assert registered.standing is AccountStanding.OPEN or found.result is not PayeeResult.MATCH
    assert (grade_of(found) is None) == (found.result is PayeeResult.UNAVAILABLE)
    assert scheme_codes(found).vop


@given(payee=PAYEES, amount=st.none() | st.integers(1, 10**12).map(Vnd), merchant=st.text(max_size=25))
def test_a_printed_code_is_read_as_it_was_printed(
    payee: Instrument, amount: Vnd | None, merchant: str
) -> None:
    found = scanned(viet_qr(payee, amount=amount, merchant=merchant), payee)
    assert found is not None
    assert (found.payee, found.amount, found.merchant) == (payee, amount, merchant)
