"""What a new version of a plan would change in its movement: one proposal a change, for a person to accept or not.

The two versions are held against each other as they were reviewed (`thidua.plans.difference`); what stands in the
movement now says whether a change can still be made. So what the officer has corrected by hand since is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from thidua import plans
from thidua.movements import reviewing
from thidua.movements.as_read import Facts
from thidua.movements.models import (
    Duty,
    HigherMovement,
    LegalBasis,
    Milestone,
    Movement,
    PlanDocument,
    Task,
)

# The lists of a review, by the names that the library compares them under.
_AS_READ = {
    "tasks": "tasks",
    "milestones": "milestones",
    "deadlines": "deadlines",
    "higher_movements": "movements",
    "references": "references",
    "unnumbered": "unnumbered_references",
    "duties": "duties",
}
# Of which model the rows of each list are.
MODELS: dict[str, type[Model]] = {
    "tasks": Task,
    "milestones": Milestone,
    "deadlines": Milestone,
    "higher_movements": HigherMovement,
    "references": LegalBasis,
    "unnumbered": LegalBasis,
    "duties": Duty,
}
# What of a plan is compared but has no row in a movement: shown, nothing to accept.
_FOR_INFORMATION = ("sections", "annexes", "quotas", "submissions", "dossier", "phases")


@dataclass(frozen=True)
class Shown:
    """One field of a change: its name for people, what it says now and would say, word by word."""

    label: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Proposal:
    """One change that can be accepted.

    Attributes:
        key: names it among those of the two versions.
        part: "simple", or the list of the review.
        what: "added", "dropped", "changed".
        label: what it is, for people.
        shown: its fields.
        before, after: the facts, or the value of a simple one.
        row: the movement's row that it would change, or None.
        blocked: why it cannot be accepted; empty where it can.
    """

    key: str
    part: str
    what: str
    label: str
    shown: tuple[Shown, ...]
    before: Any
    after: Any
    row: Model | None = None
    blocked: str = ""


@dataclass(frozen=True)
class Comparison:
    """All that differs: what can be accepted, and what is only told."""

    proposals: list[Proposal]
    remarks: list[Proposal]


def base_of(plan: PlanDocument) -> PlanDocument:
    """The version that stands now: the newest accepted one, else the first."""
    first = plan.amends
    if first is None:
        return plan
    accepted = first.newer.filter(accepted_at__isnull=False).exclude(pk=plan.pk).order_by("-accepted_at", "-pk").first()
    return accepted or first


def compare(plan: PlanDocument, movement: Movement) -> Comparison:
    """What ``plan``, a new version, says otherwise than the version that stands, for ``movement``."""
    base = base_of(plan)
    before, after = reviewing.facts_of(base), reviewing.facts_of(plan)
    proposals = _simple(before, after, movement)
    names = {read: name for name, read in _AS_READ.items()}
    rows = _rows(movement)
    remarks: list[Proposal] = []
    renumbered = []
    for change in plans.difference(_as_reading(base, before), _as_reading(plan, after)):
        if change.list in names:
            if change.what in ("moved", "renumbered"):
                renumbered.append(change)
            else:
                proposals.append(_of_list(change, names[change.list], before, after, rows))
        elif change.list in _FOR_INFORMATION and change.what != "renumbered":
            remarks.append(_remark(change))
    proposals += _new_labels(renumbered, before, after, rows)
    return Comparison(proposals, remarks)


# --- simple facts -------------------------------------------------------------------------------------------------


def _simple(before: Facts, after: Facts, movement: Movement) -> list[Proposal]:
    found = []
    for name in (*reviewing.TEXTS, *reviewing.DATES):
        new = after.get(name)
        if not new or _bare(new) == _bare(before.get(name)):
            continue
        now = getattr(movement, name)
        if _bare(now) == _bare(new):
            continue
        label = str(Movement._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        shown = (Shown("", _words(_display(movement, name, now), _display(movement, name, new))),)
        found.append(Proposal(f"simple-{name}", "simple", "changed", label, shown, now, new))
    return found


def _bare(value: Any) -> Any:
    """A value such that two that say the same are equal: words without the space around and between the lines."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return "\n".join(line.strip() for line in value.strip().splitlines()) if isinstance(value, str) else value or ""


def says_the_same(one: Any, other: Any) -> bool:
    """Whether two values differ in nothing but the space around their lines."""
    return bool(_bare(one) == _bare(other))


def _display(movement: Movement, name: str, value: Any) -> str:
    choices = dict(movement._meta.get_field(name).choices or ())  # type: ignore[union-attr]
    return str(choices.get(value, _told(value)))


# --- lists --------------------------------------------------------------------------------------------------------


def _as_reading(plan: PlanDocument, facts: Facts) -> dict[str, Any]:
    """Reviewed facts in the form that the library compares; what is not reviewed is as it was read."""
    reading = plan.reading or {}
    made: dict[str, Any] = {"document": {"recipients": []}, "theme": None, "period": None}
    made["sections"] = reading.get("sections", [])
    for name, read in _AS_READ.items():
        made[read] = [_as_fact(name, item) for item in facts[name]]
    for name in _FOR_INFORMATION[1:]:
        if name in reading:
            made[name] = reading[name]
    return made


