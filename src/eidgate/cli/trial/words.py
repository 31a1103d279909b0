"""The words of a trial's table, in both languages."""

from typing import Final, NamedTuple

LANGUAGES: Final = ("vi", "en")


class _Words(NamedTuple):
    vi: str
    en: str


_WORDS: Final = {
    "tried": _Words("Quyết định được thử lại", "Decisions tried"),
    "changed": _Words("Trong đó khác đi", "Of them different"),
    "other_line": _Words("Thuộc chính sách khác, bỏ qua", "Of another line, left out"),
    "unknown": _Words("Không có chính sách cũ, bỏ qua", "By a policy not at hand, left out"),
    "undecided": _Words("Không thử được", "Could not be tried"),
    "missed": _Words("Thuộc tỷ lệ nhưng không kịp thử", "In its share, but missed for want of time"),
    "confusion": _Words(
        "Kết quả: đã ghi (hàng) và chính sách thử (cột)", "Outcomes: recorded (rows), candidate"
    ),
    "bands": _Words("Thay đổi theo số tiền", "Changes by amount"),
    "band": _Words("Số tiền", "Amount"),
    "harder": _Words("Chặt hơn", "Harder"),
    "softer": _Words("Lỏng hơn", "Softer"),
    "figures": _Words("Đúng hay sai", "Right or wrong"),
    "recorded": _Words("Đã ghi", "Recorded"),
    "candidate": _Words("Chính sách thử", "Candidate"),
    "stopped": _Words("Giữ hoặc từ chối", "Held or denied"),
    "stopped_amount": _Words("  số tiền", "  money"),
    "stepped_up": _Words("Yêu cầu xác thực thêm", "Stepped up"),
    "frauds_stopped": _Words("Lừa đảo bị chặn", "Frauds stopped"),
    "fraud_amount_stopped": _Words("  số tiền", "  money stopped"),
    "frauds_stepped_up": _Words("Lừa đảo phải xác thực thêm", "Frauds stepped up"),
    "frauds_allowed": _Words("Lừa đảo lọt qua", "Frauds allowed"),
    "fraud_amount_allowed": _Words("  số tiền", "  money"),
    "false_alarms": _Words("Báo động sai", "False alarms"),
    "completed_hindered": _Words("Giao dịch hoàn tất nhưng bị cản trở", "Completed though hindered"),
    "reasons": _Words("Theo lý do (đã ghi → chính sách thử)", "By reason (recorded → candidate)"),
    "sources": _Words("Theo đơn vị đưa vào danh sách", "By list source"),
    "reason": _Words("Lý do", "Reason"),
    "source": _Words("Đơn vị", "Source"),
    "hindered": _Words("Cản trở", "Hinders"),
    "frauds": _Words("Lừa đảo", "Frauds"),
    "alarms": _Words("Báo động sai", "False alarms"),
    "precision": _Words("Độ chính xác", "Precision"),
    "examples": _Words("Ví dụ", "Examples"),
    "decision": _Words("Quyết định", "Decision"),
    "truth": _Words("Thực tế", "Truth"),
    "added": _Words("Thêm", "Added"),
    "removed": _Words("Bớt", "Removed"),
    "ALLOW": _Words("Cho phép", "ALLOW"),
    "STEP_UP": _Words("Xác thực thêm", "STEP_UP"),
    "HOLD": _Words("Tạm giữ", "HOLD"),
    "DENY": _Words("Từ chối", "DENY"),
    "fraud": _Words("lừa đảo", "fraud"),
    "false_alarm": _Words("báo động sai", "false alarm"),
    "completed": _Words("hoàn tất", "completed"),
    "none": _Words("không có tiền", "no money"),
    "more": _Words("và nhiều hơn nữa: xem --json", "and more: see --json"),
}


def word(name: str, language: str) -> str:
    """Return a word in a language; what has none is shown as it is."""
    found = _WORDS.get(name)
    if found is None:
        return name
    return found.en if language == "en" else found.vi
