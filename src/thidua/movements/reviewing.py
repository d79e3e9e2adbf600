"""The facts of a plan as a person reviews them: first as they were read, then as they were corrected.

A review is plain JSON. Its simple facts are the fields of `Movement` of the same name; its lists hold what becomes
tasks, milestones and so on. ``at`` of an item, where it has one, is the place in the source it was read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.movements.as_read import Facts, facts_as_read
from thidua.movements.models import Movement, PlanDocument

TEXTS = (
    "title",
    "theme",
    "kind",
    "scope",
    "document_number",
    "document_symbol",
    "signer_name",
    "signer_position",
    "participants",
    "criteria",
    "reward_forms",
    "purpose",
)
DATES = ("issued_on", "start", "end", "registration_due", "report_due", "nomination_due")
# What each list holds: the keys of its items, and those without which an item says nothing.
LISTS: dict[str, tuple[str, ...]] = {
    "tasks": ("label", "title", "text", "due", "target", "bodies"),
    "milestones": ("name", "day", "origin", "anniversary"),
    "deadlines": ("name", "day"),
    "higher_movements": ("name", "start_year", "end_year", "launched_by"),
    "references": ("kind", "number", "date", "issuer", "subject"),
    "unnumbered": ("kind", "subject", "date"),
    "duties": ("bodies", "text"),
}
# The words of an item in which it can be parted or joined with the next one.
WORDS = {"tasks": "text", "duties": "text", "milestones": "name", "deadlines": "name", "higher_movements": "name"}
DATE_KEYS = frozenset({"due", "day", "origin", "date"})
NUMBER_KEYS = frozenset({"anniversary", "start_year", "end_year"})


def facts_of(plan: PlanDocument) -> Facts:
    """The facts as they stand: as read, with what people have changed laid over them."""
    return facts_as_read(plan.reading or {}) | plan.review


def cleaned(review: Mapping[str, Any]) -> Facts:
    """``review`` with known keys only, texts stripped, dates checked, numbers as numbers.

    Raises:
        Refused: ``bad_fact``; ``fields`` names the simple fact, or ``tasks.3.due`` within a list.
    """
    facts: Facts = {}
    for name, value in review.items():
        if name in TEXTS:
            facts[name] = _text(value)
        elif name in DATES:
            facts[name] = _iso_date(name, value)
        elif name in LISTS:
            facts[name] = [_cleaned_item(name, place, item) for place, item in enumerate(value)]
        else:
            raise Refused("bad_fact", _("Không có mục “%(name)s” trong kế hoạch.") % {"name": name})
    if facts.get("kind", Movement.Kind.THEMATIC) not in Movement.Kind.values:
        raise Refused("bad_fact", _("Hình thức tổ chức không hợp lệ."), fields={"kind": _("Hãy chọn lại.")})
    if facts.get("scope", "") not in ("", *Movement.Scope.values):
        raise Refused("bad_fact", _("Phạm vi tổ chức không hợp lệ."), fields={"scope": _("Hãy chọn lại.")})
    _check_labels(facts.get("tasks", ()))
    return facts


def fill_start(facts: Facts, reading: Mapping[str, Any]) -> Facts:
    """With "từ ngày ban hành" in the plan, the day of issue, once known, is also the start."""
    period = reading.get("period") or {}
    if period.get("start_is_issue_date") and facts.get("issued_on") and not facts.get("start"):
        return facts | {"start": facts["issued_on"]}
    return facts


def _cleaned_item(name: str, place: int, item: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key in LISTS[name]:
        value = item.get(key)
        if key in DATE_KEYS:
            made[key] = _iso_date(f"{name}.{place}.{key}", value)
        elif key in NUMBER_KEYS:
            made[key] = int(value) if value not in (None, "") else None
        elif key == "bodies":
            made[key] = [_text(body) for body in value or () if _text(body)]
        else:
            made[key] = _text(value)
    if item.get("at"):
        made["at"] = item["at"]
    return made


def _text(value: Any) -> str:
    """``value`` as a text with the line ends that readings have; browsers send others."""
    return str(value or "").replace("\r\n", "\n").strip()


def _iso_date(name: str, value: Any) -> str | None:
    if value in (None, ""):
        return None
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()
    except ValueError:
        message = _("Ngày “%(value)s” không hợp lệ.") % {"value": value}
        raise Refused("bad_fact", message, fields={name: message}) from None


def _check_labels(tasks: Iterable[Mapping[str, Any]]) -> None:
    seen: set[str] = set()
    for place, task in enumerate(tasks):
        if task["label"] in seen:
            message = _("Mục “%(label)s” có hai nhiệm vụ. Mỗi nhiệm vụ cần một số mục riêng.") % task
            raise Refused("bad_fact", message, fields={f"tasks.{place}.label": message})
        seen.add(task["label"])
