"""Texts of what can be wrong with the status of an assertion: whether it is still in force.

A customer hears of an electronic identity that was withdrawn or locked, not of lists and indices.
"""

from collections.abc import Mapping
from typing import Final

from eidgate.core.reason_texts.text import Text

STATUS_TEXTS: Final[Mapping[str, Text]] = {
    "STATUS_UNAVAILABLE": Text(
        vi="Chưa kiểm tra được xác nhận định danh còn hiệu lực hay đã bị thu hồi. Vui lòng thử lại sau.",
        en="It cannot be checked whether the identity confirmation is still in force. Try again later.",
    ),
    "STATUS_STALE": Text(
        vi="Danh sách trạng thái của bên phát hành đã quá cũ nên chưa biết xác nhận định danh còn hiệu lực "
        "hay không. Vui lòng thử lại sau.",
        en="The issuer's status list is too old to tell whether the identity confirmation is still in force. "
        "Try again later.",
    ),
    "STATUS_TOKEN_INVALID": Text(
        vi="Danh sách trạng thái của bên phát hành không hợp lệ nên chưa biết xác nhận định danh còn hiệu "
        "lực hay không. Vui lòng thử lại sau.",
        en="The issuer's status list is not valid, so it is not known whether the identity confirmation is "
        "still in force. Try again later.",
    ),
    "STATUS_MISSING": Text(
        vi="Xác nhận định danh không cho biết nơi tra cứu trạng thái hiệu lực.",
        en="The identity confirmation does not say where its status can be looked up.",
    ),
    "STATUS_MALFORMED": Text(
        vi="Thông tin về trạng thái trong xác nhận định danh không đúng cấu trúc.",
        en="What the identity confirmation says about its status is not well formed.",
    ),
    "STATUS_LIST_NOT_ACCEPTED": Text(
        vi="Xác nhận định danh chỉ đến một danh sách trạng thái không được chấp nhận từ bên phát hành.",
        en="The identity confirmation points to a status list that is not accepted from its issuer.",
    ),
    "STATUS_INDEX_OUT_OF_RANGE": Text(
        vi="Danh sách trạng thái của bên phát hành không có mục nào cho xác nhận định danh này.",
        en="The issuer's status list has no entry for this identity confirmation.",
    ),
    "STATUS_REVOKED": Text(
        vi="Danh tính điện tử đã bị thu hồi nên không dùng được nữa.",
        en="The electronic identity was withdrawn by its issuer and can no longer be used.",
        payer_vi="Danh tính điện tử dùng cho giao dịch này đã bị thu hồi. Nếu quý khách không thực hiện giao "
        "dịch, hãy gọi ngay tổng đài chính thức của ngân hàng.",
        payer_en="The electronic identity used for this transaction has been withdrawn. If you did not start "
        "this transaction, call your bank's official hotline at once.",
    ),
    "STATUS_SUSPENDED": Text(
        vi="Danh tính điện tử đang bị tạm khóa.",
        en="The electronic identity is locked for the time being.",
        payer_vi="Danh tính điện tử dùng cho giao dịch này đang bị tạm khóa. Nếu quý khách không thực hiện "
        "giao dịch, hãy gọi ngay tổng đài chính thức của ngân hàng.",
        payer_en="The electronic identity used for this transaction is locked. If you did not start this "
        "transaction, call your bank's official hotline at once.",
    ),
    "STATUS_NOT_VALID": Text(
        vi="Bên phát hành không ghi nhận danh tính điện tử này là đang có hiệu lực.",
        en="The issuer does not say that this electronic identity is in force.",
    ),
}
