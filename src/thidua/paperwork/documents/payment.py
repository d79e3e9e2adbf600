"""The list by which the reward money of a decision is paid out and signed for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from thidua.paperwork.blocks import Block, Column, Paper, Row, Table, plain
from thidua.paperwork.documents.base import Document, closed, signature
from thidua.paperwork.documents.decision import Recipient
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import Signer
from thidua.paperwork.told import told
from thidua.text import format_money, format_number, money_in_words


@dataclass(frozen=True)
class PaymentRow:
    """What one recipient is paid: `coefficient` times `base_salary`, rounded as the decree says, is `amount` (đồng)."""

    name: str = field(metadata=told("Họ tên hoặc tên gọi"))
    amount: int = field(metadata=told("Số tiền (đồng)"))
    unit: str = field(default="", metadata=told("Đơn vị"))
    award: str = field(default="", metadata=told("Danh hiệu, hình thức khen thưởng"))
    coefficient: Decimal | None = field(default=None, metadata=told("Hệ số"))
    base_salary: int | None = field(default=None, metadata=told("Mức lương cơ sở (đồng)"))
    recipient: Recipient = field(
        default="individual",
        metadata=told(
            "Đối tượng", choices={"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
        ),
    )


@dataclass(frozen=True, kw_only=True)
class PaymentList(Document):
    """A payment list.

    Attributes beside those of Document (`signer` is the head):
        decision: "Quyết định số 12/QĐ-SNV ngày 20/11/2025".
        rows: who is paid.
        preparer: who made the list.
        accountant: who checked it; None for nobody.
        cite: the article that sets the rates.
    """

    KIND: ClassVar[str] = "payment"
    TYPE_NAME: ClassVar[str] = "DANH SÁCH CHI TIỀN THƯỞNG"
    ABBREVIATION: ClassVar[str] = "DS"
    LABEL: ClassVar[str] = "Danh sách chi tiền thưởng"
    WORD: ClassVar[str] = "Danh sách chi tiền thưởng"
    NUMBERED: ClassVar[bool] = False

    decision: str = field(metadata=told("Quyết định khen thưởng", "“Quyết định số 12/QĐ-SNV ngày 20/11/2025”."))
    rows: tuple[PaymentRow, ...] = field(metadata=told("Danh sách chi"))
    preparer: Signer = field(metadata=told("Người lập"))
    accountant: Signer | None = field(default=None, metadata=told("Kế toán"))
    cite: str = field(default="", metadata=told("Căn cứ mức chi", "Điều khoản quy định mức tiền thưởng."))

    def compose(self) -> Paper:
        """Return the list as blocks. Raises PaperworkError when it is empty or an amount is negative."""
        if not self.rows:
            raise PaperworkError("Chưa có ai được chi tiền thưởng.", "Danh sách chi", "Thêm ít nhất một dòng.")
        for number, row in enumerate(self.rows, start=1):
            if row.amount < 0:
                raise PaperworkError(
                    f"Số tiền {row.amount} là số âm.", f"Danh sách chi, dòng {number}", "Nhập số tiền từ 0 trở lên."
                )
        subject = self.subject or f"Theo {self.decision}"
        middle = (signature(self.accountant, "Kế toán", by_hand=True),) if self.accountant else ()
        return self.paper(
            self._blocks(),
            subject,
            signatures=(
                signature(self.preparer, "Người lập", by_hand=True),
                *middle,
                signature(self.signer, by_hand=True),
            ),
            landscape=True,
        )

    def _blocks(self) -> Iterable[Block]:
        if self.cite:
            yield plain(f"Mức tiền thưởng theo {self.cite.rstrip('. ')}.")
        with_rates = any(row.coefficient is not None for row in self.rows)
        columns = [
            Column("TT", 10, "center"),
            Column("Họ và tên/Tên tập thể", 52),
            Column("Đơn vị", 58),
            Column("Danh hiệu, hình thức khen thưởng", 50),
        ]
        if with_rates:
            columns += [Column("Hệ số", 15, "center"), Column("Mức lương cơ sở (đồng)", 27, "right")]
        columns += [Column("Số tiền (đồng)", 30, "right"), Column("Ký nhận", 30)]
        yield Table(tuple(columns), tuple(self._rows(with_rates)))
        if any(_is_rounded(row) for row in self.rows):
            yield plain("Số tiền bằng hệ số nhân mức lương cơ sở, làm tròn theo quy định về mức tiền thưởng.")
        total = sum(row.amount for row in self.rows)
        yield plain(closed(f"Tổng số tiền: {format_money(total)} (Bằng chữ: {money_in_words(total)})"))

    def _rows(self, with_rates: bool) -> Iterable[Row]:
        for number, row in enumerate(self.rows, start=1):
            rates: tuple[str, ...] = ()
            if with_rates:
                coefficient = (
                    ""
                    if row.coefficient is None
                    else f"{Decimal(str(row.coefficient)).normalize():f}".replace(".", ",")
                )
                rates = (coefficient, "" if row.base_salary is None else format_number(row.base_salary))
            yield Row((str(number), row.name, row.unit, row.award, *rates, format_number(row.amount), ""))
        yield Row(("Tổng cộng", format_number(sum(row.amount for row in self.rows)), ""), "total")


def _is_rounded(row: PaymentRow) -> bool:
    """Whether the amount is another than coefficient and salary give: who adds up must see why."""
    known = row.coefficient is not None and row.base_salary is not None
    return known and row.amount != Decimal(str(row.coefficient)) * (row.base_salary or 0)
