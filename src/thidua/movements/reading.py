"""The worker reads the file of a plan: page by page, telling how far it is, giving up when nobody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from thidua import plans
from thidua.movements.models import PlanDocument
from thidua.movements.transitions import PLAN_TRANSITIONS

Clock = Callable[[], datetime]

# Nothing was heard of a reading for so long: its worker is dead, or none is running.
STALLED_AFTER = timedelta(minutes=2)
# How often a reading asks whether it is still wanted.
_ASK_EVERY = timedelta(seconds=1)

FILE_LOST = "Tệp đã tải lên không còn trong kho lưu trữ của phần mềm. Hãy tải tệp lên lại; nếu vẫn lỗi, báo quản trị."
BROKEN = "Phần mềm gặp lỗi khi đọc tệp này; lỗi đã được ghi lại cho quản trị. Hãy thử đọc lại, hoặc tải lên tệp Word."


def is_stalled(plan: PlanDocument, now: datetime) -> bool:
    """Whether a reading that is waited for has been silent too long."""
    if plan.state not in (PlanDocument.State.WAITING, PlanDocument.State.READING):
        return False
    return now - (plan.heard_at or plan.uploaded_at) > STALLED_AFTER


def read_kept_plan(plan_id: int, attempt: int, *, now: Clock) -> str:
    """Read the file of a plan that waits for it, and keep what was read; return in a word what came of it.

    Safe to run twice: a try that is done, or that a newer one has replaced, does nothing.

    Args:
        attempt: the try that this call was asked for (`PlanDocument.attempt`).
        now: the clock.
    """
    plan = _begin(plan_id, attempt, now())
    if plan is None:
        return "not wanted"
    follow = _Follow(plan, now)
    try:
        found = plans.read_plan(
            plan.file.read(), plan.file_name, progress=follow.progress, stop=follow.is_unwanted
        ).to_json()
    except plans.ReadingStopped:
        return "stopped"
    except plans.PlanError as error:
        return _fail(plan, str(error), now())
    except FileNotFoundError:
        return _fail(plan, FILE_LOST, now())
    except Exception:
        _fail(plan, BROKEN, now())
        raise
    return _finish(plan, found, now())


@transaction.atomic
def _begin(plan_id: int, attempt: int, at: datetime) -> PlanDocument | None:
    rows = PlanDocument.objects.select_for_update().filter(pk=plan_id, attempt=attempt)
    plan = rows.filter(state__in=[PlanDocument.State.WAITING, PlanDocument.State.READING]).first()
    if plan is not None:
        PLAN_TRANSITIONS.apply(plan, "begin", actor=None, at=at, changes={"heard_at": at, "pages_done": 0})
    return plan


class _Follow:
    """Tells how far a reading is, and asks whether it is still wanted."""

    def __init__(self, plan: PlanDocument, now: Clock) -> None:
        self._mine = PlanDocument.objects.filter(pk=plan.pk, attempt=plan.attempt, state=PlanDocument.State.READING)
        self._now, self._asked, self._unwanted = now, now(), False

    def progress(self, done: int, pages: int) -> None:
        """The library has read ``done`` of ``pages`` pages."""
        self._mine.update(pages_done=done, pages_total=pages, heard_at=self._now())

    def is_unwanted(self) -> bool:
        """Whether somebody has deleted the plan or has asked for it anew."""
        moment = self._now()
        if not self._unwanted and moment - self._asked >= _ASK_EVERY:
            self._asked, self._unwanted = moment, not self._mine.exists()
        return self._unwanted


@transaction.atomic
def _finish(plan: PlanDocument, found: dict[str, Any], at: datetime) -> str:
    current = _still_mine(plan)
    if current is None:
        return "not wanted"
    current.reading = found
    current.save(update_fields=["reading"])
    PLAN_TRANSITIONS.apply(current, "finish", actor=None, at=at, changes={"heard_at": at})
    return "read"


@transaction.atomic
def _fail(plan: PlanDocument, why: str, at: datetime) -> str:
    current = _still_mine(plan)
    if current is None:
        return "not wanted"
    PLAN_TRANSITIONS.apply(current, "fail", actor=None, at=at, changes={"failure": why, "heard_at": at})
    return "failed"


def _still_mine(plan: PlanDocument) -> PlanDocument | None:
    rows = PlanDocument.objects.select_for_update()
    return rows.filter(pk=plan.pk, attempt=plan.attempt, state=PlanDocument.State.READING).first()
