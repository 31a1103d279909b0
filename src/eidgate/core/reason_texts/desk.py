"""Texts about what the desk knows: listings by party and grade, holds, reports.

A listing's text is made of who is listed and how sure that is, so that all of them say the same. The payer is
warned about whom they pay, and told nothing of a listing on their own side: that is for the bank to say.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from eidgate.core.reason_texts.text import Text


class _Words(NamedTuple):
    vi: str
    en: str


_PAID: Final = {
    "PAYEE": _Words("Tài khoản nhận tiền", "The payee's account"),
    "MERCHANT": _Words("Người bán", "The merchant"),
    "SITE": _Words("Trang web dẫn đến giao dịch này", "The website behind this transaction"),
    "SOCIAL_ACCOUNT": _Words("Tài khoản mạng xã hội của người bán", "The seller's social account"),
}
_PAYING: Final = {
    "PAYER": _Words("Tài khoản chuyển tiền", "The paying account"),
    "PHONE": _Words("Số điện thoại của người chuyển tiền", "The payer's phone number"),
    "DEVICE": _Words("Thiết bị đang dùng", "The device in use"),
    "PERSON": _Words("Người xác nhận giao dịch", "The person who confirms the transaction"),
}
_GRADES: Final = {
    "WARN": _Words("đã bị báo cáo có dấu hiệu lừa đảo", "was reported for signs of fraud"),
    "HIGH": _Words("bị nghi ngờ liên quan đến lừa đảo", "is suspected of a part in fraud"),
    "BLOCK": _Words("đã được xác nhận liên quan đến lừa đảo", "is confirmed to have a part in fraud"),
}
_ADVICE: Final = {
    "WARN": _Words(
        "Hãy kiểm tra lại qua kênh khác trước khi chuyển; nếu có người đang giục quý khách, hãy dừng lại.",
        "Check by another way before you send money; if somebody is rushing you, stop.",
    ),
    "HIGH": _Words(
        "Hãy dừng giao dịch và gọi tổng đài chính thức của ngân hàng trước khi chuyển tiền.",
        "Stop, and call your bank's official hotline before you send money.",
    ),
    "BLOCK": _Words(
        "Đừng chuyển tiền. Nếu đã chuyển, hãy gọi ngay tổng đài chính thức của ngân hàng.",
        "Do not send money. If you already have, call your bank's official hotline at once.",
    ),
}


def _listed() -> Iterator[tuple[str, Text]]:
    for party, who in (*_PAID.items(), *_PAYING.items()):
        for grade, said in _GRADES.items():
            vi, en = f"{who.vi} {said.vi}.", f"{who.en} {said.en}."
            if party in _PAID:
                advice = _ADVICE[grade]
                text = Text(vi=vi, en=en, payer_vi=f"{vi} {advice.vi}", payer_en=f"{en} {advice.en}")
            else:
                text = Text(vi=vi, en=en)
            yield f"{party}_LISTED_{grade}", text


DESK_TEXTS: Final[Mapping[str, Text]] = {
    **dict(_listed()),
    "PAYER_HELD": Text(
        vi="Tài khoản chuyển tiền đang bị tạm giữ một khoản tiền.",
        en="A sum on the paying account is on hold.",
    ),
    "PAYEE_HELD": Text(
        vi="Tài khoản nhận tiền đang bị tạm giữ một khoản tiền.",
        en="A sum on the payee's account is on hold.",
        payer_vi="Tài khoản nhận đang bị tạm giữ tiền để xác minh. Hãy kiểm tra lại với người nhận qua kênh "
        "khác; nếu có người đang giục quý khách chuyển tiền, hãy dừng lại.",
        payer_en="Money on the payee's account is on hold for a check. Ask the payee by another way; if "
        "somebody is rushing you to pay, stop.",
    ),
    "PAYER_REPORTED": Text(
        vi="Có báo cáo gian lận chưa xử lý xong về bên chuyển tiền.",
        en="A fraud report about the paying side is still open.",
    ),
    "PAYEE_REPORTED": Text(
        vi="Có báo cáo gian lận chưa xử lý xong về bên nhận tiền.",
        en="A fraud report about the payee's side is still open.",
        payer_vi="Có người vừa báo cáo gian lận về bên nhận tiền và việc này đang được xác minh. Hãy kiểm "
        "tra kỹ trước khi chuyển.",
        payer_en="Somebody reported the payee's side for fraud, and it is being looked into. Check with care "
        "before you send money.",
    ),
}
