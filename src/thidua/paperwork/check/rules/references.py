"""Legal documents that are cited after their end or before their beginning, by the registry that the caller passes."""

import re
from collections.abc import Iterator

from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph
from thidua.text import format_date, squeeze

from .base import LONG_DATE, Check, LegalText, date_of, found

_NUMBER = re.compile(r"(?<![\w/])0*(\d+(?:/\d{4})?[/-][^\W\d_][\w.&-]*(?:/[\w.&-]+)?)")
_POINT = clause("II.6")


def references(check: Check) -> Iterator[Finding]:
    """What is cited must be in force on the day of the document (of the check, where it has none)."""
    day = check.day or check.on
    known = {_key(text.number): text for text in check.registry}
    laws = [text for text in check.registry if text.title and text.signed and "/QH" in text.number]
    for paragraph in (*check.boxes.subject, *check.boxes.everything()):
        cited = [known[key] for key in map(_key, _NUMBER.findall(paragraph.text)) if key in known]
        cited += [law for law in laws if law not in cited and _names(paragraph.text, law)]
        for text in dict.fromkeys(cited):
            if text.ends is not None and text.ends < day:
                yield _dead(check, paragraph, text)
            elif text.starts is not None and text.starts > day:
                yield found(
                    "early_reference",
                    "warning",
                    _box(check, paragraph),
                    paragraph,
                    f"{text.label} chưa có hiệu lực vào ngày {format_date(day)}.",
                    f"Có hiệu lực từ ngày {format_date(text.starts)}; kiểm tra lại việc viện dẫn.",
                    _POINT,
                    quote=text.number,
                )


def _key(number: str) -> str:
    return re.sub(r"^0+", "", number).rstrip(".-").upper()


def _names(text: str, law: LegalText) -> bool:
    """Whether a law is cited by name and date: "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003"."""
    title = re.sub(r"\W+", " ", law.title.removeprefix("Luật ")).lower().strip()
    for match in LONG_DATE.finditer(text):
        before = re.sub(r"\W+", " ", squeeze(text[max(match.start() - 90, 0) : match.start()])).lower().strip()
        if before.endswith(f"luật {title}") and date_of(match) == law.signed:
            return True
    return False


def _dead(check: Check, paragraph: Paragraph, text: LegalText) -> Finding:
    is_base = paragraph in check.boxes.bases
    ended = format_date(text.ends) if text.ends else ""
    mend = f"Viện dẫn {text.replaced_by}, văn bản thay thế." if text.replaced_by else "Tìm văn bản đang có hiệu lực."
    if not is_base:
        mend = f"Nếu không phải nhắc lại việc đã qua: {mend[0].lower()}{mend[1:]}"
    return found(
        "dead_reference",
        "error" if is_base else "warning",
        _box(check, paragraph),
        paragraph,
        f"{text.label} đã hết hiệu lực sau ngày {ended}.",
        mend,
        _POINT,
        quote=text.number,
    )


def _box(check: Check, paragraph: Paragraph) -> str:
    if paragraph in check.boxes.bases:
        return "bases"
    return "annex" if any(paragraph in annex.body for annex in check.boxes.annexes) else "body"
