"""What the owner of a held account is told; no links, and nothing that a postponement must not give away."""

from typing import Final

from eidgate.core.desk.hold import Ground, Hold
from eidgate.core.reason_texts.text import Text
from eidgate.core.terms import HO_CHI_MINH

_ON_GROUND: Final = {
    Ground.AGREEMENT: Text(
        vi="theo thỏa thuận mở và sử dụng tài khoản", en="under the agreement on the account"
    ),
    Ground.OWNER_REQUEST: Text(vi="theo yêu cầu của chủ tài khoản", en="as the account's owner asked"),
    Ground.AUTHORITY_ORDER: Text(
        vi="theo văn bản của cơ quan có thẩm quyền", en="by order of a competent authority"
    ),
    Ground.MISTAKEN_CREDIT: Text(
        vi="để xử lý khoản ghi có nhầm", en="because it was credited to the account by mistake"
    ),
    Ground.JOINT_OWNER: Text(
        vi="theo yêu cầu của một đồng chủ tài khoản", en="as one of the account's joint owners asked"
    ),
}
_QUIET: Final = Text(
    vi="Giao dịch của bạn đang được xử lý theo quy định và cần thêm thời gian.",
    en="Your transaction is being processed as the rules require and needs more time.",
)
"""A postponement must not tell the customer that a suspicion was reported (Law 14/2022)."""


def notice(hold: Hold) -> Text:
    """Return what to tell the owner: how much, until when, on what ground, and what they can do."""
    ground = _ON_GROUND.get(hold.ground)
    if ground is None:
        return _QUIET
    until = hold.until.astimezone(HO_CHI_MINH)
    grouped = f"{hold.amount:,}"
    return Text(
        vi=f"{grouped.replace(',', '.')} đồng trong tài khoản của bạn được tạm giữ đến"
        f" {until:%H:%M ngày %d/%m/%Y} {ground.vi}. Phần tiền còn lại vẫn sử dụng bình thường. Nếu không"
        " đồng ý, bạn có quyền khiếu nại tại nơi mở tài khoản.",
        en=f"VND {grouped} in your account are held until {until:%H:%M on %d/%m/%Y} {ground.en}. You can use"
        " the rest as always. If you do not agree, you may appeal where you keep the account.",
    )


def release_condition(hold: Hold) -> Text:
    """Return what ends the hold before its time."""
    if hold.ordered_by or hold.ground is Ground.AUTHORITY_ORDER:
        return Text(
            vi="Được gỡ bỏ khi cơ quan có thẩm quyền quyết định, hoặc tự động khi hết hạn.",
            en="Released when the authority decides so, or by itself at its end.",
        )
    return Text(
        vi="Được gỡ bỏ khi hai cán bộ của đơn vị yêu cầu hoặc đơn vị giữ tài khoản đồng ý, hoặc tự động khi"
        " hết hạn.",
        en="Released when two officers of the institution that asked or keeps the account agree, or by itself"
        " at its end.",
    )
