"""The package of a paper for the records system: DOCX, PDF, metadata, edXML."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.documents.annexes.actions import annexes_of
from thidua.documents.models import OfficialDocument
from thidua.organisation.agency_codes import code_of
from thidua.organisation.models import Unit
from thidua.paperwork import PaperworkError
from thidua.paperwork.documents.base import Document
from thidua.paperwork.exchange import metadata_of, pack, package_name
from thidua.paperwork.signing import SignedReport


def package_of(document: OfficialDocument) -> tuple[str, bytes]:
    """Name and bytes of the zip of a frozen paper; the same paper gives the same bytes.

    Raises:
        Refused: ``not_numbered`` for drafts and papers without a number.
    """
    if not document.number or document.docx is None or document.pdf is None:
        raise Refused("not_numbered", _("Chỉ văn bản đã cấp số mới có gói gửi hệ thống quản lý văn bản."))
    report = SignedReport.from_json(document.signature) if document.signature else None
    return package(
        document.paper,
        body=document.body,
        docx=document.docx.read(),
        pdf=document.pdf.read(),
        signed=document.signed.read() if document.signed else None,
        report=report,
        annexes=annex_files(document),
    )


def annex_files(obj: models.Model) -> tuple[bytes, ...]:
    """The annex files of the paper of ``obj`` as they go out, in their order."""
    return tuple(annex.sent.read() for annex in annexes_of(obj))


def package(
    context: Document,
    *,
    body: Unit,
    docx: bytes,
    pdf: bytes,
    signed: bytes | None,
    report: SignedReport | None,
    annexes: tuple[bytes, ...] = (),
) -> tuple[str, bytes]:
    """Name and bytes of the zip of any numbered paper of ``body``.

    Raises:
        Refused: ``not_packed``, in the words of what is missing.
    """
    signatures = tuple(
        {
            "signer": one.signer,
            "organisation": one.organisation,
            "issuer": one.issuer,
            "serial": one.serial,
            "signed_at": one.signed_at,
            "verdict": one.verdict,
        }
        for one in (report.signatures if report else ())
    )
    try:
        code = code_of(body, context.day) if context.day else None
        told = metadata_of(context, agency_code=code, pdf=pdf, signatures=signatures)
        return package_name(context), pack(context, told, docx=docx, pdf=pdf, signed=signed, annexes=annexes)
    except PaperworkError as error:
        raise Refused("not_packed", str(error)) from error
