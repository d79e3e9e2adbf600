"""The list by which a unit registers titles, awards and commitments for a year or a movement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, dashes, heading, plain
from thidua.paperwork.documents.base import Document, closed, day_line, number_line, plain_title, signature, station
from thidua.paperwork.documents.decision import RECIPIENTS, ROMAN
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer


@dataclass(frozen=True)
class RegistrationRow:
    """What one person or collective registers for."""

    name: str
    recipient: Literal["individual", "collective"] = "individual"
    post: str = ""
    unit: str = ""
    title: str = ""
    award_form: str = ""
    initiative: str = ""
    note: str = ""


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

    year: int
    rows: tuple[RegistrationRow, ...]
    movement: str = ""
    commitments: tuple[str, ...] = ()
    union_signer: Signer | None = None

    def compose(self) -> Paper:
        """Return the list as blocks. Raises PaperworkError when it is empty."""
        if not self.rows:
            raise PaperworkError("Chưa có ai đăng ký.", "Bản đăng ký", "Thêm ít nhất một tập thể hoặc cá nhân.")
        subject = self.subject or self._what()
        signers = [signature(self.union_signer, "Chủ tịch Công đoàn", by_hand=True)] if self.union_signer else []
        return Paper(
            office=self.office,
            kind=self.KIND,
            parent_lines=self.office.parent_lines,
            agency_lines=self.office.agency_lines,
            number_line=number_line(self) if self.number or self.symbol else "",
            day_line=day_line(self),
            type_name=self.TYPE_NAME,
            subject=subject,
            blocks=tuple(self._blocks()),
            signatures=(*signers, signature(self.signer, by_hand=True)),
            recipients=self.recipients,
            archive=self.archive,
            landscape=True,
            day=self.day,
            title=plain_title("Bản đăng ký thi đua", subject),
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
