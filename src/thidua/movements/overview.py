"""The movement's start page: its figures in the forms that the components draw."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.journal.models import Event
from thidua.journal.queries import history
from thidua.movements.models import Movement, Participation, Registration
from thidua.movements.queries import BoardRow, Day, Figures, Progress
from thidua.organisation.models import Unit

SOON = timedelta(days=7)


def level_of(percent: int) -> int:
    """The step of the heat map's scale: 1 to 5 (5: the target was exceeded)."""
    for level, limit in ((1, 25), (2, 50), (3, 100)):
        if percent < limit:
            return level
    return 4 if percent == 100 else 5


def heat(progress: Progress, readable: Iterable[Unit] | None = None) -> dict[str, Any]:
    """Units × tasks for `heat_map`: each cell the newest percentage, silence as silence.

    Args:
        readable: units whose reports the viewer may open; None: of all. Cells of others carry no link.
    """
    may_open = None if readable is None else {unit.pk for unit in readable}
    movement = progress.movement
    addresses = {row.task.pk: reverse("movements:task", args=[movement.pk, row.task.pk]) for row in progress.tasks}

    def cell(task_pk: int, unit: Unit) -> dict[str, Any]:
        percent, at = progress.cells.get((task_pk, unit.pk), (None, None))
        url = addresses[task_pk] + f"#don-vi-{unit.pk}" if may_open is None or unit.pk in may_open else ""
        if percent is None:
            return {"text": "–", "level": 0, "url": url, "note": _("Chưa báo cáo")}
        note = _("báo cáo ngày %(day)s") % {"day": f"{at:%d/%m/%Y}"} if at else ""
        return {"text": f"{percent}%", "level": level_of(percent), "url": url, "note": note}

    return {
        "caption": _("Mức độ hoàn thành từng nhiệm vụ của từng đơn vị"),
        "corner": _("Đơn vị"),
        "columns": [
            {"label": str(row.task), "short": row.task.label, "url": addresses[row.task.pk]} for row in progress.tasks
        ],
        "rows": [
            {"label": unit.short_name or unit.name, "cells": [cell(row.task.pk, unit) for row in progress.tasks]}
            for unit in progress.units
        ],
    }


def chart(progress: Progress) -> dict[str, Any]:
    """For each task, how many units are how far: for `chart`, with its table's figures and the greens of `heat`."""
    rows = progress.tasks
    return {
        "kind": "stacked",
        "unit": pgettext("count", "đơn vị"),
        "categories": [row.task.label for row in rows],
        "series": [
            {"name": _("Vượt mức"), "values": [row.exceeded for row in rows], "tone": "heat-5"},
            {"name": _("Hoàn thành"), "values": [row.completed for row in rows], "tone": "heat-4"},
            {"name": _("Đang thực hiện"), "values": [row.running for row in rows], "tone": "info"},
            {"name": _("Chưa báo cáo"), "values": [row.silent for row in rows], "tone": "neutral"},
        ],
    }


def tiles(figures: Figures) -> list[dict[str, Any]]:
    """The few large figures at the head of the page."""
    total, average = figures.units, figures.average

    def tile(label: str, count: int) -> dict[str, Any]:
        tone = "ok" if total and count == total else "warning" if count * 2 < total else "neutral"
        return {"label": label, "value": f"{count}/{total}", "unit": pgettext("count", "đơn vị"), "tone": tone}

    return [
        tile(_("Đã xác nhận kế hoạch"), figures.acknowledged),
        tile(_("Đã gửi đăng ký thi đua"), figures.registered),
        tile(_("Đã báo cáo đủ nhiệm vụ"), figures.reported),
        {
            "label": _("Mức thực hiện bình quân"),
            "value": "–" if average is None else f"{round(average)}%",
            "note": _("trên %(count)s/%(all)s lượt báo cáo") % {"count": figures.reports, "all": figures.expected},
            "tone": "neutral" if average is None else "ok" if average >= 100 else "info",
        },
    ]


def registration_funnel(rows: list[BoardRow], movement: Movement) -> list[dict[str, Any]]:
    """How many units are left at each step: for `funnel`."""
    sent = sum(1 for row in rows if row.has_registered)
    approved = sum(1 for row in rows if row.registration and row.registration.state == Registration.State.APPROVED)
    url = reverse("movements:registrations", args=[movement.pk])
    return [
        {"label": _("Tham gia phong trào"), "count": len(rows)},
        {
            "label": _("Xác nhận kế hoạch"),
            "count": sum(1 for row in rows if row.participation.acknowledged_at),
        },
        {"label": _("Gửi đăng ký thi đua"), "count": sent, "url": url},
        {"label": _("Đăng ký được duyệt"), "count": approved, "url": url},
        {"label": _("Báo cáo đủ nhiệm vụ"), "count": sum(1 for row in rows if row.has_reported)},
    ]


