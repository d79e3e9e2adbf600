"""Keeping the signed file of a paper: verified first, and kept only if it is the document that went out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.documents.models import OfficialDocument
from thidua.documents.signing import ARTICLE, SignatureRefusedError, demand_attachable, verify_upload
from thidua.journal.actions import record


def attach_signed_file(*, document: OfficialDocument, data: bytes, actor: Any, at: datetime) -> OfficialDocument:
    """Keep the signed PDF of a frozen paper. What is verified is verified before the transaction: it takes a second.

    Raises:
        Refused: ``not_allowed``; ``not_frozen``; ``already_signed`` once the paper has gone out with a signed file;
            `SignatureRefusedError` when the file is not this document, rightly signed.
    """
    demand_attachable(document, actor)
    assert document.pdf is not None
    report = verify_upload(data, original=document.pdf.read(), signer=document.signer_name, at=at)
    if not report.acceptable:
        raise SignatureRefusedError(report)
    with transaction.atomic():
        row = OfficialDocument.objects.select_for_update(of=("self",)).select_related("pdf", "body").get(pk=document.pk)
        demand_attachable(row, actor)
        if row.pdf_id != document.pdf_id:
            raise Refused("state_changed", _("Văn bản vừa thay đổi. Hãy tải lại trang."))
        row.signed = files.store(data, media_type=files.PDF, at=at)
        row.signed_at, row.signature = at, report.as_json()
        row.save(update_fields=["signed", "signed_at", "signature"])
        new = {"sha256": report.sha256, "verdict": report.verdict, "signers": [one.signer for one in report.signatures]}
        record("documents.document.sign", row, actor=actor, at=at, new=new, article=ARTICLE)
    return row
