"""The achievement report (báo cáo thành tích): parts and headings come from its form (`forms.yaml`), the history of
titles and commendations from the award register.

The headings are ours, not the decree's: the official forms are known by number and addressee only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import ClassVar, Literal

from thidua.paperwork import forms
from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, heading, labelled, plain
from thidua.paperwork.documents.base import Document, closed, sentence, signature
from thidua.paperwork.documents.ceremony import HonourRow, honour_table
from thidua.paperwork.documents.outline import roman
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer
from thidua.paperwork.told import told

FormCode = Literal["02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]


@dataclass(frozen=True)
class Fact:
    """A line of the first part: "Quê quán: xã Diên Khánh, tỉnh Khánh Hòa"."""

    label: str = field(metadata=told("Mục"))
    text: str = field(metadata=told("Nội dung", "Viết đầy đủ, không viết tắt."))


@dataclass(frozen=True)
class Indicator:
    """A target and what became of it."""

    name: str = field(metadata=told("Chỉ tiêu"))
    unit: str = field(default="", metadata=told("Đơn vị tính"))
    planned: str = field(default="", metadata=told("Kế hoạch"))
    done: str = field(default="", metadata=told("Thực hiện"))
    rate: str = field(default="", metadata=told("Tỷ lệ", "“105%”."))
    note: str = field(default="", metadata=told("Ghi chú"))


@dataclass(frozen=True)
class RatingRow:
    """A year's rating and the decision on it."""

    year: int = field(metadata=told("Năm"))
    rating: str = field(metadata=told("Xếp loại"))
    decision: str = field(default="", metadata=told("Văn bản xếp loại", "Số, ngày, cơ quan ban hành."))


