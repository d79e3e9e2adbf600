"""The papers of decisions that can be copied and have annex files."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base.answers import Answer, no, yes
from thidua.decisions.documents import decision_context
from thidua.decisions.models import Decision
from thidua.decisions.outside.actions import CLERKS, report_of
from thidua.decisions.permissions import visible_to
from thidua.documents.copies.models import Medium
from thidua.documents.copies.originals import Original, OriginalSource, as_printed, offers_originals
from thidua.organisation.roles import roles_of
from thidua.text import format_date


def offer_originals() -> None:
    """Register decisions; called when the program starts."""
    offers_originals(OriginalSource("decisions.decision", visible_to, _original, _keeps))


def _original(decision: Decision) -> Original:
    report = report_of(decision)
    number = f"{decision.number:02d}/{decision.symbol}" if decision.number else ""
    day = format_date(decision.signed_on) if decision.signed_on else ""
    ready = decision.number is not None and decision.pdf_id is not None
    return Original(
        body=decision.body,
        cited=f"Quyết định số {number} ngày {day} của {decision.signer_position.capitalize()} {decision.body}",
        subject=decision.title,
        url=reverse("decisions:detail", args=[decision.pk]),
        file=decision.signed_pdf,
        medium=Medium.ELECTRONIC if decision.signed_pdf_id else Medium.PAPER,
        pdf=decision.pdf,
        context=as_printed(lambda: decision_context(decision), decision.pdf),
        reference=number,
        signed_at=report.signatures[-1].signed_at if report and report.signatures else "",
        problem="" if ready else _("Chỉ sao quyết định đã ký và đã tạo xong văn bản."),
    )


def _keeps(user: Any, decision: Decision) -> Answer:
    """Those who send decisions out add the files that go along, once the decision has its number."""
    if decision.number is None:
        return no(_("Chỉ thêm tệp kèm theo cho quyết định đã có số."))
    reach = roles_of(user).reach(*CLERKS, unit=decision.body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc Văn phòng của cơ quan được thêm tệp kèm theo."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})
