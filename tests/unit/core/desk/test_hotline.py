"""Messages to the hotline: what people write is understood, and what is not is answered in two languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.desk.hotline import MOST_CHARACTERS, HotlineSyntaxError, parse_message
from eidgate.core.desk.report import Scheme


@pytest.mark.parametrize(
    ("text", "scheme", "number", "content"),
    [
        ("S (0900000001)(vay tien nhanh)", Scheme.SPAM_MESSAGE, "+84900000001", "vay tien nhanh"),
        ("V (0900000001) (moi mua dat)", Scheme.SPAM_CALL, "+84900000001", "moi mua dat"),
        ("LD (0900000001)(gia danh cong an)", Scheme.SCAM_CALL, "+84900000001", "gia danh cong an"),
        ("LĐ(+84 900 000 001) giả danh công an", Scheme.SCAM_CALL, "+84900000001", "giả danh công an"),
        ("ld 0900000001 gia danh\n(toa an)", Scheme.SCAM_CALL, "+84900000001", "gia danh (toa an)"),
        ("  v  0900.000.001  x", Scheme.SPAM_CALL, "+84900000001", "x"),
        ("S (01692345678)(cũ)", Scheme.SPAM_MESSAGE, "+84392345678", "cũ"),
    ],
)
def test_each_way_of_writing_is_understood(text: str, scheme: Scheme, number: str, content: str) -> None:
    message = parse_message(text)
    assert (message.scheme, message.number.value, message.content) == (scheme, number, content)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "Begin with S"),
        ("X (0900000001)(a)", "Begin with S"),
        ("SLD (0900000001)(a)", "Begin with S"),
        ("0900000001 lua dao", "Begin with S"),
        ("LD", "write the number"),
        ("LD lua dao", "write the number"),
        ("LD (ngan hang) lua dao", "write the number"),
        ("LD (113) lua dao", "write the number"),
        ("LD (0900000001)", "At the end write"),
        ("LD (0900000001) ()", "At the end write"),
        ("S (0900000001)" + "a" * MOST_CHARACTERS, "too long"),
    ],
)
def test_what_is_not_understood_is_answered(text: str, advice: str) -> None:
    with pytest.raises(HotlineSyntaxError) as caught:
        parse_message(text)
    answer = caught.value.answer
    assert advice in answer.en
    assert answer.vi
    assert answer.vi != answer.en
    assert "http" not in answer.en + answer.vi


@given(
    st.text(max_size=200) | st.from_regex(r"(S|V|LD|LĐ) ?\(?[0-9+ .-]{0,16}\)? ?\(?.{0,20}", fullmatch=True)
)
def test_any_text_is_a_message_or_an_answer(text: str) -> None:
    try:
        message = parse_message(text)
    except HotlineSyntaxError:
        return
    assert message.number.value.startswith("+")
    assert message.content
    assert "\n" not in message.content


def test_a_message_is_as_long_as_it_may_be_and_no_longer() -> None:
    start = "V 0900000001 "
    longest = start + "x" * (MOST_CHARACTERS - len(start))
    assert parse_message(longest).content
    with pytest.raises(HotlineSyntaxError):
        parse_message(f"{longest}x")