def _as_fact(name: str, item: Mapping[str, Any]) -> dict[str, Any]:
    fact = {key: _bare(item.get(key)) or None for key in reviewing.LISTS[name]} | {"at": item.get("at") or []}
    if name == "tasks":
        fact |= {"id": item["label"], "references": [], "movements": []}
    if name == "deadlines":
        fact |= {"text": fact.pop("name"), "section": None}
    if name == "unnumbered":
        fact["name"] = fact.pop("subject")
    return fact


def _rows(movement: Movement) -> dict[str, list[Model]]:
    milestones = list(movement.milestones.all())
    bases = list(movement.legal_bases.all())
    return {
        "tasks": list(movement.tasks.all()),
        "milestones": [row for row in milestones if row.kind == Milestone.Kind.GREAT_DAY],
        "deadlines": [row for row in milestones if row.kind == Milestone.Kind.DEADLINE],
        "higher_movements": list(movement.higher_movements.all()),
        "references": [row for row in bases if row.number],
        "unnumbered": [row for row in bases if not row.number],
        "duties": list(movement.duties.all()),
    }


# By which fields a row of the movement is known again.
_KNOWN_BY: dict[str, tuple[str, ...]] = {
    "tasks": ("label", "text"),
    "milestones": ("name",),
    "deadlines": ("name",),
    "higher_movements": ("name",),
    "references": ("number",),
    "unnumbered": ("subject",),
    "duties": ("text",),
}


def row_of(part: str, fact: Mapping[str, Any], rows: Iterable[Model]) -> Any:
    """The row of the movement that was made of ``fact``, or None when somebody has dropped or rewritten it."""
    candidates = list(rows)
    for key in _KNOWN_BY[part]:
        for row in candidates:
            if _bare(getattr(row, key)) == _bare(fact.get(key)):
                return row
    return None


def _of_list(change: plans.Change, part: str, before: Facts, after: Facts, rows: Mapping[str, list[Model]]) -> Proposal:
    old = before[part][change.before_index] if change.before_index is not None else None
    new = after[part][change.after_index] if change.after_index is not None else None
    row = row_of(part, old, rows[part]) if old is not None else None
    label = f"{_headings()[part]} {(new or old or {}).get('label', '')}".rstrip()
    shown = _shown(part, old, new)
    blocked = _blocked(part, change.what, old, new, row, rows[part])
    return Proposal(f"{part}-{change.id}", part, change.what, label, shown, old, new, row, blocked)


def _blocked(part: str, what: str, old: Any, new: Any, row: Any, rows: list[Model]) -> str:
    if what != "added" and row is None:
        return _("Mục này không còn trong phong trào (đã được sửa hoặc bỏ trước đó).")
    if what == "dropped" and part == "tasks" and row.reports.exists():
        return _("Đã có đơn vị báo cáo nhiệm vụ này nên không bỏ được; báo cáo được giữ lại.")
    if what == "dropped" and part == "duties" and row.done.exists():
        return _("Đã có đơn vị làm xong việc này nên không bỏ được.")
    if what != "dropped" and part in ("milestones",) and not new.get("day"):
        return _("Chưa rõ ngày; hãy điền ngày ở bước rà soát.")
    if what == "added" and row_of(part, new, rows) is not None and part != "tasks":
        return _("Phong trào đã có mục này.")
    return ""


def _shown(part: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> tuple[Shown, ...]:
    found = []
    for key in reviewing.LISTS[part]:
        one, other = (_told((fact or {}).get(key)) for fact in (old, new))
        if _bare(one) != _bare(other):
            found.append(Shown(_label(part, key), _words(one, other)))
    return tuple(found)


def _new_labels(
    changes: list[plans.Change], before: Facts, after: Facts, rows: Mapping[str, list[Model]]
) -> list[Proposal]:
    """All tasks that only have another number now are one proposal: they are renumbered together or not at all."""
    pairs = [
        (before["tasks"][change.before_index]["label"], after["tasks"][change.after_index]["label"])
        for change in changes
        if change.list == "tasks" and change.before_index is not None and change.after_index is not None
    ]
    moved = [(old, new) for old, new in pairs if old != new]
    if not moved:
        return []
    shown = tuple(Shown("", _words(old, new)) for old, new in moved)
    return [Proposal("tasks-labels", "labels", "changed", _("Đánh số lại nhiệm vụ"), shown, None, dict(moved))]


def _remark(change: plans.Change) -> Proposal:
    old, new = (_fact_words(fact) for fact in (change.before, change.after))
    return Proposal(change.id, change.list, change.what, change.label, (Shown("", _words(old, new)),), None, None)


def _fact_words(fact: Any) -> str:
    if not isinstance(fact, dict):
        return _told(fact)
    said = [fact.get(key) for key in ("title", "name", "unit", "award", "count", "text")]
    return " · ".join(str(value) for value in said if value)


def _headings() -> dict[str, str]:
    return {
        "tasks": _("Nhiệm vụ"),
        "milestones": _("Ngày lễ, sự kiện"),
        "deadlines": _("Thời hạn"),
        "higher_movements": _("Phong trào cấp trên"),
        "references": _("Văn bản được viện dẫn"),
        "unnumbered": _("Văn bản không có số"),
        "duties": _("Tổ chức thực hiện"),
    }


def _label(part: str, key: str) -> str:
    return str(MODELS[part]._meta.get_field(key).verbose_name)  # type: ignore[union-attr]


def _words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    return tuple(plans.text_difference(old, new))


def _told(value: Any) -> str:
    """A value as people read it: days in their way, lists with commas, nothing as nothing."""
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-" and value[:4].isdigit():
        value = date.fromisoformat(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
