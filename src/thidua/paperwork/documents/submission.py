"""The submission (tờ trình) by which a unit asks for awards, with its list of nominees (Decree 30/2020, Mẫu 1.4).

The wording is ours: the official form of the submission (Decree 152/2025, Mẫu 01) is known to us by name only.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from thidua.paperwork.blocks import Annex, Block, Column, Paper, Row, Table, dashes, plain
from thidua.paperwork.documents.base import (
    Document,
    annex_reference,
    bases,
    closed,
)
from thidua.paperwork.documents.decision import RECIPIENTS, ROMAN, Grant, count_of, grouped, quoted, tally
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told


@dataclass(frozen=True, kw_only=True)
class Submission(Document):
    """A submission that asks for awards.

    Attributes beside those of Document:
        addressees: to whom.
        introduction: what it rests on, a paragraph each.
        grants: who is nominated for what; reward money is not shown.
        statement: that the dossiers are complete and true, in the unit's own words.
        attachments: what comes with it.
        annex_title: title of the list; "" → the usual one.
    """

    KIND: ClassVar[str] = "submission"
    TYPE_NAME: ClassVar[str] = "TỜ TRÌNH"
    ABBREVIATION: ClassVar[str] = "TTr"
    LABEL: ClassVar[str] = "Tờ trình đề nghị khen thưởng"
    WORD: ClassVar[str] = "Tờ trình"

    addressees: tuple[str, ...] = field(metadata=told("Kính gửi", "Mỗi dòng một nơi."))
    grants: tuple[Grant, ...] = field(metadata=told("Danh sách đề nghị"))
    introduction: tuple[str, ...] = field(default=(), metadata=told("Phần mở đầu", "Mỗi dòng một đoạn.", long=True))
    statement: str = field(
        default="", metadata=told("Cam đoan về hồ sơ", "Hồ sơ đầy đủ, đúng sự thật: lời của đơn vị.", long=True)
    )
    attachments: tuple[str, ...] = field(
        default=(), metadata=told("Hồ sơ kèm theo", "Mỗi dòng một tài liệu.", long=True)
    )
    annex_title: str = field(default="", metadata=told("Tên phụ lục"))

    def compose(self) -> Paper:
        """Return the submission as blocks. Raises PaperworkError without addressees or nominees."""
        if not self.addressees:
            raise PaperworkError("Chưa có nơi nhận tờ trình (Kính gửi).", "Tờ trình", "Nhập nơi nhận.")
        if not self.grants:
            raise PaperworkError(
                "Chưa có ai được đề nghị.", "Tờ trình, danh sách", "Chọn ít nhất một tập thể hoặc cá nhân."
            )
        subject = self.subject or "Về việc đề nghị khen thưởng"
        return self.paper(
            self._blocks(),
            subject,
            addressees=self.addressees,
            recipients=self.recipients or ("Như trên",),
            annexes=(self._annex(),),
        )

    def _blocks(self) -> Iterable[Block]:
        yield from bases(self.legal_bases)
        for text in self.introduction:
            yield plain(text)
        yield plain(
            f"{self.office.name} kính trình {'; '.join(self.addressees)} xem xét, khen thưởng cho {tally(self.grants)} "
            "(Danh sách tại Phụ lục kèm theo), cụ thể:",
            keep=True,
        )
        yield from dashes(
            tuple(capital(f"{quoted(found[0])} cho {count_of(found)}") for _, _, found in grouped(self.grants))
        )
        if self.statement:
            yield plain(self.statement.rstrip(". ") + ".")
        if self.attachments:
            yield plain("Hồ sơ gửi kèm theo gồm:", keep=True)
            yield from dashes(self.attachments)
        yield plain(closed("Kính trình cấp có thẩm quyền xem xét, quyết định"))

    def _annex(self) -> Annex:
        columns = (
            Column("TT", 10, "center"),
            Column("Họ và tên/Tên tập thể", 55),
            Column("Chức vụ, đơn vị công tác", 67),
            Column("Tóm tắt thành tích", 120),
        )
        return Annex(
            label="Phụ lục",
            title=(self.annex_title or "Danh sách tập thể, cá nhân đề nghị khen thưởng").upper(),
            reference=annex_reference(self, "Tờ trình", self.office.name),
            blocks=(Table(columns, tuple(self._rows())), plain(closed(f"Danh sách này có {tally(self.grants)}"))),
            landscape=True,
        )

    def _rows(self) -> Iterable[Row]:
        group, part, seen = 0, 0, ""
        for recipient, award, found in grouped(self.grants):
            if recipient != seen:
                group, part, seen = group + 1, 0, recipient
                yield Row((f"{ROMAN[group - 1]}. {RECIPIENTS[recipient].upper()}",), "group")
            part += 1
            yield Row((f"{part}. {award} ({count_of(found)})",), "group")
            for number, grant in enumerate(found, start=1):
                yield Row((str(number), grant.full_name, grant.station, grant.achievement))


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]
