"""What to tell the payer about a payee's check; no name stands in it, the screen shows the one it may."""

from typing import Final

from eidgate.core.binding.payee import PayeeCheck, PayeeResult, PayeeWhy
from eidgate.core.reason_texts.text import Text

_BY_WHY: Final = {
    PayeeWhy.ACCOUNT_UNKNOWN: Text(
        vi="Ngân hàng thụ hưởng không có tài khoản này. Hãy kiểm tra lại số tài khoản và ngân hàng.",
        en="The payee's bank has no such account. Check the number and the bank.",
    ),
    PayeeWhy.ACCOUNT_CLOSED: Text(
        vi="Tài khoản này đã đóng. Hãy hỏi người nhận số tài khoản khác.",
        en="This account is closed. Ask the payee for another one.",
    ),
    PayeeWhy.ACCOUNT_SWITCHED: Text(
        vi="Tài khoản này đã chuyển sang ngân hàng khác. Hãy hỏi người nhận số tài khoản mới.",
        en="This account has moved to another bank. Ask the payee for the new number.",
    ),
    PayeeWhy.KIND_DIFFERS: Text(
        vi="Tên khớp, nhưng tài khoản là của tổ chức chứ không phải cá nhân, hoặc ngược lại.",
        en="The name fits, but it is an organisation's account and not a person's, or the reverse.",
    ),
}

_BY_RESULT: Final = {
    PayeeResult.MATCH: Text(
        vi="Tên khớp với chủ tài khoản. Tên khớp không có nghĩa là người nhận đáng tin.",
        en="The name fits the account. That it fits does not mean that the payee is to be trusted.",
    ),
    PayeeResult.CLOSE: Text(
        vi="Tên gần giống tên chủ tài khoản. Hãy xem tên hiển thị và chỉ chuyển nếu đúng người bạn muốn trả.",
        en="The name is close to the account's. Look at the name shown, and pay only if it is whom you mean.",
    ),
    PayeeResult.NO_MATCH: Text(
        vi="Tên không khớp với chủ tài khoản. Nếu ai đó bảo bạn chuyển tiền, hãy dừng lại và gọi ngân hàng.",
        en="The name does not fit the account. If somebody tells you to pay, stop and call your bank.",
    ),
    PayeeResult.UNAVAILABLE: Text(
        vi="Hiện không kiểm tra được tên chủ tài khoản. Hãy hỏi lại người nhận qua kênh bạn tin cậy.",
        en="The name cannot be checked now. Ask the payee again through a channel that you trust.",
    ),
}


def advice_of(check: PayeeCheck) -> Text:
    """Return what to tell the payer."""
    return _BY_WHY.get(check.why, _BY_RESULT[check.result])
