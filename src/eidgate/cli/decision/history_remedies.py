"""What would change a finding about the past, by the signal that made it."""

from typing import Final

from eidgate.cli.decision.remedy import Remedy

_FACE: Final = Remedy(
    "Khách hàng xác thực khuôn mặt cho đúng giao dịch này; hoặc đợi hết khoảng thời gian được tính.",
    "The customer's own face match for this very transaction; or the window passes.",
)
_REPORT: Final = Remedy(
    "Ngân hàng đã báo cáo sửa lại báo cáo; hoặc gọi xác minh với khách hàng trước khi chuyển.",
    "The bank that reported corrects its report; or a call to the customer before the money moves.",
)
_CALL: Final = Remedy(
    "Gọi xác minh với khách hàng qua số đã đăng ký; giao dịch đã hủy phải được báo là đã hủy.",
    "A call to the customer at the registered number; report what was cancelled as cancelled.",
)

HISTORY_REMEDIES: Final = {
    "velocity": _FACE,
    "many_payees": _FACE,
    "first_large": _FACE,
    "split_amount": _FACE,
    "shared_device": _FACE,
    "unusual_hour": _FACE,
    "unusual_place": _FACE,
    "new_payee": _CALL,
    "drained_balance": _CALL,
    "passing_through": _CALL,
    "listed_credits": _CALL,
    "payee_frauds": _REPORT,
    "overridden_warnings": _CALL,
}
