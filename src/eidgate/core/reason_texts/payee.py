"""Texts about the payee: whose account it is, and whether the name fits."""

from collections.abc import Mapping
from typing import Final

from eidgate.core.reason_texts.text import Text

PAYEE_TEXTS: Final[Mapping[str, Text]] = {
    "PAYEE_BINDING_MISSING": Text(
        vi="Tài khoản nhận ở cùng đơn vị nhưng chưa được liên kết với danh tính điện tử.",
        en="The payee's account is at the same institution and not linked to an electronic identity.",
    ),
    "PAYEE_BINDING_SUSPENDED": Text(
        vi="Liên kết giữa tài khoản nhận và danh tính điện tử đang tạm ngừng.",
        en="The link between the payee's account and an electronic identity is suspended.",
        payer_vi="Danh tính của chủ tài khoản nhận hiện không được xác nhận. Hãy liên hệ người nhận qua "
        "kênh khác để kiểm tra trước khi chuyển tiền.",
        payer_en="The identity behind the payee's account is suspended. Ask the payee by another way before "
        "you send money.",
    ),
    "PAYEE_BINDING_YOUNG": Text(
        vi="Tài khoản nhận vừa mới được liên kết với danh tính điện tử.",
        en="The payee's account was linked to an electronic identity only lately.",
    ),
    "PAYEE_NAME_MISMATCH": Text(
        vi="Tên người nhận không khớp với tên chủ tài khoản.",
        en="The payee's name is not that of the account's owner.",
        payer_vi="Tên người nhận quý khách nhập không phải là tên chủ tài khoản. Tiền có thể đến tay người "
        "khác: hãy kiểm tra lại với người nhận qua kênh khác trước khi chuyển.",
        payer_en="The name that you entered is not that of the account's owner. Your money may go to "
        "somebody else: check with the payee by another way before you send it.",
    ),
    "PAYEE_NAME_CLOSE": Text(
        vi="Tên người nhận gần giống nhưng không trùng với tên chủ tài khoản.",
        en="The payee's name is close to the account owner's, but not the same.",
        payer_vi="Tên người nhận gần giống nhưng không trùng với tên chủ tài khoản. Hãy kiểm tra lại tên và "
        "số tài khoản trước khi chuyển.",
        payer_en="The payee's name is close to the account owner's, but not the same. Check name and account "
        "number before you send the money.",
    ),
    "PAYEE_NAME_UNKNOWN": Text(
        vi="Không kiểm tra được tên chủ tài khoản nhận.",
        en="The name of the payee's account owner could not be checked.",
    ),
}
