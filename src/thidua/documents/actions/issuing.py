"""Sending a paper out, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.documents import wording
from thidua.documents.models import OfficialDocument, RegisterEntry
from thidua.documents.transitions import DOCUMENT
from thidua.journal.actions import record

State = OfficialDocument.State
Relation = OfficialDocument.Relation


@transaction.atomic
def issue_document(*, document: OfficialDocument, actor: Any, at: datetime) -> OfficialDocument:
    """Send the paper out; the one that it replaces ends in the same moment.

    Raises:
        Refused: see `transitions.DOCUMENT`.
    """
    DOCUMENT.apply(document, "issue", actor=actor, at=at, changes={"issued_by": actor, "issued_at": at})
    if document.entry_id is not None:
        _note(document.entry_id, {"sent_on": timezone.localdate(at)}, actor=actor, at=at)
    old = document.replaces
    if old is not None and document.relation == Relation.REPLACES and old.state == State.ISSUED:
        reason = f"Được thay thế bởi {wording.citation(document)}"
        changes = {"ended_by": actor, "ended_at": at, "end_reason": reason}
        DOCUMENT.apply(old, "replace", actor=actor, at=at, reason=reason, changes=changes)
        if old.entry_id is not None:
            _note(old.entry_id, {"note": reason[:300]}, actor=actor, at=at)
    return document


@transaction.atomic
def recall_document(*, document: OfficialDocument, reason: str, actor: Any, at: datetime) -> OfficialDocument:
    """Take a paper back; its number stays used, and the register says why.

    Raises:
        Refused: see `transitions.DOCUMENT`.
    """
    changes = {"ended_by": actor, "ended_at": at, "end_reason": reason.strip()}
    word = "Hủy, không ban hành" if document.state == State.NUMBERED else "Đã thu hồi"
    DOCUMENT.apply(document, "recall", actor=actor, at=at, reason=reason, changes=changes)
    if document.entry_id is not None:
        _note(document.entry_id, {"note": f"{word}: {reason.strip()}"[:300]}, actor=actor, at=at)
    return document


def _note(entry_pk: int, changes: dict[str, Any], *, actor: Any, at: datetime) -> None:
    entry = RegisterEntry.objects.select_for_update().get(pk=entry_pk)
    old = {name: getattr(entry, name) for name in changes}
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(changes))
    record("documents.entry.note", entry, actor=actor, at=at, old=old, new=changes)
