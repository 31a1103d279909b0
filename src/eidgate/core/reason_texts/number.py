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
}
