"""Texts of what can be wrong with an assertion.

A customer never hears "assertion" or "nonce": the one is an identity confirmation (xác nhận định danh), the
other a request for one (yêu cầu xác nhận).
"""

from collections.abc import Mapping
from typing import Final

from eidgate.core.reason_texts.text import Text

_FORGED: Final = {
    "payer_vi": "Có dấu hiệu giả mạo xác nhận định danh của quý khách. Hãy dừng giao dịch, không làm theo "
    "hướng dẫn của người lạ và gọi tổng đài chính thức của ngân hàng.",
    "payer_en": "There are signs that your identity confirmation was forged. Stop this transaction, do not "
    "follow a stranger's instructions, and call your bank's official hotline.",
}

_LURED: Final = {
    "payer_vi": "Xác nhận định danh này được lập cho một nơi khác, không phải cho ngân hàng. Có thể quý "
    "khách đã bị dẫn dụ xác nhận trên trang hoặc ứng dụng giả. Hãy dừng lại và gọi tổng đài chính thức của "
    "ngân hàng.",
    "payer_en": "This identity confirmation was made for somewhere else, not for your bank. You may have "
    "been lured to confirm in a fake site or app. Stop and call your bank's official hotline.",
}

_USED_AGAIN: Final = {
    "payer_vi": "Có người dùng lại một xác nhận định danh đã dùng trước đó của quý khách. Nếu không phải "
    "quý khách vừa thử lại giao dịch này, hãy gọi ngay tổng đài chính thức của ngân hàng.",
    "payer_en": "Someone used an earlier identity confirmation of yours again. If you have not just retried "
    "this transaction yourself, call your bank's official hotline at once.",
}

_CHANGED: Final = {
    "payer_vi": "Số tiền hoặc người nhận khác với giao dịch quý khách đã đồng ý. Đừng xác nhận lại. Hãy "
    "kiểm tra kỹ người nhận và số tiền, và gọi tổng đài chính thức của ngân hàng.",
    "payer_en": "The amount or the payee differs from what you agreed to. Do not confirm again. Check the "
    "payee and the amount, and call your bank's official hotline.",
}

