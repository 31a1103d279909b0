"""What an alert says: to the analyst who gets it, and to the subscribers whom its receiver may warn.

No text holds a link (Circular 50/2024 Art. 17(3)) or a personal value: the identifier stands beside it.
"""

from typing import Final

from eidgate.core.desk.alert import Action, AlertKind
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.reason_texts.text import Text

HAPPENED: Final[dict[AlertKind, Text]] = {
    AlertKind.LISTED: Text(
        vi="Đã được đưa vào danh sách nghi ngờ liên quan đến lừa đảo.",
        en="It was put on the list of those suspected of fraud.",
    ),
    AlertKind.CLEARED: Text(
        vi="Đã được đưa ra khỏi danh sách nghi ngờ.",
        en="It was taken off the list of those suspected of fraud.",
    ),
    AlertKind.REPORT_FILED: Text(
        vi="Có người báo tin bị lừa đảo liên quan đến đối tượng này.",
        en="A victim reported a fraud in which it took part.",
    ),
    AlertKind.PAYMENT_STOPPED: Text(
        vi="Một giao dịch chuyển tiền đến đây đã bị dừng.",
        en="A payment to it was stopped.",
    ),
    AlertKind.MONEY_MOVED: Text(
        vi="Tiền liên quan đến một vụ việc đang được truy vết vừa chuyển đến đây. Lệnh tạm giữ ở nơi tiền đã"
        " rời đi không tự giảm theo.",
        en="Money that is being traced has just arrived there. A hold where it came from is not cut by that.",
    ),
    AlertKind.HOLD_PLACED: Text(
        vi="Có yêu cầu tạm giữ số tiền đang tranh chấp. Số tạm giữ không tự giảm khi tiền đã chuyển đi: nếu"
        " không còn đủ, hãy xác nhận số thực tế phong tỏa được, và gỡ bỏ khi không còn căn cứ.",
        en="A hold on the disputed sum was placed. It is not cut when the money moves on: where less is"
        " there, confirm what you could freeze, and release what has no ground any more.",
    ),
    AlertKind.HOLD_CONFIRMED: Text(
        vi="Đơn vị giữ tài khoản đã xác nhận số tiền được phong tỏa.",
        en="The account's own institution confirmed what it froze.",
    ),
    AlertKind.HOLD_EXTENDED: Text(
        vi="Cơ quan có thẩm quyền đã gia hạn việc tạm giữ.",
        en="A competent authority extended the hold.",
    ),
    AlertKind.HOLD_RELEASED: Text(vi="Việc tạm giữ đã được gỡ bỏ.", en="The hold was released."),
    AlertKind.HOLD_EXPIRED: Text(
        vi="Việc tạm giữ đã hết hạn và tự động được gỡ bỏ.",
        en="The hold came to its end and was released by itself.",
    ),
    AlertKind.INSTRUMENT_DISOWNED: Text(
        vi="Người đứng tên khẳng định mình không sở hữu hoặc sử dụng.",
        en="The person in whose name it stands says that it is not theirs.",
    ),
    AlertKind.APPEAL_FILED: Text(
        vi="Có khiếu nại; phải xem xét lần đầu trong vòng 12 giờ.",
        en="An appeal was filed; the first review is due within 12 hours.",
    ),
    AlertKind.APPEAL_RESOLVED: Text(vi="Khiếu nại đã được giải quyết.", en="The appeal was resolved."),
    AlertKind.REPORT_CLOSED: Text(
        vi="Tin báo liên quan đến đối tượng này đã kết thúc.", en="The report about it was closed."
    ),
    AlertKind.SIM_OUTGOING_DUE: Text(
        vi="Thuê bao đổi thiết bị quá 2 giờ mà chưa xác thực lại khuôn mặt: phải khóa chiều đi.",
        en="Its device changed two hours ago and no face was verified: block its outgoing service.",
    ),
    AlertKind.SIM_BLOCK_DUE: Text(
        vi="Thuê bao bị khóa chiều đi đã hết thời hạn mà chưa xác thực lại: phải khóa hai chiều.",
        en="Its outgoing service is blocked for long and no face was verified: block it both ways.",
    ),
    AlertKind.SIM_END_DUE: Text(
        vi="Thuê bao bị khóa hai chiều đã quá 5 ngày: hợp đồng có thể được chấm dứt.",
        en="It was blocked both ways for five days: the contract may be ended.",
    ),
    AlertKind.LIST_IMPORTED: Text(
        vi="Một danh sách vừa có hiệu lực, trong đó có đối tượng do đơn vị quản lý.",
        en="A whole list came into force that concerns what is kept with you.",
    ),
    AlertKind.REVIEW_OVERDUE: Text(
        vi="Một khiếu nại đã quá 12 giờ mà chưa được xem xét lần đầu.",
        en="An appeal has waited for more than 12 hours, and nobody has reviewed it yet.",
    ),
    AlertKind.APPEAL_LAPSED: Text(
        vi="Khiếu nại đã quá 90 ngày mà chưa được giải quyết: việc liệt kê đã hết hiệu lực.",
        en="An appeal was not decided within 90 days: the listing has fallen away.",
    ),
    AlertKind.NUMBER_MOVED: Text(
        vi="Số thuê bao đã được liên kết tại mạng mà cơ sở dữ liệu chuyển mạng ghi nhận; liên kết tại đơn vị"
        " đã chấm dứt. Nếu đơn vị không cho chuyển mạng, có thể số đang bị chiếm đoạt.",
        en="The number was bound at the operator that the registry of ported numbers names, and its binding"
        " with you has ended. If you did not let it go, somebody may be taking it over.",
    ),
}