@dataclass(frozen=True)
class PostRow:
    """A post held, with its months: "01/2015"."""

    start: str = field(metadata=told("Từ tháng, năm"))
    end: str = field(metadata=told("Đến tháng, năm"))
    post: str = field(metadata=told("Chức vụ"))
    unit: str = field(default="", metadata=told("Đơn vị"))


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative or a piece of research and its recognition."""

    year: int = field(metadata=told("Năm"))
    name: str = field(metadata=told("Tên sáng kiến, đề tài"))
    effect: str = field(default="", metadata=told("Hiệu quả, phạm vi ảnh hưởng"))
    decision: str = field(default="", metadata=told("Quyết định công nhận"))


def _text(label: str) -> tuple[str, ...]:
    return field(default=(), metadata=told(label, "Mỗi dòng một đoạn.", long=True))


@dataclass(frozen=True, kw_only=True)
class AchievementReport(Document):
    """An achievement report.

    Attributes beside those of Document (`signer` is who reports: the person, or the head of the collective):
        form: number of the form.
        award: for what somebody is nominated.
        nominee: who, written in full.
        period: "năm 2025", "giai đoạn 2021 - 2025".
        facts: the lines of the first part.
        duties … remarks: paragraphs; which of them a form has, and below which heading, is said by the form.
        indicators, ratings, posts, initiatives, titles, awards: tables.
        superior: who confirms the report: the level that submits it; None leaves it out.
    """

    KIND: ClassVar[str] = "achievement"
    TYPE_NAME: ClassVar[str] = "BÁO CÁO THÀNH TÍCH"
    ABBREVIATION: ClassVar[str] = "BCTT"
    LABEL: ClassVar[str] = "Báo cáo thành tích"
    WORD: ClassVar[str] = "Báo cáo thành tích"
    NUMBERED: ClassVar[bool] = False

    form: FormCode = field(
        metadata=told(
            "Mẫu báo cáo",
            "Theo phụ lục Nghị định số 152/2025/NĐ-CP.",
            choices={item.code: f"Mẫu {item.code}: {item.name}" for item in forms.forms() if item.parts},
        )
    )
    award: str = field(metadata=told("Danh hiệu, hình thức đề nghị"))
    nominee: str = field(metadata=told("Tập thể, cá nhân được đề nghị", "Viết đầy đủ, không viết tắt."))
    period: str = field(default="", metadata=told("Thời gian tính thành tích", "“năm 2025”, “giai đoạn 2021 - 2025”."))
    facts: tuple[Fact, ...] = field(default=(), metadata=told("Sơ lược"))
    duties: tuple[str, ...] = _text("Chức năng, nhiệm vụ được giao")
    deed: tuple[str, ...] = _text("Thành tích nổi bật, diễn biến")
    results: tuple[str, ...] = _text("Kết quả thực hiện nhiệm vụ")
    measures: tuple[str, ...] = _text("Biện pháp, giải pháp")
    comparison: tuple[str, ...] = _text("So sánh trong cụm, khối")
    law_and_party: tuple[str, ...] = _text("Chấp hành chủ trương, pháp luật")
    contributions: tuple[str, ...] = _text("Thuế, bảo hiểm, môi trường")
    welfare: tuple[str, ...] = _text("Đời sống, hoạt động xã hội, từ thiện")
    remarks: tuple[str, ...] = _text("Kết quả bỏ phiếu, ý kiến khác")
    indicators: tuple[Indicator, ...] = field(default=(), metadata=told("Chỉ tiêu"))
    ratings: tuple[RatingRow, ...] = field(default=(), metadata=told("Xếp loại hằng năm"))
    posts: tuple[PostRow, ...] = field(default=(), metadata=told("Chức vụ đã giữ"))
    initiatives: tuple[InitiativeRow, ...] = field(default=(), metadata=told("Sáng kiến, đề tài"))
    titles: tuple[HonourRow, ...] = field(default=(), metadata=told("Danh hiệu thi đua đã đạt"))
    awards: tuple[HonourRow, ...] = field(default=(), metadata=told("Hình thức khen thưởng đã nhận"))
    superior: Signer | None = field(
        default=None, metadata=told("Xác nhận của cấp trình khen", "Chức vụ và họ tên người xác nhận; có thể bỏ.")
    )

    def compose(self) -> Paper:
        """Return the report as blocks.

        Raises PaperworkError for a form that is not in force on its day, without nominee or achievement, and when a
        field holds text that this form has no place for: it would be lost without a word.
        """
        form = forms.form(self.form, self.day)
        self._check(form)
        period = f" {self.period}" if self.period else ""
        signers = [signature(self.signer, "Người báo cáo", by_hand=True)]
        if self.superior:
            signers.insert(0, signature(self.superior, "Xác nhận của cấp trình khen", by_hand=True))
        subject = self.subject or f"Đề nghị tặng {self.award}{period}"
        return self.paper(
            self._blocks(form), subject, signatures=tuple(signers), title=f"Báo cáo thành tích: {self.nominee}"
        )

    def _check(self, form: forms.Form) -> None:
        place = f"Báo cáo thành tích, mẫu {form.code}"
        for value, what in ((self.nominee, "người được đề nghị"), (self.award, "danh hiệu, hình thức đề nghị")):
            if not value:
                raise PaperworkError(f"Chưa có {what}.", place, f"Nhập {what}.")
        for item in fields(self):
            if item.name in CONTENT_FIELDS and getattr(self, item.name) and not form.shows(item.name):
                raise PaperworkError(
                    f"Mẫu {form.code} không có mục “{item.metadata['label']}”.",
                    place,
                    "Xóa nội dung này hoặc chọn mẫu khác.",
                )
        if not (self.results or self.deed):
            raise PaperworkError("Chưa có thành tích.", place, "Nhập kết quả đạt được.")

    def _blocks(self, form: forms.Form) -> Iterable[Block]:
        last = len(form.parts)
        for number, part in enumerate(form.parts, start=1):
            yield heading(f"{roman(number)}. {part.title.upper()}")
            filled = [item for item in part.items if item.field == "facts" or self._has(item.field)]
            headed = [item for item in filled if item.heading]
            for item in filled:
                number_before = f"{headed.index(item) + 1}. " if len(headed) > 1 and item.heading else ""
                title = number_before + item.heading
                yield from self._item(item.field, title)
            if not filled or not any(self._has(item.field) for item in filled):
                yield plain("Không có.")
            if number == last:
                yield plain(closed(f"{self._answers(form)} cam đoan nội dung báo cáo đúng sự thật"))

    def _answers(self, form: forms.Form) -> str:
        """Who vouches for the report: who makes it, which for foreigners is the Vietnamese office."""
        who = self.office.name if form.kind == "external" else self.nominee
        return who[:1].upper() + who[1:]

    def _has(self, name: str) -> bool:
        return bool(getattr(self, name))

    def _item(self, name: str, title: str) -> Iterable[Block]:
        if name == "facts":
            if self.nominee not in {fact.text for fact in self.facts}:
                yield labelled("Tên được đề nghị:", sentence(self.nominee))
            for fact in self.facts:
                yield labelled(f"{fact.label.rstrip(' :')}:", sentence(fact.text))
            return
        yield heading(title)
        value = getattr(self, name)
        if name in TABLES:
            yield TABLES[name](value)
        else:
            yield from (plain(sentence(text)) for text in value)


CONTENT_FIELDS = frozenset(
    (
        "duties deed results measures comparison law_and_party contributions welfare remarks indicators ratings posts "
        "initiatives titles awards"
    ).split()
)
"""The fields that a form may have a place for or not."""


def indicator_table(rows: tuple[Indicator, ...]) -> Table:
    """Return the table of targets; columns that no row fills are left out."""
    optional = (
        ("Đơn vị tính", "unit", 18),
        ("Kế hoạch", "planned", 22),
        ("Thực hiện", "done", 22),
        ("Tỷ lệ", "rate", 17),
    )
    shown = [column for column in optional if any(getattr(row, column[1]) for row in rows)]
    with_note = any(row.note for row in rows)
    columns = (
        Column("TT", 9, "center"),
        Column("Chỉ tiêu", 60),
        *(Column(title, share, "center") for title, _, share in shown),
        *((Column("Ghi chú", 26),) if with_note else ()),
    )
    return Table(
        columns,
        tuple(
            Row(
                (
                    str(number),
                    row.name,
                    *(getattr(row, name) for _, name, _ in shown),
                    *((row.note,) if with_note else ()),
                )
            )
            for number, row in enumerate(rows, start=1)
        ),
        size=12,
    )


def rating_table(rows: tuple[RatingRow, ...]) -> Table:
    """Return the table of yearly ratings."""
    columns = (Column("Năm", 18, "center"), Column("Xếp loại", 62), Column("Số, ngày, cơ quan xếp loại", 85))
    return Table(columns, tuple(Row((str(row.year), row.rating, row.decision)) for row in rows), size=12)


def post_table(rows: tuple[PostRow, ...]) -> Table:
    """Return the table of posts held."""
    columns = (
        Column("Từ tháng, năm", 28, "center"),
        Column("Đến tháng, năm", 28, "center"),
        Column("Chức vụ", 50),
        Column("Đơn vị", 59),
    )
    return Table(columns, tuple(Row((row.start, row.end, row.post, row.unit)) for row in rows), size=12)


def initiative_table(rows: tuple[InitiativeRow, ...]) -> Table:
    """Return the table of initiatives."""
    columns = (
        Column("Năm", 14, "center"),
        Column("Tên sáng kiến, đề tài", 52),
        Column("Hiệu quả, phạm vi ảnh hưởng", 48),
        Column("Quyết định công nhận", 51),
    )
    return Table(columns, tuple(Row((str(row.year), row.name, row.effect, row.decision)) for row in rows), size=12)


TABLES: dict[str, Callable[..., Table]] = {
    "indicators": indicator_table,
    "ratings": rating_table,
    "posts": post_table,
    "initiatives": initiative_table,
    "titles": lambda rows: honour_table(rows, "Danh hiệu thi đua"),
    "awards": lambda rows: honour_table(rows, "Hình thức khen thưởng"),
}
