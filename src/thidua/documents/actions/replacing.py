"""Mending what has gone out: never the paper itself, always a new one that names it.

Source: Nghị định 30/2020/NĐ-CP, Điều 18: an error of content is mended by a paper of the same form, an error of form
or layout by an official letter of correction.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.documents import wording
from thidua.documents.actions.drafting import draft_document
from thidua.documents.correction import correction_letter
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import drafts
from thidua.journal.actions import record
from thidua.paperwork.documents.base import Document

State = OfficialDocument.State
Relation = OfficialDocument.Relation
ARTICLE = "Điều 18 Nghị định 30/2020/NĐ-CP"


@transaction.atomic
def replace_document(*, document: OfficialDocument, reason: str, actor: Any, at: datetime) -> OfficialDocument:
    """Begin the paper of the same kind that will replace an issued one; the old one stands until the new is issued.

    Raises:
        Refused: ``not_allowed``, ``not_issued``, ``reason_missing``; ``replaced_already`` when another is under way.
    """
    old = _issued(document, reason, actor)
    other = old.followers.filter(relation=Relation.REPLACES).first()
    if other is not None:
        message = _("Đã có văn bản thay thế: “%(other)s”. Hãy mở văn bản đó.")
        raise Refused("replaced_already", message % {"other": other})
    context = wording.naming(old.paper, old)
    return _begin(old, context, Relation.REPLACES, reason, actor=actor, at=at)


@transaction.atomic
def correct_document(*, document: OfficialDocument, reason: str, actor: Any, at: datetime) -> OfficialDocument:
    """Begin the letter that corrects errors of form in an issued paper, which stays in force.

    Args:
        reason: what is wrong and how it reads rightly; goes into the letter.

    Raises:
        Refused: ``not_allowed``, ``not_issued``, ``reason_missing``.
    """
    old = _issued(document, reason, actor)
    return _begin(old, correction_letter(old, reason), Relation.CORRECTS, reason, actor=actor, at=at)


def _issued(document: OfficialDocument, reason: str, actor: Any) -> OfficialDocument:
    old = OfficialDocument.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)
    answer = drafts(actor, old)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    if old.state != State.ISSUED:
        message = _("Chỉ thay thế hoặc đính chính văn bản đã ban hành; dự thảo thì sửa, văn bản mới cấp số thì hủy.")
        raise Refused("not_issued", message, ARTICLE)
    if not reason.strip():
        raise Refused("reason_missing", _("Hãy ghi rõ lý do."), fields={"reason": _("Hãy ghi rõ lý do.")})
    return old


def _begin(
    old: OfficialDocument, context: Document, relation: str, reason: str, *, actor: Any, at: datetime
) -> OfficialDocument:
    new = draft_document(
        body=old.body, context=context, council=old.council, actor=actor, at=at, replaces=old, relation=relation
    )
    if relation == Relation.REPLACES:
        new.maker, new.source_label, new.source_pk = old.maker, old.source_label, old.source_pk
        new.source_url = old.source_url
        new.save(update_fields=["maker", "source_label", "source_pk", "source_url"])
    record(
        f"documents.document.{relation}", old, actor=actor, at=at, reason=reason.strip(), new={"by": new.pk},
        article=ARTICLE,
    )  # fmt: skip
    return new
