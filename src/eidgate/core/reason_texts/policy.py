"""Texts about what the policy itself says: gaps, custom rules, the score."""

from collections.abc import Mapping
from typing import Final

from eidgate.core.reason_texts.text import Text

POLICY_TEXTS: Final[Mapping[str, Text]] = {
    "EVIDENCE_GAP": Text(
        vi="Một nguồn thông tin cần thiết không trả lời, nên quyết định dựa trên ít thông tin hơn bình "
        "thường.",
        en="A source of information that is needed did not answer, so the decision rests on less than usual.",
    ),
    "RULE_MATCHED": Text(
        vi="Giao dịch khớp với một quy tắc riêng của đơn vị.",
        en="The transaction meets one of the institution's own rules.",
    ),
    "RULE_FAILED": Text(
        vi="Một quy tắc riêng không tính được với dữ kiện của giao dịch này.",
        en="One of the institution's own rules could not be worked out for this transaction.",
    ),
    "SCORE_REACHED": Text(
        vi="Nhiều dấu hiệu cộng lại đã vượt ngưỡng rủi ro của chính sách.",
        en="Several signs together have reached the policy's risk threshold.",
    ),
    "REGULATION_NOT_REVIEWED": Text(
        vi="Quy định đang có hiệu lực chưa được bộ phận rủi ro rà soát cho chính sách này.",
        en="The regulation in force has not been reviewed for this policy.",
    ),
}
