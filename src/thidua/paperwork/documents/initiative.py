"""The certificate that an initiative was applied and what it brought (Decree 152/2025, form 13 by a secondary source).

The wording is ours: of the official form only the number and what it is for are known.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, labelled, plain
from thidua.paperwork.documents.base import Document, bases, closed, sentence, station
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told
from thidua.text import format_date


@dataclass(frozen=True)
class Author:
    """An author and the share of the work in percent; None when not told."""

    name: str = field(metadata=told("Họ tên"))
    post: str = field(default="", metadata=told("Chức vụ"))
    unit: str = field(default="", metadata=told("Đơn vị"))
    share: Decimal | None = field(default=None, metadata=told("Tỷ lệ đóng góp (%)"))


@dataclass(frozen=True, kw_only=True)
class InitiativeCertificate(Document):
    """The certificate of an initiative.

    Attributes beside those of Document:
        name: of the initiative.
        authors: who made it; their shares, when given, make up 100 %.
        domain: in which field it is applied.
        applied_from, applied_at: since when and where.
        effect: what it brought, a paragraph each.
        scope: its scope of influence: "cơ sở", "bộ, ban, ngành, tỉnh", "toàn quốc".
        recognised_by: who recognised it.
        decision: "Quyết định số 112/QĐ-SNV ngày 20/10/2025".
        use: for which award the certificate is given.
    """

    KIND: ClassVar[str] = "initiative"
    TYPE_NAME: ClassVar[str] = "GIẤY XÁC NHẬN"
    ABBREVIATION: ClassVar[str] = "GXN"
    LABEL: ClassVar[str] = "Giấy xác nhận sáng kiến"
    WORD: ClassVar[str] = "Giấy xác nhận"

    name: str = field(metadata=told("Tên sáng kiến"))
    authors: tuple[Author, ...] = field(metadata=told("Tác giả"))
    domain: str = field(default="", metadata=told("Lĩnh vực áp dụng"))
    applied_from: datetime.date | None = field(default=None, metadata=told("Áp dụng từ ngày"))
    applied_at: str = field(default="", metadata=told("Nơi áp dụng"))
    effect: tuple[str, ...] = field(default=(), metadata=told("Hiệu quả", "Mỗi dòng một đoạn.", long=True))
    scope: str = field(default="", metadata=told("Phạm vi ảnh hưởng", "“cơ sở”, “cấp tỉnh”, “toàn quốc”."))
    recognised_by: str = field(default="", metadata=told("Cơ quan công nhận"))
    decision: str = field(default="", metadata=told("Quyết định công nhận", "“Quyết định số … ngày …”."))
    use: str = field(default="", metadata=told("Dùng để đề nghị", "Danh hiệu, hình thức khen thưởng."))

    def compose(self) -> Paper:
        """Return the certificate as blocks.

        Raises PaperworkError without name, author or effect, and when the shares do not make up 100 %.
        """
        for value, what in ((self.name, "tên sáng kiến"), (self.authors, "tác giả"), (self.effect, "hiệu quả áp dụng")):
            if not value:
                raise PaperworkError(f"Chưa có {what}.", self.LABEL, f"Nhập {what}.")
        shares = [author.share for author in self.authors if author.share is not None]
        if shares and (len(shares) < len(self.authors) or sum(shares) != 100):
            raise PaperworkError(
                "Tỷ lệ đóng góp của các tác giả chưa đủ 100%.", f"{self.LABEL}, tác giả", "Nhập tỷ lệ của mọi tác giả."
            )
        return self.paper(self._blocks(), self.subject or "Sáng kiến và hiệu quả áp dụng")

    def _blocks(self) -> Iterable[Block]:
        yield from bases(self.legal_bases)
        yield plain(f"{self.office.name} xác nhận:", keep=True)
        facts = [("Tên sáng kiến:", self.name)]
        if self.domain:
            facts.append(("Lĩnh vực áp dụng:", self.domain))
        since = f"từ ngày {format_date(self.applied_from)}" if self.applied_from else ""
        where = ", ".join(part for part in (self.applied_at, since) if part)
        if where:
            facts.append(("Nơi, thời gian áp dụng:", where))
        if self.scope:
            facts.append(("Phạm vi ảnh hưởng:", self.scope))
        recognised = ", ".join(part for part in (self.recognised_by, self.decision) if part)
        if recognised:
            facts.append(("Công nhận sáng kiến:", recognised))
        for number, (label, text) in enumerate(facts, start=1):
            yield labelled(f"{number}. {label}", sentence(text))
        number = len(facts) + 1
        yield labelled(f"{number}. Tác giả:", "")
        yield self._authors()
        yield labelled(f"{number + 1}. Hiệu quả:", sentence(self.effect[0]))
        yield from (plain(sentence(text)) for text in self.effect[1:])
        use = f" để đề nghị {self.use.rstrip(' .')}" if self.use else ""
        yield plain(closed(f"Giấy xác nhận này được cấp theo đề nghị của tác giả{use}"))

    def _authors(self) -> Table:
        with_share = any(author.share is not None for author in self.authors)
        columns = (
            Column("TT", 9, "center"),
            Column("Họ và tên", 55),
            Column("Chức vụ, đơn vị", 71 if with_share else 101),
            *((Column("Tỷ lệ đóng góp", 30, "center"),) if with_share else ()),
        )
        return Table(
            columns,
            tuple(
                Row(
                    (
                        str(number),
                        author.name,
                        station(author.post, author.unit),
                        *((f"{author.share:f}".replace(".", ",") + "%",) if author.share is not None else ()),
                    )
                )
                for number, author in enumerate(self.authors, start=1)
            ),
        )
