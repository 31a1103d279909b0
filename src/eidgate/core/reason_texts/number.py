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
    "SIM_NOT_REVERIFIED": Text(
        vi="Số điện thoại được phát hiện trên thiết bị khác và chủ thuê bao chưa xác thực lại khuôn mặt.",
        en="The number was seen in another phone, and its subscriber has not verified their face since.",
    ),
    "SIM_OUTGOING_BLOCKED": Text(
        vi="Số điện thoại đổi thiết bị mà chưa xác thực lại, nên đang bị khóa một chiều.",
        en="The number changed its phone without verification, so that its outgoing service is blocked.",
        payer_vi="Số điện thoại của quý khách được phát hiện trên thiết bị khác và đang bị khóa một chiều. "
        "Nếu không phải quý khách đổi máy, hãy gọi ngay nhà mạng; nếu đúng, hãy xác thực lại với nhà mạng.",
        payer_en="Your number was seen in another phone, and its outgoing service is blocked. If you did not "
        "change your phone, call your operator at once; if you did, verify yourself with your operator.",
    ),
    "SIM_BLOCKED": Text(
        vi="Số điện thoại đổi thiết bị mà chưa xác thực lại, nên bị khóa hai chiều hoặc chấm dứt dịch vụ.",
        en="The number changed its phone without verification, so that it is blocked both ways or ended.",
        payer_vi="Số điện thoại của quý khách đang bị khóa hai chiều vì đổi thiết bị mà chưa xác thực lại. "
        "Hãy xác thực với nhà mạng, hoặc cho ngân hàng biết số mới của quý khách.",
        payer_en="Your number is blocked both ways because it changed its phone without verification. Verify "
        "yourself with your operator, or give your bank the number that you use now.",
    ),
    "NUMBER_SUSPENDED": Text(
        vi="Liên kết giữa số điện thoại và danh tính điện tử đang tạm ngừng, hoặc người đứng tên thuê bao "
        "báo số này không phải của mình.",
        en="The link between the number and an electronic identity is suspended, or its holder said that it "
        "is not theirs.",
    ),
    "NUMBER_OF_ANOTHER": Text(
        vi="Số điện thoại được liên kết với người khác, không phải chủ tài khoản trả tiền.",
        en="The number is linked to another person than the owner of the paying account.",
    ),
}
