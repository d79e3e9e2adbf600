"""Number and symbol (Annex I, part I, II.3; abbreviations of the types in Annex III)."""

import re
from collections.abc import Iterator

from thidua.paperwork.check import words
from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph
from thidua.text import fold, squeeze

from .abbreviations import COMMON
from .base import Check, found, text_fix

_LINE = re.compile(
    r"\s*(?P<label>S\S)\s*(?P<colon>:?)\s*(?P<digits>\d*)(?P<blank>[\s.…_]*)(?P<sign>[/-])(?P<symbol>.*)", re.DOTALL
)
_POINT = clause("II.3")
_LOWER_ALLOWED = {"TTg"}
_INITIALS_SKIPPED = {"-", "–", "&"}


def number(check: Check) -> Iterator[Finding]:
    """The number: its label, its leading zero, what follows it."""
    line = check.boxes.number
    match = _LINE.match(line.text) if line else None
    if line is None:
        return
    if match is None:
        yield found(
            "number_form",
            "error",
            "number",
            line,
            "Số, ký hiệu viết không đúng mẫu.",
            "Viết “Số: 05/QĐ-SNV”: số, dấu gạch chéo, ký hiệu.",
            _POINT,
        )
        return
    if match["label"] != "Số" or not match["colon"]:
        start, end = match.start("label"), match.end("colon") if match["colon"] else match.end("label")
        yield found(
            "number_label",
            "error",
            "number",
            line,
            "Từ “Số” phải viết thường, sau có dấu hai chấm.",
            "Viết “Số:”.",
            _POINT,
            fix=text_fix(line, start, end, "Số:"),
        )
    digits = match["digits"]
    if not digits:
        yield found("number_blank", "hint", "number", line, "Văn bản chưa có số.", "Cấp số khi ban hành.", _POINT)
    elif len(digits) == 1:
        yield found(
            "number_leading_zero",
            "error",
            "number",
            line,
            f"Số {digits} nhỏ hơn 10 phải thêm số 0 ở trước.",
            f"Viết 0{digits}.",
            _POINT,
            fix=text_fix(line, match.start("digits"), match.end("digits"), f"0{digits}"),
        )
    elif int(digits) >= 10 and digits.startswith("0"):
        yield found(
            "number_extra_zero",
            "hint",
            "number",
            line,
            f"Số {digits} thừa số 0 ở trước.",
            f"Viết {int(digits)}; chỉ số nhỏ hơn 10 mới thêm số 0.",
            _POINT,
        )
    if match["sign"] == "-":
        yield found(
            "number_separator",
            "error",
            "number",
            line,
            "Giữa số và ký hiệu là dấu gạch nối: cách viết của văn bản đảng.",
            "Viết dấu gạch chéo giữa số và ký hiệu, dấu gạch nối giữa các nhóm chữ của ký hiệu.",
            _POINT,
        )
        return
    yield from _symbol(check, line, match)


def _symbol(check: Check, line: Paragraph, match: re.Match[str]) -> Iterator[Finding]:
    symbol = match["symbol"].strip()
    start = match.start("symbol")
    if re.search(r"\s", symbol) or match["symbol"].startswith(" "):
        end = start + len(match["symbol"].rstrip())
        yield found(
            "symbol_spaces",
            "error",
            "number",
            line,
            "Ký hiệu có dấu cách.",
            "Viết liền ký hiệu, không có dấu cách.",
            _POINT,
            fix=text_fix(line, start, end, re.sub(r"\s", "", symbol)),
        )
        symbol = re.sub(r"\s", "", symbol)
    year = re.match(r"(\d{4})/(.*)", symbol)
    if year:
        yield found(
            "symbol_year",
            "warning",
            "number",
            line,
            f"Có năm {year[1]} trong ký hiệu.",
            "Văn bản hành chính không ghi năm trong ký hiệu; chỉ văn bản quy phạm pháp luật mới ghi.",
            _POINT,
        )
        symbol = year[2]
    if not symbol:
        yield found(
            "symbol_missing", "error", "number", line, "Chưa có ký hiệu.", "Viết ký hiệu sau dấu gạch chéo.", _POINT
        )
        return
    if "/" in symbol or not re.fullmatch(
        r"[^\W_]+(?:[.&][^\W_]+)*(?:[-–][^\W_]+(?:[.&][^\W_]+)*)*", symbol.replace("/", "-")
    ):
        yield found(
            "symbol_form",
            "error",
            "number",
            line,
            "Các nhóm chữ của ký hiệu không nối bằng dấu gạch nối.",
            "Viết dấu gạch nối (-) giữa các nhóm chữ, không cách chữ: QĐ-SNV.",
            _POINT,
        )
    groups = [group for group in re.split(r"[-–/]", symbol) if group]
    yield from _type(check, line, groups)
    yield from _agency(check, line, groups)


