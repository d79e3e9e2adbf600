"""What the start page shows beside the to-dos: the newest notices, the coming days, the movement at a glance."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.movements import overview
from thidua.movements.models import Movement
from thidua.movements.permissions import OPEN_STATES, may_follow, visible_to
from thidua.movements.queries import Day, days_of, figures_of
from thidua.notices.models import Notice
from thidua.notices.queries import notices_of

NEWEST_NOTICES = 4
COMING_DAYS = 5


def around_the_work(user: Any, day: date) -> dict[str, Any]:
    """The parts of the start page that are not to-dos, for its template; what there is nothing of is left out.

    The figures of units are for those who follow the movement; its days are for all who take part in it.
    """
    news = [_notice_row(notice) for notice in notices_of(user)[:NEWEST_NOTICES]]
    movement = current_movement(user)
    if movement is None:
        return {"news": news}
    return {
        "news": news,
        "movement": movement,
        "days": _coming(movement, day),
        "tiles": overview.tiles(figures_of(movement)) if may_follow(user, movement) else [],
    }


def current_movement(user: Any) -> Movement | None:
    """The movement launched last among those that run and that ``user`` may see."""
    running = visible_to(user).filter(state__in=OPEN_STATES).select_related("body")
    return running.order_by("-launched_at", "-pk").prefetch_related("tasks", "milestones").first()


def _coming(movement: Movement, day: date) -> list[Day]:
    coming, _gone = overview.coming_and_gone(days_of(movement), day)
    return coming[:COMING_DAYS]


def _notice_row(notice: Notice) -> dict[str, Any]:
    unread = notice.read_at is None
    return {
        "at": notice.sent_at,
        "title": notice.subject,
        "url": reverse("notices:detail", args=[notice.pk]),
        "icon": "bell",
        "tone": "info" if unread else "neutral",
        "actor": _("Chưa đọc") if unread else "",
    }
