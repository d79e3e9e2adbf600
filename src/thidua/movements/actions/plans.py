"""Taking in the file of a plan, and keeping what a person corrects in what was read from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua import plans
from thidua.base import files
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import permissions, reviewing
from thidua.movements.actions.guards import demand
from thidua.movements.models import Movement, PlanDocument
from thidua.organisation.models import Unit


def read_plan_document(*, body: Unit, data: bytes, file_name: str, actor: Any, at: datetime) -> PlanDocument:
    """Read the file of a plan and keep it with what was read.

    The same content handed in again, while no movement has come of it, is the same plan: its review goes on.

    Args:
        body: the body whose plan it is.
        data: the file's bytes; Word, PDF, picture or plain text, told by content.
        file_name: as the person named it; shown, and named in messages.

    Raises:
        Refused: ``not_allowed``; ``plan_unreadable`` with the reader's own words (`thidua.plans.PlanError`).
    """
    demand(permissions.may_manage(actor, body))
    try:
        reading = plans.read_plan(data, file_name).to_json()
    except plans.PlanError as error:
        raise Refused("plan_unreadable", str(error), fields={"file": str(error)}) from error
    # A scan is read for seconds a page; nobody else's writing waits for that.
    return _keep_plan(body, data, file_name, reading, actor, at)


@transaction.atomic
def _keep_plan(
    body: Unit, data: bytes, file_name: str, reading: dict[str, Any], actor: Any, at: datetime
) -> PlanDocument:
    stored = files.store(data, media_type=files.sniff(data) or files.TEXT, at=at)
    kept = PlanDocument.objects.filter(file=stored, body=body, movement__isnull=True).first()
    if kept is not None:
        return kept
    plan = PlanDocument.objects.create(
        file=stored, file_name=file_name[-255:], body=body, uploaded_by=actor, uploaded_at=at, reading=reading
    )
    record("movements.plan.read", plan, actor=actor, at=at, new={"file": file_name, "sha256": stored.sha256})
    return plan


@transaction.atomic
def review_plan(
    *, plan: PlanDocument, review: dict[str, Any], actor: Any, at: datetime, version: int | None = None
) -> PlanDocument:
    """Keep what a person has corrected, completed or dropped in a plan.

    Args:
        review: the facts to change (see `thidua.movements.reviewing`); a list replaces the whole list.
        version: the review version that the person started from; None overrides whatever is there.

    Raises:
        Refused: ``not_allowed``, ``already_created``, ``stale_review`` (somebody else saved meanwhile), ``bad_fact``.
    """
    demand(permissions.may_manage(actor, plan.body))
    current = PlanDocument.objects.select_for_update().get(pk=plan.pk)
    if Movement.objects.filter(plan=current).exists():
        raise Refused("already_created", _("Kế hoạch này đã lập thành phong trào. Hãy sửa trực tiếp trên phong trào."))
    if version is not None and version != current.review_version:
        raise Refused("stale_review", _stale_message(current))
    changes = reviewing.cleaned(review)
    before = reviewing.facts_of(current)
    after = reviewing.fill_start(before | changes, current.reading)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    current.review = current.review | changed
    current.review_version += 1
    current.reviewed_at, current.reviewed_by = at, actor
    current.save()
    record("movements.plan.review", current, actor=actor, at=at, new={"changed": sorted(changed)})
    return current


def _stale_message(plan: PlanDocument) -> str:
    moment = timezone.localtime(plan.reviewed_at) if plan.reviewed_at else None
    return _(
        "%(who)s vừa lưu bản rà soát này lúc %(time)s. Bản bạn đang sửa đã cũ nên chưa được lưu; "
        "hãy mở bản mới trong thẻ khác, đối chiếu rồi nhập lại phần của bạn."
    ) % {"who": plan.reviewed_by or pgettext("one", "Người khác"), "time": f"{moment:%H:%M}" if moment else "–"}
