"""Parts, chapters, articles, clauses and points in sequence, and the end mark (Annex I, part I, II.6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.paperwork.check import words
from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph
from thidua.text import squeeze

from .base import Check, found, text_fix

_POINT = clause("II.6")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HEADING = re.compile(
    r"(?P<name>Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?:thứ\s+)?(?P<count>[IVXLC]+|\d{1,2})\b"
)
_END = re.compile(r"\./\.\s*$")
_LEVELS = {"phần": "part", "chương": "chapter", "mục": "division", "tiểu mục": "subdivision"}
_NAMES = {
    "part": "Phần",
    "chapter": "Chương",
    "division": "Mục",
    "subdivision": "Tiểu mục",
    "article": "Điều",
    "roman": "Mục",
    "clause": "Khoản",
    "sub": "Mục",
    "point": "Điểm",
}
_DEPTH = {
    "part": 0,
    "chapter": 1,
    "division": 2,
    "subdivision": 3,
    "roman": 4,
    "article": 5,
    "clause": 6,
    "sub": 7,
    "point": 8,
}


def roman(text: str) -> int | None:
    """Return the value of a Roman number, None where it is none."""
    total, last = 0, 0
    for sign in reversed(text):
        value = _ROMAN.get(sign)
        if value is None:
            return None
        total, last = (total - value, last) if value < last else (total + value, value)
    return total


@dataclass
class _Counters:
    """How far each level has been counted; a level starts again below a new one of the level above."""

    values: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str, value: int) -> int | None:
        """Count `value` at a level; return what it should have been, None where it is right."""
        depth = _DEPTH[kind]
        for other in list(self.values):
            # Articles run through the whole document whatever chapter they stand in.
            if _DEPTH[other] > depth and other != "article":
                del self.values[other]
        wanted = self.values.get(kind, 0) + 1
        self.values[kind] = value
        # A list may start again at 1 without a new heading (two lists one after the other).
        starts_again = value == 1 and kind != "article"
        return None if value == wanted or starts_again else wanted


def sequence(check: Check) -> Iterator[Finding]:
    """Articles, Roman numbers, clauses and points one after the other; points by the Vietnamese alphabet."""
    counters = _Counters()
    groups = [check.boxes.prose, *([item for item in annex.body if not item.in_table] for annex in check.boxes.annexes)]
    for index, paragraphs in enumerate(groups):
        if index:
            counters = _Counters()
        for paragraph in paragraphs:
            if paragraph in check.boxes.bases:
                continue
            yield from _heading(paragraph, counters)
            yield from _marker(paragraph, counters)


def _heading(paragraph: Paragraph, counters: _Counters) -> Iterator[Finding]:
    """Phần, Chương, Mục, Tiểu mục on a line of their own."""
    match = _HEADING.match(squeeze(paragraph.text))
    if match is None or len(paragraph.text) > 120 or not paragraph.is_bold:
        return
    value = int(match["count"]) if match["count"].isdecimal() else roman(match["count"])
    if value is not None:
        yield from _counted(paragraph, counters, _LEVELS[match["name"].lower()], value, match["count"])


def _marker(paragraph: Paragraph, counters: _Counters) -> Iterator[Finding]:
    text = paragraph.text.lstrip()
    match = words.MARKER.match(text)
    if match is None:
        return
    if match["article"]:
        yield from _article_form(paragraph, match)
        yield from _counted(paragraph, counters, "article", int(match["a"]), match["a"])
    elif match["point"]:
        yield from _point(paragraph, counters, match)
    elif match["roman"]:
        value = roman(match["r"])
        if value is not None and not (match["r"] in "IVX" and len(text) < 4):
            yield from _counted(paragraph, counters, "roman", value, match["r"])
    elif match["sub"]:
        counters.values.pop("point", None)
    elif match["clause"] and int(match["c"]) < 60:
        yield from _counted(paragraph, counters, "clause", int(match["c"]), match["c"])


def _counted(paragraph: Paragraph, counters: _Counters, kind: str, value: int, label: str) -> Iterator[Finding]:
    wanted = counters.next(kind, value)
    if wanted is not None:
        yield found(
            f"sequence_{kind}",
            "error",
            "body",
            paragraph,
            f"{_NAMES[kind]} {label} không theo thứ tự: sau số {wanted - 1} phải là số {wanted}.",
            "Đánh số lại cho liên tục, không bỏ, không lặp.",
            _POINT,
        )


def _point(paragraph: Paragraph, counters: _Counters, match: re.Match[str]) -> Iterator[Finding]:
    letter = match["p"]
    if match["point"].rstrip().endswith("."):
        return  # "a." may be an initial; only the order of true points is decided
    value = words.ALPHABET.find(letter) + 1
    if value == 0:
        yield found(
            "point_letter",
            "error",
            "body",
            paragraph,
            f"Chữ “{letter}” không dùng để đánh điểm.",
            "Đánh điểm theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k…",
            _POINT,
        )
        counters.values["point"] = counters.values.get("point", 0) + 1
        return
    wanted = counters.next("point", value)
    if wanted is not None:
        right = words.ALPHABET[wanted - 1] if wanted <= len(words.ALPHABET) else "?"
        yield found(
            "sequence_point",
            "error",
            "body",
            paragraph,
            f"Điểm {letter}) không theo thứ tự: ở đây phải là điểm {right}).",
            "Đánh điểm theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k…",
            _POINT,
        )


def _article_form(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Finding]:
    sign = match["article"].rstrip()[-1]
    if sign != "." and not _cites(paragraph):
        yield found(
            "article_form",
            "warning",
            "body",
            paragraph,
            "Sau số thứ tự của điều không có dấu chấm.",
            f"Viết “Điều {match['a']}.”.",
            _POINT,
            quote=match["article"],
        )


def _cites(paragraph: Paragraph) -> bool:
    """A sentence that begins by citing an article: "Điều 5 của Luật … quy định"."""
    return bool(re.match(r"Điều\s+\d+\s+(?:của\s|và\s|Luật|Nghị|Thông|Quy|Quyết|,)", paragraph.text.lstrip()))


def end_mark(check: Check) -> Iterator[Finding]:
    """The content of a named document or a letter ends with "./."."""
    boxes = check.boxes
    text = [item for item in boxes.body if item.text.strip()]
    if not text or boxes.kind == "form":
        return
    if any(_END.search(item.text) for item in text[-1:]):
        return
    if any(_END.search(item.text) for item in text[:-1]):
        last = next(item for item in text if _END.search(item.text))
        yield found(
            "text_after_end",
            "warning",
            "body",
            last,
            "Sau dấu kết thúc “./.” còn nội dung.",
            "Chỉ ghi “./.” ở cuối nội dung văn bản.",
            _POINT,
        )
        return
    last = text[-1]
    fix = None
    if not last.in_table:
        bare = last.text.rstrip()
        stop = len(bare.rstrip("./;, "))
        fix = text_fix(last, stop, len(bare), "./.") if len(bare) - stop <= 4 else None
    yield found(
        "end_mark",
        "warning",
        "body",
        last,
        "Cuối nội dung không có dấu kết thúc “./.”.",
        "Thêm “./.” vào cuối nội dung.",
        _POINT,
        fix=fix,
    )
