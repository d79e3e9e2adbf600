"""Signed PDFs that come back from outside: what is verified, and when they may come. Kept by `actions/signing.py`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import numbers
from thidua.paperwork import PaperworkError
from thidua.paperwork.signing import SignedReport, roots_in, verify_signed

State = OfficialDocument.State
ARTICLE = "Điều 5, 13 Nghị định 30/2020/NĐ-CP"
LARGEST_UPLOAD = 50 * 2**20


class SignatureRefusedError(Refused):
    """The signed file is not kept; the report says all that was found.

    Args:
        report: what the verification found.
    """

    def __init__(self, report: SignedReport) -> None:
        short = _("%(title)s. Xem kết quả kiểm tra trên trang này.") % {"title": report.title}
        super().__init__(f"signature_{report.verdict}", report.reason, ARTICLE, fields={"file": short})
        self.report = report


def trusted_roots() -> list[bytes]:
    """The certificates of the folder ``SIGNING_ROOTS``; none when no folder is set.

    Raises:
        Refused: ``bad_roots`` when the folder or a certificate in it cannot be read: nobody is trusted by mistake.
    """
    if not settings.SIGNING_ROOTS:
        return []
    try:
        return roots_in(Path(settings.SIGNING_ROOTS))
    except (OSError, PaperworkError) as error:
        message = _("Không đọc được chứng thư gốc của máy chủ. Hãy báo người quản trị kiểm tra thư mục %(folder)s.")
        raise Refused("bad_roots", message % {"folder": settings.SIGNING_ROOTS}) from error


def verify_upload(data: bytes, *, original: bytes, signer: str, at: datetime) -> SignedReport:
    """What is to be said about ``data``, a signed file that should be ``original``; raises as `trusted_roots`."""
    return verify_signed(data, original=original, roots=trusted_roots(), now=at, signer=signer)


def may_attach(document: OfficialDocument, actor: Any) -> str:
    """Why ``actor`` cannot hand in a signed file for the paper now; "" when nothing stands in the way."""
    try:
        demand_attachable(document, actor)
    except Refused as refusal:
        return str(refusal)
    return ""


def demand_attachable(document: OfficialDocument, actor: Any) -> None:
    """Raise Refused (``not_allowed``, ``not_frozen``, ``already_signed``) unless a signed file may come in now."""
    answer = numbers(actor, document)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    if document.state not in (State.NUMBERED, State.ISSUED):
        raise Refused("not_frozen", _("Chỉ nhận bản đã ký của văn bản đã cấp số và còn giá trị."))
    if document.state == State.ISSUED and document.signed_id:
        raise Refused("already_signed", _("Văn bản đã ban hành kèm bản đã ký; không thay bản khác."))


def report_of(document: OfficialDocument) -> SignedReport | None:
    """The kept report of the paper's signed file; None where there is none."""
    return SignedReport.from_json(document.signature) if document.signature else None
