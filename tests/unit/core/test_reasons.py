"""The reason catalogue: every code is public contract and says something to people."""

import re

import pytest

from eidgate.adapters.policies import load_policy
from eidgate.core.errors import ConfigurationError
from eidgate.core.reason_texts import TEXTS
from eidgate.core.reason_texts.assertion import ASSERTION_TEXTS
from eidgate.core.reason_texts.transaction import TRANSACTION_TEXTS
from eidgate.core.reasons import Reason

CODES = [reason.value for reason in Reason]
SAYS_NOTHING_TO_CUSTOMERS = re.compile(
    r"\b(assertion|nonce|jti|claim|token|JWT|JWS|amr|acr|API|null|hash|subject|binding)\b", re.IGNORECASE
)
LINK = re.compile(r"https?:|www\.|\w\.(vn|com|net|org)\b", re.IGNORECASE)
DIGITS = re.compile(r"\d{3,}")
VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
FORGERIES = [
    Reason.ALG_NOT_ALLOWED,
    Reason.HEADER_NOT_ALLOWED,
    Reason.ISSUER_NOT_TRUSTED,
    Reason.ISSUER_KEY_UNFIT,
    Reason.CERTIFICATE_NOT_TRUSTED,
    Reason.CERTIFICATE_REVOKED,
    Reason.SIGNATURE_INVALID,
    Reason.AUDIENCE_MISMATCH,
    Reason.NONCE_UNKNOWN,
    Reason.NONCE_REUSED,
    Reason.JTI_REPLAYED,
    Reason.TRANSACTION_MISMATCH,
    Reason.TRANSACTION_EXTRA,
    Reason.SUBJECT_MISMATCH,
]


def phrases(reason: Reason) -> list[str]:
    text = reason.text
    return [one for one in (text.vi, text.en, text.payer_vi, text.payer_en) if one]


def test_every_reason_has_a_text() -> None:
    silent = [code for code in CODES if code not in TEXTS]
    assert not silent, f"these reasons have no row in core/reason_texts: {', '.join(silent)}"


def test_every_reason_has_a_row_in_the_shipped_policy() -> None:
    try:
        load_policy("vn-bank")
    except ConfigurationError as error:
        pytest.fail(f"the shipped policy does not speak about every reason: {error}")


def test_no_text_belongs_to_no_reason() -> None:
    assert not set(TEXTS) - set(CODES)


def test_no_text_is_given_twice() -> None:
    assert not set(ASSERTION_TEXTS) & set(TRANSACTION_TEXTS)


@pytest.mark.parametrize("table", [ASSERTION_TEXTS, TRANSACTION_TEXTS])
def test_the_tables_stand_in_the_order_of_the_catalogue(table: dict[str, object]) -> None:
    assert list(table) == [code for code in CODES if code in table]


def test_every_code_fits_google_error_info() -> None:
    assert [one for one in Reason if not re.fullmatch(r"[A-Z][A-Z0-9_]{0,62}", one.value)] == []
    assert [one for one in Reason if one.name != one.value] == []


def test_every_reason_speaks_both_languages() -> None:
    texts = {reason: reason.text for reason in Reason}
    assert [one for one, text in texts.items() if not VIETNAMESE.search(text.vi)] == []
    assert [one for one, text in texts.items() if not text.en or VIETNAMESE.search(text.en)] == []


def test_a_warning_speaks_both_languages_or_none() -> None:
    assert [one for one in Reason if bool(one.text.payer_vi) != bool(one.text.payer_en)] == []


@pytest.mark.parametrize("unfit", [LINK, DIGITS, SAYS_NOTHING_TO_CUSTOMERS], ids=["link", "number", "jargon"])
def test_texts_hold_no_link_no_number_and_no_jargon(unfit: re.Pattern[str]) -> None:
    assert [one for one in Reason if any(map(unfit.search, phrases(one)))] == []


def test_texts_are_whole_sentences_on_one_line() -> None:
    assert [one for one in Reason if not all(map(is_a_sentence, phrases(one)))] == []


def is_a_sentence(phrase: str) -> bool:
    return phrase.endswith(".") and phrase[0].isupper() and "  " not in phrase and phrase.isprintable()


def test_no_two_reasons_say_the_same() -> None:
    assert len({reason.text.vi for reason in Reason}) == len(Reason)
    assert len({reason.text.en for reason in Reason}) == len(Reason)


@pytest.mark.parametrize("reason", FORGERIES)
def test_forgery_theft_and_replay_warn_the_payer(reason: Reason) -> None:
    assert reason.text.payer_vi


@pytest.mark.parametrize("reason", [Reason.DEVICE_FIRST_USE, Reason.APP_COMPROMISED])
def test_a_strange_device_warns_the_payer(reason: Reason) -> None:
    assert reason.text.payer_vi


@pytest.mark.parametrize(
    "reason",
    [Reason.FORMS_MISSING, Reason.FORM_EXPIRED, Reason.ASSERTION_MISSING, Reason.ASSERTION_EXPIRED],
)
def test_a_routine_step_does_not_cry_wolf(reason: Reason) -> None:
    assert not reason.text.payer_vi
