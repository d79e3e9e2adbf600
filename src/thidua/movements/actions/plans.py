"""Taking in the file of a plan, having it read, giving it up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua import plans
from thidua.base import files
from thidua.base.refusal import Refused
from thidua.journal.actions import record, record_removal
from thidua.movements import permissions, tasks
from thidua.movements.actions.guards import demand
from thidua.movements.models import Movement, PlanDocument
from thidua.movements.reading import is_stalled
from thidua.movements.transitions import PLAN_TRANSITIONS
from thidua.organisation.models import Unit

# How files of old Word (.doc) and of rich text (.rtf) begin.
_OLD_WORD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")


def hand_in_plan(
    *, body: Unit, data: bytes, file_name: str, actor: Any, at: datetime, amends: PlanDocument | None = None
) -> PlanDocument:
    """Keep the file of a plan; text is read at once, what takes seconds (a scan, an old Word file) by the worker.

    The same content handed in again is the same plan; a reading of it that has failed is tried again.

    Args:
        body, data, file_name: as in `read_plan_document`.
        amends: the plan that this one is a new version of.

    Raises:
        Refused: ``not_allowed``; ``plan_unreadable`` with the reader's own words; ``same_plan``: an amendment whose
            file is the one that it amends.
    """
    demand(permissions.may_manage(actor, body))
    try:
        is_slow = _takes_long(data, file_name)
    except plans.PlanError as error:
        raise _unreadable(error) from error
    if not is_slow:
        return read_plan_document(body=body, data=data, file_name=file_name, actor=actor, at=at, amends=amends)
    return _keep_waiting(body, data, file_name, actor, at, amends)


def read_plan_document(
    *, body: Unit, data: bytes, file_name: str, actor: Any, at: datetime, amends: PlanDocument | None = None
) -> PlanDocument:
    """Read the file of a plan here and now, and keep it with what was read.

    The same content handed in again, while no movement has come of it, is the same plan: its review goes on.

    Args:
        body: the body whose plan it is.
        data: the file's bytes; Word, PDF, picture or plain text, told by content.
        file_name: as the person named it; shown, and named in messages.
        amends: the plan that this one is a new version of.

    Raises:
        Refused: ``not_allowed``; ``plan_unreadable`` with the reader's own words (`thidua.plans.PlanError`);
            ``same_plan``.
    """
    demand(permissions.may_manage(actor, body))
    try:
        reading = plans.read_plan(data, file_name).to_json()
    except plans.PlanError as error:
        raise _unreadable(error) from error
    # Nobody else's writing waits for the reading.
    return _keep_read(body, data, file_name, reading, actor, at, amends)


def _takes_long(data: bytes, file_name: str) -> bool:
    """Pages that are pictures, and old Word files, which another program has to open first."""
    return data.startswith(_OLD_WORD) or plans.pages_to_recognise(data, file_name) > 0


def _unreadable(error: plans.PlanError) -> Refused:
    return Refused("plan_unreadable", str(error), fields={"file": str(error)})


@transaction.atomic
def _keep_read(
    body: Unit,
    data: bytes,
    file_name: str,
    reading: dict[str, Any],
    actor: Any,
    at: datetime,
    amends: PlanDocument | None,
) -> PlanDocument:
    plan, is_new = _kept(body, data, file_name, actor, at, amends, reading=reading, state=PlanDocument.State.READ)
    if is_new:
        _record(plan, "movements.plan.read", actor, at)
    return plan


@transaction.atomic
def _keep_waiting(
    body: Unit, data: bytes, file_name: str, actor: Any, at: datetime, amends: PlanDocument | None
) -> PlanDocument:
    plan, is_new = _kept(body, data, file_name, actor, at, amends, attempt=1, heard_at=at)
    if is_new:
        _record(plan, "movements.plan.keep", actor, at)
        tasks.enqueue_reading(plan.pk, plan.attempt)
        return plan
    return read_again(plan=plan, actor=actor, at=at)


def _kept(
    body: Unit, data: bytes, file_name: str, actor: Any, at: datetime, amends: PlanDocument | None, **state: Any
) -> tuple[PlanDocument, bool]:
    """The plan of this content, and whether it is new. Of two who hand it in at once the second waits for the first."""
    stored = files.store(data, media_type=files.sniff(data) or files.TEXT, at=at)
    type(stored).objects.select_for_update().get(pk=stored.pk)
    if amends is not None and stored.pk in _versions_of(amends):
        message = _("Tệp này giống hệt một bản đã có của kế hoạch. Hãy chọn tệp của bản mới.")
        raise Refused("same_plan", message, fields={"file": message})
    there = PlanDocument.objects.filter(file=stored, body=body, movement__isnull=True, amends=amends).first()
    if there is not None:
        return there, False
    values = {"file": stored, "file_name": file_name[-255:], "body": body, "uploaded_by": actor, "uploaded_at": at}
    return PlanDocument.objects.create(**values, amends=amends, **state), True


def _versions_of(plan: PlanDocument) -> set[int]:
    """The files that already stand behind the movement of a plan: its own, and those of accepted versions."""
    accepted = plan.newer.filter(accepted_at__isnull=False).values_list("file_id", flat=True)
    return {plan.file_id, *accepted}


def _record(plan: PlanDocument, act: str, actor: Any, at: datetime) -> None:
    new = {"file": plan.file_name, "sha256": plan.file.sha256}
    record(act, plan, actor=actor, at=at, new=new | ({"amends": plan.amends_id} if plan.amends_id else {}))


@transaction.atomic
def read_again(*, plan: PlanDocument, actor: Any, at: datetime) -> PlanDocument:
    """Have the worker read a plan once more: after a failure, or when nothing was heard of the reading for long.

    While the reading goes on, and when it is done, nothing happens: a second press costs nothing.

    Raises:
        Refused: ``not_allowed``.
    """
    demand(permissions.may_manage(actor, plan.body))
    current = PlanDocument.objects.select_for_update(of=("self",)).select_related("body", "file").get(pk=plan.pk)
    if current.state != PlanDocument.State.FAILED and not is_stalled(current, at):
        return current
    changes = {"attempt": current.attempt + 1, "failure": "", "pages_done": 0, "heard_at": at}
    PLAN_TRANSITIONS.apply(current, "again", actor=actor, at=at, changes=changes)
    tasks.enqueue_reading(current.pk, current.attempt)
    return current


@transaction.atomic
def discard_plan(*, plan: PlanDocument, actor: Any, at: datetime) -> None:
    """Give up a plan that no movement came of; the file stays for others that use the same content.

    Raises:
        Refused: ``not_allowed``, ``plan_in_use``.
    """
    demand(permissions.may_manage(actor, plan.body))
    current = PlanDocument.objects.select_for_update().get(pk=plan.pk)
    if Movement.objects.filter(plan=current).exists() or current.accepted_at:
        raise Refused("plan_in_use", _("Kế hoạch này đã lập thành phong trào nên được giữ lại, không bỏ được."))
    record_removal("movements.plan.discard", current, actor=actor, at=at, reason=current.file_name)
    current.delete()
