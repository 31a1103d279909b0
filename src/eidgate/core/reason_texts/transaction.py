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
    "TAX_CODE_MISMATCH": Text(
        vi="Mã số thuế đã đăng ký không phải là của người hoặc tổ chức đã xác nhận.",
        en="The registered tax code is not that of the person or organisation that confirmed.",
    ),
    "TAX_CODE_UNKNOWN": Text(
        vi="Bên phát hành không cho biết mã số thuế, nên chưa xác định được người nộp thuế đã đăng ký.",
        en="The issuer does not say the tax code, so that the registered taxpayer is not proven.",
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
        vi="Xác nhận định danh do bên phát hành khác với bên đã dùng khi liên kết tài khoản, nên chưa chứng "
        "minh được chủ tài khoản.",
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
    "BINDING_SUSPENDED": Text(
        vi="Liên kết giữa tài khoản và danh tính điện tử đang tạm ngừng.",
        en="The link between the account and the electronic identity is suspended.",
    ),
    "BINDING_YOUNG": Text(
        vi="Tài khoản vừa mới được liên kết với danh tính điện tử.",
        en="The account was linked to an electronic identity only lately.",
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
    "FORM_LOCKED": Text(
        vi="Một hình thức xác nhận đã bị khóa sau nhiều lần sai liên tiếp. Cần xác minh lại khách hàng.",
        en="A confirmation is locked after too many failures in a row. The customer must be checked anew.",
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
    # --- who else may be leading the customer's hand -------------------------------------------------------
    "REMOTE_CONTROL_ACTIVE": Text(
        vi="Thiết bị của khách hàng đang bị điều khiển từ xa.",
        en="The customer's device is being controlled from elsewhere.",
        payer_vi="Điện thoại của quý khách đang được điều khiển từ xa. Hãy dừng giao dịch, tắt mạng, gỡ ứng "
        "dụng điều khiển và gọi tổng đài chính thức của ngân hàng từ một máy khác.",
        payer_en="Your phone is being controlled from elsewhere. Stop this transaction, go offline, remove "
        "the app that controls it, and call your bank's official hotline from another phone.",
    ),
    "SCREEN_SHARED": Text(
        vi="Màn hình của khách hàng đang được chia sẻ hoặc ghi lại.",
        en="The customer's screen is being shared or recorded.",
        payer_vi="Màn hình của quý khách đang được chia sẻ, người khác có thể thấy mật khẩu và mã xác nhận. "
        "Hãy ngừng chia sẻ màn hình; ngân hàng và cơ quan chức năng không bao giờ yêu cầu việc này.",
        payer_en="Your screen is being shared; others can see your passwords and codes. Stop sharing it. "
        "Neither a bank nor an authority ever asks for this.",
    ),
    "CALL_IN_PROGRESS": Text(
        vi="Khách hàng đang có cuộc gọi trong lúc giao dịch.",
        en="The customer is on a call during the transaction.",
        payer_vi="Quý khách đang có cuộc gọi. Nếu người gọi tự xưng là công an, ngân hàng hay cơ quan nhà "
        "nước và hướng dẫn chuyển tiền, đó là lừa đảo: hãy cúp máy.",
        payer_en="You are on a call. If the caller claims to be the police, a bank or an authority and tells "
        "you how to transfer money, it is fraud: hang up.",
    ),
    "ACCESSIBILITY_SERVICE_ACTIVE": Text(
        vi="Một ứng dụng lạ có quyền trợ năng đang theo dõi hoặc thao tác trên màn hình của khách hàng.",
        en="An unknown app with accessibility rights watches or acts on the customer's screen.",
        payer_vi="Một ứng dụng lạ trên điện thoại có quyền đọc và bấm thay quý khách. Hãy tắt quyền trợ năng "
        "của ứng dụng đó trong phần cài đặt trước khi giao dịch.",
        payer_en="An unknown app on your phone may read the screen and tap in your place. Take its "
        "accessibility rights away in the settings before you go on.",
    ),
    # --- circumstances --------------------------------------------------------------------------------------
    "CLOCK_SKEW": Text(
        vi="Đồng hồ của đơn vị gửi yêu cầu lệch nhiều so với hệ thống.",
        en="The clock of the institution that sent the request is far off from this system's.",
    ),
    "SOURCES_DEGRADED": Text(
        vi="Một số nguồn thông tin không trả lời, nên quyết định dựa trên ít thông tin hơn bình thường.",
        en="Some sources did not answer, so this decision rests on less than usual.",
    ),
}
