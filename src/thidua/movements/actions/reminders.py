"""Reminding units of what they have not done yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import contacts, permissions, queries
from thidua.movements.actions.guards import demand
from thidua.movements.models import Movement, Reminder
from thidua.notices.actions import notify
from thidua.organisation.models import Unit

# The same reminder pressed twice within this time is one reminder.
AGAIN_AFTER = timedelta(minutes=10)


@dataclass
class Reminded:
    """Who was reminded, and who was not and why."""

    units: list[Unit] = field(default_factory=list)
    people: int = 0
    skipped: list[tuple[Unit, str]] = field(default_factory=list)


@transaction.atomic
def remind(*, movement: Movement, what: str, units: Iterable[Unit], actor: Any, at: datetime) -> Reminded:
    """Remind the contacts of exactly ``units`` of what they owe; who has done it meanwhile is left in peace.

    Args:
        what: ``"acknowledge"``, ``"register"`` or ``"report"``.
        units: those chosen; none means nobody.

    Raises:
        Refused: ``not_allowed``, ``nobody_chosen``.
    """
    demand(permissions.may_remind(actor, movement))
    kind = Reminder.What(what)
    chosen = list({unit.pk: unit for unit in units}.values())
    if not chosen:
        raise Refused("nobody_chosen", _("Chưa chọn đơn vị nào nên chưa nhắc ai. Hãy chọn ít nhất một đơn vị."))
    Movement.objects.select_for_update().get(pk=movement.pk)
    owing = {row.unit.pk for row in queries.board(movement, timezone.localdate(at)) if row.owes(kind)}
    just_reminded = set(
        Reminder.objects.filter(movement=movement, what=kind, sent_at__gt=at - AGAIN_AFTER).values_list(
            "unit", flat=True
        )
    )
    people_of_unit = contacts.contacts_of(chosen, timezone.localdate(at))
    done = Reminded()
    for unit in chosen:
        if unit.pk not in owing:
            done.skipped.append((unit, _("đã làm xong hoặc không tham gia")))
        elif unit.pk in just_reminded:
            done.skipped.append((unit, _("vừa được nhắc ít phút trước")))
        elif not people_of_unit[unit.pk]:
            done.skipped.append((unit, _("chưa có đầu mối để nhắc")))
        else:
            done.units.append(unit)
            done.people += _remind_unit(movement, kind, unit, people_of_unit[unit.pk], actor, at)
    if done.units:
        new = {"what": kind.value, "units": [unit.name for unit in done.units], "people": done.people}
        record("movements.movement.remind", movement, actor=actor, at=at, new=new)
    return done


def _remind_unit(
    movement: Movement, kind: Reminder.What, unit: Unit, people: list[Any], actor: Any, at: datetime
) -> int:
    """What is kept for others to read is Vietnamese, whatever language the actor reads in."""
    due = queries.due_of(movement, kind)
    with override("vi"):
        what = str(kind.label)
    body = f"Đề nghị {unit.name} {what} trong phong trào “{movement.title}”."
    if due:
        body += f" Hạn: ngày {due:%d/%m/%Y}."
    told = notify(
        recipients=people,
        kind="reminder",
        subject=f"Nhắc {what}",
        body=body,
        at=at,
        url=reverse("movements:detail", args=[movement.pk]),
    )
    Reminder.objects.create(movement=movement, unit=unit, what=kind, people=told, sent_at=at, sent_by=actor)
    return told
