"""Texts about the payer's phone number."""

from collections.abc import Mapping
from typing import Final

from eidgate.core.reason_texts.text import Text

NUMBER_TEXTS: Final[Mapping[str, Text]] = {
    "SIM_SWAPPED_RECENTLY": Text(
        vi="Số điện thoại của khách hàng vừa được chuyển sang SIM khác.",
        en="The customer's phone number was moved to another SIM lately.",
        payer_vi="Số điện thoại của quý khách vừa được chuyển sang SIM mới. Nếu quý khách không tự đổi SIM, "
        "hãy gọi ngay nhà mạng và tổng đài chính thức của ngân hàng.",
        payer_en="Your phone number was just moved to a new SIM. If you did not change your SIM yourself, "
        "call your operator and your bank's official hotline at once.",
    ),
    "SIM_HISTORY_UNKNOWN": Text(
        vi="Nhà mạng không cho biết SIM có vừa được đổi hay không.",
        en="The operator could not say whether the SIM was changed lately.",
    ),
    "SIM_DEVICE_CHANGED": Text(
        vi="SIM của khách hàng vừa được lắp vào một máy khác.",
        en="The customer's SIM was put into another phone lately.",
    ),
    "NUMBER_RECYCLED": Text(
        vi="Số điện thoại đã được cấp lại cho thuê bao khác sau khi tài khoản được liên kết.",
        en="The phone number was given to another subscriber after the account was linked.",
    ),
    "CALL_FORWARDING_ACTIVE": Text(
        vi="Cuộc gọi đến số của khách hàng đang được chuyển tiếp sang số khác.",
        en="Calls to the customer's number are being forwarded to another one.",
        payer_vi="Cuộc gọi đến số của quý khách đang được chuyển tiếp sang số khác, nên người khác có thể "
        "nhận mã xác nhận. Nếu quý khách không tự cài đặt, hãy gọi ngay nhà mạng.",
        payer_en="Calls to your number are being forwarded, so somebody else may receive your confirmation "
        "codes. If you did not set this up, call your operator at once.",
    ),
}
