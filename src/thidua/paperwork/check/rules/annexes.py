"""Annexes: that they are mentioned, numbered and refer to this document (Annex I, part I, III.1)."""

import re
from collections.abc import Iterator

from thidua.paperwork.check import words
from thidua.paperwork.check.boxes import AnnexBox
from thidua.paperwork.check.findings import Finding, clause
from thidua.text import squeeze

from .base import LONG_DATE, Check, date_of, found
from .outline import roman

_POINT = clause("III.1")
_MENTION = re.compile(r"[Pp]hụ lục|PHỤ LỤC|kèm theo|gửi kèm|đính kèm|danh sách", re.IGNORECASE)
_NUMBER = re.compile(r"số:?\s*([\d.…_]*\s*[/-]\s*\S+)")


def annexes(check: Check) -> Iterator[Finding]:
    """Labels, titles, references."""
    boxes = check.boxes
    if not boxes.annexes:
        yield from _promised(check, set())
        return
    first = boxes.annexes[0]
    body = " ".join(item.text for item in boxes.body)
    if not _MENTION.search(body):
        yield found(
            "annex_not_mentioned",
            "error",
            "annex",
            first.label,
            "Nội dung văn bản không nhắc đến phụ lục.",
            "Chỉ dẫn phụ lục trong nội dung: “(Phụ lục kèm theo)”.",
            _POINT,
        )
    counts = []
    for annex in boxes.annexes:
        match = words.ANNEX_LABEL.fullmatch(squeeze(annex.label.text))
        counts.append(match["count"] if match else None)
        yield from _annex(check, annex, has_label=match is not None)
    yield from _numbering(boxes.annexes, counts)
    yield from _promised(check, {count for count in counts if count})


def _annex(check: Check, annex: AnnexBox, *, has_label: bool) -> Iterator[Finding]:
    if has_label and not annex.title:
        yield found(
            "annex_title",
            "error",
            "annex",
            annex.label,
            "Phụ lục không có tên.",
            "Ghi tên phụ lục bằng chữ in hoa, đậm, giữa trang, dưới chữ “Phụ lục”.",
            _POINT,
        )
    if has_label and annex.reference is None:
        yield found(
            "annex_reference",
            "warning",
            "annex",
            annex.label,
            "Phụ lục không ghi “(Kèm theo …)”.",
            "Ghi “(Kèm theo <tên loại> số … ngày … của …)” dưới tên phụ lục.",
            _POINT,
        )
    if annex.reference is None:
        return
    text, number, day = squeeze(annex.reference.text), check.boxes.number, check.day
    cited = _NUMBER.search(text)
    own = re.search(r"[\d.…_]+\s*[/-].*", squeeze(number.text)) if number else None
    if cited and own and re.search(r"\d", cited[1]) and re.search(r"\d", own[0]) and _bare(cited[1]) != _bare(own[0]):
        yield found(
            "annex_number",
            "error",
            "annex",
            annex.reference,
            f"Phụ lục ghi kèm theo văn bản số {cited[1]}, văn bản này là số {own[0].strip()}.",
            "Ghi đúng số, ký hiệu của văn bản này.",
            _POINT,
        )
    match = LONG_DATE.search(text)
    cited_day = date_of(match) if match else None
    if cited_day is not None and day is not None and cited_day != day:
        yield found(
            "annex_date",
            "error",
            "annex",
            annex.reference,
            "Ngày ghi ở phụ lục khác ngày của văn bản.",
            "Ghi đúng ngày của văn bản này.",
            _POINT,
        )


def _bare(number: str) -> str:
    return re.sub(r"[\s)]|^0+", "", number.replace("–", "-")).upper().rstrip(".,;")


def _numbering(annexes_found: list[AnnexBox], counts: list[str | None]) -> Iterator[Finding]:
    if len(annexes_found) < 2:
        return
    for index, (annex, count) in enumerate(zip(annexes_found, counts, strict=True), start=1):
        if count is None or roman(count) != index:
            yield found(
                "annex_numbering",
                "error",
                "annex",
                annex.label,
                "Có từ hai phụ lục trở lên thì phải đánh số bằng chữ số La Mã theo thứ tự.",
                f"Đánh số phụ lục thứ {index} bằng chữ số La Mã.",
                _POINT,
            )


def _promised(check: Check, present: set[str]) -> Iterator[Finding]:
    """An annex that the body names by its number must be there, where the file has annexes at all."""
    for paragraph in check.boxes.prose:
        for count in re.findall(
            r"[Pp]hụ lục\s+(?:số\s+)?([IVX]+|\d{1,2})\b(?![^.;]{0,40}(?:Nghị định|Thông tư|Luật))", paragraph.text
        ):
            if present and count not in present:
                yield found(
                    "annex_missing",
                    "error",
                    "body",
                    paragraph,
                    f"Nhắc đến Phụ lục {count} nhưng tệp không có.",
                    "Thêm phụ lục, hoặc sửa chỗ nhắc đến.",
                    _POINT,
                    quote=f"Phụ lục {count}",
                )
