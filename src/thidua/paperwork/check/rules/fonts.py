"""Font, size, style, case and colour of each box (Annex I, part I, I.4, II and IV)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.paperwork.check import words
from thidua.paperwork.check.boxes import Boxes
from thidua.paperwork.check.findings import Finding, Fix, FormatEdit, clause
from thidua.paperwork.check.model import Paragraph, Span

from .base import Check, found, look_fix, span_places

_TIMES = re.compile(r"times|tinos|liberation ?serif|nimbus ?roman|termes", re.IGNORECASE)
_SYMBOLS = re.compile(r"symbol|wingdings|webdings|math", re.IGNORECASE)
_OLD_FONT = re.compile(r"^(?:\.Vn|VNI[- ])", re.IGNORECASE)
_SIZE_TOLERANCE = 0.26


@dataclass(frozen=True)
class Style:
    """How a box must look; None: free."""

    box: str
    name: str
    sizes: tuple[float, float]
    clause: str
    bold: bool | None = None
    italic: bool | None = None
    upper: bool | None = None


def styled(boxes: Boxes) -> Iterator[tuple[Style, list[Paragraph]]]:
    """Yield each box with the paragraphs that it has."""

    def one(paragraph: Paragraph | None) -> list[Paragraph]:
        return [paragraph] if paragraph else []

    yield Style("nation", "Quốc hiệu", (12, 13), clause("II.1"), True, False, True), one(boxes.nation)
    yield Style("motto", "Tiêu ngữ", (13, 14), clause("II.1"), True, False, False), one(boxes.motto)
    yield Style("agency", "Tên cơ quan chủ quản", (12, 13), clause("II.2"), False, False, True), boxes.parents
    yield Style("agency", "Tên cơ quan ban hành", (12, 13), clause("II.2"), True, False, True), boxes.agency
    yield Style("number", "Số, ký hiệu", (13, 13), clause("II.3"), False, False), one(boxes.number)
    yield Style("place", "Địa danh, thời gian", (13, 14), clause("II.4"), False, True, False), one(boxes.place)
    yield Style("type_name", "Tên loại", (13, 14), clause("II.5"), True, False, True), one(boxes.type_name)
    yield Style("subject", "Trích yếu", (13, 14), clause("II.5"), True, False, False), boxes.subject
    yield Style("letter_subject", "Trích yếu công văn", (12, 13), clause("II.5"), False, False), boxes.letter_subject
    addressees = [*one(boxes.addressees_label), *boxes.addressees]
    yield Style("addressees", "Kính gửi", (13, 14), clause("II.9"), False, False), addressees
    yield Style("bases", "Căn cứ", (13, 14), clause("II.6"), None, True), boxes.bases
    others = [item for item in boxes.prose if item not in boxes.bases]
    yield Style("body", "Nội dung", (13, 14), clause("II.6")), others
    for signer in boxes.signers:
        yield Style("authority", "Quyền hạn, chức vụ", (13, 14), clause("II.7"), True, False, True), signer.lines
        yield Style("signer", "Họ tên người ký", (13, 14), clause("II.7"), True, False, False), one(signer.name)
    label = one(boxes.recipients_label)
    yield Style("recipients", "“Nơi nhận”", (12, 12), clause("II.9"), True, True), label
    yield Style("recipients", "Danh sách nơi nhận", (11, 11), clause("II.9"), False, False), boxes.recipients
    for annex in boxes.annexes:
        if annex.label not in annex.title:
            yield Style("annex", "Nhãn “Phụ lục”", (13, 14), clause("III.1"), True, False), [annex.label]
        yield Style("annex", "Tên phụ lục", (13, 14), clause("III.1"), True, False, True), annex.title
        yield Style("annex", "Dòng “Kèm theo …”", (13, 14), clause("III.1"), None, True), one(annex.reference)


def sizes(check: Check) -> Iterator[Finding]:
    """The size of each box."""
    for style, paragraphs in styled(check.boxes):
        low, high = style.sizes
        wrong = [
            (paragraph, start, end, span)
            for paragraph in paragraphs
            for index, start, end in span_places(paragraph)
            for span in [paragraph.spans[index]]
            if span in list(paragraph.inked()) and _is_outside(span, low, high)
        ]
        if not wrong:
            continue
        first, _, _, span = wrong[0]
        size = span.size or 0
        usual = _usual(paragraphs, low, high)
        nearest = usual or (low if size < low else high)
        allowed = f"{low:g}" if low == high else f"từ {low:g} đến {high:g}"
        edits = tuple(
            FormatEdit(item.source, start, end, "size", usual or (low if (one.size or 0) < low else high))
            for item, start, end, one in wrong
            if item.source >= 0
        )
        count = len({item.number for item, *_ in wrong})
        more = f" (và {count - 1} đoạn nữa)" if count > 1 else ""
        yield found(
            f"size_{style.box}",
            "error",
            style.box,
            first,
            f"{style.name} dùng cỡ chữ {size:g}{more}; cỡ đúng là {allowed}.",
            f"Chọn cỡ chữ {nearest:g}.",
            style.clause,
            fix=Fix(edits) if edits else None,
            quote=span.text,
        )


def _usual(paragraphs: list[Paragraph], low: float, high: float) -> float | None:
    """The legal size that the box has elsewhere, None where there is none."""
    letters: dict[float, int] = {}
    for paragraph in paragraphs:
        for span in paragraph.inked():
            if span.size is not None and low <= span.size <= high:
                letters[span.size] = letters.get(span.size, 0) + len(span.text)
    return max(letters, key=lambda size: letters[size], default=None)


def _is_outside(span: Span, low: float, high: float) -> bool:
    return span.size is not None and not low - _SIZE_TOLERANCE <= span.size <= high + _SIZE_TOLERANCE


def styles(check: Check) -> Iterator[Finding]:
    """Bold, italic and capitals of each box."""
    for style, paragraphs in styled(check.boxes):
        inked = [item for item in paragraphs if any(item.inked())]
        if style.bold is not None:
            yield from _style(style, inked, "bold", style.bold)
        if style.italic is not None:
            yield from _style(style, inked, "italic", style.italic)
        yield from _case(style, inked)


_ATTRIBUTE_TEXT = {
    ("bold", True): "đậm",
    ("bold", False): "không đậm",
    ("italic", True): "nghiêng",
    ("italic", False): "đứng",
}


def _style(style: Style, paragraphs: list[Paragraph], name: str, wanted: bool) -> Iterator[Finding]:
    if name == "bold":
        wrong = [item for item in paragraphs if any(span.bold != wanted for span in item.inked())]
    else:
        wrong = [item for item in paragraphs if any(span.italic != wanted for span in item.inked())]
    if wrong:
        text = _ATTRIBUTE_TEXT[name, wanted]
        yield found(
            f"{name}_{style.box}",
            "error",
            style.box,
            wrong[0],
            f"{style.name} phải là chữ {text}.",
            f"Đặt kiểu chữ {text}.",
            style.clause,
            fix=look_fix(wrong, "bold" if name == "bold" else "italic", wanted),
        )


def _case(style: Style, paragraphs: list[Paragraph]) -> Iterator[Finding]:
    if style.upper is None:
        return
    wrong = [item for item in paragraphs if item.is_upper != style.upper]
    if wrong:
        text = "in hoa" if style.upper else "in thường"
        yield found(
            f"case_{style.box}",
            "error",
            style.box,
            wrong[0],
            f"{style.name} phải trình bày bằng chữ {text}.",
            f"Gõ lại bằng chữ {text}.",
            style.clause,
        )


def fonts(check: Check) -> Iterator[Finding]:
    """Times New Roman everywhere; fonts of the time before Unicode are named as such."""
    wrong: dict[str, list[tuple[Paragraph, FormatEdit | None]]] = {}
    for paragraph in check.sheet.paragraphs:
        for index, start, end in span_places(paragraph):
            span = paragraph.spans[index]
            if not span.font or _TIMES.search(span.font) or not any(sign.isalnum() for sign in span.text):
                continue
            if _SYMBOLS.search(span.font):
                continue
            edit = (
                FormatEdit(paragraph.source, start, end, "font", "Times New Roman") if paragraph.source >= 0 else None
            )
            wrong.setdefault(span.font, []).append((paragraph, edit))
    for font, places in wrong.items():
        paragraph = places[0][0]
        edits = tuple(edit for _, edit in places if edit)
        if _OLD_FONT.match(font):
            yield found(
                "old_encoding",
                "error",
                box_of(check.boxes, paragraph),
                paragraph,
                f"Chữ gõ bằng phông {font} theo bảng mã cũ, không phải Unicode.",
                "Chuyển văn bản sang Unicode rồi chọn phông Times New Roman.",
                clause("I.4"),
            )
            continue
        count = len({item.number for item, _ in places})
        yield found(
            "font",
            "error",
            box_of(check.boxes, paragraph),
            paragraph,
            f"Phông chữ {font} ở {count} đoạn; văn bản phải dùng Times New Roman.",
            "Chọn phông Times New Roman cho toàn văn bản.",
            clause("I.4"),
            fix=Fix(edits) if edits else None,
        )


def colour(check: Check) -> Iterator[Finding]:
    """Black."""
    wrong = [
        (paragraph, FormatEdit(paragraph.source, start, end, "color", "000000"))
        for paragraph in check.sheet.paragraphs
        for index, start, end in span_places(paragraph)
        if paragraph.spans[index].color not in ("", "000000", "auto")
        and paragraph.spans[index].text.strip()
        and not words.is_stamp(paragraph.text)
    ]
    if wrong:
        paragraph = wrong[0][0]
        yield found(
            "colour",
            "error",
            box_of(check.boxes, paragraph),
            paragraph,
            "Có chữ không phải màu đen.",
            "Đặt màu chữ đen (Automatic).",
            clause("I.4"),
            fix=Fix(tuple(edit for _, edit in wrong)),
        )


def mixed_sizes(check: Check) -> Iterator[Finding]:
    """One size for the whole body."""
    letters: dict[float, int] = {}
    where: dict[float, Paragraph] = {}
    for paragraph in check.boxes.prose:
        for span in paragraph.inked():
            if span.size is not None and 12.7 <= span.size <= 14.3:
                size = round(span.size * 2) / 2
                letters[size] = letters.get(size, 0) + len(span.text)
                where.setdefault(size, paragraph)
    if len(letters) > 1:
        least = min(letters, key=lambda size: letters[size])
        usual = max(letters, key=lambda size: letters[size])
        yield found(
            "mixed_sizes",
            "hint",
            "body",
            where[least],
            f"Nội dung có chỗ cỡ {least:g}, chỗ khác cỡ {usual:g}.",
            f"Dùng một cỡ chữ cho toàn bộ nội dung, ví dụ {usual:g}.",
            clause("II.6"),
        )


def box_of(boxes: Boxes, paragraph: Paragraph) -> str:
    """Return the box in which a paragraph stands, "body" where it is in no other."""
    for style, paragraphs in styled(boxes):
        if any(item.number == paragraph.number for item in paragraphs):
            return style.box
    if any(item.number == paragraph.number for annex in boxes.annexes for item in annex.body):
        return "annex"
    return "body"
