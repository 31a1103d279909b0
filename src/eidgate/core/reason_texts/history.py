"""Texts about what happened before: the account's payments, its payee and the device."""

from collections.abc import Mapping
from typing import Final

from eidgate.core.reason_texts.text import Text

HISTORY_TEXTS: Final[Mapping[str, Text]] = {
    "VELOCITY_COUNT": Text(
        vi="Tài khoản thực hiện nhiều giao dịch hơn mức thông thường trong thời gian ngắn.",
        en="The account made more payments in a short time than is usual.",
    ),
    "VELOCITY_AMOUNT": Text(
        vi="Tổng số tiền chuyển đi trong thời gian ngắn cao hơn mức thông thường.",
        en="The sum paid in a short time is larger than is usual.",
    ),
    "PAYEES_MANY": Text(
        vi="Tài khoản chuyển tiền cho nhiều người nhận khác nhau trong thời gian ngắn.",
        en="The account paid many different payees in a short time.",
    ),
    "PAYEE_NEW": Text(
        vi="Tài khoản này chưa từng, hoặc chỉ vừa mới, chuyển tiền cho người nhận này.",
        en="The account has never paid this payee before, or only just did.",
        payer_vi="Đây là người nhận mới của quý khách. Nếu có người thúc giục, hứa lợi nhuận, hoặc tự xưng "
        "là cơ quan nhà nước hay ngân hàng, hãy dừng lại và gọi tổng đài chính thức của ngân hàng.",
        payer_en="You have not paid this payee before. If somebody is rushing you, promises a profit, or "
        "claims to be an authority or your bank, stop and call your bank's official hotline.",
    ),
    "AMOUNT_FIRST_LARGE": Text(
        vi="Số tiền lớn hơn nhiều so với mọi giao dịch trước đây của tài khoản.",
        en="The amount is far larger than any the account paid before.",
    ),
    "AMOUNT_SPLIT": Text(
        vi="Nhiều lần chuyển cho cùng một người nhận trong 24 giờ cộng lại đạt mức giao dịch giá trị cao.",
        en="Several payments to one payee within 24 hours add up to a high-value payment.",
    ),
    "BALANCE_DRAINED": Text(
        vi="Phần lớn số dư của tài khoản được chuyển đi trong vòng 24 giờ.",
        en="Most of the account's balance would have left within 24 hours.",
        payer_vi="Giao dịch này chuyển đi phần lớn số tiền của quý khách trong một ngày. Nếu có người yêu "
        "cầu quý khách làm vậy để bảo vệ tiền hoặc phục vụ điều tra, đó là lừa đảo: hãy dừng lại và gọi "
        "tổng đài chính thức của ngân hàng.",
        payer_en="This would move most of your money away within a day. If somebody told you to do so to "
        "keep it safe or for an investigation, it is a fraud: stop and call your bank's official hotline.",
    ),
    "FUNDS_PASSED_THROUGH": Text(
        vi="Tài khoản nhận tiền từ nhiều người rồi chuyển đi ngay trong vòng 24 giờ.",
        en="The account received money from many and sends it on within 24 hours.",
    ),
    "CREDITS_FROM_LISTED": Text(
        vi="Tài khoản nhận tiền gần đây được nhiều tài khoản trong danh sách nghi ngờ chuyển tiền đến.",
        en="The payee was paid lately by several accounts that are on the shared list.",
        payer_vi="Tài khoản nhận có dấu hiệu liên quan đến lừa đảo. Hãy dừng lại, không chuyển tiền, và gọi "
        "tổng đài chính thức của ngân hàng.",
        payer_en="The receiving account shows signs of fraud. Stop, do not pay, and call your bank's "
        "official hotline.",
    ),
    "DEVICE_SHARED": Text(
        vi="Thiết bị này được nhiều người khác nhau dùng để giao dịch.",
        en="This device is used for payments by several different people.",
    ),
    "HOUR_UNUSUAL": Text(
        vi="Khách hàng chưa từng giao dịch vào khung giờ này.",
        en="The customer has never paid at this hour of the day.",
    ),
    "PLACE_UNUSUAL": Text(
        vi="Khách hàng chưa từng giao dịch từ quốc gia này.",
        en="The customer has never paid from this country.",
    ),
    "PAYEE_FRAUD_CONFIRMED": Text(
        vi="Một giao dịch trước đây với tài khoản nhận này đã được xác nhận là lừa đảo.",
        en="An earlier payment to this payee was confirmed to be fraud.",
        payer_vi="Đã có người bị lừa khi chuyển tiền vào tài khoản này. Hãy dừng lại, không chuyển tiền, và "
        "gọi tổng đài chính thức của ngân hàng.",
        payer_en="Somebody was defrauded by paying into this account. Stop, do not pay, and call your bank's "
        "official hotline.",
    ),
    "PAYEE_WARNING_OVERRIDDEN": Text(
        vi="Trước đây đã có người bỏ qua cảnh báo để chuyển tiền vào tài khoản nhận này.",
        en="Somebody went on paying this payee in spite of a warning before.",
        payer_vi="Đã từng có cảnh báo về tài khoản này. Nếu có người đang hướng dẫn quý khách chuyển tiền, "
        "hãy dừng lại và gọi tổng đài chính thức của ngân hàng.",
        payer_en="There was a warning about this account before. If somebody is guiding you through this "
        "payment, stop and call your bank's official hotline.",
    ),
}
