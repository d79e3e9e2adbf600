"""The certificate that goes with an award: giấy khen, bằng khen, the certificates of titles (A4 on its side)."""

import datetime
from dataclasses import dataclass
from typing import Literal

from thidua.paperwork.office import Signer


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """One certificate.

    Attributes:
        award: without quotation marks: "Giấy khen", "Chiến sĩ thi đua cơ sở".
        category: a title is granted as "TẶNG DANH HIỆU", a form of commendation as "TẶNG".
        name: who receives it.
        signer: who signs it.
        salutation: "Ông", "Bà"; "" for none.
        detail: post and unit, or address.
        achievement: what it is for.
        number, symbol: of the decision: "8", "QĐ-SNV".
        day: of the decision; None leaves blank spaces.
        register_number: "Số vào sổ vàng": the recipient's place in the decision.
        authority: who gives it, in capitals; "" → the office's authority.
        code: short code of verification, in print.
        verify_url: address of verification; "" leaves the QR out.
    """

    award: str
    category: Literal["title", "award_form"]
    name: str
    signer: Signer
    salutation: str = ""
    detail: str = ""
    achievement: str = ""
    number: str = ""
    symbol: str = ""
    day: datetime.date | None = None
    register_number: str = ""
    authority: str = ""
    code: str = ""
    verify_url: str = ""

    @property
    def full_name(self) -> str:
        """Name with the salutation before it."""
        return f"{self.salutation} {self.name}".strip()
