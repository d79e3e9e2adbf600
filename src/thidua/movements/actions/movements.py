"""A movement's way: corrected as a draft, approved, launched, summed up, closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import contacts, reviewing
from thidua.movements.actions.creation import locked_draft
from thidua.movements.actions.guards import as_day, check_lengths
from thidua.movements.models import Movement, Participation
from thidua.movements.transitions import MOVEMENT_TRANSITIONS
from thidua.notices.actions import notify
from thidua.organisation.models import Unit
from thidua.organisation.roles import holders

CHANGEABLE = frozenset({*reviewing.TEXTS, *reviewing.DATES})


@transaction.atomic
def update_movement(
    *, movement: Movement, changes: Mapping[str, Any], actor: Any, at: datetime, version: int | None = None
) -> Movement:
    """Correct the simple facts of a draft: texts and dates by the names of `reviewing.TEXTS` and `reviewing.DATES`.

    Args:
        version: `version_of` the movement as the person saw it; None overrides whatever is there.

    Raises:
        Refused: ``not_allowed``, ``not_draft``, ``stale_movement``, ``bad_fact``, ``too_long``.
    """
    current = locked_draft(movement, actor, version)
    values = reviewing.cleaned({name: value for name, value in changes.items() if name in CHANGEABLE})
    old, new = {}, {}
    for name, value in values.items():
        made = as_day(value) if name in reviewing.DATES else value
        if getattr(current, name) != made:
            old[name], new[name] = getattr(current, name), made
            setattr(current, name, made)
    if not new:
        return current
    if not current.title:
        message = _("Hãy điền tên phong trào.")
        raise Refused("no_title", message, fields={"title": message})
    check_lengths(current)
    current.save()
    record("movements.movement.update", current, actor=actor, at=at, old=old, new=new)
    return current


@transaction.atomic
def submit_movement(*, movement: Movement, actor: Any, at: datetime) -> Movement:
    """Send a complete draft to the head for approval."""
    MOVEMENT_TRANSITIONS.apply(movement, "submit", actor=actor, at=at)
    _tell(
        holders(Role.DIRECTOR, movement.body, timezone.localdate(at)), movement, at,
        "Phong trào chờ duyệt: %(title)s", "Chuyên viên đã trình kế hoạch phong trào, mời đồng chí xem và duyệt.",
    )  # fmt: skip
    return movement


@transaction.atomic
def recall_movement(*, movement: Movement, actor: Any, at: datetime, reason: str) -> Movement:
    """Take a submitted or approved movement back to draft; the officer says why."""
    MOVEMENT_TRANSITIONS.apply(movement, "recall", actor=actor, at=at, reason=reason)
    return movement


@transaction.atomic
def approve_movement(*, movement: Movement, actor: Any, at: datetime) -> Movement:
    """The head approves the movement; it can be launched now."""
    MOVEMENT_TRANSITIONS.apply(movement, "approve", actor=actor, at=at)
    _tell(
        holders(Role.OFFICER, movement.body, timezone.localdate(at)), movement, at,
        "Phong trào đã được duyệt: %(title)s", "Phong trào đã được duyệt, có thể phát động đến các đơn vị.",
    )  # fmt: skip
    return movement


@transaction.atomic
def return_movement(*, movement: Movement, actor: Any, at: datetime, reason: str) -> Movement:
    """The head sends the movement back to draft and says why."""
    MOVEMENT_TRANSITIONS.apply(movement, "return", actor=actor, at=at, reason=reason)
    _tell(
        holders(Role.OFFICER, movement.body, timezone.localdate(at)),
        movement,
        at,
        "Phong trào được trả lại: %(title)s",
        reason,
    )
    return movement


@transaction.atomic
def launch_movement(
    *,
    movement: Movement,
    units: Iterable[Unit],
    actor: Any,
    at: datetime,
    duties: Mapping[int, Iterable[Unit]] | None = None,
) -> Movement:
    """Launch an approved movement to ``units`` and tell their contacts.

    Args:
        units: the units that take part; none is refused.
        duties: confirmed units of the plan's duties, by the duty's key; None leaves the duties in the plan's words.

    Raises:
        Refused: ``no_units``, ``foreign_unit``, and those of the table of transitions.
    """
    chosen = list({unit.pk: unit for unit in units}.values())
    if not chosen:
        message = _("Hãy chọn ít nhất một đơn vị tham gia.")
        raise Refused("no_units", message, fields={"units": message})
    for unit in chosen:
        if not unit.path.startswith(movement.body.path):
            raise Refused(
                "foreign_unit",
                _("%(unit)s không thuộc %(body)s nên không đưa vào phong trào được.")
                % {"unit": unit, "body": movement.body},
            )
    noted = {"units": sorted(unit.code for unit in chosen)}
    MOVEMENT_TRANSITIONS.apply(movement, "launch", actor=actor, at=at, changes={"launched_at": at}, noted=noted)
    Participation.objects.bulk_create([Participation(movement=movement, unit=unit) for unit in chosen])
    for duty in movement.duties.filter(pk__in=duties or {}):
        duty.units.set((duties or {})[duty.pk])
    told = contacts.contacts_of(chosen, timezone.localdate(at))
    people = [user for users in told.values() for user in users]
    _tell(
        people, movement, at, "Phát động phong trào: %(title)s",
        "Đơn vị tham gia phong trào. Hãy xác nhận đã nhận kế hoạch, đăng ký thi đua trước ngày "
        f"{movement.registration_due:%d/%m/%Y} và báo cáo kết quả trước ngày {movement.report_due:%d/%m/%Y}.",
    )  # fmt: skip
    return movement


@transaction.atomic
def begin_closing(*, movement: Movement, actor: Any, at: datetime) -> Movement:
    """Begin the final review; units can still complete their reports."""
    MOVEMENT_TRANSITIONS.apply(movement, "begin_closing", actor=actor, at=at)
    return movement


@transaction.atomic
def sum_up_movement(*, movement: Movement, actor: Any, at: datetime) -> Movement:
    """The final review is done; reports are closed."""
    MOVEMENT_TRANSITIONS.apply(movement, "sum_up", actor=actor, at=at)
    return movement


@transaction.atomic
def reopen_movement(*, movement: Movement, actor: Any, at: datetime, reason: str) -> Movement:
    """Go one step back from the final review, with the reason."""
    MOVEMENT_TRANSITIONS.apply(movement, "reopen", actor=actor, at=at, reason=reason)
    return movement


@transaction.atomic
def close_movement(*, movement: Movement, actor: Any, at: datetime) -> Movement:
    """The head closes a summed-up movement after its end."""
    MOVEMENT_TRANSITIONS.apply(movement, "close", actor=actor, at=at)
    return movement


def _tell(people: Iterable[Any], movement: Movement, at: datetime, subject: str, body: str) -> None:
    """What is kept for others to read is Vietnamese, whatever language the actor reads in."""
    notify(
        recipients=people,
        kind="movement",
        subject=subject % {"title": movement.title},
        body=body,
        at=at,
        url=reverse("movements:detail", args=[movement.pk]),
    )
