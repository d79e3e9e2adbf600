"""The notice that tells units who of theirs was rewarded."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from thidua.decisions import lines
from thidua.decisions.models import Decision
from thidua.decisions.queries import in_force
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.paperwork import AnnexTable, Line, Notice, cells
from thidua.text import long_date


def notice_context(decision: Decision, _actor: Any, _day: date) -> Notice:
    """The result of a signed decision, by award, with the list as an annex.

    Raises:
        Refused: ``no_office``.
    """
    record = office_record(decision.body)
    office = letterhead(record)
    assert decision.signed_on is not None
    rows = list(in_force(decision.lines.select_related("nomination__dossier__unit").order_by("order")))
    names = {code: lines.legal_name(code, decision.signed_on) for code in {row.award for row in rows}}
    counts = Counter((row.award, row.recipient_kind) for row in rows)
    units = dict.fromkeys(row.nomination.dossier.unit.name for row in rows)
    cited = f"Quyết định số {decision.number:02d}/{decision.symbol} {long_date(decision.signed_on)}"
    return Notice(
        office=office,
        signer=signer_of(record),
        subject="Kết quả khen thưởng",
        addressees=tuple(units),
        introduction=(f"{office.name} thông báo kết quả khen thưởng theo {cited} như sau:",),
        lines=(
            *(Line("dash", f"{names[code]}: {_counted(counts, code)}") for code in names),
            Line("text", "Danh sách cụ thể tại Phụ lục kèm theo"),
            Line(
                "text",
                f"{office.name} đề nghị các đơn vị thông báo, biểu dương tập thể, cá nhân được khen thưởng tại đơn vị",
            ),
        ),
        annexes=(
            AnnexTable(
                title="Danh sách tập thể, cá nhân được khen thưởng",
                columns="TT|Họ và tên, tên tập thể|Chức vụ, đơn vị|Danh hiệu, hình thức khen thưởng",
                rows=tuple(
                    cells(str(number), row.recipient_name, row.recipient_post, names[row.award])
                    for number, row in enumerate(rows, start=1)
                ),
            ),
        ),
    )


def _counted(counts: Counter[tuple[str, str]], code: str) -> str:
    words = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
    parts = [f"{counts[code, kind]:02d} {word}" for kind, word in words.items() if counts[code, kind]]
    return ", ".join(parts)
