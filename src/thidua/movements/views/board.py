"""Who has and who has not; reminding in two steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.asking import whole_numbers
from thidua.base.refusal import Refused
from thidua.movements import actions, permissions, queries
from thidua.movements.models import Movement, Reminder
from thidua.movements.queries import BoardRow
from thidua.movements.views.shared import breadcrumbs, movement_for, say_refused, subnav


@login_required
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """A row per unit: acknowledged, registered, reported; those who owe something can be reminded."""
    movement = _followed(request, pk)
    what = request.GET.get("thieu", "")
    if what not in Reminder.What.values:
        what = ""
    rows = queries.board(movement, clock.today())
    shown = [row for row in rows if row.owes(what)] if what else rows
    context = {
        "movement": movement,
        "rows": shown,
        "what": what,
        "filters": _filters(movement, rows, what),
        "remind_actions": [*_remind_actions(request, movement, rows), *_admit_action(request, movement)],
        "may_remind": permissions.may_remind(request.user, movement),
        "subnav": subnav(request, movement),
        "breadcrumbs": breadcrumbs(movement, (_("Theo dõi đơn vị"), None)),
    }
    return render(request, "movements/board.html", context)


@login_required
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """First exactly who will be told what; then, on the second press, nobody else is told."""
    movement = _followed(request, pk)
    answer = permissions.may_remind(request.user, movement)
    if not answer:
        messages.error(request, answer.reason)
        return redirect("movements:board", movement.pk)
    what = request.POST.get("what") or request.GET.get("what", "")
    if what not in Reminder.What.values:
        raise Http404
    rows = queries.board(movement, clock.today())
    if request.method == "POST" and "confirmed" in request.POST:
        return _send(request, movement, what, rows)
    owing = [row for row in rows if row.owes(what)]
    chosen = _chosen(request)
    if chosen is not None:
        owing = [row for row in owing if row.unit.pk in chosen]
    context = _confirmation(movement, what, owing)
    return render(request, "movements/remind.html", context)


def _send(request: HttpRequest, movement: Movement, what: str, rows: list[BoardRow]) -> HttpResponse:
    chosen = whole_numbers(request.POST.getlist("ids"))
    units = [row.unit for row in rows if row.unit.pk in chosen]
    try:
        done = actions.remind(movement=movement, what=what, units=units, actor=request.user, at=clock.now())
    except Refused as refusal:
        say_refused(request, refusal)
        return redirect("movements:board", movement.pk)
    if done.units:
        messages.success(
            request,
            _("Đã nhắc %(units)s đơn vị, %(people)s người nhận.") % {"units": len(done.units), "people": done.people},
        )
    for unit, why in done.skipped:
        messages.warning(request, _("Không nhắc %(unit)s: %(why)s.") % {"unit": unit, "why": why})
    return redirect("movements:board", movement.pk)


def _confirmation(movement: Movement, what: str, owing: list[BoardRow]) -> dict[str, Any]:
    label = Reminder.What(what).label
    due = queries.due_of(movement, what)
    people = sum(len(row.contacts) for row in owing)
    effects = [
        _("%(people)s người ở các đơn vị trên nhận thông báo: đề nghị %(what)s.") % {"people": people, "what": label},
        _("Lần nhắc được ghi vào nhật ký của phong trào."),
    ]
    if due:
        effects.append(_("Thông báo ghi hạn ngày %(day)s.") % {"day": f"{due:%d/%m/%Y}"})
    return {
        "movement": movement,
        "what": what,
        "label": label,
        "headers": [_("Đơn vị"), _("Người nhận"), _("Nhắc gần nhất")],
        "rows": [_confirm_row(row, what) for row in owing],
        "question": _("Nhắc các đơn vị sau %(what)s?") % {"what": label},
        "confirm_label": _("Gửi lời nhắc"),
        "effects": effects,
        "action_url": f"{reverse('movements:remind', args=[movement.pk])}?{urlencode({'what': what})}",
        "cancel_url": reverse("movements:board", args=[movement.pk]),
        "breadcrumbs": breadcrumbs(
            movement,
            (_("Theo dõi đơn vị"), reverse("movements:board", args=[movement.pk])),
            (_("Nhắc đơn vị"), None),
        ),
    }


def _confirm_row(row: BoardRow, what: str) -> dict[str, Any]:
    last = row.reminded.get(what)
    return {
        "id": row.unit.pk,
        "cells": [
            row.unit.name,
            ", ".join(str(user) for user in row.contacts) or "–",
            f"{timezone.localdate(last):%d/%m/%Y}" if last else _("chưa nhắc"),
        ],
        "problem": "" if row.contacts else _("Đơn vị chưa có đầu mối nên không có ai để nhắc."),
    }


def _chosen(request: HttpRequest) -> set[int] | None:
    """The units ticked on the board; None when all that owe were meant."""
    given = request.POST if request.method == "POST" else request.GET
    if given.get("all"):
        return None
    return whole_numbers(given.getlist("ids"))


def _remind_actions(request: HttpRequest, movement: Movement, rows: list[BoardRow]) -> list[dict[str, Any]]:
    """One press for each thing owed, to all who owe it."""
    if not permissions.may_remind(request.user, movement):
        return []  # the page says why once, below the table
    url = reverse("movements:remind", args=[movement.pk])
    buttons = []
    for what, label in (
        (Reminder.What.ACKNOWLEDGE, _("Nhắc %(count)s đơn vị chưa xác nhận")),
        (Reminder.What.REGISTER, _("Nhắc %(count)s đơn vị chưa đăng ký")),
        (Reminder.What.REPORT, _("Nhắc %(count)s đơn vị chưa báo cáo đủ")),
    ):
        count = sum(1 for row in rows if row.owes(what))
        if not count:
            continue
        buttons.append(
            {
                "label": label % {"count": count},
                "url": f"{url}?{urlencode({'what': what.value, 'all': '1'})}",
                "icon": "bell",
            }
        )
    return buttons


def _admit_action(request: HttpRequest, movement: Movement) -> list[dict[str, Any]]:
    """For the officer: let units take part that came to the body after the launch."""
    if not permissions.may_manage(request.user, movement.body) or movement.state not in permissions.OPEN_STATES:
        return []
    url = reverse("movements:admit", args=[movement.pk])
    return [{"label": _("Thêm đơn vị"), "url": url, "icon": "plus-lg", "style": "quiet"}]


def _filters(movement: Movement, rows: list[BoardRow], what: str) -> list[dict[str, Any]]:
    """The whole board, or only those who have not."""
    labels = (
        ("", _("Tất cả")),
        (Reminder.What.ACKNOWLEDGE, _("Chưa xác nhận")),
        (Reminder.What.REGISTER, _("Chưa đăng ký")),
        (Reminder.What.REPORT, _("Chưa báo cáo đủ")),
    )
    return [
        {
            "label": label,
            "url": f"?thieu={value}" if value else "?",
            "active": value == what,
            "count": sum(1 for row in rows if row.owes(value)) if value else len(rows),
        }
        for value, label in labels
    ]


def _followed(request: HttpRequest, pk: int) -> Movement:
    """The movement, for those who follow it; else 404."""
    movement = movement_for(request, pk)
    if movement.state not in permissions.LAUNCHED_STATES or not permissions.may_follow(request.user, movement):
        raise Http404
    return movement
