"""Texts about the account, the consent, the forms of the regulation, the device and the circumstances."""

from collections.abc import Mapping
from typing import Final

from eidgate.core.reason_texts.text import Text

TRANSACTION_TEXTS: Final[Mapping[str, Text]] = {
    # --- whose account, and did they agree ----------------------------------------------------------------
    "SUBJECT_MISMATCH": Text(
        vi="Người xác nhận không phải là chủ tài khoản hoặc người cần xác nhận.",
        en="The person who confirmed is not the account's owner, or not the one who was to confirm.",
        payer_vi="Xác nhận định danh là của người khác, không phải của chủ tài khoản. Nếu quý khách không "
        "thực hiện giao dịch này, hãy gọi ngay tổng đài chính thức của ngân hàng. Đừng xác nhận thay cho "
        "người khác.",
        payer_en="The identity confirmation is somebody else's, not the account owner's. If you did not "
        "start this transaction, call your bank's official hotline at once. Never confirm for other people.",
    ),
    "BINDING_MISSING": Text(
        vi="Tài khoản chưa được liên kết với danh tính điện tử của chủ tài khoản.",
        en="The account is not linked to its owner's electronic identity.",
    ),
    "BINDING_REVOKED": Text(
        vi="Liên kết giữa tài khoản và danh tính điện tử đã chấm dứt.",
        en="The link between the account and the electronic identity has ended.",
    ),
    "BINDING_UNPROVEN": Text(
        vi="Xác nhận định danh đến từ bên phát hành khác với bên của liên kết, nên chưa chứng minh được chủ "
        "tài khoản.",
        en="The identity confirmation comes from another issuer than the account's link, so it does not "
        "prove who owns the account.",
    ),
    "OWN_ACCOUNT_UNPROVEN": Text(
        vi="Chưa chứng minh được hai tài khoản của cùng một chủ, nên giao dịch được xét như chuyển cho "
        "người khác.",
        en="It is not proven that both accounts have one owner, so this counts as a transfer to somebody "
        "else.",
    ),
    "CONSENT_NOT_PROVEN": Text(
        vi="Chưa có bằng chứng khách hàng đã đồng ý với đúng giao dịch này.",
        en="It is not proven that the customer agreed to exactly this transaction.",
    ),
    # --- what the regulation demands ----------------------------------------------------------------------
    "FORMS_MISSING": Text(
        vi="Giao dịch này cần thêm hình thức xác nhận theo quy định.",
        en="The regulation asks for more confirmation of this transaction.",
    ),
    "FORM_EXPIRED": Text(
        vi="Một hình thức xác nhận đã quá thời hạn nên không được tính.",
        en="A confirmation was made too long ago and does not count.",
    ),
    "FORM_FAILED": Text(
        vi="Một hình thức xác nhận không thành công nên không được tính.",
        en="A confirmation failed and does not count.",
    ),
    "FORM_NOT_ALLOWED": Text(
        vi="Một hình thức xác nhận không được phép dùng ở đây nên không được tính.",
        en="A confirmation is not allowed here and does not count.",
    ),
    # --- device ---------------------------------------------------------------------------------------------
    "DEVICE_FIRST_USE": Text(
        vi="Đây là thiết bị mới của khách hàng và chưa có đủ xác nhận cho lần dùng đầu tiên.",
        en="The customer's device is a new one, and the confirmation for its first use is not complete.",
        payer_vi="Tài khoản của quý khách đang được dùng trên một thiết bị mới. Nếu không phải quý khách, "
        "hãy gọi ngay tổng đài chính thức của ngân hàng và không đọc mã xác nhận cho bất kỳ ai.",
        payer_en="Your account is being used on a new device. If it is not you, call your bank's official "
        "hotline at once and tell nobody any confirmation code.",
    ),
    "DEVICE_UNKNOWN": Text(
        vi="Không rõ giao dịch được thực hiện trên thiết bị nào.",
        en="It is not known on which device this was done.",
    ),
    "DEVICE_HISTORY_UNKNOWN": Text(
        vi="Chưa có thông tin về thiết bị khách hàng đã dùng trước đây để so sánh.",
        en="No earlier device of the customer is known to compare with.",
    ),
    "APP_COMPROMISED": Text(
        vi="Ứng dụng chạy trên thiết bị không an toàn hoặc đã bị can thiệp.",
        en="The app runs on an unsafe device or has been tampered with.",
        payer_vi="Điện thoại hoặc ứng dụng của quý khách có dấu hiệu bị can thiệp, người khác có thể điều "
        "khiển được. Hãy dừng giao dịch, gỡ ứng dụng lạ và chỉ cài lại ứng dụng ngân hàng từ kho chính "
        "thức.",
        payer_en="Your phone or app shows signs of tampering; somebody else may be able to control it. Stop "
        "this transaction, remove apps you do not know, and reinstall the bank's app from the official "
        "store only.",
    ),
    # --- circumstances --------------------------------------------------------------------------------------
    "CLOCK_SKEW": Text(
        vi="Đồng hồ của đơn vị gửi yêu cầu lệch nhiều so với hệ thống.",
        en="The clock of the institution that sent the request is far off from this system's.",
    ),
}
