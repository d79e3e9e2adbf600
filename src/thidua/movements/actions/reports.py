"""Units report how far they have come with a task."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.files import store
from thidua.base.models import StoredFile
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import permissions
from thidua.movements.actions.guards import demand
from thidua.movements.models import Evidence, Movement, ProgressReport, Task
from thidua.organisation.models import Unit

MOST_PERCENT = 200


@dataclass(frozen=True)
class EvidenceFile:
    """A file that proves a report.

    Attributes:
        name: what its sender calls it.
        content: where its bytes come from. They are read when the file is kept: of many files, one at a time is in
            memory.
        media_type: told by the content (see `base.files.read_upload`).
    """

    name: str
    content: File
    media_type: str


@transaction.atomic
def report_progress(
    *,
    task: Task,
    unit: Unit,
    percent: int,
    text: str,
    actor: Any,
    at: datetime,
    files: Iterable[EvidenceFile] = (),
) -> ProgressReport:
    """Report on a task; the newest report of a unit is its present state, older ones stay as history.

    The very same report pressed twice is one report.

    Args:
        percent: 0 to 200; more than 100 means that the target was exceeded.
        text: what was done, in the unit's words.
        files: evidence.

    Raises:
        Refused: ``not_allowed``, ``not_running``, ``not_participating``, ``bad_percent``, ``no_text``.
    """
    demand(permissions.may_act_for(actor, unit))
    movement = Movement.objects.select_for_update().get(pk=task.movement_id)
    if movement.state not in permissions.OPEN_STATES:
        raise Refused("not_running", _("Phong trào không trong thời gian thực hiện nên không báo cáo được."))
    if not movement.participations.filter(unit=unit).exists():
        raise Refused("not_participating", _("%(unit)s không tham gia phong trào này.") % {"unit": unit})
    if not 0 <= percent <= MOST_PERCENT:
        message = _("Mức độ hoàn thành phải từ 0 đến 200 phần trăm (trên 100 là vượt mức).")
        raise Refused("bad_percent", message, fields={"percent": message})
    if not text.strip():
        message = _("Hãy ghi kết quả đã làm được.")
        raise Refused("no_text", message, fields={"text": message})
    proofs = [_keep(proof, at) for proof in files]
    last = ProgressReport.objects.filter(task=task, unit=unit).first()
    if last is not None and _is_same(last, percent, text.strip(), actor, proofs):
        return last
    report = ProgressReport.objects.create(
        task=task, unit=unit, percent=percent, text=text.strip(), reported_at=at, reported_by=actor
    )
    for name, stored in proofs:
        Evidence.objects.create(report=report, file=stored, name=name)
    new = {"percent": percent, "task": task.label, "evidence": [name for name, _stored in proofs]}
    old = {"percent": last.percent} if last else {}
    record("movements.report.send", report, actor=actor, at=at, old=old, new=new)
    return report


def _keep(proof: EvidenceFile, at: datetime) -> tuple[str, StoredFile]:
    """Its name, as long as there is room for, and its bytes in the store; the same bytes are kept once."""
    proof.content.seek(0)
    return proof.name[-255:], store(proof.content.read(), media_type=proof.media_type, at=at)


def _is_same(
    last: ProgressReport, percent: int, text: str, actor: Any, proofs: Sequence[tuple[str, StoredFile]]
) -> bool:
    """Whether the report stands already, to the last byte: a mended file often keeps its name."""
    before = (last.percent, last.text, last.reported_by_id)
    kept = list(last.evidence.order_by("pk").values_list("name", "file"))
    return before == (percent, text, actor.pk) and kept == [(name, stored.pk) for name, stored in proofs]
