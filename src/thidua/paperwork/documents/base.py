"""What all documents have in common: the header and the end, and how they are worded (Decree 30/2020, Annex I, II)."""

import abc
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from thidua.paperwork.blocks import Block, Paper, Paragraph, Run, Signature, Stamp
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import OfficeProfile, Signer
from thidua.paperwork.told import told
from thidua.text import long_date

BLANK = "……"
"""Where a number or a day is not yet known and is written by hand."""


Urgency = Literal["", "urgent", "very_urgent", "express"]
Secrecy = Literal["", "secret", "top_secret", "most_secret"]
Circulation = Literal["", "return", "internal"]


@dataclass(frozen=True)
class Marks:
    """What some documents carry beside the usual (Decree 30/2020, Annex I, III.2 and III.3).

    Attributes:
        urgency: the stamp of box 10b.
        secrecy: the stamp of box 10a.
        circulation: how far it may go, box 11.
        drafter: abbreviation of who drafted it, box 12: "PL".
        copies: how many are issued, box 12; None for silent.
    """

    urgency: Urgency = field(
        default="",
        metadata=told(
            "Mức độ khẩn",
            choices={"": "không", "urgent": "KHẨN", "very_urgent": "THƯỢNG KHẨN", "express": "HỎA TỐC"},
        ),
    )
    secrecy: Secrecy = field(
        default="",
        metadata=told(
            "Độ mật",
            "Văn bản chứa bí mật nhà nước không được soạn trên máy nối mạng; chỉ dùng để in dấu chỉ độ mật.",
            choices={"": "không", "secret": "MẬT", "top_secret": "TỐI MẬT", "most_secret": "TUYỆT MẬT"},
        ),
    )
    circulation: Circulation = field(
        default="",
        metadata=told(
            "Phạm vi lưu hành",
            choices={"": "không hạn chế", "return": "XEM XONG TRẢ LẠI", "internal": "LƯU HÀNH NỘI BỘ"},
        ),
    )
    drafter: str = field(default="", metadata=told("Ký hiệu người soạn thảo", "Chữ viết tắt: “PL”."))
    copies: int | None = field(default=None, metadata=told("Số lượng bản phát hành"))


