"""The decision that grants titles and commendations (Decree 30/2020, Mẫu 1.2), with annexed list and reward money."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from thidua.paperwork.blocks import Annex, Block, Column, Paper, Paragraph, Row, Run, Table, labelled, plain
from thidua.paperwork.documents.base import (
    Document,
    annex_reference,
    bases,
    closed,
    count_words,
    money_sum,
    station,
)
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told
from thidua.text import format_money, format_number, money_in_words

Recipient = Literal["individual", "collective", "household"]
RECIPIENTS: dict[str, str] = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}
ROMAN = ("I", "II", "III")


@dataclass(frozen=True)
class Grant:
    """One award for one recipient: a line of the list.

    Attributes:
        award: without quotation marks: "Chiến sĩ thi đua cơ sở", "Giấy khen".
        category: a title (danh hiệu) or a form of commendation (hình thức khen thưởng).
        recipient: who it is for.
        name: full name, or the name of the collective.
        salutation: "Ông", "Bà"; "" for none.
        post, unit: post and unit, or the address of a household.
        achievement: what it is for.
        money: reward money in đồng; 0 for none, None when not stated in this document.
    """

    award: str = field(metadata=told("Danh hiệu, hình thức khen thưởng", "Không cần dấu ngoặc kép."))
    category: Literal["title", "award_form"] = field(
        metadata=told("Loại", choices={"title": "danh hiệu thi đua", "award_form": "hình thức khen thưởng"})
    )
    recipient: Recipient = field(
        metadata=told(
            "Đối tượng", choices={"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
        )
    )
    name: str = field(metadata=told("Họ tên hoặc tên gọi"))
    salutation: str = field(default="", metadata=told("Danh xưng", "“Ông”, “Bà”; để trống với tập thể."))
    post: str = field(default="", metadata=told("Chức vụ"))
    unit: str = field(default="", metadata=told("Đơn vị", "Với hộ gia đình: địa chỉ."))
    achievement: str = field(default="", metadata=told("Thành tích", long=True))
    money: int | None = field(
        default=None,
        metadata=told("Tiền thưởng (đồng)", "Không thưởng tiền: nhập 0; không nêu trong văn bản: để trống."),
    )

    @property
    def full_name(self) -> str:
        """Name with the salutation before it."""
        return f"{self.salutation} {self.name}".strip()

    @property
    def station(self) -> str:
        """Post and unit in one line."""
        return station(self.post, self.unit)


def quoted(grant: Grant) -> str:
    """Return how the award is called in a sentence: 'danh hiệu “Lao động tiên tiến”' or 'Giấy khen'."""
    return f"danh hiệu “{grant.award}”" if grant.category == "title" else grant.award


def grouped(grants: Iterable[Grant]) -> list[tuple[Recipient, str, list[Grant]]]:
    """Return the grants by recipient (collectives first) and award, each in the order in which they came."""
    groups: dict[tuple[Recipient, str], list[Grant]] = {}
    for grant in grants:
        groups.setdefault((grant.recipient, grant.award), []).append(grant)
    order = list(RECIPIENTS)
    return [
        (recipient, award, found)
        for (recipient, award), found in sorted(groups.items(), key=lambda item: order.index(item[0][0]))
    ]


def tally(grants: Iterable[Grant]) -> str:
    """Return how many recipients there are: "05 tập thể và 35 cá nhân".

    When somebody stands in the list more than once, the words say that awards are counted, not people:
    "36 lượt cá nhân".
    """
    rows = list(grants)
    counts = {}
    for recipient, word in RECIPIENTS.items():
        found = [(grant.name, grant.post, grant.unit) for grant in rows if grant.recipient == recipient]
        turns = "lượt " if len(set(found)) < len(found) else ""
        counts[f"{turns}{word.lower()}"] = len(found)
    return count_words(counts)


@dataclass(frozen=True, kw_only=True)
class AwardDecision(Document):
    """A decision that grants titles and commendations.

    Attributes beside those of Document:
        grants: who receives what.
        proposal: "Theo đề nghị của …", the last of the bases.
        reason: for what: "đã có thành tích xuất sắc trong phong trào thi đua năm 2025".
        money_source: from where the money comes; "" → "quỹ thi đua, khen thưởng của cơ quan".
        responsible: who carries the decision out; "" → the heads of the units and the recipients.
        articles: when given, replaces the standard articles, one entry each, without "Điều n.".
        annexed: whether the names stand in an annex (else inside Điều 1).
        annex_title: title of the annex; "" → the usual one.
    """

    KIND: ClassVar[str] = "decision"
    TYPE_NAME: ClassVar[str] = "QUYẾT ĐỊNH"
    ABBREVIATION: ClassVar[str] = "QĐ"
    LABEL: ClassVar[str] = "Quyết định khen thưởng"
    WORD: ClassVar[str] = "Quyết định"

    grants: tuple[Grant, ...] = field(metadata=told("Danh sách", "Mỗi dòng một tập thể hoặc cá nhân."))
    proposal: str = field(default="", metadata=told("Theo đề nghị", "Căn cứ cuối: “Theo đề nghị của …”."))
    reason: str = field(
        default="", metadata=told("Lý do khen thưởng", "“đã có thành tích xuất sắc trong …”.", long=True)
    )
    money_source: str = field(
        default="", metadata=told("Nguồn tiền thưởng", "Để trống: quỹ thi đua, khen thưởng của cơ quan.")
    )
    responsible: str = field(default="", metadata=told("Người chịu trách nhiệm thi hành", long=True))
    articles: tuple[str, ...] = field(
        default=(),
        metadata=told("Các điều", "Mỗi dòng một điều, không ghi “Điều n.”; để trống: các điều thường dùng.", long=True),
    )
    annexed: bool = field(
        default=True, metadata=told("Danh sách là phụ lục", "Bỏ chọn khi ít người: ghi trong Điều 1.")
    )
    annex_title: str = field(default="", metadata=told("Tên phụ lục"))

    def compose(self) -> Paper:
        """Return the decision as blocks. Raises PaperworkError without grants, bases or signer."""
        if not self.grants:
            raise PaperworkError("Chưa có ai được khen thưởng.", "Danh sách", "Chọn ít nhất một tập thể hoặc cá nhân.")
        subject = self.subject or f"Về việc {self._what()}"
        total = money_sum(tuple(grant.money for grant in self.grants), "Danh sách")
        return self.paper(
            decided(self, self.proposal, self._articles(total)),
            subject,
            annexes=(self._annex(total),) if self.annexed else (),
        )

    def _what(self) -> str:
        categories = {grant.category for grant in self.grants}
        if categories == {"title"}:
            return "tặng danh hiệu thi đua"
        awards = list(dict.fromkeys(grant.award for grant in self.grants if grant.category == "award_form"))
        if categories == {"award_form"}:
            return f"tặng {awards[0]}" if len(awards) == 1 else "khen thưởng"
        return "tặng danh hiệu thi đua và khen thưởng"

    def _articles(self, total: int | None) -> tuple[Block, ...]:
        texts = list(self.articles) or self._standard_articles(total)
        if self.replaces and not any(self.replaces in text for text in texts):
            texts.insert(-1, f"Quyết định này thay thế {self.replaces}")
        blocks: list[Block] = []
        for number, text in enumerate(texts, start=1):
            last = number == len(texts)
            blocks.append(labelled(f"Điều {number}.", closed(text) if last else text.rstrip(" .;") + "."))
            if number == 1 and not self.annexed:
                blocks.extend(self._names_inline())
        if not self.annexed:
            blocks[0] = labelled("Điều 1.", texts[0].rstrip(" .;:") + ":")
        return tuple(blocks)

    def _standard_articles(self, total: int | None) -> list[str]:
        awards: dict[str, list[Grant]] = {}
        for _, award, found in grouped(self.grants):
            awards.setdefault(award, []).extend(found)
        what = "; ".join(f"{quoted(found[0])} cho {tally(found)}" for found in awards.values())
        where = " (Danh sách tại Phụ lục kèm theo)" if self.annexed else ""
        texts = [f"Tặng {what}{f', {self.reason}' if self.reason else ''}{where}"]
        if total:
            source = self.money_source or "quỹ thi đua, khen thưởng của cơ quan"
            texts.append(
                f"Tiền thưởng kèm theo là {format_money(total)} (Bằng chữ: {money_in_words(total)}), trích từ {source}"
            )
        replaced = f" và thay thế {self.replaces}" if self.replaces else ""
        texts.append(f"Quyết định này có hiệu lực thi hành kể từ ngày ký{replaced}")
        responsible = (
            self.responsible
            or "Chánh Văn phòng, Thủ trưởng các phòng, đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1"
        )
        texts.append(f"{responsible} chịu trách nhiệm thi hành Quyết định này")
        return texts

    def _names_inline(self) -> tuple[Paragraph, ...]:
        lines = []
        for _, _, found in grouped(self.grants):
            for grant in found:
                station = f", {grant.station}" if grant.station else ""
                lines.append(f"{grant.full_name}{station}: {grant.award}")
        end = len(lines)
        return tuple(plain(f"{row}. {line}{'.' if row == end else ';'}") for row, line in enumerate(lines, start=1))

    def _annex(self, total: int | None) -> Annex:
        with_money = total is not None
        columns = (
            Column("TT", 9, "center"),
            Column("Họ và tên/Tên tập thể", 55),
            Column("Chức vụ, đơn vị công tác", 68 if with_money else 101),
            *((Column("Tiền thưởng (đồng)", 33, "right"),) if with_money else ()),
        )
        ending = [f"Danh sách này có {tally(self.grants)}"]
        if total is not None:
            ending.append(f"tổng số tiền thưởng là {format_money(total)} (Bằng chữ: {money_in_words(total)})")
        return Annex(
            label="Phụ lục",
            title=(self.annex_title or "Danh sách tập thể, cá nhân được khen thưởng").upper(),
            reference=annex_reference(self, "Quyết định", self.office.head),
            blocks=(
                Table(columns, tuple(self._rows(total))),
                plain("; ".join(ending) + "./."),
            ),
        )

    def _rows(self, total: int | None) -> Iterable[Row]:
        with_money = total is not None
        group, part, seen = 0, 0, ""
        for recipient, award, found in grouped(self.grants):
            if recipient != seen:
                group, part, seen = group + 1, 0, recipient
                yield Row((f"{ROMAN[group - 1]}. {RECIPIENTS[recipient].upper()}",), "group")
            part += 1
            yield Row((f"{part}. {award} ({count_of(found)})",), "group")
            for number, grant in enumerate(found, start=1):
                money = (format_number(grant.money or 0),) if with_money else ()
                yield Row((str(number), grant.full_name, grant.station, *money))
        if total is not None:
            yield Row(("Tổng cộng", format_number(total)), "total")


def count_of(found: list[Grant]) -> str:
    """Return "35 cá nhân" for grants to one kind of recipient."""
    return f"{len(found):02d} {RECIPIENTS[found[0].recipient].lower()}"


def decided(document: Document, proposal: str, articles: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the body of a decision: who decides, on what it rests, the articles (Mẫu 1.2).

    Raises PaperworkError without bases.
    """
    if not document.legal_bases:
        raise PaperworkError("Chưa có căn cứ pháp lý.", "Căn cứ", "Nhập ít nhất một căn cứ ban hành.")
    return (
        Paragraph((Run(document.office.authority_line, bold=True),), align="center", indent=False, keep=True),
        *bases(document.legal_bases, proposal),
        Paragraph((Run("QUYẾT ĐỊNH:", bold=True),), align="center", indent=False, keep=True, gap=12),
        *articles,
    )
