"""Beginning a paper, changing its draft, giving it up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.base.refusal import Refused
from thidua.documents import sources, wording
from thidua.documents.kinds import kind_name, takes_number
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import drafts
from thidua.journal.actions import record, record_removal
from thidua.organisation.models import Unit
from thidua.paperwork import PaperworkError, from_json, to_json
from thidua.paperwork.documents.base import Document

State = OfficialDocument.State


@transaction.atomic
def draft_document(
    *,
    body: Unit,
    context: Document,
    actor: Any,
    at: datetime,
    maker: str = "",
    source: models.Model | None = None,
    council: str = "",
    replaces: OfficialDocument | None = None,
    relation: str = OfficialDocument.Relation.NONE,
) -> OfficialDocument:
    """Begin a paper from a context.

    Who presses twice, or after somebody else, gets the draft that is there already: brought to the present data if
    nobody has edited it, else as it was left.

    Args:
        body: the unit that issues it.
        maker: key of the `PaperSource` that gathered the context; "" when it was written by hand.
        source: the object it was made from.
        council: whose series it is numbered in; "" for the body's.
        replaces, relation: the paper that this one replaces or corrects.

    Raises:
        Refused: ``not_allowed``.
    """
    document = OfficialDocument(
        body=body,
        council=council[:200],
        kind=context.KIND,
        takes_number=takes_number(context.KIND),
        replaces=replaces,
        relation=relation,
        maker=maker,
        drafted_by=actor,
        drafted_at=at,
    )
    known = sources.find(maker)
    if source is not None:
        document.source_label, document.source_pk = source._meta.label_lower, source.pk
        document.source_url = known.back(source) if known else ""
    _may_begin(document, source, actor)
    if source is not None and replaces is None:
        # Two who press at once take turns on the issuing unit; the second finds the draft of the first.
        Unit.objects.select_for_update().get(pk=body.pk)
        open_draft = _open_draft(document)
        if open_draft is not None:
            return _brought_up(open_draft, context, actor=actor, at=at)
    _fill(document, context)
    document.save()
    record("documents.document.draft", document, actor=actor, at=at, new={"kind": context.KIND, "maker": maker})
    return document


def _may_begin(document: OfficialDocument, source: models.Model | None, actor: Any) -> None:
    """Whoever may make this paper from this object, else whoever writes the unit's papers."""
    known = sources.find(document.maker)
    if known is not None and source is not None:
        answer = known.may(actor, source)
    else:
        stranger = OfficialDocument(body=document.body, council=document.council)
        answer = drafts(actor, stranger)
    if not answer:
        raise Refused("not_allowed", answer.reason)


def _open_draft(document: OfficialDocument) -> OfficialDocument | None:
    return (
        OfficialDocument.objects.select_for_update(of=("self",))
        .filter(
            body=document.body,
            kind=document.kind,
            maker=document.maker,
            source_label=document.source_label,
            source_pk=document.source_pk,
            state=State.DRAFT,
            replaces=None,
        )
        .first()
    )


def _brought_up(document: OfficialDocument, context: Document, *, actor: Any, at: datetime) -> OfficialDocument:
    if document.edited or document.context == to_json(context):
        return document
    return _take(document, context, edited=False, what="gather", actor=actor, at=at)


@transaction.atomic
def edit_document(
    *, document: OfficialDocument, context: Document, version: int, actor: Any, at: datetime
) -> OfficialDocument:
    """Change the draft to ``context``.

    Args:
        version: that of the draft which the editor had before the eyes.

    Raises:
        Refused: ``not_allowed``, ``frozen``, ``other_kind``; ``changed_since`` when somebody else saved meanwhile.
    """
    document = _open(document, version, actor)
    if document.kind != context.KIND:
        raise Refused("other_kind", _("Không đổi được loại văn bản; hãy soạn văn bản mới."))
    return _take(document, context, edited=True, what="edit", actor=actor, at=at)


@transaction.atomic
def gather_again(*, document: OfficialDocument, version: int, actor: Any, at: datetime) -> OfficialDocument:
    """Bring the draft to the present data; what was edited by hand is given up for it.

    Raises:
        Refused: as `edit_document`; ``no_source`` when the paper was not made from data.
    """
    document = _open(document, version, actor)
    origin = sources.origin(document)
    if origin is None:
        raise Refused("no_source", _("Văn bản này không soạn từ dữ liệu nên không có gì để lấy lại."))
    source, obj = origin
    with override("vi"):
        context = source.gather(obj, actor, timezone.localdate(at))
    if document.replaces is not None:
        context = wording.naming(context, document.replaces)
    return _take(document, context, edited=False, what="gather", actor=actor, at=at)


@transaction.atomic
def discard_draft(*, document: OfficialDocument, reason: str, actor: Any, at: datetime) -> None:
    """Give up a draft; what has a number is never removed.

    Raises:
        Refused: ``not_allowed``, ``frozen``, ``reason_missing``.
    """
    document = _open(document, None, actor)
    if not reason.strip():
        raise Refused("reason_missing", _("Hãy ghi rõ lý do."), fields={"reason": _("Hãy ghi rõ lý do.")})
    record_removal("documents.document.discard", document, actor=actor, at=at, reason=reason.strip())
    document.delete()


def _open(document: OfficialDocument, version: int | None, actor: Any) -> OfficialDocument:
    """The draft, locked, for whoever may write it and has seen its newest version (None: any)."""
    row = OfficialDocument.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)
    answer = drafts(actor, row)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    if row.frozen:
        message = _("Văn bản đã được cấp số hoặc chốt nên không sửa được nữa; hãy lập văn bản thay thế.")
        raise Refused("frozen", message, "Điều 18 Nghị định 30/2020/NĐ-CP")
    if version is not None and version != row.version:
        message = _("Người khác vừa lưu dự thảo này. Hãy xem bản mới rồi sửa tiếp; phần bạn đang gõ vẫn còn ở dưới.")
        raise Refused("changed_since", message)
    return row


def _take(
    document: OfficialDocument, context: Document, *, edited: bool, what: str, actor: Any, at: datetime
) -> OfficialDocument:
    old = {"version": document.version}
    _fill(document, context)
    document.version += 1
    document.edited = edited
    document.save()
    record(f"documents.document.{what}", document, actor=actor, at=at, old=old, new={"version": document.version})
    return document


def _fill(document: OfficialDocument, context: Document) -> None:
    """Keep ``context`` and what is shown and searched of it.

    Raises:
        Refused: ``not_printable`` for a context that its own JSON does not give back.
    """
    context = wording.fresh(context) if takes_number(context.KIND) else context
    document.context = to_json(context)
    try:
        from_json(document.context)
    except PaperworkError as error:
        raise Refused("not_printable", str(error)) from error
    document.subject = wording.subject_of(context)
    document.symbol = wording.usual_symbol(context)[:40]
    document.signer_name = context.signer.name.strip()[:250]
    document.signer_position = wording.position_of(context)[:250]
    document.folded = wording.folded(
        kind_name(context.KIND), document.subject, document.symbol, document.signer_name, " ".join(context.recipients)
    )
