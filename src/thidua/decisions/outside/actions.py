"""The signed PDF of a decision: verified, and kept only if it is that decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base import files
from thidua.base.answers import Answer, no, yes
from thidua.base.refusal import Refused
from thidua.decisions.models import Decision
from thidua.documents.signing import ARTICLE, SignatureRefusedError, verify_upload
from thidua.journal.actions import record
from thidua.organisation.roles import roles_of
from thidua.paperwork.signing import SignedReport

# Those who send decisions out and file what comes back.
CLERKS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE)


def may_attach(user: Any, decision: Decision) -> Answer:
    """Whether ``user`` hands in the signed file of the decision as it stands now, and why not."""
    reach = roles_of(user).reach(*CLERKS, unit=decision.body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc Văn phòng của cơ quan được tải bản đã ký lên."))
    if decision.number is None or decision.pdf_id is None:
        return no(_("Chỉ nhận bản đã ký của quyết định đã có số và đã có bản PDF."))
    if decision.state == Decision.State.PUBLISHED and decision.signed_pdf_id:
        return no(_("Quyết định đã công bố kèm bản đã ký; không thay bản khác."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def attach_signed_decision(*, decision: Decision, data: bytes, actor: Any, at: datetime) -> Decision:
    """Keep the signed PDF of a decision; it is verified before the transaction, for it takes a second.

    Raises:
        Refused: ``not_allowed``; ``SignatureRefusedError`` when the file is not this decision, rightly signed.
    """
    _demand(decision, actor)
    assert decision.pdf is not None
    report = verify_upload(data, original=decision.pdf.read(), signer=decision.signer_name, at=at)
    if not report.acceptable:
        raise SignatureRefusedError(report)
    with transaction.atomic():
        row = Decision.objects.select_for_update(of=("self",)).select_related("body").get(pk=decision.pk)
        _demand(row, actor)
        if row.pdf_id != decision.pdf_id:
            raise Refused("state_changed", _("Quyết định vừa thay đổi. Hãy tải lại trang."))
        row.signed_pdf = files.store(data, media_type=files.PDF, at=at)
        row.signed_pdf_at, row.signature = at, report.as_json()
        row.save(update_fields=["signed_pdf", "signed_pdf_at", "signature"])
        new = {"sha256": report.sha256, "verdict": report.verdict, "signers": [one.signer for one in report.signatures]}
        record("decisions.decision.signed_file", row, actor=actor, at=at, new=new, article=ARTICLE)
    return row


def report_of(decision: Decision) -> SignedReport | None:
    """The kept report of the decision's signed file; None where there is none."""
    return SignedReport.from_json(decision.signature) if decision.signature else None


def _demand(decision: Decision, actor: Any) -> None:
    answer = may_attach(actor, decision)
    if not answer:
        raise Refused("not_allowed", answer.reason)
