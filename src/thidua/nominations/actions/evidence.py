"""Files that prove what is claimed, and the papers of the whole dossier."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.files import store
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.nominations.actions.locking import hold_for_writing
from thidua.nominations.models import Dossier, Evidence, Nomination

FILES_A_NOMINATION = 20


@transaction.atomic
def attach_evidence(
    *, nomination: Nomination, data: bytes, media_type: str, name: str, actor: Any, at: datetime
) -> Evidence:
    """Add a file to a nomination; the same content under the same name is added once.

    Raises:
        Refused: ``not_allowed``, ``state_changed`` or ``too_many_files``.
    """
    hold_for_writing(nomination.dossier, actor)
    return _attach(nomination.dossier, nomination, "", data, media_type, name, actor, at)


@transaction.atomic
def attach_paper(
    *, dossier: Dossier, paper: str, data: bytes, media_type: str, name: str, actor: Any, at: datetime
) -> Evidence:
    """Add a file to the dossier as the paper that the law asks for (its id in the law's list of papers).

    Raises:
        Refused: ``not_allowed``, ``state_changed`` or ``too_many_files``.
    """
    hold_for_writing(dossier, actor)
    return _attach(dossier, None, paper, data, media_type, name, actor, at)


def _attach(
    dossier: Dossier,
    nomination: Nomination | None,
    paper: str,
    data: bytes,
    media_type: str,
    name: str,
    actor: Any,
    at: datetime,
) -> Evidence:
    files = Evidence.objects.filter(dossier=dossier, nomination=nomination)
    stored = store(data, media_type=media_type, at=at)
    kept = files.filter(file=stored, name=name, paper=paper).first()
    if kept is not None:
        return kept
    if files.count() >= FILES_A_NOMINATION:
        message = _("Đã có %(count)d tệp. Hãy xóa bớt tệp không cần trước khi thêm.") % {"count": FILES_A_NOMINATION}
        raise Refused("too_many_files", message, fields={"file": message})
    evidence = Evidence.objects.create(
        dossier=dossier, nomination=nomination, paper=paper, file=stored, name=name, added_at=at, added_by=actor
    )
    owner, action = (nomination, "nomination") if nomination is not None else (dossier, "dossier")
    new = {"name": name, "sha256": stored.sha256, "paper": paper}
    record(f"nominations.{action}.attach", owner, actor=actor, at=at, new=new)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, actor: Any, at: datetime) -> None:
    """Take a file out of a dossier that is being written; its content stays stored, the journal says who removed it.

    Raises:
        Refused: ``not_allowed`` or ``state_changed``.
    """
    hold_for_writing(evidence.dossier, actor)
    old = {"name": evidence.name, "sha256": evidence.file.sha256, "paper": evidence.paper}
    owner: Nomination | Dossier = evidence.nomination or evidence.dossier
    action = "nomination" if evidence.nomination is not None else "dossier"
    evidence.delete()
    record(f"nominations.{action}.detach", owner, actor=actor, at=at, old=old)
