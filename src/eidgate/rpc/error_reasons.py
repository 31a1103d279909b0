"""Why no decision was made: the reasons of `ErrorInfo`, each with its gRPC code and its texts.

One catalogue, append-only, equal to `error_reason.proto`. The codes follow AIP-193 and gRPC's own meanings.
An assertion that a decision rejects is not here, because that is an answer; one that a binding rests on is.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

import grpc


class ErrorReason(StrEnum):
    """`ErrorInfo.reason`: why no decision was made; public contract, append-only."""

    REQUEST_INVALID = "REQUEST_INVALID"
    CERTIFICATE_UNKNOWN = "CERTIFICATE_UNKNOWN"
    NOT_PERMITTED = "NOT_PERMITTED"
    NOT_FOUND = "NOT_FOUND"
    REQUEST_ID_REUSED = "REQUEST_ID_REUSED"
    ALREADY_EXISTS = "ALREADY_EXISTS"
    ILLEGAL_STATE = "ILLEGAL_STATE"
    ETAG_MISMATCH = "ETAG_MISMATCH"
    QUOTA_EXCEEDED = "QUOTA_EXCEEDED"
    OVERLOADED = "OVERLOADED"
    DEADLINE_TOO_SHORT = "DEADLINE_TOO_SHORT"
    STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
    SOURCE_UNAVAILABLE = "SOURCE_UNAVAILABLE"
    DRAINING = "DRAINING"
    INTERNAL = "INTERNAL"
    ASSERTION_REFUSED = "ASSERTION_REFUSED"
    EVIDENCE_REFUSED = "EVIDENCE_REFUSED"
    CURSOR_EXPIRED = "CURSOR_EXPIRED"
    MORE_THAN_DISPUTED = "MORE_THAN_DISPUTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a reason stands for: its gRPC code and its texts; `retry_after` where a retry can help."""

    code: grpc.StatusCode
    en: str
    vi: str
    retry_after: timedelta | None = None


