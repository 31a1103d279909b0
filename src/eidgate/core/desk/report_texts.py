"""What a victim is told: the hotline's reply, and what to do next. No links (Circular 50/2024 Art. 17(3))."""

from collections.abc import Iterator
from typing import Final

from eidgate.core.desk.report import Report, Scheme
from eidgate.core.reason_texts.text import Text

_THANKS: Final = Text(
    vi="Cảm ơn bạn đã báo tin. Tin báo đã được ghi nhận và chuyển đến đơn vị xử lý.",
    en="Thank you. Your report was recorded and passed on to those who can act.",
)
_KNOWN: Final = Text(
    vi="Cảm ơn bạn. Vụ việc này đã được ghi nhận trước đó và đang được xử lý.",
    en="Thank you. This matter was reported before and is being worked on.",
)
_BLOCK_NUMBER: Final = Text(
    vi="Chặn số này trên điện thoại, không gọi lại và không bấm vào nội dung được gửi đến.",
    en="Block the number on your phone, do not call back and open nothing that was sent.",
)
_CALL_BANK: Final = Text(
    vi="Gọi ngay tổng đài in trên mặt sau thẻ của bạn và yêu cầu ngân hàng tra soát khoản chuyển.",
    en="Call the number on the back of your card at once and have your bank trace the transfer.",
)
_EVIDENCE: Final = Text(
    vi="Giữ lại tin nhắn, nhật ký cuộc gọi, biên lai chuyển tiền và ảnh chụp màn hình; không xóa gì.",
    en="Keep messages, call logs, receipts and screenshots; delete nothing.",
)
_POLICE: Final = Text(
    vi="Trong 72 giờ, nộp đơn trình báo tại công an xã, phường nơi gần nhất, rồi báo số tiếp nhận cho"
    " ngân hàng: việc tạm giữ tiền chỉ được kéo dài khi có văn bản của cơ quan có thẩm quyền.",
    en="Within 72 hours file a complaint with the nearest police, and give its number to your bank: money can"
    " be held for longer only by order of an authority.",
)
_SECRETS: Final = Text(
    vi="Đổi mật khẩu và mã PIN từ một thiết bị khác; gỡ ứng dụng lạ đã cài theo yêu cầu của kẻ gian.",
    en="Change passwords and PINs from another device; remove what they made you install.",
)
_NO_RECOVERY_FEE: Final = Text(
    vi="Không trả tiền cho bất kỳ ai hứa lấy lại tiền giúp bạn: không cơ quan nào thu phí để làm việc này.",
    en="Pay nobody who promises to bring your money back: no authority asks a fee for it.",
)


def reply(report: Report) -> Text:
    """Return what to answer whoever called or wrote."""
    return _KNOWN if report.duplicate_of else _THANKS


def next_steps(report: Report) -> tuple[Text, ...]:
    """Return what the victim should do next, the most urgent first; nothing once the report is closed."""
    return tuple(_steps(report)) if report.state.open else ()


def _steps(report: Report) -> Iterator[Text]:
    if report.scheme is not Scheme.FRAUD:
        yield _BLOCK_NUMBER
        return
    if report.amount and report.reviewed_at is None:
        yield _CALL_BANK
    yield _EVIDENCE
    if report.amount and not report.police_reference:
        yield _POLICE
    yield _SECRETS
    if report.amount:
        yield _NO_RECOVERY_FEE