ASSERTION_TEXTS: Final[Mapping[str, Text]] = {
    "ASSERTION_MISSING": Text(
        vi="Chưa có xác nhận định danh điện tử.",
        en="No electronic identity confirmation was given.",
    ),
    "ASSERTION_TOO_LARGE": Text(
        vi="Xác nhận định danh có kích thước lớn hơn mức cho phép.",
        en="The identity confirmation is larger than allowed.",
    ),
    "ASSERTION_MALFORMED": Text(
        vi="Xác nhận định danh sai cấu trúc nên không đọc được.",
        en="The identity confirmation is not well formed and cannot be read.",
    ),
    "FORMAT_NOT_ACCEPTED": Text(
        vi="Định dạng này của xác nhận định danh không được chấp nhận từ bên phát hành.",
        en="Identity confirmations in this format are not accepted from their issuer.",
    ),
    "ALG_NOT_ALLOWED": Text(
        vi="Xác nhận định danh được ký bằng phương pháp không được phép.",
        en="The identity confirmation is signed by a method that is not allowed.",
        **_FORGED,
    ),
    "HEADER_NOT_ALLOWED": Text(
        vi="Phần đầu của xác nhận định danh có nội dung không được phép.",
        en="The header of the identity confirmation holds something that is not allowed.",
        **_FORGED,
    ),
    "TYPE_NOT_ACCEPTED": Text(
        vi="Đây không phải loại xác nhận định danh dùng cho việc này.",
        en="This is not the type of identity confirmation that is used here.",
    ),
    "ISSUER_NOT_TRUSTED": Text(
        vi="Bên phát hành xác nhận định danh không nằm trong danh sách được tin cậy.",
        en="The issuer of the identity confirmation is not among the trusted ones.",
        **_FORGED,
    ),
    "ISSUER_KEY_UNKNOWN": Text(
        vi="Khóa đã ký xác nhận định danh không có trong các khóa đã biết của bên phát hành.",
        en="The key that signed the identity confirmation is not among its issuer's known keys.",
    ),
    "ISSUER_KEY_UNFIT": Text(
        vi="Khóa của bên phát hành không phù hợp với chữ ký trên xác nhận định danh.",
        en="The issuer's key does not fit the signature on the identity confirmation.",
        **_FORGED,
    ),
    "ISSUER_KEYS_UNAVAILABLE": Text(
        vi="Hiện chưa có khóa của bên phát hành nên chưa kiểm tra được xác nhận định danh. Vui lòng thử lại "
        "sau.",
        en="The issuer's keys are not at hand, so the identity confirmation cannot be checked. Try again "
        "later.",
    ),
    "CERTIFICATE_MALFORMED": Text(
        vi="Chứng thư số đi kèm xác nhận định danh sai cấu trúc nên không đọc được.",
        en="The certificates sent with the identity confirmation are not well formed and cannot be read.",
    ),
    "CERTIFICATE_WEAK": Text(
        vi="Chứng thư số đi kèm xác nhận định danh dùng khóa hoặc phương pháp ký quá yếu.",
        en="A certificate sent with the identity confirmation uses a key or a signature that is too weak.",
        **_FORGED,
    ),
    "CERTIFICATE_NOT_TRUSTED": Text(
        vi="Chứng thư số đi kèm xác nhận định danh không do tổ chức được tin cậy cấp.",
        en="The certificate sent with the identity confirmation was not issued by a trusted authority.",
        **_FORGED,
    ),
    "CERTIFICATE_NOT_YET_VALID": Text(
        vi="Chứng thư số đi kèm xác nhận định danh chưa có hiệu lực.",
        en="The certificate sent with the identity confirmation is not valid yet.",
    ),
    "CERTIFICATE_EXPIRED": Text(
        vi="Chứng thư số đi kèm xác nhận định danh đã hết hạn.",
        en="The certificate sent with the identity confirmation has expired.",
    ),
    "CERTIFICATE_PURPOSE_MISMATCH": Text(
        vi="Chứng thư số đi kèm xác nhận định danh được cấp cho mục đích khác hoặc cho bên khác.",
        en="The certificate sent with the identity confirmation was issued for another purpose or to another "
        "party.",
        **_FORGED,
    ),
    "CERTIFICATE_REVOKED": Text(
        vi="Chứng thư số đi kèm xác nhận định danh đã bị thu hồi.",
        en="The certificate sent with the identity confirmation was revoked.",
        **_FORGED,
    ),
    "CERTIFICATE_STATUS_UNAVAILABLE": Text(
        vi="Hiện chưa biết chứng thư số đi kèm xác nhận định danh có bị thu hồi hay không. Vui lòng thử lại "
        "sau.",
        en="It is not known now whether the certificate sent with the identity confirmation was revoked. Try "
        "again later.",
    ),
    "SIGNATURE_INVALID": Text(
        vi="Chữ ký trên xác nhận định danh không đúng: nội dung bị giả mạo hoặc đã bị sửa.",
        en="The signature on the identity confirmation is wrong: it was forged or changed.",
        **_FORGED,
    ),
    "CLAIM_MISSING": Text(
        vi="Xác nhận định danh thiếu thông tin bắt buộc.",
        en="The identity confirmation lacks something that it must say.",
    ),
    "CLAIM_MALFORMED": Text(
        vi="Xác nhận định danh có thông tin không hợp lệ.",
        en="The identity confirmation says something that is not valid.",
    ),
    "AUDIENCE_MISMATCH": Text(
        vi="Xác nhận định danh được lập cho một đơn vị khác.",
        en="The identity confirmation was made for another institution.",
        **_LURED,
    ),
    "ASSERTION_EXPIRED": Text(
        vi="Xác nhận định danh đã hết hạn. Vui lòng xác nhận lại.",
        en="The identity confirmation has expired. Please confirm again.",
    ),
    "ASSERTION_NOT_YET_VALID": Text(
        vi="Xác nhận định danh chưa đến thời điểm có hiệu lực.",
        en="The identity confirmation is not valid yet.",
    ),
    "ASSERTION_TOO_OLD": Text(
        vi="Xác nhận định danh được lập đã quá lâu. Vui lòng xác nhận lại.",
        en="The identity confirmation was made too long ago. Please confirm again.",
    ),
    "LIFETIME_TOO_LONG": Text(
        vi="Thời hạn của xác nhận định danh dài hơn mức cho phép.",
        en="The identity confirmation is valid for longer than allowed.",
    ),
    "NONCE_MISSING": Text(
        vi="Xác nhận định danh không trả lời yêu cầu xác nhận nào. Vui lòng xác nhận lại.",
        en="The identity confirmation answers no request. Please confirm again.",
    ),
    "NONCE_UNKNOWN": Text(
        vi="Xác nhận định danh trả lời một yêu cầu không do hệ thống này gửi cho giao dịch này.",
        en="The identity confirmation answers a request that was not sent from here for this transaction.",
        **_LURED,
    ),
    "NONCE_EXPIRED": Text(
        vi="Yêu cầu xác nhận đã hết hạn. Vui lòng thực hiện lại.",
        en="The request for confirmation has expired. Please start again.",
    ),
    "NONCE_REUSED": Text(
        vi="Yêu cầu xác nhận này đã được trả lời và sử dụng trước đó.",
        en="This request for confirmation was answered and used before.",
        **_USED_AGAIN,
    ),
    "JTI_REPLAYED": Text(
        vi="Xác nhận định danh này đã được sử dụng trước đó.",
        en="This identity confirmation was used before.",
        **_USED_AGAIN,
    ),
    "TRANSACTION_MISSING": Text(
        vi="Xác nhận định danh không cho biết khách hàng đã đồng ý với giao dịch nào.",
        en="The identity confirmation does not say which transaction the customer agreed to.",
    ),
    "TRANSACTION_MISMATCH": Text(
        vi="Số tiền, người nhận hoặc tài khoản khác với giao dịch mà khách hàng đã đồng ý.",
        en="The amount, the payee or the account differs from what the customer agreed to.",
        **_CHANGED,
    ),
    "TRANSACTION_EXTRA": Text(
        vi="Xác nhận định danh còn gắn với giao dịch khác ngoài giao dịch này.",
        en="The identity confirmation covers another transaction besides this one.",
        **_CHANGED,
    ),
    "ASSURANCE_UNKNOWN": Text(
        vi="Chưa rõ mức độ định danh và mức độ xác thực của xác nhận định danh này.",
        en="The levels of identity and authentication behind this confirmation are not known.",
    ),
    "ASSURANCE_TOO_LOW": Text(
        vi="Mức độ định danh hoặc mức độ xác thực thấp hơn mức cần thiết.",
        en="The level of identity or of authentication is lower than needed here.",
    ),
    "FACTORS_TOO_WEAK": Text(
        vi="Cần xác thực bằng ít nhất hai yếu tố khác loại.",
        en="At least two different kinds of authentication factor are needed.",
    ),
    "AUTHENTICATION_TOO_OLD": Text(
        vi="Lần xác thực danh tính đã quá lâu hoặc không rõ thời điểm. Vui lòng xác thực lại.",
        en="The person was authenticated too long ago, or it is not known when. Please authenticate again.",
    ),
    "PERSONAL_NUMBER_INCONSISTENT": Text(
        vi="Số định danh cá nhân không khớp với ngày sinh hoặc giới tính.",
        en="The personal number does not agree with the birth date or the sex.",
    ),
    "PROVINCE_CODE_UNKNOWN": Text(
        vi="Mã nơi đăng ký khai sinh trong số định danh cá nhân không có trong danh mục đã biết.",
        en="The place code in the personal number is not in the known list.",
    ),
    "DOCUMENT_EXPIRED": Text(
        vi="Giấy tờ tùy thân đã hết hạn. Cần cập nhật giấy tờ trước khi tiếp tục.",
        en="The identity document has expired. It must be renewed before going on.",
    ),
    "DOCUMENT_EXPIRY_UNKNOWN": Text(
        vi="Chưa rõ ngày hết hạn của giấy tờ tùy thân.",
        en="The expiry date of the identity document is not known.",
    ),
    "DOCUMENT_EXPIRES_SOON": Text(
        vi="Giấy tờ tùy thân sắp hết hạn. Hãy đổi giấy tờ trước ngày đó để giao dịch không bị gián đoạn.",
        en="The identity document expires soon. Renew it before that day, so that payments do not stop.",
    ),
    "DOCUMENT_AGE_PASSED": Text(
        vi="Khách hàng vừa qua độ tuổi phải đổi thẻ căn cước, và chưa rõ ngày hết hạn của giấy tờ đã dùng.",
        en="The customer lately passed an age at which cards change, and the document's expiry is not known.",
    ),
    "DISCLOSURE_DUPLICATE": Text(
        vi="Có thông tin xuất hiện hai lần trong xác nhận định danh.",
        en="The identity confirmation says one thing twice.",
        **_FORGED,
    ),
    "DISCLOSURE_ORPHAN": Text(
        vi="Xác nhận định danh kèm thông tin mà bên phát hành chưa ký.",
        en="The identity confirmation comes with something that its issuer did not sign.",
        **_FORGED,
    ),
    "DISCLOSURE_MALFORMED": Text(
        vi="Phần thông tin được chia sẻ kèm xác nhận định danh không hợp lệ.",
        en="What was disclosed with the identity confirmation is not valid.",
        **_FORGED,
    ),
    "HOLDER_KEY_MISSING": Text(
        vi="Giấy tờ điện tử này không gắn với ví nào nên không rõ ai là người xuất trình.",
        en="This electronic credential is tied to no wallet, so it does not show who presents it.",
    ),
    "HOLDER_KEY_UNSUPPORTED": Text(
        vi="Giấy tờ điện tử này gắn với ví bằng cách mà hệ thống chưa hỗ trợ.",
        en="This electronic credential is tied to its wallet in a way that is not supported here.",
    ),
    "KB_MISSING": Text(
        vi="Giấy tờ điện tử được gửi đến mà không có xác nhận của ví đang giữ nó.",
        en="The electronic credential came without a confirmation by the wallet that holds it.",
    ),
    "KB_INVALID": Text(
        vi="Xác nhận của ví không đúng: người gửi không phải chủ ví, hoặc nội dung đã bị sửa.",
        en="The wallet's confirmation is wrong: the sender is not its holder, or something was changed.",
        **_FORGED,
    ),
    "KB_TOO_OLD": Text(
        vi="Xác nhận của ví được lập đã quá lâu. Vui lòng xác nhận lại trong ví.",
        en="The wallet's confirmation was made too long ago. Please confirm in the wallet again.",
    ),
    "KB_IN_FUTURE": Text(
        vi="Xác nhận của ví mang thời điểm ở tương lai. Vui lòng kiểm tra đồng hồ của điện thoại.",
        en="The wallet's confirmation bears a time in the future. Please check the phone's clock.",
    ),
    "RESPONSE_MODE_MISMATCH": Text(
        vi="Ví đã trả lời theo một đường khác với đường được yêu cầu.",
        en="The wallet answered by another way than the one that was asked for.",
        **_LURED,
    ),
}