EXPECTED: Final[dict[Action, Text]] = {
    Action.RESTRICT: Text(
        vi="Hãy chặn, hạn chế hoặc cảnh báo khách hàng của mình, rồi xác nhận việc đã làm.",
        en="Block it, restrict it or warn your customers, then acknowledge what you did.",
    ),
    Action.FREEZE: Text(
        vi="Hãy phong tỏa đúng số tiền đang tranh chấp, không hơn, rồi xác nhận số tiền đã phong tỏa.",
        en="Freeze the disputed sum and no more, then confirm what you froze.",
    ),
    Action.UNFREEZE: Text(
        vi="Hãy gỡ bỏ việc phong tỏa hoặc hạn chế, rồi xác nhận.",
        en="Let go of what you froze or restricted, then acknowledge it.",
    ),
    Action.REVIEW: Text(
        vi="Hãy kiểm tra và trả lời.",
        en="Look into it and answer.",
    ),
    Action.OPEN_CASE: Text(
        vi="Hãy lập hồ sơ hoặc bổ sung vào hồ sơ đã có.",
        en="Open a case, or add it to one.",
    ),
    Action.LIMIT_SERVICE: Text(
        vi="Hãy khóa dịch vụ như trên nếu chủ thuê bao chưa xác thực lại, rồi xác nhận việc đã làm.",
        en="Block the service unless the subscriber verified themselves, then acknowledge what you did.",
    ),
    Action.NOTE: Text(vi="Để biết.", en="For your knowledge."),
}

_WARNED_OF: Final[dict[IdentifierKind, Text]] = {
    IdentifierKind.PHONE: Text(
        vi="Cảnh báo: số điện thoại này bị nghi dùng để lừa đảo. Không nghe theo, không cung cấp mã OTP,"
        " không chuyển tiền. Gọi 156 để báo tin.",
        en="Warning: this number is suspected of fraud. Do not follow its instructions, give it codes or send"
        " money. Call 156 to report it.",
    ),
    IdentifierKind.WEBSITE: Text(
        vi="Cảnh báo: trang này bị nghi lừa đảo. Không đăng nhập, không nhập thông tin thẻ hay tài khoản.",
        en="Warning: this site is suspected of fraud. Do not log in, and enter no card or account.",
    ),
    IdentifierKind.SOCIAL_ACCOUNT: Text(
        vi="Cảnh báo: tài khoản mạng xã hội này bị nghi lừa đảo. Không chuyển tiền, không cho thông tin.",
        en="Warning: this social account is suspected of fraud. Send it no money and tell it nothing.",
    ),
}
_WARNED_OF_MONEY: Final = Text(
    vi="Cảnh báo: người nhận này bị nghi lừa đảo. Hãy dừng chuyển tiền và gọi ngân hàng của bạn.",
    en="Warning: this payee is suspected of fraud. Stop the payment and call your bank.",
)
_MONEY: Final = frozenset(
    {IdentifierKind.ACCOUNT, IdentifierKind.WALLET, IdentifierKind.CARD, IdentifierKind.MERCHANT}
)


def warning(kind: AlertKind, identifier: Identifier | None) -> Text | None:
    """Return what subscribers may be told, or None: only a listing is certain enough to warn of."""
    if kind is not AlertKind.LISTED or identifier is None:
        return None
    return _WARNED_OF_MONEY if identifier.kind in _MONEY else _WARNED_OF.get(identifier.kind)
