"""The list by which a unit registers titles, awards and commitments for a year or a movement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, dashes, heading, plain
from thidua.paperwork.documents.base import Document, closed, signature, station
from thidua.paperwork.documents.decision import RECIPIENTS, ROMAN
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer
from thidua.paperwork.told import told


@dataclass(frozen=True)
class RegistrationRow:
    """What one person or collective registers for."""

    name: str = field(metadata=told("Họ tên hoặc tên tập thể"))
    recipient: Literal["individual", "collective"] = field(
        default="individual", metadata=told("Đối tượng", choices={"individual": "cá nhân", "collective": "tập thể"})
    )
    post: str = field(default="", metadata=told("Chức vụ"))
    unit: str = field(default="", metadata=told("Đơn vị"))
    title: str = field(default="", metadata=told("Danh hiệu đăng ký"))
    award_form: str = field(default="", metadata=told("Hình thức khen thưởng"))
    initiative: str = field(default="", metadata=told("Sáng kiến dự kiến"))
    note: str = field(default="", metadata=told("Ghi chú"))


@dataclass(frozen=True, kw_only=True)
class RegistrationList(Document):
    """A registration list.

    Attributes beside those of Document (`signer` is the head of the unit):
        year: the year registered for.
        rows: who registers for what.
        movement: name of the movement; "" for the yearly registration.
        commitments: what the unit commits itself to, one entry each.
        union_signer: the chair of the trade union, who signs on the left; None for nobody.
    """

    KIND: ClassVar[str] = "registration"
    TYPE_NAME: ClassVar[str] = "BẢN ĐĂNG KÝ THI ĐUA"
    ABBREVIATION: ClassVar[str] = "ĐK"
    LABEL: ClassVar[str] = "Bản đăng ký thi đua"
    WORD: ClassVar[str] = "Bản đăng ký thi đua"
    NUMBERED: ClassVar[bool] = False

    year: int = field(metadata=told("Năm đăng ký"))
    rows: tuple[RegistrationRow, ...] = field(metadata=told("Danh sách đăng ký"))
    movement: str = field(default="", metadata=told("Phong trào thi đua", "Để trống: đăng ký thường xuyên hằng năm."))
    commitments: tuple[str, ...] = field(
        default=(), metadata=told("Nội dung cam kết", "Mỗi dòng một cam kết.", long=True)
    )
    union_signer: Signer | None = field(default=None, metadata=told("Chủ tịch Công đoàn", "Ký bên trái; có thể bỏ."))

    def compose(self) -> Paper:
        """Return the list as blocks. Raises PaperworkError when it is empty."""
        if not self.rows:
            raise PaperworkError("Chưa có ai đăng ký.", "Bản đăng ký", "Thêm ít nhất một tập thể hoặc cá nhân.")
        subject = self.subject or self._what()
        signers = [signature(self.union_signer, "Chủ tịch Công đoàn", by_hand=True)] if self.union_signer else []
        return self.paper(
            self._blocks(),
            subject,
            signatures=(*signers, signature(self.signer, by_hand=True)),
            landscape=True,
        )

    def _what(self) -> str:
        if not self.movement:
            return f"Năm {self.year}"
        if self.movement.lower().startswith("phong trào"):
            return f"{self.movement} năm {self.year}"
        return f"Phong trào “{self.movement}” năm {self.year}"

    def _blocks(self) -> Iterable[Block]:
        number = 1
        if self.commitments:
            yield heading("I. NỘI DUNG CAM KẾT")
            yield from dashes(self.commitments)
            number = 2
        yield heading(f"{ROMAN[number - 1]}. DANH SÁCH ĐĂNG KÝ")
        with_note = any(row.note for row in self.rows)
        columns = [
            Column("TT", 10, "center"),
            Column("Họ và tên/Tên tập thể", 50),
            Column("Chức vụ, đơn vị", 52),
            Column("Danh hiệu đăng ký", 42),
            Column("Hình thức khen thưởng", 36),
            Column("Sáng kiến dự kiến", 50),
        ]
        columns += [Column("Ghi chú", 24)] if with_note else []
        yield Table(tuple(columns), tuple(self._rows(with_note)))
        collectives = sum(row.recipient == "collective" for row in self.rows)
        individuals = len(self.rows) - collectives
        yield plain(closed(f"Tổng số đăng ký: {collectives:02d} tập thể, {individuals:02d} cá nhân"))

    def _rows(self, with_note: bool) -> Iterable[Row]:
        number = 0
        for recipient in ("collective", "individual"):
            found = [row for row in self.rows if row.recipient == recipient]
            if not found:
                continue
            number += 1
            yield Row((f"{number}. {RECIPIENTS[recipient]} ({len(found):02d})",), "group")
            for place, row in enumerate(found, start=1):
                note = (row.note,) if with_note else ()
                yield Row(
                    (
                        str(place),
                        row.name,
                        station(row.post, row.unit),
                        row.title,
                        row.award_form,
                        row.initiative,
                        *note,
                    )
                )
