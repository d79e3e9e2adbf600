"""A reading (`plan.schema.json`) in the form of a review: what the document leaves blank is blank, nothing is guessed.

Older readings lack what later readers find; such lists are empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from thidua import plans
from thidua.movements.casing import as_in_a_sentence
from thidua.movements.models import Movement

Facts = dict[str, Any]
#: The longest label and target that a task may have.
LONGEST_LABEL = 20
LONGEST_TARGET = 290
_SUBJECT_VERBS = re.compile(
    r"^(?:(?:về việc|v/v) )?(?:ban hành (?:kế hoạch |chương trình )?)?(?:phát động )?", re.IGNORECASE
)


def facts_as_read(reading: Mapping[str, Any]) -> Facts:
    """All facts of a reading, as `thidua.movements.reviewing` describes them."""
    return _simple(reading) | {
        "tasks": [_task(row, reading) for row in reading.get("tasks", ())],
        "milestones": [
            {"name": row["name"], "day": row["date"], "origin": row.get("origin")}
            | {"anniversary": row.get("anniversary"), "at": row["at"]}
            for row in reading.get("milestones", ())
        ],
        "deadlines": [
            {"name": shortened(row["text"], 280), "day": row.get("date"), "at": row["at"]}
            for row in _own_deadlines(reading)
        ],
        "higher_movements": [
            {"name": row["name"], "start_year": row.get("start_year"), "end_year": row.get("end_year")}
            | {"launched_by": row.get("launched_by") or "", "at": row["at"]}
            for row in reading.get("movements", ())
        ],
        "references": [
            {"kind": row["kind"], "number": row["number"], "date": row["date"], "issuer": row["issuer"] or ""}
            | {"subject": row.get("subject") or "", "at": row["at"]}
            for row in reading.get("references", ())
        ],
        "unnumbered": [
            {"kind": row["kind"], "subject": row["name"], "date": row.get("date"), "at": row["at"]}
            for row in reading.get("unnumbered_references", ())
        ],
        "duties": [
            {"bodies": list(row["bodies"]), "text": row["text"], "at": row["at"]} for row in reading.get("duties", ())
        ],
    }


def _simple(reading: Mapping[str, Any]) -> Facts:
    document, period = reading.get("document") or {}, reading.get("period") or {}
    signer, theme = document.get("signer") or {}, reading.get("theme") or {}
    issued_on = _whole_date(document.get("date"))
    return {
        "title": _movement_title(as_in_a_sentence(document.get("title") or "", reading.get("text", ""))),
        "theme": theme.get("text") or "",
        "kind": Movement.Kind.THEMATIC.value,
        "scope": "",
        "document_number": document.get("number") or "",
        "document_symbol": document.get("symbol") or "",
        "signer_name": signer.get("name") or "",
        "signer_position": _position(signer),
        "participants": _joined(reading.get("participants", ())),
        "criteria": _section(reading.get("sections", ()), r"tiêu chí"),
        "reward_forms": _joined(reading.get("reward_forms", ())),
        "purpose": _section(reading.get("sections", ()), r"mục đích|yêu cầu"),
        "issued_on": issued_on,
        "start": period.get("start") or (issued_on if period.get("start_is_issue_date") else None),
        "end": period.get("end"),
    } | {name: step.due.isoformat() if step and step.due else None for name, step in _due_steps(reading).items()}


def places_of(reading: Mapping[str, Any]) -> dict[str, Any]:
    """Where each simple fact was read, by its name in the review; a fact without a place is absent."""
    at = (reading.get("document") or {}).get("at") or {}
    period, theme = reading.get("period") or {}, reading.get("theme") or {}
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
        "participants": [row["at"] for row in reading.get("participants", ())],
        "reward_forms": [row["at"] for row in reading.get("reward_forms", ())],
    } | {name: [list(span) for span in step.at] if step else None for name, step in _due_steps(reading).items()}
    return {name: place for name, place in places.items() if place}


def _due_steps(reading: Mapping[str, Any]) -> dict[str, plans.Step | None]:
    """The earliest day that the plan itself names for registering, reporting and nominating."""
    dated = [step for step in plans.schedule(reading) if step.due] if reading else []
    found = {}
    for kind, name in (
        ("registration", "registration_due"),
        ("report", "report_due"),
        ("nomination", "nomination_due"),
    ):
        found[name] = min(
            (step for step in dated if step.kind == kind), key=lambda step: step.due or date.max, default=None
        )
    return found


def _own_deadlines(reading: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The deadlines that stand for themselves: neither a task's own day nor one of the movement's three."""
    sources = [step.source for step in _due_steps(reading).values() if step]
    tasks = [(row["at"], row.get("due")) for row in reading.get("tasks", ())]
    for number, row in enumerate(reading.get("deadlines", ())):
        start, end = row["at"]
        of_task = any(at[0] <= start and end <= at[1] and due == row.get("date") for at, due in tasks)
        if not of_task and ("deadlines", number) not in sources:
            yield row


def _task(row: Mapping[str, Any], reading: Mapping[str, Any]) -> dict[str, Any]:
    start, end = row["at"]
    targets = [
        target["text"] for target in reading.get("targets", ()) if start <= target["at"][0] and target["at"][1] <= end
    ]
    return {
        "label": _label(row["id"]),
        "title": row["title"] or first_words(row["text"]),
        "text": row["text"],
        "due": row.get("due"),
        "target": shortened("; ".join(targets), LONGEST_TARGET) if targets else "",
        "bodies": [*row.get("bodies", ()), *row.get("supporting", ())],
        "at": row["at"],
    }


def _label(path: str) -> str:
    """The path of an item, the name of its part or annex shortened where all is too long: "PTN.II.1.-2"."""
    if len(path) <= LONGEST_LABEL:
        return path
    head, _, rest = path.partition(".")
    initials = "".join(word if word.isdecimal() else word[0] for word in head.split())
    return f"{initials}.{rest}"[:LONGEST_LABEL]


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
    """The movement's own name: a plan's subject "Phát động phong trào …", a decision's "Ban hành Kế hoạch …", without
    the verbs."""
    title = _SUBJECT_VERBS.sub("", subject.strip())
    return title[:1].upper() + title[1:]


def _position(signer: Mapping[str, Any]) -> str:
    return " ".join(part for part in (signer.get("authority"), signer.get("position")) if part)


def first_words(text: str) -> str:
    """A short name for a task that has no heading: its first sentence, cut at a word."""
    return shortened(re.split(r"[.;:](?:\s|$)", text.strip(), maxsplit=1)[0], 110)


def shortened(text: str, most: int) -> str:
    """``text`` cut at a word, so that it has at most ``most`` characters and a sign that it was cut."""
    text = text.strip()
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",") + " …"


def _section(sections: Iterable[Mapping[str, Any]], title: str) -> str:
    """The words of the first section whose heading speaks of ``title``, where the plan has one."""
    for section in sections:
        if re.search(title, section["title"] or "", re.IGNORECASE):
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
