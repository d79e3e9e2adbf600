"""The deciding paper made of a proposal: a decision of the body in the form of Decree 30/2020, Mẫu 1.2."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from thidua.decisions import lines
from thidua.decisions.revocation.grounds import Rule
from thidua.decisions.revocation.models import Revocation, RevokedHonour
from thidua.decisions.revocation.permissions import proposes, visible_to
from thidua.decisions.revocation.transitions import PAPER
from thidua.documents.sources import PaperSource, register
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.paperwork import CancellingDecision
from thidua.text import format_date, format_money


def offer_paper() -> None:
    """Register the deciding paper; called when the program starts."""
    register(
        PaperSource(
            key=PAPER,
            model="decisions.revocation",
            label=gettext_lazy("Soạn quyết định hủy bỏ"),
            may=proposes,
            body=lambda revocation: revocation.body,
            gather=revocation_context,
            back=lambda revocation: reverse("decisions:revocation", args=[revocation.pk]),
            readers=visible_to,
            when=lambda revocation: (
                revocation.source == Revocation.Source.OWN
                and revocation.state in (Revocation.State.PROPOSED, Revocation.State.IN_FORCE)
            ),
        )
    )


def revocation_context(revocation: Revocation, _actor: Any, day: date) -> CancellingDecision:
    """The decision that cancels the awards of a proposal; the wording is ours, the officer completes it.

    Raises:
        Refused: ``no_office``.
    """
    record = office_record(revocation.body)
    office = letterhead(record)
    rows = list(
        revocation.rows.select_related("honour__person", "honour__unit", "honour__decision_line__decision__body")
    )
    return CancellingDecision(
        office=office,
        signer=signer_of(record),
        subject="Về việc hủy bỏ quyết định tặng danh hiệu thi đua, hình thức khen thưởng",
        legal_bases=(
            "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
            *_decisions(rows),
        ),
        articles=tuple(_articles(revocation, rows, day)),
        recipients=("Như Điều 3", "Các tập thể, cá nhân có tên tại Điều 1"),
    )


def _articles(revocation: Revocation, rows: list[RevokedHonour], day: date) -> Iterator[str]:
    named = "; ".join(_named(row, day) for row in rows)
    yield f"Hủy bỏ {named}. Lý do: {revocation.explanation.rstrip(' .')} ({_in_capitals(revocation.rule.article)})"
    yield _recovery(revocation.rule, rows)
    yield "Các đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này"


def _named(row: RevokedHonour, day: date) -> str:
    honour = row.honour
    whom = honour.person or honour.unit
    given = f", tặng theo {_cited(row)}" if honour.decision_number else ""
    return f"{lines.legal_name(honour.award, day)} năm {honour.year} của {whom}{given}"


def _cited(row: RevokedHonour) -> str:
    honour = row.honour
    day = f" ngày {format_date(honour.decided_on)}" if honour.decided_on else ""
    by = f" của {honour.decided_by}" if honour.decided_by else ""
    return f"Quyết định số {honour.decision_number}{day}{by}"


def _decisions(rows: list[RevokedHonour]) -> Iterator[str]:
    """The decisions that granted, each once."""
    yield from dict.fromkeys(_cited(row) for row in rows if row.honour.decision_number)


def _in_capitals(article: str) -> str:
    """Clauses that are cited begin with capitals in an official paper (Decree 30/2020, Annex II, V.3)."""
    return article.replace("điểm ", "Điểm ").replace("khoản ", "Khoản ")


def _recovery(rule: Rule, rows: list[RevokedHonour]) -> str:
    in_force = "Quyết định này có hiệu lực thi hành kể từ ngày ký"
    if not rule.recovers:
        return in_force
    total = sum(row.amount or 0 for row in rows)
    money = f" và tiền thưởng {format_money(total)}" if total else " và tiền thưởng đã nhận (nếu có)"
    return f"Thu hồi hiện vật khen thưởng{money} đã trao kèm theo. {in_force}"