def coming_and_gone(days: Iterable[Day], today: date) -> tuple[list[Day], list[Day]]:
    """Days from today on, and those that are over (the latest first)."""
    every = list(days)
    return [day for day in every if day.date >= today], [day for day in reversed(every) if day.date < today]


def way_of(movement: Movement) -> list[dict[str, Any]]:
    """The movement's states as the steps of its way."""
    states = list(Movement.State)
    now = states.index(Movement.State(movement.state))
    return [
        {
            "label": state.label,
            "state": "done"
            if place < now or state == Movement.State.CLOSED == movement.state
            else "current"
            if place == now
            else "todo",
        }
        for place, state in enumerate(states)
    ]


def unit_work(movement: Movement, row: BoardRow | None, participation: Participation) -> list[dict[str, Any]]:
    """What one unit has to do in the movement, as a task list for its contact."""
    registration = row.registration if row else None
    reported, total = (row.reported, row.tasks) if row else (0, 0)
    acknowledged = participation.acknowledged_at is not None
    acknowledged_on = timezone.localdate(participation.acknowledged_at) if participation.acknowledged_at else None
    return [
        {
            "title": _("Xác nhận đã nhận kế hoạch"),
            "state": "complete" if acknowledged else "not_started",
            "hint": ""
            if not acknowledged
            else _("%(who)s xác nhận ngày %(day)s")
            % {"who": participation.acknowledged_by, "day": f"{acknowledged_on:%d/%m/%Y}"},
        },
        {
            "title": _("Đăng ký danh hiệu và nội dung cam kết"),
            "url": reverse("movements:registration", args=[movement.pk, participation.unit_id]),
            "state": _registration_step(registration),
            "label": registration.get_state_display() if registration else _("Chưa bắt đầu"),
            "hint": _due_hint(movement.registration_due),
        },
        {
            "title": _("Báo cáo kết quả các nhiệm vụ"),
            "url": reverse("movements:tasks", args=[movement.pk]),
            "state": "complete" if total and reported >= total else "in_progress" if reported else "not_started",
            "label": _("Đã báo cáo %(count)s/%(all)s") % {"count": reported, "all": total},
            "hint": _due_hint(movement.report_due),
        },
    ]


def _due_hint(day: date | None) -> str:
    return _("Hạn %(day)s") % {"day": f"{day:%d/%m/%Y}"} if day else ""


def _registration_step(registration: Registration | None) -> str:
    if registration is None:
        return "not_started"
    return {
        Registration.State.DRAFT: "in_progress",
        Registration.State.RETURNED: "error",
    }.get(Registration.State(registration.state), "complete")


def story_of(obj: Movement | Registration) -> list[dict[str, Any]]:
    """What happened to ``obj`` so far, newest first, as a timeline."""
    names = _event_names()
    return [
        {
            "at": event.at,
            "title": names.get(event.action, (event.action, "neutral"))[0],
            "tone": names.get(event.action, ("", "neutral"))[1],
            "actor": event.actor_label,
            "text": _event_text(event),
        }
        for event in history(obj).order_by("-sequence")
    ]


def _event_text(event: Event) -> str:
    if event.reason:
        return event.reason
    if event.action == "movements.movement.remind":
        return ", ".join(event.new.get("units", []))
    return ""


def _event_names() -> dict[str, tuple[str, str]]:
    return {
        "movements.movement.create": (_("Lập phong trào"), "neutral"),
        "movements.movement.derive": (_("Lập phong trào từ kế hoạch cấp trên"), "neutral"),
        "movements.movement.update": (_("Sửa thông tin"), "neutral"),
        "movements.movement.tasks": (_("Sửa nhiệm vụ"), "neutral"),
        "movements.movement.amend": (_("Nhận thay đổi từ bản mới của kế hoạch"), "info"),
        "movements.movement.link": (_("Gắn với phong trào cấp trên"), "neutral"),
        "movements.movement.submit": (_("Trình duyệt"), "waiting"),
        "movements.movement.recall": (_("Rút lại để sửa"), "warning"),
        "movements.movement.approve": (_("Duyệt"), "ok"),
        "movements.movement.return": (_("Trả lại"), "warning"),
        "movements.movement.launch": (_("Phát động đến các đơn vị"), "gold"),
        "movements.movement.begin_closing": (_("Bắt đầu tổng kết"), "info"),
        "movements.movement.sum_up": (_("Hoàn thành tổng kết"), "ok"),
        "movements.movement.reopen": (_("Mở lại"), "warning"),
        "movements.movement.close": (_("Kết thúc phong trào"), "ok"),
        "movements.movement.remind": (_("Nhắc các đơn vị"), "info"),
        "movements.registration.save": (_("Lưu bản đăng ký"), "neutral"),
        "movements.registration.submit": (_("Gửi đăng ký"), "waiting"),
        "movements.registration.recall": (_("Đơn vị rút lại để sửa"), "warning"),
        "movements.registration.approve": (_("Duyệt đăng ký"), "ok"),
        "movements.registration.return": (_("Trả lại"), "warning"),
    }
