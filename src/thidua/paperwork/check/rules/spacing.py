"""Spaces between words, line spacing, space between paragraphs, alignment (Annex I, part I, II.6)."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from thidua.paperwork.check.findings import Finding, Fix, TextEdit, clause
from thidua.paperwork.check.model import Paragraph

from .base import Check, around, found

_POINT = clause("II.6")
_DOUBLE = re.compile(r"(?<=[^\s-])  +(?=\S)")
_BEFORE_SIGN = re.compile(r"(?<=[^\W\d_]) +(?=[,;:](?:\s|$)|\.(?:\s|$))")
_AFTER_SIGN = re.compile(r"(?<=[^\W\d_])[,;](?=[^\W\d_])")
_LONG = 130
_LEAST_GAP = 5.9


def spaces(check: Check) -> Iterator[Finding]:
    """Double spaces, spaces before a comma, none after it."""
    if check.sheet.kind != "docx":
        return  # spaces of a PDF are measured, not read
    for paragraph in [*check.boxes.subject, *check.boxes.prose]:
        text = paragraph.text
        yield from _pattern(
            paragraph, _DOUBLE, "double_space", "Có hai dấu cách liền nhau.", "Chỉ để một dấu cách.", " "
        )
        yield from _pattern(
            paragraph, _BEFORE_SIGN, "space_before_sign", "Có dấu cách trước dấu câu.", "Bỏ dấu cách trước dấu câu.", ""
        )
        match = _AFTER_SIGN.search(text)
        if match:
            yield found(
                "space_after_sign",
                "hint",
                "body",
                paragraph,
                "Sau dấu câu không có dấu cách.",
                "Thêm dấu cách sau dấu câu.",
                _POINT,
                quote=around(text, match.start(), match.end()),
            )


def _pattern(
    paragraph: Paragraph, pattern: re.Pattern[str], code: str, message: str, mend: str, new: str
) -> Iterator[Finding]:
    matches = [match for match in pattern.finditer(paragraph.text) if match.start() >= len(paragraph.label)]
    if not matches:
        return
    shift = paragraph.offset - len(paragraph.label)
    edits = tuple(
        TextEdit(paragraph.source, shift + match.start(), shift + match.end(), match[0], new) for match in matches
    )
    first = matches[0]
    quote = around(paragraph.text, first.start(), first.end())
    yield found(code, "hint", "body", paragraph, message, mend, _POINT, fix=Fix(edits), quote=quote)


def composed(check: Check) -> Iterator[Finding]:
    """Letters composed of a vowel and a loose tone mark: the standard writes each letter as one sign."""
    wrong = [item for item in check.sheet.paragraphs if unicodedata.normalize("NFC", item.text) != item.text]
    if not wrong or check.sheet.kind != "docx":
        return
    edits = tuple(
        TextEdit(item.source, item.offset, item.offset + len(old), old, unicodedata.normalize("NFC", old))
        for item in wrong
        for old in ["".join(span.text for span in item.spans)]
    )
    yield found(
        "decomposed",
        "warning",
        "body",
        wrong[0],
        f"Có {len(wrong)} đoạn dùng chữ tổ hợp (nguyên âm và dấu rời), không phải Unicode dựng sẵn.",
        "Chuyển sang Unicode dựng sẵn (TCVN 6909:2001).",
        clause("I.4"),
        fix=Fix(edits),
    )


def line_spacing(check: Check) -> Iterator[Finding]:
    """Lines from single to one and a half."""
    for paragraph in check.boxes.prose:
        if paragraph.line is not None and not 0.93 <= paragraph.line <= 1.58 and len(paragraph.text) > _LONG:
            yield found(
                "line_spacing",
                "error",
                "body",
                paragraph,
                f"Giãn dòng {paragraph.line:.2f}".replace(".", ",") + ", ngoài khoảng từ 1 đến 1,5 dòng.",
                "Chọn giãn dòng từ Single (1) đến 1,5 lines.",
                _POINT,
            )
            return


def paragraph_gap(check: Check) -> Iterator[Finding]:
    """At least 6 points between paragraphs."""
    body = [item for item in check.boxes.prose if item.before is not None and item not in check.boxes.bases]
    for above, below in pairwise(body):
        if below.source - above.source != 1 or below.in_grid or above.in_grid:
            continue
        if above.align == below.align == "center":
            continue  # "Chương I" and its title below it belong together
        gap = (below.before or 0) + (above.after or 0)
        if gap < _LEAST_GAP:
            yield found(
                "paragraph_gap",
                "warning",
                "body",
                below,
                f"Khoảng cách giữa các đoạn là {gap:g} pt.",
                "Đặt khoảng cách giữa các đoạn tối thiểu 6 pt.",
                _POINT,
            )
            return


def alignment(check: Check) -> Iterator[Finding]:
    """Long paragraphs are justified."""
    wrong: list[Paragraph] = [
        item for item in check.boxes.prose if item.align != "justify" and len(item.text) > _LONG and item.side == "full"
    ]
    if wrong and (check.sheet.kind == "docx" or len(wrong) > 2):
        yield found(
            "alignment",
            "warning",
            "body",
            wrong[0],
            f"Có {len(wrong)} đoạn không canh đều hai lề.",
            "Canh đều hai lề (Justify).",
            _POINT,
        )
