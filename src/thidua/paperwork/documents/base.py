"""What all documents have in common: the header and the end, and how they are worded (Decree 30/2020, Annex I, II)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from thidua.paperwork.blocks import Block, Paper, Paragraph, Run, Signature
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import OfficeProfile, Signer
from thidua.text import long_date

BLANK = "……"
"""Where a number or a day is not yet known and is written by hand."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """The fields of every document.

    Attributes:
        office: the office that issues it.
        signer: who signs it.
        number: its number; "" leaves a blank space.
        symbol: "QĐ-SNV"; "" makes it of the type's abbreviation and the office's symbol.
        day: its date; None leaves blank spaces.
        subject: what it is about (trích yếu); "" takes the usual words of the kind.
        legal_bases: one entry each, without the semicolon.
        recipients: "Nơi nhận", one entry each, without dash and semicolon.
        archive: who keeps it: "VT, TĐKT"; "" makes it of "VT" and the office's drafting unit.
    """

    KIND: ClassVar[str] = ""
    TYPE_NAME: ClassVar[str] = ""
    ABBREVIATION: ClassVar[str] = ""

    office: OfficeProfile
    signer: Signer
    number: str = ""
    symbol: str = ""
    day: datetime.date | None = None
    subject: str = ""
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""

    def compose(self) -> Paper:
        """Return the document as blocks."""
        raise NotImplementedError

    def usual_symbol(self) -> str:
        """Return type and office ("QĐ-SNV"), for a letter office and drafting unit ("SNV-TĐKT").

        "" when the office has no symbol.
        """
        office = self.office
        if not office.symbol:
            return ""
        parts = (self.ABBREVIATION, office.symbol) if self.ABBREVIATION else (office.symbol, office.department_symbol)
        return "-".join(part for part in parts if part)


def two_digits(number: str) -> str:
    """Return a number with the leading zero that Annex I, II.3 asks for below 10: "5" → "05"."""
    return f"0{number}" if number.isdecimal() and len(number) == 1 else number


def symbol_of(document: Document) -> str:
    """Return the symbol: the one given, or the one usual for the kind.

    Raises PaperworkError when neither is known.
    """
    symbol = document.symbol or document.usual_symbol()
    if not symbol:
        raise PaperworkError(
            "Chưa có ký hiệu văn bản.", "Ký hiệu", "Nhập ký hiệu, hoặc tên viết tắt của cơ quan trong hồ sơ thể thức."
        )
    return symbol


def number_line(document: Document) -> str:
    """Return "Số: 05/QĐ-SNV" (box 3)."""
    return f"Số: {two_digits(document.number) or BLANK}/{symbol_of(document)}"


def dated(day: datetime.date | None) -> str:
    """Return "ngày 05 tháng 9 năm 2024", or the same with blank spaces."""
    return long_date(day) if day else f"ngày {BLANK} tháng {BLANK} năm {BLANK}"


def day_line(document: Document) -> str:
    """Return "Khánh Hòa, ngày 05 tháng 9 năm 2024" (box 4)."""
    return f"{document.office.place}, {dated(document.day)}"


def archive_line(document: Document) -> str:
    """Return who keeps the document: "VT, TĐKT"."""
    return document.archive or ", ".join(part for part in ("VT", document.office.department_symbol) if part)


def annex_reference(document: Document, type_name: str, issuer: str) -> str:
    """Return "(Kèm theo Quyết định số 12/QĐ-SNV ngày … của Giám đốc …)" for an annex (Annex I, III.1)."""
    number = two_digits(document.number) or BLANK
    return f"(Kèm theo {type_name} số {number}/{symbol_of(document)} {dated(document.day)} của {issuer})"


def bases(entries: tuple[str, ...], last: str = "") -> tuple[Block, ...]:
    """Return the legal bases in italics, a semicolon after each and a full stop after the last (Annex I, II.6).

    `last` is the closing "Theo đề nghị của …" of a decision.
    """
    entries = tuple(
        entry if entry.startswith(("Căn cứ", "Theo ", "Thực hiện ", "Xét ")) else f"Căn cứ {entry}" for entry in entries
    )
    entries = (*entries, last) if last else entries
    end = len(entries) - 1
    return tuple(
        Paragraph((Run(entry.rstrip(" ;.,") + ("." if index == end else ";"), italic=True),))
        for index, entry in enumerate(entries)
    )


def signature(signer: Signer | None, place: str = "Người ký", *, by_hand: bool = False) -> Signature:
    """Return the signature block of `signer`.

    `by_hand` lets the name be blank: who signs a draft or a list writes the name beside the signature. A note that asks
    for it ("(Ký, ghi rõ họ tên)") does the same. Raises PaperworkError when the post, or a name that must be printed,
    is not there.
    """
    mend = "Chọn người ký, gồm chức vụ và họ tên."
    if signer is None or not any(line.strip() for line in signer.lines):
        raise PaperworkError("Chưa có chức vụ của người ký.", place, mend)
    if not signer.name.strip() and not by_hand and not signer.note:
        raise PaperworkError("Chưa có họ tên của người ký.", place, mend)
    return Signature(tuple(line.upper() for line in signer.lines), signer.name, signer.note)


def closed(text: str) -> str:
    """Return `text` with the "./." that ends the content of a document (Annex I, II.6)."""
    return text.rstrip(" ./;,") + "./."


def sentence(text: str) -> str:
    """Return `text` with one full stop at its end, unless another sign ends it."""
    text = text.rstrip(". ")
    return text if text.endswith((":", ";", "!", "?")) else f"{text}."


def station(post: str, unit: str) -> str:
    """Return post and unit in one line; the unit once, when the post already names it."""
    return post if post.endswith(unit) else ", ".join(part for part in (post, unit) if part)


def plain_title(type_name: str, subject: str) -> str:
    """Return the title of a document for the properties of its file: "Quyết định về việc …", "Biên bản: Họp …"."""
    if subject.startswith("Về "):
        return f"{type_name} v{subject[1:]}"
    return f"{type_name}: {subject}" if subject else type_name


def money_sum(amounts: tuple[int | None, ...], place: str) -> int | None:
    """Return the sum of all amounts, or None when none is given.

    Raises PaperworkError when some are given and others are not (a sum over a silent record would be wrong) or one is
    negative.
    """
    given = [amount for amount in amounts if amount is not None]
    if not given:
        return None
    if len(given) != len(amounts):
        row = amounts.index(None) + 1
        raise PaperworkError(
            "Chưa có mức tiền thưởng.", f"{place}, dòng {row}", "Nhập mức tiền thưởng; không thưởng tiền thì nhập 0."
        )
    for row, amount in enumerate(given, start=1):
        if amount < 0:
            raise PaperworkError(
                f"Tiền thưởng {amount} là số âm.", f"{place}, dòng {row}", "Nhập số tiền từ 0 trở lên."
            )
    return sum(given)


def count_words(counts: Mapping[str, int]) -> str:
    """Return "05 tập thể, 35 cá nhân và 01 hộ gia đình" for counts by word, leaving out what is zero."""
    parts = [f"{count:02d} {word}" for word, count in counts.items() if count]
    return " và ".join(part for part in (", ".join(parts[:-1]), parts[-1] if parts else "") if part)
