"""Units report how far they have come with a task."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import permissions
from thidua.movements.actions.guards import demand
from thidua.movements.models import Evidence, Movement, ProgressReport, Task
from thidua.organisation.models import Unit

MOST_PERCENT = 200


@dataclass(frozen=True)
class EvidenceFile:
    """A file that proves a report: its name, bytes and media type (see `base.files.read_upload`)."""

    name: str
    data: bytes
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
    proofs = list(files)
    last = ProgressReport.objects.filter(task=task, unit=unit).first()
    if last is not None and _is_same(last, percent, text.strip(), actor, proofs):
        return last
    report = ProgressReport.objects.create(
        task=task, unit=unit, percent=percent, text=text.strip(), reported_at=at, reported_by=actor
    )
    for proof in proofs:
        _attach(report, proof, at)
    new = {"percent": percent, "task": task.label, "evidence": [proof.name for proof in proofs]}
    old = {"percent": last.percent} if last else {}
    record("movements.report.send", report, actor=actor, at=at, old=old, new=new)
    return report


def _attach(report: ProgressReport, proof: EvidenceFile, at: datetime) -> None:
    stored = files.store(proof.data, media_type=proof.media_type, at=at)
    Evidence.objects.create(report=report, file=stored, name=proof.name[-255:])


def _is_same(last: ProgressReport, percent: int, text: str, actor: Any, proofs: list[EvidenceFile]) -> bool:
    before = (last.percent, last.text, last.reported_by_id)
    names = list(last.evidence.order_by("pk").values_list("name", flat=True))
    return before == (percent, text, actor.pk) and names == [proof.name[-255:] for proof in proofs]
