"""All writes of annex files.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.8.b and III.1.d: what lies in another file than the electronic
paper bears at the top right of page 1 number and symbol and the moment of signing, and is signed by the agency without
a picture. The program writes the two lines; the agency signs with its own device and hands the file in again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import files
from thidua.base.answers import Answer, no
from thidua.base.refusal import Refused
from thidua.documents.annexes.models import AnnexFile
from thidua.documents.copies.originals import original_of, source_of
from thidua.documents.signing import SignatureRefusedError, verify_upload
from thidua.journal.actions import record, record_removal
from thidua.organisation.models import Unit
from thidua.paperwork import PaperworkError
from thidua.paperwork.copying import numbered_pages

ARTICLE = "Phụ lục I, Phần I, mục III.1 Nghị định 30/2020/NĐ-CP"
MOST_FILES = 30


def may_keep(user: Any, obj: models.Model) -> Answer:
    """Whether ``user`` adds annex files to the paper of ``obj`` and removes them, as it stands now."""
    source = source_of(obj._meta.label_lower)
    if source is None or source.keeps is None:
        return no(_("Loại văn bản này không có tệp kèm theo."))
    return source.keeps(user, obj)


def add_annex(*, source: models.Model, title: str, data: bytes, actor: Any, at: datetime) -> AnnexFile:
    """Stamp an annex file with the paper's number and moment of signing, and keep both files.

    The moment is that of the paper's digital signature, where there is one, else ``at``. The pages are stamped before
    the transaction: it takes a second.

    Raises:
        Refused: ``not_allowed``; ``file_kind``; ``not_stamped`` in the words of what is wrong with the file;
            ``too_many``.
    """
    _demand_keeper(actor, source)
    if files.sniff(data) != files.PDF:
        message = _("Tệp kèm theo phải là PDF.")
        raise Refused("file_kind", message, ARTICLE, fields={"file": message})
    original = original_of(source)
    signed_at = datetime.fromisoformat(original.signed_at) if original.signed_at else at
    moment = timezone.localtime(signed_at)
    try:
        stamped = numbered_pages(data, original.reference, moment)
    except PaperworkError as error:
        message = f"{error.message} {error.mend}"
        raise Refused("not_stamped", str(error), ARTICLE, fields={"file": message}) from error
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=original.body.pk)
        _demand_keeper(actor, source)
        found = annexes_of(source)
        if found.count() >= MOST_FILES:
            raise Refused(
                "too_many", _("Văn bản đã có %(count)d tệp kèm theo, không thêm nữa.") % {"count": MOST_FILES}
            )
        last = found.aggregate(last=Max("order"))["last"] or 0
        annex = AnnexFile.objects.create(
            body=original.body, source_label=source._meta.label_lower, source_pk=source.pk, order=last + 1,
            title=title.strip()[:200], reference=original.reference, moment=moment,
            original=files.store(data, media_type=files.PDF, at=at),
            stamped=files.store(stamped, media_type=files.PDF, at=at), added_by=actor, added_at=at,
        )  # fmt: skip
        new = {"sha256": annex.stamped.sha256, "title": annex.title}
        record("documents.annex.add", annex, actor=actor, at=at, new=new, article=ARTICLE)
    return annex


@transaction.atomic
def remove_annex(*, annex: AnnexFile, reason: str, actor: Any, at: datetime) -> None:
    """Take an annex file off; the journal keeps that it was there.

    Raises:
        Refused: ``not_allowed``; ``signed`` once the agency has signed it; ``reason_missing``.
    """
    row = AnnexFile.objects.select_for_update(of=("self",)).get(pk=annex.pk)
    _demand_keeper(actor, source_object(row))
    if row.signed_id:
        raise Refused("signed", _("Tệp đã được cơ quan ký số thì không bỏ nữa."))
    if not reason.strip():
        raise Refused("reason_missing", _("Hãy ghi rõ lý do."), fields={"reason": _("Hãy ghi rõ lý do.")})
    record_removal("documents.annex.remove", row, actor=actor, at=at, reason=reason.strip())
    row.delete()


def attach_signed_annex(*, annex: AnnexFile, data: bytes, actor: Any, at: datetime) -> AnnexFile:
    """Keep the annex as the agency has signed it; verified before the transaction, for it takes a second.

    Raises:
        Refused: ``not_allowed``; `SignatureRefusedError` when the file is not this annex, rightly signed.
    """
    _demand_keeper(actor, source_object(annex))
    report = verify_upload(data, original=annex.stamped.read(), signer="", at=at)
    if not report.acceptable:
        raise SignatureRefusedError(report)
    with transaction.atomic():
        row = AnnexFile.objects.select_for_update(of=("self",)).get(pk=annex.pk)
        _demand_keeper(actor, source_object(row))
        row.signed = files.store(data, media_type=files.PDF, at=at)
        row.signed_at, row.signature = at, report.as_json()
        row.save(update_fields=["signed", "signed_at", "signature"])
        new = {"sha256": report.sha256, "verdict": report.verdict}
        record("documents.annex.sign", row, actor=actor, at=at, new=new, article=ARTICLE)
    return row


def annexes_of(obj: models.Model) -> models.QuerySet[AnnexFile]:
    """The annex files of the paper of ``obj``, in their order."""
    found = AnnexFile.objects.filter(source_label=obj._meta.label_lower, source_pk=obj.pk)
    return found.select_related("stamped", "signed").order_by("order")


def source_object(annex: AnnexFile) -> models.Model:
    """The object to whose paper the annex belongs."""
    from django.apps import apps

    found: models.Model = apps.get_model(annex.source_label)._default_manager.get(pk=annex.source_pk)
    return found


def _demand_keeper(actor: Any, obj: models.Model) -> None:
    answer = may_keep(actor, obj)
    if not answer:
        raise Refused("not_allowed", answer.reason, ARTICLE)
