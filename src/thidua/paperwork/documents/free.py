"""Documents whose body the office writes itself: plan, official letter, notice, and any other type with a name.

The layout is that of Decree 30/2020, Annex III, Mẫu 1.4 (documents with a type name) and 1.5 (official letter).
"""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from thidua.paperwork.blocks import Block, Paper, plain
from thidua.paperwork.documents.base import Document, bases, letter_subject, sentence
from thidua.paperwork.documents.outline import AnnexTable, Line, annexes_of, mentioned, outline
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told

TypeCode = Literal[
    "NQ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "BGN",
    "BTT", "GUQ", "GGT", "PG", "PC", "PB", "QĐ",
]  # fmt: skip
DOCUMENT_TYPES: dict[str, str] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GGT": "Giấy giới thiệu",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
}
"""Types with a name and their abbreviations (Decree 30/2020, Article 7 and Annex III)."""

_LINES = told("Nội dung", "Mỗi dòng chọn một cấp; số thứ tự do phần mềm đánh.")
_ANNEXES = told("Phụ lục", "Mỗi phụ lục một bảng; hai phụ lục trở lên được đánh số La Mã.")


@dataclass(frozen=True, kw_only=True)
class FreeDocument(Document):
    """What the documents of this file share.

    Attributes beside those of Document:
        lines: the body.
        introduction: paragraphs before it: on what the document rests, why it is written.
        addressees: "Kính gửi"; empty for none.
        annexes: tables that come with it.
    """

    lines: tuple[Line, ...] = field(metadata=_LINES)
    introduction: tuple[str, ...] = field(default=(), metadata=told("Phần mở đầu", "Mỗi dòng một đoạn.", long=True))
    addressees: tuple[str, ...] = field(default=(), metadata=told("Kính gửi", "Mỗi dòng một nơi; có thể để trống."))
    annexes: tuple[AnnexTable, ...] = field(default=(), metadata=_ANNEXES)

    def compose(self) -> Paper:
        """Return the document as blocks. Raises PaperworkError without content or subject."""
        if not self.subject:
            raise PaperworkError("Chưa có trích yếu.", self.LABEL, "Nhập trích yếu: văn bản nói về việc gì.")
        return self.paper(
            self._body(),
            self.subject,
            addressees=self.addressees,
            recipients=self.recipients or (("Như trên",) if self.addressees else ()),
            annexes=annexes_of(self, self.annexes, self.office.name),
        )

    def _body(self) -> tuple[Block, ...]:
        blocks = (
            *bases(self.legal_bases),
            *(plain(sentence(text)) for text in self.introduction),
            *outline(self.lines),
        )
        return mentioned(blocks, self.annexes)


@dataclass(frozen=True, kw_only=True)
class Plan(FreeDocument):
    """The plan that launches a movement (Mẫu 1.4)."""

    KIND: ClassVar[str] = "plan"
    TYPE_NAME: ClassVar[str] = "KẾ HOẠCH"
    ABBREVIATION: ClassVar[str] = "KH"
    LABEL: ClassVar[str] = "Kế hoạch phát động thi đua"
    WORD: ClassVar[str] = "Kế hoạch"


@dataclass(frozen=True, kw_only=True)
class Notice(FreeDocument):
    """A notice (Mẫu 1.4)."""

    KIND: ClassVar[str] = "notice"
    TYPE_NAME: ClassVar[str] = "THÔNG BÁO"
    ABBREVIATION: ClassVar[str] = "TB"
    LABEL: ClassVar[str] = "Thông báo"
    WORD: ClassVar[str] = "Thông báo"


@dataclass(frozen=True, kw_only=True)
class OfficialLetter(FreeDocument):
    """An official letter (công văn, Mẫu 1.5): no type name, its subject stands below the number."""

    KIND: ClassVar[str] = "letter"
    LABEL: ClassVar[str] = "Công văn"
    WORD: ClassVar[str] = "Công văn"

    def compose(self) -> Paper:
        """Return the letter as blocks. Raises PaperworkError without addressees, subject or content."""
        if not self.addressees:
            raise PaperworkError("Chưa có nơi nhận công văn (Kính gửi).", "Công văn", "Nhập nơi nhận.")
        if not self.subject:
            raise PaperworkError("Chưa có trích yếu.", "Công văn", "Nhập trích yếu: công văn nói về việc gì.")
        subject = letter_subject(self.subject)
        return self.paper(
            self._body(),
            "",
            letter_subject=subject,
            addressees=self.addressees,
            recipients=self.recipients or ("Như trên",),
            annexes=annexes_of(self, self.annexes, self.office.name),
            title=f"Công văn {subject}",
        )


@dataclass(frozen=True, kw_only=True)
class GeneralDocument(FreeDocument):
    """Any document with a type name, for free use (Mẫu 1.4).

    Attributes beside those of FreeDocument:
        type_code: the abbreviation of its type.
    """

    KIND: ClassVar[str] = "general"
    LABEL: ClassVar[str] = "Văn bản có tên loại khác"

    type_code: TypeCode = field(metadata=told("Loại văn bản", choices=DOCUMENT_TYPES))

    @property
    def type_name(self) -> str:
        """The type that was chosen, in capitals."""
        return self.word.upper()

    @property
    def word(self) -> str:
        """The type that was chosen."""
        return DOCUMENT_TYPES[self.type_code]

    @property
    def abbreviation(self) -> str:
        """The abbreviation of the type that was chosen."""
        return self.type_code
