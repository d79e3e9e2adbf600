"""What an award pays: a multiple of the base salary of the day of the decision, rounded up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from thidua.law.awards import Coefficients
from thidua.law.corpus import Law
from thidua.law.errors import LawError, LawUnknown
from thidua.law.facts import RECIPIENTS
from thidua.law.sources import Cite, worst_knowledge
from thidua.law.verdict import Caution

#: Who may give an award, where the sum depends on it.
BODIES = {
    "commune": "Chủ tịch Ủy ban nhân dân cấp xã",
    "district": "Chủ tịch Ủy ban nhân dân cấp huyện",
    "department": "Thủ trưởng sở, ngành cấp tỉnh",
    "unit": "Thủ trưởng đơn vị có tư cách pháp nhân",
    "enterprise": "Người đứng đầu doanh nghiệp, hợp tác xã",
    "province": "Chủ tịch Ủy ban nhân dân cấp tỉnh",
    "ministry": "Bộ, ban, ngành",
}


@dataclass(frozen=True)
class Money:
    """Reward money of an award.

    Attributes:
        award, on, recipient, by: what was asked.
        coefficient: multiple of the base salary.
        base_salary: đồng a month on the day of the decision.
        raw: the product before rounding.
        amount: đồng, rounded as the decree says.
        text: the computation in Vietnamese.
        cites, knowledge, warnings: source and what to know.
    """

    award: str
    on: date
    recipient: str
    by: str | None
    coefficient: Decimal
    base_salary: int
    raw: Decimal
    amount: int
    text: str
    cites: tuple[Cite, ...]
    knowledge: str
    warnings: tuple[Caution, ...]

    def to_json(self) -> dict[str, Any]:
        """As `thidua law money --json`."""
        return {
            "award": self.award,
            "on": self.on.isoformat(),
            "recipient": self.recipient,
            "by": self.by,
            "coefficient": float(self.coefficient),
            "base_salary": self.base_salary,
            "amount": self.amount,
            "currency": "VND",
            "text": self.text,
            "cites": [cite.to_json() for cite in self.cites],
            "knowledge": self.knowledge,
            "warnings": [warning.to_json() for warning in self.warnings],
        }


def money(law: Law, award: str, on: date, recipient: str, by: str | None = None) -> Money:
    """Reward money of an award.

    Args:
        law: from `load_law`.
        award: code.
        on: day of the decision: it fixes coefficient and base salary.
        recipient: individual, collective or household.
        by: who gives it, where that changes the sum (commune, department, enterprise, province …).

    Raises:
        LawError: the award is not for such a recipient.
        LawUnknown: coefficient or base salary of that day is not known.
    """
    pack = law.award_pack(award)
    if by is not None and by not in BODIES:
        raise LawError(f"không có cấp tặng '{by}'", "--by", f"Chọn một trong: {', '.join(BODIES)}")
    if recipient not in RECIPIENTS:
        raise LawError(f"không có đối tượng '{recipient}'", "recipient", f"Chọn một trong: {', '.join(RECIPIENTS)}")
    if recipient not in pack.recipients:
        raise LawError(f"“{pack.names['vi']}” không xét tặng cho đối tượng này", "recipient", "Chọn đúng đối tượng")
    version = pack.money.on(on)
    coefficient = None
    if version is not None:
        coefficient = _coefficient(version.value, recipient, by)
    if version is None or coefficient is None:
        raise LawUnknown(
            f"chưa rõ hệ số tiền thưởng {award} ngày {on:%d/%m/%Y}", pack.file, "Bổ sung văn bản của thời kỳ đó"
        )
    salary = law.parameters["base_salary"].values.on(on)
    step = law.parameters["money_rounding"].values.on(on)
    if salary is None or step is None:
        raise LawUnknown(
            f"chưa rõ mức lương cơ sở ngày {on:%d/%m/%Y}", "parameters.yaml", "Bổ sung vào parameters.yaml"
        )
    raw = coefficient * salary.value
    amount = ceil(Fraction(raw) / step.value) * step.value
    marks = [version.knowledge, salary.knowledge, step.knowledge]
    note = pack.money_note.on(on)
    warnings: tuple[Caution, ...] = () if note is None else (Caution("MONEY_NOTE", note.value),)
    if not law.is_known(on):
        marks.append("assumed")
        warnings += (Caution("LAW_UNKNOWN", law.horizon.message),)
    return Money(
        award=award,
        on=on,
        recipient=recipient,
        by=by,
        coefficient=coefficient,
        base_salary=salary.value,
        raw=raw,
        amount=amount,
        text=f"{_decimal(coefficient)} × {_dong(salary.value)} = {_dong(int(raw))}, làm tròn lên {_dong(amount)}"
        if raw != amount
        else f"{_decimal(coefficient)} × {_dong(salary.value)} = {_dong(amount)}",
        cites=tuple(dict.fromkeys((version.cite, salary.cite, step.cite))),
        knowledge=worst_knowledge(marks),
        warnings=warnings,
    )


def _coefficient(values: Coefficients, recipient: str, by: str | None) -> Decimal | None:
    """The multiple for a recipient; a giver with figures of its own never falls back to the common ones."""
    if any(body == by for _recipient, body in values if body is not None):
        return values.get((recipient, by))
    return values.get((recipient, None))


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " đồng"


def _decimal(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
