"""All writes of copies: taking in a paper from outside, making a copy, its signed file, taking it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.documents.copies.making import CopyOrder, copy_files, demand_lawful, parts
from thidua.documents.copies.models import DocumentCopy, Medium, OutsidePaper
from thidua.documents.copies.originals import Original, original_of
from thidua.documents.copies.permissions import may_copy
from thidua.documents.copies.transitions import COPY
from thidua.documents.models import NumberSeries
from thidua.documents.numbering import RegisterLine, take_number
from thidua.documents.signing import SignatureRefusedError, verify_upload
from thidua.journal.actions import record
from thidua.organisation.letterhead import lines_of, office_record
from thidua.organisation.models import Unit
from thidua.paperwork import PaperworkError
from thidua.paperwork.copying import check_pages

Form = DocumentCopy.Form
ARTICLE = "Điều 25, 27 Nghị định 30/2020/NĐ-CP"


@transaction.atomic
def take_in_paper(
    *,
    body: Unit,
    type_name: str,
    reference: str,
    day: date,
    issuer: str,
    subject: str,
    standing: str,
    medium: str,
    data: bytes,
    file_name: str,
    actor: Any,
    at: datetime,
) -> OutsidePaper:
    """Keep a paper of another agency that is to be copied.

    Args:
        standing, medium: what the office holds: original or sao y, on paper or electronic.
        data: its file: PDF or DOCX.

    Raises:
        Refused: ``not_allowed``; ``file_kind``; ``future_day``; ``not_readable`` for a PDF that cannot be opened.
    """
    answer = may_copy(actor, body)
    if not answer:
        raise Refused("not_allowed", answer.reason, ARTICLE)
    kind = files.sniff(data)
    if kind not in (files.PDF, files.DOCX):
        message = _("Chỉ nhận tệp PDF hoặc Word (.docx).")
        raise Refused("file_kind", message, fields={"file": message})
    if day > timezone.localdate(at):
        message = _("Ngày văn bản không được sau hôm nay.")
        raise Refused("future_day", message, fields={"day": message})
    if kind == files.PDF:
        try:
            check_pages(data)
        except PaperworkError as error:
            raise Refused("not_readable", str(error), fields={"file": f"{error.message} {error.mend}"}) from error
    paper = OutsidePaper.objects.create(
        body=body, type_name=type_name.strip(), reference=reference.strip(), day=day, issuer=issuer.strip(),
        subject=subject.strip(), standing=standing, medium=medium, file=files.store(data, media_type=kind, at=at),
        file_name=file_name[:200], added_by=actor, added_at=at,
    )  # fmt: skip
    record("documents.outside.take_in", paper, actor=actor, at=at, new={"sha256": paper.file.sha256})
    return paper


@transaction.atomic
def make_copy(*, source: models.Model, order: CopyOrder, actor: Any, at: datetime) -> DocumentCopy:
    """Make a copy: number from the office's one series of copies, line of the register, frozen files.

    The very same copy pressed twice is one copy with one number.

    Args:
        source: the row whose paper is copied, of a kind registered with `originals.offers_originals`.

    Raises:
        Refused: ``not_allowed``; as `making.demand_lawful` and `making.copy_files`; ``future_day``; ``no_signer``; as
            `numbering.take_number`.
    """
    original = original_of(source)
    answer = may_copy(actor, original.body)
    if not answer:
        raise Refused("not_allowed", answer.reason, ARTICLE)
    _demand_whole(order, at)
    demand_lawful(original, order)
    copy = _begun(original, source, order, actor, at)
    Unit.objects.select_for_update().get(pk=copy.body_id)
    same = _same(copy)
    if same is not None:
        return same
    copy.save()
    with override("vi"):
        entry = take_number(
            body=copy.body, symbol=copy.symbol, day=order.day, line=_line(copy), actor=actor, at=at,
            apart=NumberSeries.Scope.COPIES,
        )  # fmt: skip
        pdf, docx = copy_files(original, order, entry.number, at)
    changes = {
        "number": entry.number,
        "entry": entry,
        "pdf": files.store(pdf, media_type=files.PDF, at=at),
        "docx": files.store(docx, media_type=files.DOCX, at=at) if docx is not None else None,
    }
    COPY.apply(copy, "make", actor=actor, at=at, changes=changes)
    return copy


def _demand_whole(order: CopyOrder, at: datetime) -> None:
    today = timezone.localdate(at)
    if order.day > today:
        message = _("Ngày sao không được sau hôm nay.")
        raise Refused("future_day", message, fields={"day": message})
    if order.medium == Medium.ELECTRONIC and order.day != today:
        message = _("Bản sao điện tử mang thời gian sao là lúc này nên ngày sao phải là hôm nay.")
        raise Refused("other_day", message, fields={"day": message})
    if not lines_of(order.signer_lines) or not order.signer_name.strip():
        message = _("Hãy ghi chức vụ và họ tên người ký bản sao.")
        raise Refused("no_signer", message, ARTICLE, fields={"signer_name": message})


def _begun(original: Original, source: models.Model, order: CopyOrder, actor: Any, at: datetime) -> DocumentCopy:
    """The row, not saved yet, that the number will be given to."""
    chosen = [part.title for part in parts(original) if part.key in order.parts] if order.form == Form.EXTRACT else []
    held = files.store(order.scan, media_type=files.PDF, at=at) if order.scan is not None else original.file
    office_record(original.body)
    return DocumentCopy(
        body=original.body,
        form=order.form,
        medium=order.medium,
        source_label=source._meta.label_lower,
        source_pk=source.pk,
        source_url=original.url,
        cited=original.cited[:500],
        subject=original.subject[:500],
        original=held or original.pdf,
        parts=[*chosen, *order.names],
        symbol=f"{order.form}-{original.body.symbol}",
        day=order.day,
        signer_lines="\n".join(lines_of(order.signer_lines)),
        signer_name=order.signer_name.strip()[:150],
        recipients="\n".join(order.recipients),
        made_by=actor,
        made_at=at,
    )


def _same(copy: DocumentCopy) -> DocumentCopy | None:
    """The copy that stands already and says all that this one would."""
    told = (
        "body", "form", "medium", "source_label", "source_pk", "original", "parts", "day", "signer_lines",
        "signer_name", "recipients", "made_by",
    )  # fmt: skip
    return DocumentCopy.objects.filter(
        state=DocumentCopy.State.ISSUED, **{name: getattr(copy, name) for name in told}
    ).first()


def _line(copy: DocumentCopy) -> RegisterLine:
    return RegisterLine(
        type_name=str(copy.get_form_display()),
        subject=f"{copy.cited}: {copy.subject}"[:500],
        signer=copy.signer_name,
        recipients="; ".join(copy.recipients.splitlines()),
        keeper="VT",
        source_label=copy._meta.label_lower,
        source_pk=copy.pk,
        url=reverse("documents:copy", args=[copy.pk]),
    )


@transaction.atomic
def recall_copy(*, copy: DocumentCopy, reason: str, actor: Any, at: datetime) -> DocumentCopy:
    """Take a copy back; its number stays used, and the register says why.

    Raises:
        Refused: see `transitions.COPY`.
    """
    COPY.apply(copy, "recall", actor=actor, at=at, reason=reason, changes={"end_reason": reason.strip()})
    assert copy.entry is not None
    entry = copy.entry
    old, entry.note = {"note": entry.note}, f"Đã thu hồi: {reason.strip()}"[:300]
    entry.save(update_fields=["note"])
    record("documents.entry.note", entry, actor=actor, at=at, old=old, new={"note": entry.note})
    return copy


def may_attach(copy: DocumentCopy, actor: Any) -> str:
    """Why ``actor`` cannot hand in the agency's signed file of the copy now; "" when nothing stands in the way."""
    answer = may_copy(actor, copy.body)
    if not answer:
        return answer.reason
    if copy.medium != Medium.ELECTRONIC:
        return _("Bản sao giấy được ký và đóng dấu trên giấy, không có bản ký số.")
    if copy.state != DocumentCopy.State.ISSUED:
        return _("Bản sao đã thu hồi không nhận bản ký số.")
    return ""


def attach_signed_copy(*, copy: DocumentCopy, data: bytes, actor: Any, at: datetime) -> DocumentCopy:
    """Keep the copy as the agency has signed it; verified before the transaction, for it takes a second.

    Raises:
        Refused: ``not_attached``; `SignatureRefusedError` when the file is not this copy, rightly signed.
    """
    reason = may_attach(copy, actor)
    if reason:
        raise Refused("not_attached", reason, ARTICLE)
    assert copy.pdf is not None
    report = verify_upload(data, original=copy.pdf.read(), signer="", at=at)
    if not report.acceptable:
        raise SignatureRefusedError(report)
    with transaction.atomic():
        row = DocumentCopy.objects.select_for_update(of=("self",)).select_related("body", "pdf").get(pk=copy.pk)
        reason = may_attach(row, actor)
        if reason:
            raise Refused("not_attached", reason, ARTICLE)
        row.signed = files.store(data, media_type=files.PDF, at=at)
        row.signed_at, row.signature = at, report.as_json()
        row.save(update_fields=["signed", "signed_at", "signature"])
        new = {"sha256": report.sha256, "verdict": report.verdict}
        record("documents.copy.sign", row, actor=actor, at=at, new=new, article=ARTICLE)
    return row
