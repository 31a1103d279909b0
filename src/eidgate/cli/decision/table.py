"""A decision as a page that an analyst reads from top to bottom, in Vietnamese or English."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eidgate.cli.decision.remedies import remedy
from eidgate.v1 import common_pb2, decision_pb2

_WIDTH: Final = 120
"""Columns when the output is no terminal."""

_COLOURS: Final = {"ALLOW": "green", "STEP_UP": "yellow", "HOLD": "yellow", "DENY": "red"}

_GAPS: Final = frozenset(
    {
        decision_pb2.SIGNAL_STATE_UNAVAILABLE,
        decision_pb2.SIGNAL_STATE_STALE,
        decision_pb2.SIGNAL_STATE_NOT_PERMITTED,
    }
)


class _Words(NamedTuple):
    vi: str
    en: str


WORDS: Final = {
    "outcome": _Words("Kết quả", "Outcome"),
    "score": _Words("Điểm", "Score"),
    "assertion": _Words("Xác nhận định danh", "Identity confirmation"),
    "total": _Words("Tổng trong ngày trước đó", "Day's total before"),
    "class": _Words("Loại giao dịch", "Transaction class"),
    "usable": _Words("Xác nhận được tính", "Confirmations that count"),
    "missing": _Words("Còn thiếu", "Still missing"),
    "enough": _Words("Đủ nếu có", "Enough would be"),
    "hold": _Words("Tạm giữ", "Hold"),
    "warning": _Words("Cảnh báo cho khách hàng", "Warning to the payer"),
    "gaps": _Words("Nguồn không trả lời", "Sources without an answer"),
    "decided": _Words("Quyết định lúc", "Decided at"),
    "policy": _Words("Chính sách", "Policy"),
    "regulation": _Words("Quy định", "Regulation"),
    "findings": _Words("Phát hiện", "Findings"),
    "reason": _Words("Lý do", "Reason"),
    "saw": _Words("Đã thấy", "What it saw"),
    "change": _Words("Điều gì sẽ làm thay đổi", "What would change it"),
    "none": _Words("không có", "none"),
    "quiet": _Words("Không có phát hiện nào.", "Nothing was found."),
}


def show(decision: decision_pb2.Decision, language: str) -> None:
    """Print a decision."""
    console = Console(width=None if Console().is_terminal else _WIDTH)
    console.print(f"[bold]{escape(decision.name)}[/bold]", highlight=False)
    console.print(_summary(decision, language))
    if decision.findings:
        console.print(_findings(decision, language))
    else:
        console.print(_word("quiet", language))


def _summary(decision: decision_pb2.Decision, language: str) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in _lines(decision, language):
        if text:
            table.add_row(_word(name, language), text)
    return table


def _lines(decision: decision_pb2.Decision, language: str) -> list[tuple[str, str]]:
    regulation, hold = decision.regulation, decision.hold
    gaps = [signal.name for signal in decision.signals if signal.state in _GAPS]
    at = decision.decide_time.ToJsonString()
    return [
        ("outcome", _outcome(decision.outcome)),
        ("score", f"{decision.score}/100"),
        ("class", " ".join(part for part in (regulation.transaction_class, regulation.group) if part)),
        ("total", f"{regulation.day_total:,} VND" if regulation.group else ""),
        ("assertion", _verification(decision.verification, language)),
        ("usable", _forms(regulation.usable) or _word("none", language)),
        ("missing", _forms(regulation.missing)),
        ("enough", " | ".join(_forms(way.forms) for way in decision.step_up.forms)),
        ("hold", f"{hold.amount.units:,} VND → {hold.expire_time.ToJsonString()}" if hold.ground else ""),
        ("warning", escape(_text(decision.payer_warning, language))),
        ("gaps", ", ".join(gaps)),
        ("decided", f"{at} → {decision.expire_time.ToJsonString()}"),
        ("policy", f"{escape(decision.policy_version)} ({decision.policy_digest[:12]})"),
        ("regulation", escape(regulation.version)),
    ]


def _findings(decision: decision_pb2.Decision, language: str) -> Table:
    table = Table(title=_word("findings", language), title_justify="left", show_lines=True)
    for name in ("reason", "outcome", "score", "saw", "change"):
        table.add_column(_word(name, language), overflow="fold")
    for finding in decision.findings:
        said = f"[bold]{finding.reason}[/bold]\n{escape(_text(finding.text, language))}"
        saw = [f"{finding.signal} r{finding.revision}"]
        saw += [f"{escape(name)}: {escape(value)}" for name, value in sorted(finding.evidence.items())]
        change = remedy(finding.signal, finding.reason, language)
        table.add_row(said, _outcome(finding.outcome), f"+{finding.score}", "\n".join(saw), change)
    return table


def _outcome(number: decision_pb2.Outcome) -> str:
    """Return an outcome; one that a newer server sends counts as DENY, as everywhere."""
    known = decision_pb2.Outcome.DESCRIPTOR.values_by_number.get(number)
    word = known.name.removeprefix("OUTCOME_") if known else f"{number} = DENY"
    colour = _COLOURS.get(word, "red")
    return f"[{colour}]{word}[/{colour}]"


def _forms(numbers: Iterable[int]) -> str:
    known = common_pb2.ConfirmationForm.DESCRIPTOR.values_by_number
    names = (known[number].name if number in known else str(number) for number in numbers)
    return " + ".join(name.removeprefix("CONFIRMATION_FORM_").lower() for name in names)


def _verification(verification: decision_pb2.Verification, language: str) -> str:
    if not verification.presented:
        return _word("none", language)
    if not verification.verified:
        return f"{verification.reason} (step {verification.step})"
    levels = f"{verification.account_level}/{verification.authentication_level}"
    return f"✓ {levels} {' + '.join(escape(one) for one in verification.factors)}"


def _text(text: common_pb2.LocalizedText, language: str) -> str:
    return text.en if language == "en" else text.vi


def _word(name: str, language: str) -> str:
    words = WORDS[name]
    return words.en if language == "en" else words.vi
