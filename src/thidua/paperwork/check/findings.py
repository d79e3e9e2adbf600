"""What the format check says: findings with place, clause, severity, mend, and a fix where meaning cannot change."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
SEVERITY_TEXT: dict[Severity, str] = {"error": "Lỗi", "warning": "Cảnh báo", "hint": "Gợi ý"}

DECREE = "Nghị định số 30/2020/NĐ-CP"
LONGEST_QUOTE = 120

BOX_TEXT = {
    "page": "Trang giấy",
    "nation": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "agency": "Tên cơ quan",
    "number": "Số, ký hiệu",
    "place": "Địa danh, thời gian",
    "type_name": "Tên loại",
    "subject": "Trích yếu",
    "letter_subject": "Trích yếu công văn",
    "addressees": "Kính gửi",
    "bases": "Căn cứ",
    "body": "Nội dung",
    "authority": "Quyền hạn, chức vụ người ký",
    "signer": "Họ tên người ký",
    "recipients": "Nơi nhận",
    "annex": "Phụ lục",
    "page_number": "Số trang",
    "file": "Tệp",
}
"""The boxes (ô số) of Annex I as people call them."""


def clause(point: str) -> str:
    """Return the provision of Annex I, part I that is meant by `point`: "II.3" → the decree, Phụ lục I, mục II.3."""
    return f"{DECREE}, Phụ lục I, phần I, mục {point}"


def capitals_clause(point: str) -> str:
    """Return the provision of Annex II (capital letters)."""
    return f"{DECREE}, Phụ lục II, mục {point}"


@dataclass(frozen=True)
class Place:
    """Where something is.

    Attributes:
        box: name of the box, a key of BOX_TEXT.
        page: number of the sheet from 1; None where not known (Word files have no fixed pages).
        paragraph: number of the paragraph (Word) or line (PDF) from 1, empty ones not counted; None for the whole file.
        quote: the words that are meant.
    """

    box: str
    page: int | None = None
    paragraph: int | None = None
    quote: str = ""

    @property
    def text(self) -> str:
        """As people read it: "Số, ký hiệu, trang 1, đoạn 5"."""
        parts = [BOX_TEXT[self.box]]
        if self.page is not None:
            parts.append(f"trang {self.page}")
        if self.paragraph is not None:
            parts.append(f"đoạn {self.paragraph}")
        return ", ".join(parts)


@dataclass(frozen=True)
class TextEdit:
    """Replace the characters [start, end) of the Word paragraph `source`, which must read `old`, by `new`."""

    source: int
    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True)
class FormatEdit:
    """Give the characters [start, end) of the Word paragraph `source` a property: font, size, bold, italic, color."""

    source: int
    start: int
    end: int
    name: Literal["font", "size", "bold", "italic", "color"]
    value: str | float | bool


@dataclass(frozen=True)
class MarginEdit:
    """Give the section `section` of the Word file (from 0) a margin in mm."""

    section: int
    side: str
    value: float


Edit = TextEdit | FormatEdit | MarginEdit


@dataclass(frozen=True)
class Fix:
    """A mend that the program can make by itself, because the meaning cannot change."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Finding:
    """Something that breaks the decree or looks like it.

    Attributes:
        code: stable name for tests and machines.
        severity: "error" breaks a plain rule; "warning" very likely does; "hint" is for a person to look at.
        place: where.
        message: what is wrong (Vietnamese).
        mend: what to do about it (Vietnamese).
        clause: the provision.
        fix: what `apply_fixes` can do, None where only a person can.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    mend: str
    clause: str
    fix: Fix | None = None

    def to_json(self) -> dict[str, Any]:
        """As `thidua paperwork check --json` prints it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "box": self.place.box,
            "page": self.place.page,
            "paragraph": self.place.paragraph,
            "quote": self.place.quote,
            "place": self.place.text,
            "message": self.message,
            "mend": self.mend,
            "clause": self.clause,
            "fixable": self.fix is not None,
        }


def shortened(text: str) -> str:
    """Return `text` short enough for a quote."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"


def fixable(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that `apply_fixes` can mend."""
    return [finding for finding in findings if finding.fix]


def is_unchecked(findings: Iterable[Finding]) -> bool:
    """Tell whether the file could not be checked at all: a scan, or another kind of document."""
    return any(finding.code in ("no_text", "not_administrative") for finding in findings)


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity."""
    counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
