"""What every rule is given, and how it says what it found."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from thidua.paperwork.check.boxes import Boxes
from thidua.paperwork.check.findings import Finding, Fix, FormatEdit, Place, Severity, TextEdit, shortened
from thidua.paperwork.check.model import Paragraph, Sheet

LONG_DATE = re.compile(
    r"ng[àa]y\s+(?P<day>\d{1,2}|[.…_\s]{1,12})\s*th[áa]ng\s+(?P<month>\d{1,2}|[.…_\s]{1,12})\s*n[ăa]m\s+"
    r"(?P<year>\d{2,4}|[.…_\s]{1,12})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LegalText:
    """A legal document as the caller's registry has it.

    Attributes:
        number: "98/2023/NĐ-CP".
        label: "Nghị định số 98/2023/NĐ-CP".
        title: what it is about.
        signed: day of signing.
        starts, ends: first and last day of force; None: not known (starts), no end is known (ends).
        replaced_by: number of the document that took its place; "" for none known.
    """

    number: str
    label: str
    title: str = ""
    signed: datetime.date | None = None
    starts: datetime.date | None = None
    ends: datetime.date | None = None
    replaced_by: str = ""


@dataclass(frozen=True)
class Check:
    """A document under check: its boxes, the day of the check and the registry of legal documents."""

    boxes: Boxes
    on: datetime.date
    registry: tuple[LegalText, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """The file as it was read."""
        return self.boxes.sheet

    @cached_property
    def day(self) -> datetime.date | None:
        """The date that the document carries, None where it has none or an impossible one."""
        match = LONG_DATE.search(self.boxes.place.text) if self.boxes.place else None
        return date_of(match) if match else None


Rule = Callable[[Check], Iterable[Finding]]


def date_of(match: re.Match[str]) -> datetime.date | None:
    """Return the date that LONG_DATE found, None where it is blank or not in the calendar."""
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def found(
    code: str,
    severity: Severity,
    box: str,
    paragraph: Paragraph | None,
    message: str,
    mend: str,
    clause: str,
    *,
    fix: Fix | None = None,
    quote: str | None = None,
) -> Finding:
    """Return a finding at a paragraph; its text is quoted unless `quote` says something narrower."""
    if paragraph is None:
        return Finding(code, severity, Place(box, quote=quote or ""), message, mend, clause, fix)
    words = shortened(paragraph.text if quote is None else quote)
    return Finding(code, severity, Place(box, paragraph.page, paragraph.number, words), message, mend, clause, fix)


def around(text: str, start: int, end: int, more: int = 25) -> str:
    """Return the characters [start, end) of `text` with some whole words on both sides, for a quote."""
    left, right = max(start - more, 0), min(end + more, len(text))
    if left:
        left = text.find(" ", left, start + 1) + 1 or start
    if right < len(text):
        found_end = text.rfind(" ", end, right + 1)
        right = found_end if found_end >= 0 else end
    return f"{'… ' if left else ''}{text[left:right].strip()}{' …' if right < len(text) else ''}"


def text_fix(paragraph: Paragraph, start: int, end: int, new: str) -> Fix | None:
    """Return the fix that writes `new` over the characters [start, end) of a paragraph's text.

    None where only a person can: in PDF, in an automatic number, in text over several looks of a line made of pieces.
    """
    shift = len(paragraph.label)
    if paragraph.source < 0 or start < shift:
        return None
    old = paragraph.text[start:end]
    at = paragraph.offset - shift
    return Fix((TextEdit(paragraph.source, at + start, at + end, old, new),))


def look_fix(
    paragraphs: Iterable[Paragraph],
    name: Literal["font", "size", "bold", "italic", "color"],
    value: str | float | bool,
) -> Fix | None:
    """Return the fix that gives whole paragraphs a font, size or style; None for PDF."""
    edits = tuple(
        FormatEdit(item.source, item.offset, item.offset + len(item.text) - len(item.label), name, value)
        for item in paragraphs
        if item.source >= 0
    )
    return Fix(edits) if edits else None


def span_places(paragraph: Paragraph) -> Iterator[tuple[int, int, int]]:
    """Yield index, start and end (in the Word paragraph) of each span."""
    at = paragraph.offset
    for index, span in enumerate(paragraph.spans):
        yield index, at, at + len(span.text)
        at += len(span.text)
