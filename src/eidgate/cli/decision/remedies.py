"""What would change a finding, by the signal that made it: a next step for the bank's desk."""

from typing import Final

from eidgate.cli.decision.history_remedies import HISTORY_REMEDIES
from eidgate.cli.decision.remedy import Remedy

_LISTED: Final = Remedy(
    "Mục trong danh sách được gỡ, hết hạn hoặc hạ mức; đơn vị đưa vào danh sách giải quyết khiếu nại.",
    "The list entry is cleared, expires or is graded down; whoever listed it resolves appeals.",
)
_OPERATOR: Final = Remedy(
    "Hết thời gian theo dõi, hoặc nhà mạng trả lời là không có thay đổi.",
    "The window passes, or the operator says that nothing changed.",
)
_OTHER: Final = Remedy(
    "Xem quy tắc này trong chính sách.",
    "See this rule in the policy.",
)

REMEDIES: Final = {
    **HISTORY_REMEDIES,
    "assertion_verdict": Remedy(
        "Một xác nhận định danh mới, hợp lệ, trả lời đúng thử thách của giao dịch này.",
        "A fresh, valid identity confirmation that answers this transaction's challenge.",
    ),
    "replay": Remedy(
        "Một xác nhận định danh mới với thử thách mới; cái đã dùng không dùng lại được.",
        "A new identity confirmation with a new challenge; a used one never counts again.",
    ),
    "assurance": Remedy(
        "Xác thực lại ở mức cao hơn, với yếu tố sinh trắc học nếu chính sách yêu cầu.",
        "Authentication at a higher level, with a biometric factor where the policy asks for one.",
    ),
    "consent": Remedy(
        "Xác nhận định danh có chữ ký cho đúng nội dung giao dịch này.",
        "An identity confirmation that signs exactly this transaction.",
    ),
    "payer_binding": Remedy(
        "Liên kết tài khoản với danh tính điện tử của chủ tài khoản, hoặc khôi phục liên kết đang tạm ngừng.",
        "Link the account to its owner's electronic identity, or reinstate a suspended link.",
    ),
    "payee_binding": Remedy(
        "Tài khoản nhận được liên kết với danh tính điện tử và liên kết đó có hiệu lực.",
        "The payee's account is linked to an electronic identity, and the link is in force.",
    ),
    "payee_name": Remedy(
        "Khách hàng sửa tên người nhận, hoặc ngân hàng nhận trả lời là khớp.",
        "The payer corrects the name, or the payee's bank says that it matches.",
    ),
    "subject": Remedy(
        "Chính chủ tài khoản tự xác nhận định danh.",
        "The account's owner confirms in person.",
    ),
    "tax_code": Remedy(
        "Người bán xác nhận bằng định danh của đúng người nộp thuế đã đăng ký, có kèm mã số thuế.",
        "The seller confirms with the identity of the registered taxpayer, which says the tax code.",
    ),
    "own_account": Remedy(
        "Cả hai tài khoản được liên kết với cùng một danh tính.",
        "Both accounts are linked to one identity.",
    ),
    "required_forms": Remedy(
        "Thực hiện các hình thức xác nhận còn thiếu nêu ở trên.",
        "Perform the missing confirmations named above.",
    ),
    "device": Remedy(
        "Xác nhận lần đầu cho thiết bị này: mã dùng một lần và khớp khuôn mặt.",
        "Confirm this device's first use: a one-time password and a face match.",
    ),
    "app_integrity": Remedy(
        "Giao dịch từ một thiết bị và ứng dụng không bị can thiệp.",
        "Transact from a device and an app that are not tampered with.",
    ),
    "remote_session": Remedy(
        "Kết thúc điều khiển từ xa, chia sẻ màn hình hoặc cuộc gọi, rồi thực hiện lại.",
        "End the remote control, the screen sharing or the call, and start again.",
    ),
    "document": Remedy(
        "Cập nhật giấy tờ tùy thân còn hạn.",
        "Bring an identity document that is still valid.",
    ),
    "clock": Remedy(
        "Chỉnh đồng hồ máy chủ của đơn vị gửi yêu cầu.",
        "Set the clock of the institution's server.",
    ),
    "sim_swap": _OPERATOR,
    "sim_device": _OPERATOR,
    "sim_service": Remedy(
        "Chủ thuê bao xác thực lại khuôn mặt với nhà mạng, hoặc dùng số khác đã đăng ký.",
        "The subscriber verifies their face with the operator, or another registered number is used.",
    ),
    "payer_number": Remedy(
        "Khách hàng cho ngân hàng biết số đang dùng, hoặc nhà mạng liên kết lại số với đúng người.",
        "The customer gives the bank the number that they use, or its operator binds it to who has it.",
    ),
    "number_recycled": Remedy(
        "Khách hàng liên kết lại tài khoản sau khi có số, hoặc cập nhật số đang dùng.",
        "The customer links the account again, or gives the number that is theirs now.",
    ),
    "call_forwarding": Remedy(
        "Khách hàng tắt chuyển tiếp cuộc gọi.",
        "The customer turns call forwarding off.",
    ),
    "open_holds": Remedy(
        "Khoản tạm giữ được giải tỏa hoặc hết hạn.",
        "The hold is released or ends.",
    ),
    "open_reports": Remedy(
        "Báo cáo được xử lý xong.",
        "The report is closed.",
    ),
    "degraded_sources": Remedy(
        "Các nguồn thông tin hoạt động trở lại.",
        "The sources answer again.",
    ),
}
"""By signal; the listings share one, and a rule of the policy's own explains itself."""


def remedy(signal: str, reason: str, language: str) -> str:
    """Return what would change a finding."""
    found = REMEDIES.get(signal) or (_LISTED if "_LISTED_" in reason else _OTHER)
    return found.en if language == "en" else found.vi
