"""The facts of a plan as a person reviews them: first as they were read, then as they were corrected.

A review is plain JSON. Its simple facts are the fields of `Movement` of the same name; its lists hold what becomes
tasks, milestones and so on. ``at`` of an item, where it has one, is the place in the source it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.movements.models import Movement, PlanDocument

Facts = dict[str, Any]

TEXTS = (
    "title",
    "theme",
    "kind",
    "document_number",
    "document_symbol",
    "signer_name",
    "signer_position",
    "participants",
    "reward_forms",
    "purpose",
)
DATES = ("issued_on", "start", "end", "registration_due", "report_due", "nomination_due")
# What each list holds: the keys of its items, and those without which an item says nothing.
LISTS: dict[str, tuple[str, ...]] = {
    "tasks": ("label", "title", "text", "due"),
    "milestones": ("name", "day", "origin", "anniversary"),
    "higher_movements": ("name", "start_year", "end_year", "launched_by"),
    "references": ("kind", "number", "date", "issuer", "subject"),
    "duties": ("bodies", "text"),
}
DATE_KEYS = frozenset({"due", "day", "origin", "date"})
NUMBER_KEYS = frozenset({"anniversary", "start_year", "end_year"})


def facts_of(plan: PlanDocument) -> Facts:
    """The facts as they stand: as read, with what people have changed laid over them."""
    return facts_as_read(plan.reading) | plan.review


def facts_as_read(reading: Mapping[str, Any]) -> Facts:
    """The facts of a reading (`plan.schema.json`) in the form of a review; what the document leaves blank is blank."""
    document, period = reading["document"], reading["period"] or {}
    signer, theme = document["signer"] or {}, reading["theme"] or {}
    return {
        "title": _movement_title(document["title"] or ""),
        "theme": theme.get("text") or "",
        "kind": Movement.Kind.THEMATIC.value,
        "document_number": document["number"] or "",
        "document_symbol": document["symbol"] or "",
        "signer_name": signer.get("name") or "",
        "signer_position": _position(signer),
        "participants": _joined(reading["participants"]),
        "reward_forms": _joined(reading["reward_forms"]),
        "purpose": _purpose(reading["sections"]),
        "issued_on": _whole_date(document["date"]),
        "start": period.get("start") or (_whole_date(document["date"]) if period.get("start_is_issue_date") else None),
        "end": period.get("end"),
        "registration_due": None,
        "report_due": None,
        "nomination_due": None,
        "tasks": [
            {
                "label": task["id"],
                "title": task["title"] or _first_words(task["text"]),
                "text": task["text"],
                "due": task.get("due"),
                "at": task["at"],
            }
            for task in reading["tasks"]
        ],
        "milestones": [
            {"name": row["name"], "day": row["date"], "origin": row.get("origin")}
            | {"anniversary": row.get("anniversary"), "at": row["at"]}
            for row in reading["milestones"]
        ],
        "higher_movements": [
            {"name": row["name"], "start_year": row.get("start_year"), "end_year": row.get("end_year")}
            | {"launched_by": row.get("launched_by") or "", "at": row["at"]}
            for row in reading["movements"]
        ],
        "references": [
            {"kind": row["kind"], "number": row["number"], "date": row["date"], "issuer": row["issuer"] or ""}
            | {"subject": row.get("subject") or "", "at": row["at"]}
            for row in reading["references"]
        ],
        "duties": [{"bodies": list(row["bodies"]), "text": row["text"], "at": row["at"]} for row in reading["duties"]],
    }


def places_of(reading: Mapping[str, Any]) -> dict[str, Any]:
    """Where each simple fact was read, by its name in the review; a fact without a place is absent."""
    at = reading["document"].get("at") or {}
    period, theme = reading["period"] or {}, reading["theme"] or {}
    places = {
        "title": at.get("title"),
        "document_number": at.get("number"),
        "document_symbol": at.get("symbol") or at.get("number"),
        "issued_on": at.get("date"),
        "signer_name": at.get("signer"),
        "signer_position": at.get("signer"),
        "theme": theme.get("at"),
        "start": period.get("at"),
        "end": period.get("at"),
        "participants": [row["at"] for row in reading["participants"]],
        "reward_forms": [row["at"] for row in reading["reward_forms"]],
    }
    return {name: place for name, place in places.items() if place}


def cleaned(review: Mapping[str, Any]) -> Facts:
    """``review`` with known keys only, texts stripped, dates checked, numbers as numbers.

    Raises:
        Refused: ``bad_fact``; ``fields`` names the simple fact, or ``tasks.3.due`` within a list.
    """
    facts: Facts = {}
    for name, value in review.items():
        if name in TEXTS:
            facts[name] = str(value or "").strip()
        elif name in DATES:
            facts[name] = _iso_date(name, value)
        elif name in LISTS:
            facts[name] = [_cleaned_item(name, place, item) for place, item in enumerate(value)]
        else:
            raise Refused("bad_fact", _("Không có mục “%(name)s” trong kế hoạch.") % {"name": name})
    if facts.get("kind", Movement.Kind.THEMATIC) not in Movement.Kind.values:
        raise Refused("bad_fact", _("Hình thức tổ chức không hợp lệ."), fields={"kind": _("Hãy chọn lại.")})
    _check_labels(facts.get("tasks", ()))
    return facts


def fill_start(facts: Facts, reading: Mapping[str, Any]) -> Facts:
    """With "từ ngày ban hành" in the plan, the day of issue, once known, is also the start."""
    period = reading["period"] or {}
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
            made[key] = [str(body).strip() for body in value or () if str(body).strip()]
        else:
            made[key] = str(value or "").strip()
    if item.get("at"):
        made["at"] = item["at"]
    return made


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


def _whole_date(parts: Mapping[str, int | None] | None) -> str | None:
    """The date of a document, when none of its parts is blank and it is a real day."""
    if not parts or not (parts["year"] and parts["month"] and parts["day"]):
        return None
    try:
        return date(parts["year"], parts["month"], parts["day"]).isoformat()
    except ValueError:
        return None


def _joined(spans: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(span["text"] for span in spans)


def _movement_title(subject: str) -> str:
    """The movement's own name: a plan's subject "Phát động phong trào …" without the verb."""
    title = re.sub(r"^(về việc |v/v )?phát động ", "", subject.strip(), flags=re.IGNORECASE)
    return title[:1].upper() + title[1:]


def _position(signer: Mapping[str, Any]) -> str:
    return " ".join(part for part in (signer.get("authority"), signer.get("position")) if part)


def _first_words(text: str, most: int = 110) -> str:
    """A short name for a task that has no heading: its first sentence, cut at a word."""
    first = re.split(r"[.;:](?:\s|$)", text.strip(), maxsplit=1)[0]
    if len(first) <= most:
        return first
    return first[:most].rsplit(" ", 1)[0].rstrip(",") + " …"


def _purpose(sections: Iterable[Mapping[str, Any]]) -> str:
    """The words of the section on purpose and requirements, where the plan has one."""
    for section in sections:
        if re.search(r"mục đích|yêu cầu", section["title"] or "", re.IGNORECASE):
            return "\n".join(_lines(section)).strip()
    return ""


def _lines(section: Mapping[str, Any], depth: int = 0) -> Iterable[str]:
    head = section["title"] or ""
    if depth and head:
        yield head
    if section["text"]:
        yield section["text"]
    for child in section["children"]:
        yield from _lines(child, depth + 1)
