"""The papers of this app that can be copied: the office's own, and those that were brought."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base.answers import Answer, no
from thidua.documents import wording
from thidua.documents.copies.models import Medium, OutsidePaper
from thidua.documents.copies.originals import Original, OriginalSource, offers_originals
from thidua.documents.copies.permissions import outside_visible_to
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import numbers, visible_to
from thidua.documents.signing import report_of

State = OfficialDocument.State


def offer_originals() -> None:
    """Register them; called when the program starts."""
    offers_originals(OriginalSource("documents.officialdocument", visible_to, _of_document, _keeps))
    offers_originals(OriginalSource("documents.outsidepaper", outside_visible_to, _of_outside))


def _of_document(document: OfficialDocument) -> Original:
    report = report_of(document)
    return Original(
        body=document.body,
        cited=f"{wording.citation(document)} của {document.paper.office.name}",
        subject=document.subject,
        url=reverse("documents:detail", args=[document.pk]),
        file=document.signed,
        medium=Medium.ELECTRONIC if document.signed_id else Medium.PAPER,
        pdf=document.pdf,
        context=lambda: document.paper,
        reference=document.reference,
        signed_at=report.signatures[-1].signed_at if report and report.signatures else "",
        problem=_problem(document),
    )


def _problem(document: OfficialDocument) -> str:
    """Why the paper cannot be copied: not out, taken back, or secret (Nghị định 30/2020/NĐ-CP, Điều 27.2)."""
    if document.state not in (State.ISSUED, State.REPLACED):
        return _("Chỉ sao văn bản đã ban hành và chưa bị thu hồi.")
    if document.paper.marks.secrecy:
        return _("Sao văn bản chứa bí mật nhà nước theo pháp luật về bảo vệ bí mật nhà nước, không làm ở đây.")
    return ""


def _keeps(user: object, document: OfficialDocument) -> Answer:
    """Annex files go with a paper that has its number and is still good."""
    if not document.number or document.state not in (State.NUMBERED, State.ISSUED):
        return no(_("Chỉ thêm tệp kèm theo cho văn bản đã cấp số và còn giá trị."))
    return numbers(user, document)


def _of_outside(paper: OutsidePaper) -> Original:
    return Original(
        body=paper.body,
        cited=str(paper),
        subject=paper.subject,
        url=reverse("documents:copy_make", args=["documents.outsidepaper", paper.pk]),
        standing=paper.standing,
        file=paper.file,
        medium=paper.medium,
    )