@dataclass(frozen=True, kw_only=True)
class Document(abc.ABC):
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
        replaces: the document that it replaces, as it is cited: "Quyết định số 08/QĐ-SNV ngày 05/12/2025 của …".
        marks: urgency, secrecy, circulation, drafter and copies.

    Class attributes:
        KIND: name in JSON. TYPE_NAME: box 5a, "" for a letter. ABBREVIATION: of the type, in symbols.
        LABEL: name of the kind in menus. NUMBERED: whether it takes a number from the office's series; a form that does
        not shows a number only when one is given. WORD: the type in a sentence: "Quyết định".
    """

    KIND: ClassVar[str] = ""
    TYPE_NAME: ClassVar[str] = ""
    ABBREVIATION: ClassVar[str] = ""
    LABEL: ClassVar[str] = ""
    WORD: ClassVar[str] = "Văn bản"
    NUMBERED: ClassVar[bool] = True

    office: OfficeProfile = field(metadata=told("Hồ sơ thể thức của cơ quan"))
    signer: Signer = field(metadata=told("Người ký"))
    number: str = field(default="", metadata=told("Số văn bản", "Để trống khi văn bản còn là dự thảo."))
    symbol: str = field(default="", metadata=told("Ký hiệu", "Để trống: tên viết tắt loại văn bản và cơ quan."))
    day: datetime.date | None = field(default=None, metadata=told("Ngày ban hành", "Để trống khi chưa ban hành."))
    subject: str = field(default="", metadata=told("Trích yếu", "Để trống: trích yếu thường dùng."))
    legal_bases: tuple[str, ...] = field(
        default=(), metadata=told("Căn cứ", "Mỗi dòng một căn cứ, không cần dấu chấm phẩy.", long=True)
    )
    recipients: tuple[str, ...] = field(default=(), metadata=told("Nơi nhận", "Mỗi dòng một nơi nhận."))
    archive: str = field(default="", metadata=told("Nơi lưu", "Để trống: VT và đơn vị soạn thảo."))
    replaces: str = field(
        default="",
        metadata=told("Thay thế văn bản", "Viện dẫn đầy đủ: “Quyết định số 08/QĐ-SNV ngày 05/12/2025 của …”."),
    )
    marks: Marks = field(default_factory=Marks, metadata=told("Dấu chỉ và số bản"))

    @abc.abstractmethod
    def compose(self) -> Paper:
        """Return the document as blocks."""

    @property
    def type_name(self) -> str:
        """Box 5a: the type in capitals; "" for a letter."""
        return self.TYPE_NAME

    @property
    def word(self) -> str:
        """The type in a sentence: "Quyết định"."""
        return self.WORD

    @property
    def abbreviation(self) -> str:
        """The abbreviation of the type in symbols; "" for a letter."""
        return self.ABBREVIATION

    def usual_symbol(self) -> str:
        """Return type and office ("QĐ-SNV"), for a letter office and drafting unit ("SNV-TĐKT").

        "" when the office has no symbol.
        """
        office = self.office
        if not office.symbol:
            return ""
        parts = (self.abbreviation, office.symbol) if self.abbreviation else (office.symbol, office.department_symbol)
        return "-".join(part for part in parts if part)

    def paper(self, blocks: Iterable[Block], subject: str, **changes: Any) -> Paper:
        """Return the paper around `blocks` with the header and the end that all documents have.

        Arguments: subject: what it is about; changes: fields of Paper that this kind fills otherwise.

        Raises PaperworkError without a signer, or without a symbol when the document needs one.
        """
        shows_number = self.NUMBERED or bool(self.number or self.symbol)
        usual: dict[str, Any] = {
            "office": self.office,
            "kind": self.KIND,
            "parent_lines": self.office.parent_lines,
            "agency_lines": self.office.agency_lines,
            "number_line": number_line(self) if shows_number else "",
            "day_line": day_line(self),
            "type_name": self.type_name,
            "subject": subject,
            "recipients": self.recipients,
            "archive": archive_line(self) if self.NUMBERED else self.archive,
            "day": self.day,
            "title": plain_title(self.word, subject),
            "stamps": stamps_of(self.marks),
            "issue_note": issue_note(self.marks),
        }
        if "signatures" not in changes:
            usual["signatures"] = (signature(self.signer, by_hand=not (self.NUMBERED and self.number)),)
        return Paper(blocks=with_replacement(tuple(blocks), self.replaces, self.word), **(usual | changes))


STAMPS: dict[str, tuple[str, float]] = {
    "urgent": ("KHẨN", 20),
    "very_urgent": ("THƯỢNG KHẨN", 40),
    "express": ("HỎA TỐC", 30),
    "secret": ("MẬT", 20),
    "top_secret": ("TỐI MẬT", 30),
    "most_secret": ("TUYỆT MẬT", 40),
}
"""Words and width in mm of the red stamps. Urgency as the decree has it (Annex I, III.2.b). Of secrecy the decree says
only that the stamps are engraved by the law on state secrets (III.2.a); the text of that law's forms is not held, so
these widths are ours: those of the urgency stamps, 8 mm high."""

STAMP_HEIGHT = 8.0
CIRCULATION = {"return": "XEM XONG TRẢ LẠI", "internal": "LƯU HÀNH NỘI BỘ"}


def stamps_of(marks: Marks) -> tuple[Stamp, ...]:
    """Return the framed words of boxes 10a, 10b and 11, in this order."""
    red = [Stamp(*STAMPS[code], STAMP_HEIGHT, red=True) for code in (marks.secrecy, marks.urgency) if code]
    # Wide enough for its words: no width is prescribed.
    framed = [Stamp(CIRCULATION[marks.circulation], 50, STAMP_HEIGHT)] if marks.circulation else []
    return (*red, *framed)


def issue_note(marks: Marks) -> str:
    """Return "PL.(300)" (box 12); "" when neither drafter nor copies are given.

    Raises PaperworkError for a number of copies below one.
    """
    if marks.copies is not None and marks.copies < 1:
        raise PaperworkError(
            "Số lượng bản phát hành phải từ 1.", "Số lượng bản phát hành", "Nhập số bản hoặc để trống."
        )
    drafter = f"{marks.drafter.rstrip('.').upper()}." if marks.drafter else ""
    return drafter + (f"({marks.copies})" if marks.copies else "")


def with_replacement(blocks: tuple[Block, ...], replaces: str, word: str) -> tuple[Block, ...]:
    """Return `blocks` with a last sentence that names the replaced document, which then carries the "./.".

    A document whose blocks name it already, as a decision does in its articles, stays as it is.
    """
    if not replaces:
        return blocks
    said = " ".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    if replaces.rstrip(" .") in said:
        return blocks
    said_now = f"{word} này thay thế {replaces.rstrip(' .')}"
    last = blocks[-1]
    if not isinstance(last, Paragraph):
        return (*blocks, Paragraph((Run(closed(said_now)),)))
    ending = last.runs[-1]
    before = replace(last, runs=(*last.runs[:-1], replace(ending, text=ending.text.removesuffix("/."))))
    return (*blocks[:-1], before, Paragraph((Run(closed(said_now)),)))


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


_NEEDS_OWN_POST = ("TM.", "KT.", "TL.", "TUQ.")
"""Rights after which the signer's own post stands on a line of its own (Annex I, II.7)."""


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
    lines = tuple(line.upper() for line in signer.lines if line.strip())
    if len(lines) == 1 and lines[0].startswith(_NEEDS_OWN_POST):
        raise PaperworkError(
            f"Có dòng “{lines[0]}” nhưng thiếu chức vụ của chính người ký.",
            place,
            "Thêm chức vụ của người ký ở dòng dưới, ví dụ “PHÓ GIÁM ĐỐC”.",
        )
    return Signature(lines, signer.name, signer.note)


def letter_subject(subject: str) -> str:
    """Return the subject of an official letter as box 5b has it: "V/v đôn đốc …"."""
    return subject if subject.startswith("V/v") else f"V/v {subject.removeprefix('Về việc ').strip()}"


def closed(text: str) -> str:
    """Return `text` with the "./." that ends the content of a document (Annex I, II.6)."""
    return text.rstrip(" ./;,") + "./."


def sentence(text: str) -> str:
    """Return `text` with one full stop at its end, unless another sign ends it or it is left to be written on."""
    text = text.rstrip(". ")
    return text if text.endswith((":", ";", "!", "?", "…")) else f"{text}."


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