def _type(check: Check, line: Paragraph, groups: list[str]) -> Iterator[Finding]:
    boxes = check.boxes
    if not groups:
        return
    first = groups[0]
    if boxes.kind == "letter":
        if first == "CV" or (first in words.ABBREVIATIONS and len(groups) > 1):
            yield found(
                "symbol_letter",
                "error",
                "number",
                line,
                f"Ký hiệu công văn có chữ “{first}”.",
                "Công văn không ghi tên loại trong ký hiệu: số/CƠ QUAN-ĐƠN VỊ soạn thảo.",
                _POINT,
            )
        return
    if boxes.type is None:
        return
    wanted = words.TYPES[boxes.type]
    if first == wanted:
        if len(groups) < 2:
            yield found(
                "symbol_agency_missing",
                "error",
                "number",
                line,
                "Ký hiệu không có tên viết tắt của cơ quan ban hành.",
                f"Viết {wanted}-<tên viết tắt cơ quan>.",
                _POINT,
            )
    elif first.upper() == wanted.upper():
        yield found(
            "symbol_case",
            "error",
            "number",
            line,
            f"Chữ viết tắt tên loại là “{wanted}”, không phải “{first}”.",
            f"Viết “{wanted}”.",
            _POINT,
        )
    else:
        yield found(
            "symbol_type",
            "error",
            "number",
            line,
            f"Ký hiệu bắt đầu bằng “{first}”, còn tên loại là {boxes.type} (viết tắt {wanted}).",
            f"Viết “{wanted}” ở đầu ký hiệu, hoặc sửa tên loại.",
            _POINT,
        )


def _agency(check: Check, line: Paragraph, groups: list[str]) -> Iterator[Finding]:
    boxes = check.boxes
    own = groups if boxes.kind == "letter" and groups[:1] != ["CV"] else groups[1:]
    small = next(
        (group for group in own if group not in _LOWER_ALLOWED and any(sign.islower() for sign in group)), None
    )
    if small:
        yield found(
            "symbol_case",
            "error",
            "number",
            line,
            f"Tên viết tắt “{small}” trong ký hiệu phải viết hoa.",
            f"Viết “{small.upper()}”.",
            _POINT,
        )
    name = " ".join(squeeze(item.text) for item in (*boxes.parents, *boxes.agency))
    if own and name and not _abbreviates(own[0], name):
        yield found(
            "symbol_agency",
            "warning",
            "number",
            line,
            f"“{own[0]}” trong ký hiệu không giống chữ viết tắt của tên cơ quan ban hành.",
            "Kiểm tra lại tên viết tắt của cơ quan trong ký hiệu.",
            _POINT,
        )


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether the letters of `short` are initials of the words of `name`, in order, some left out."""
    words_of_name = (word for word in re.split(r"[\s,]+", name) if word not in _INITIALS_SKIPPED)
    initials = iter(letter for word in words_of_name for letter in (fold(word) if _is_short(word) else fold(word)[:1]))
    letters = [letter for letter in fold(re.sub(r"\d", "", short)) if letter.isalpha()]
    return all(letter in initials for letter in letters)


def _is_short(word: str) -> bool:
    """Tell whether a word of an agency's name is an abbreviation itself: "THCS", "UBND"."""
    return word in COMMON or not re.search(r"[aeiouy]", fold(word))
