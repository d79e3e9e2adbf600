"""The pledge (giao ước thi đua) of a cluster or of the units of one body, signed by all who enter into it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from thidua.paperwork.blocks import Block, Paper, Signature, plain
from thidua.paperwork.documents.base import Document, bases, closed, sentence, signature
from thidua.paperwork.documents.outline import Line, outline
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer
from thidua.paperwork.told import told


@dataclass(frozen=True)
class Party:
    """A unit that enters into the pledge, and who signs for it."""

    unit: str = field(metadata=told("Đơn vị"))
    lines: tuple[str, ...] = field(metadata=told("Quyền hạn, chức vụ", "Mỗi dòng như khi in: “GIÁM ĐỐC”."))
    name: str = field(default="", metadata=told("Họ tên", "Để trống: người ký tự ghi."))


@dataclass(frozen=True, kw_only=True)
class Pledge(Document):
    """A pledge.

    Attributes beside those of Document (`signer` is the head of the cluster, who signs last):
        year: for which year.
        cluster: "Cụm thi đua số 3"; "" for the units of one body.
        movement: name of the movement; "" for the yearly emulation.
        introduction: paragraphs before the commitments.
        commitments: what all commit themselves to.
        parties: who enters into it.
    """

    KIND: ClassVar[str] = "pledge"
    TYPE_NAME: ClassVar[str] = "GIAO ƯỚC THI ĐUA"
    ABBREVIATION: ClassVar[str] = "GƯ"
    LABEL: ClassVar[str] = "Giao ước thi đua"
    WORD: ClassVar[str] = "Giao ước thi đua"
    NUMBERED: ClassVar[bool] = False

    year: int = field(metadata=told("Năm"))
    commitments: tuple[Line, ...] = field(metadata=told("Nội dung giao ước"))
    parties: tuple[Party, ...] = field(metadata=told("Các bên ký giao ước"))
    cluster: str = field(default="", metadata=told("Cụm, khối thi đua", "“Cụm thi đua số 3”; có thể để trống."))
    movement: str = field(default="", metadata=told("Phong trào thi đua", "Để trống: thi đua thường xuyên trong năm."))
    introduction: tuple[str, ...] = field(default=(), metadata=told("Phần mở đầu", "Mỗi dòng một đoạn.", long=True))

    def compose(self) -> Paper:
        """Return the pledge as blocks.

        Raises PaperworkError with fewer than two parties, one that signs twice, or without commitments.
        """
        if len(self.parties) < 2:
            raise PaperworkError("Giao ước cần ít nhất hai đơn vị.", "Các bên ký giao ước", "Thêm đơn vị tham gia.")
        units = [party.unit for party in self.parties]
        twice = next((unit for unit in units if units.count(unit) > 1), None)
        if twice:
            raise PaperworkError(f"“{twice}” có hai lần.", "Các bên ký giao ước", "Bỏ bớt một dòng.")
        what = f"phong trào thi đua “{self.movement}” năm {self.year}" if self.movement else f"năm {self.year}"
        subject = self.subject or (f"{self.cluster}, {what}" if self.cluster else what[:1].upper() + what[1:])
        signatures = [self._signature(index, party) for index, party in enumerate(self.parties, start=1)]
        return self.paper(
            self._blocks(), subject, signatures=(*signatures, signature(self.signer, "Trưởng cụm, khối", by_hand=True))
        )

    def _signature(self, index: int, party: Party) -> Signature:
        place = f"Các bên ký giao ước, dòng {index}"
        signed = signature(Signer(party.lines, party.name), place, by_hand=True)
        return Signature((party.unit.upper(), *signed.lines), signed.name)

    def _blocks(self) -> Iterable[Block]:
        yield from bases(self.legal_bases)
        for text in self.introduction:
            yield plain(sentence(text))
        whose = f"các đơn vị thuộc {self.cluster}" if self.cluster else f"các đơn vị thuộc {self.office.name}"
        yield plain(
            f"{whose[:1].upper()}{whose[1:]} ({len(self.parties):02d} đơn vị) thống nhất ký giao ước thi đua với những "
            "nội dung sau:",
            keep=True,
        )
        yield from outline(self.commitments, end=False)
        yield plain(closed("Các đơn vị cam kết thực hiện đầy đủ nội dung giao ước này"))