_CODE: Final = grpc.StatusCode
MEANINGS: Final = {
    ErrorReason.REQUEST_INVALID: Meaning(
        code=_CODE.INVALID_ARGUMENT,
        en="The request breaks its contract; every violated field is listed.",
        vi="Yêu cầu không đúng quy định; từng trường sai được liệt kê.",
    ),
    ErrorReason.CERTIFICATE_UNKNOWN: Meaning(
        code=_CODE.UNAUTHENTICATED,
        en="The client certificate belongs to no configured relying party.",
        vi="Chứng thư của bên gọi không thuộc bên tin cậy nào đã được cấu hình.",
    ),
    ErrorReason.NOT_PERMITTED: Meaning(
        code=_CODE.PERMISSION_DENIED,
        en="The relying party may not do this.",
        vi="Bên tin cậy không được phép thực hiện thao tác này.",
    ),
    ErrorReason.NOT_FOUND: Meaning(
        code=_CODE.NOT_FOUND,
        en="There is no such resource.",
        vi="Không có đối tượng này.",
    ),
    ErrorReason.REQUEST_ID_REUSED: Meaning(
        code=_CODE.ALREADY_EXISTS,
        en="This request id already stands for another request.",
        vi="Mã yêu cầu này đã được dùng cho một yêu cầu khác.",
    ),
    ErrorReason.ALREADY_EXISTS: Meaning(
        code=_CODE.ALREADY_EXISTS,
        en="It exists already and may exist only once.",
        vi="Đối tượng đã tồn tại và chỉ được tồn tại một lần.",
    ),
    ErrorReason.ILLEGAL_STATE: Meaning(
        code=_CODE.FAILED_PRECONDITION,
        en="The resource's state does not allow this step.",
        vi="Trạng thái của đối tượng không cho phép bước này.",
    ),
    ErrorReason.ETAG_MISMATCH: Meaning(
        code=_CODE.ABORTED,
        en="The resource changed since it was read; read it again.",
        vi="Đối tượng đã thay đổi sau khi được đọc; hãy đọc lại.",
    ),
    ErrorReason.QUOTA_EXCEEDED: Meaning(
        code=_CODE.RESOURCE_EXHAUSTED,
        en="The relying party's quota is used up.",
        vi="Bên tin cậy đã dùng hết hạn mức gọi.",
        retry_after=timedelta(seconds=1),
    ),
    ErrorReason.OVERLOADED: Meaning(
        code=_CODE.RESOURCE_EXHAUSTED,
        en="The server has as many calls as it can answer in time.",
        vi="Máy chủ đang nhận số lượng yêu cầu tối đa có thể trả lời kịp thời.",
        retry_after=timedelta(milliseconds=200),
    ),
    ErrorReason.DEADLINE_TOO_SHORT: Meaning(
        code=_CODE.DEADLINE_EXCEEDED,
        en="The caller's deadline leaves no time to decide; nothing was decided.",
        vi="Thời hạn của bên gọi không đủ để ra quyết định; chưa có quyết định nào.",
    ),
    ErrorReason.STORE_UNAVAILABLE: Meaning(
        code=_CODE.UNAVAILABLE,
        en="The store cannot make a decision durable now; nothing was decided.",
        vi="Kho lưu trữ hiện không ghi được quyết định; chưa có quyết định nào.",
        retry_after=timedelta(seconds=1),
    ),
    ErrorReason.SOURCE_UNAVAILABLE: Meaning(
        code=_CODE.UNAVAILABLE,
        en="A source that the answer needs cannot be reached now; nothing was done.",
        vi="Hiện không kết nối được nguồn dữ liệu cần thiết; chưa thực hiện gì.",
        retry_after=timedelta(seconds=1),
    ),
    ErrorReason.DRAINING: Meaning(
        code=_CODE.UNAVAILABLE,
        en="This server is shutting down; another one answers.",
        vi="Máy chủ này đang dừng; máy chủ khác sẽ trả lời.",
        retry_after=timedelta(milliseconds=100),
    ),
    ErrorReason.INTERNAL: Meaning(
        code=_CODE.INTERNAL,
        en="An error on our side; nothing was answered.",
        vi="Lỗi phía máy chủ; chưa có câu trả lời.",
    ),
    ErrorReason.ASSERTION_REFUSED: Meaning(
        code=_CODE.FAILED_PRECONDITION,
        en="The assertion that this rests on is not accepted; the metadata says why and at which step.",
        vi="Khẳng định danh tính làm căn cứ không được chấp nhận; siêu dữ liệu nêu lý do và bước.",
    ),
    ErrorReason.EVIDENCE_REFUSED: Meaning(
        code=_CODE.FAILED_PRECONDITION,
        en="What the binding would rest on does not suffice; the metadata says what differs or is missing.",
        vi="Căn cứ để liên kết chưa đủ; siêu dữ liệu nêu thông tin sai lệch hoặc còn thiếu.",
    ),
    ErrorReason.MORE_THAN_DISPUTED: Meaning(
        code=_CODE.FAILED_PRECONDITION,
        en="With what is held in this account already, it would be more than is disputed. Money that the"
        " records do not tell apart counts as one; an earlier hold is not cut when its money moves on: look"
        " at it first.",
        vi="Cộng với số đang tạm giữ trong tài khoản này thì vượt quá số tiền tranh chấp. Các khoản tiền mà"
        " hồ sơ không phân biệt được thì tính là một; lệnh tạm giữ trước không tự giảm khi tiền đã chuyển"
        " đi: hãy xem lại lệnh đó trước.",
    ),
    ErrorReason.CURSOR_EXPIRED: Meaning(
        code=_CODE.OUT_OF_RANGE,
        en="What came after this cursor is partly forgotten; go on from the earliest one, in the metadata.",
        vi="Dữ liệu sau vị trí này đã bị xóa một phần; hãy tiếp tục từ vị trí sớm nhất trong siêu dữ liệu.",
    ),
}
