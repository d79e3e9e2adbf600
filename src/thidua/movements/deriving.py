"""A body's own plan from the plan of a higher one: what is inherited, what it rests on, what the body adds itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from thidua import plans
from thidua.movements import reviewing
from thidua.movements.as_read import Facts, first_words, shortened
from thidua.movements.casing import as_in_a_sentence
from thidua.movements.models import Movement, PlanDocument
from thidua.organisation.models import Unit
from thidua.text import fold

# What the own plan takes over as it stands; number, day, signer and deadlines are the body's own and stay blank.
_TAKEN_OVER = ("title", "theme", "kind", "purpose", "participants", "criteria", "reward_forms")


@dataclass(frozen=True)
class Offered:
    """A task or duty of the higher plan that the own plan may inherit; ``is_ours`` when it names the body."""

    key: str
    label: str
    title: str
    text: str
    bodies: tuple[str, ...]
    is_ours: bool
    item: dict[str, Any]

    @property
    def has_more(self) -> bool:
        """Whether the plan says more than the title shows."""
        return len(self.text) > len(self.title.removesuffix("…").strip()) + 1


@dataclass(frozen=True)
class Higher:
    """The plan of the higher body.

    Attributes:
        facts: its facts as a review has them.
        cited: itself, as a document that the own plan rests on.
        name: what its movement is called.
        launched_by: who launched it.
        plan: its file, where it was handed in here; the own movement keeps it.
        movement: the movement, where it is kept here.
    """

    facts: Facts
    cited: dict[str, Any]
    name: str
    launched_by: str
    plan: PlanDocument | None = None
    movement: Movement | None = None


def of_plan(plan: PlanDocument) -> Higher:
    """The higher plan that was handed in as a file."""
    facts = reviewing.facts_of(plan)
    document = (plan.reading or {}).get("document") or {}
    issuer = as_in_a_sentence(document.get("body") or "", (plan.reading or {}).get("text", ""))
    return Higher(facts, _cited(facts, document.get("kind") or "Kế hoạch", issuer), _name(facts), issuer, plan=plan)


def of_movement(movement: Movement) -> Higher:
    """The movement of a higher body that is kept here."""
    simple = {name: getattr(movement, name) for name in (*reviewing.TEXTS, *reviewing.DATES)}
    days = {name: simple[name].isoformat() if simple[name] else None for name in reviewing.DATES}
    facts = simple | days | {name: _rows_of(movement, name) for name in reviewing.LISTS}
    issuer = movement.body.name
    return Higher(facts, _cited(facts, "Kế hoạch", issuer), movement.title, issuer, movement=movement)


def _rows_of(movement: Movement, name: str) -> list[dict[str, Any]]:
    manager = {
        "tasks": movement.tasks.all(),
        "milestones": movement.milestones.filter(kind="great_day"),
        "deadlines": movement.milestones.filter(kind="deadline"),
        "higher_movements": movement.higher_movements.all(),
        "references": movement.legal_bases.exclude(number=""),
        "unnumbered": movement.legal_bases.filter(number=""),
        "duties": movement.duties.all(),
    }[name]
    return [{key: _plain(getattr(row, key)) for key in reviewing.LISTS[name]} for row in manager]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _cited(facts: Facts, kind: str, issuer: str) -> dict[str, Any]:
    number = "/".join(part for part in (facts["document_number"], facts["document_symbol"]) if part)
    subject = shortened(f"về {facts['title'][:1].lower()}{facts['title'][1:]}" if facts["title"] else "", 490)
    return {"kind": kind, "number": number, "date": facts["issued_on"], "issuer": issuer, "subject": subject}


def _name(facts: Facts) -> str:
    return shortened(facts["theme"] or facts["title"], 290)


def derived_from(movement: Movement, body: Unit) -> Movement | None:
    """Return the movement that a body has already made from a higher body's movement."""
    return Movement.objects.filter(body=body, higher_movements__linked=movement).order_by("pk").first()


def offered(higher: Higher, body: Unit) -> list[Offered]:
    """What the own plan may inherit: the tasks, and the duties as tasks."""
    found = []
    for part in ("tasks", "duties"):
        for number, item in enumerate(higher.facts[part]):
            bodies = tuple(item.get("bodies") or ())
            title = item.get("title") or first_words(item["text"])
            title = title[:1].upper() + title[1:]
            is_ours = _names(bodies, body)
            found.append(
                Offered(f"{part}-{number}", item.get("label") or "", title, item["text"], bodies, is_ours, item)
            )
    return found


def _names(bodies: Iterable[str], body: Unit) -> bool:
    """Whether the bodies of a task are, or include, this one: named, of a sort ("Giám đốc các sở"), or among all."""
    names = {fold(name) for name in (body.name, body.short_name) if name}
    if any(name in fold(words) for words in bodies for name in names):
        return True
    groups = plans.match_bodies(bodies, [plans.KnownUnit(body.pk, body.name, body.short_name)])
    return any(group.is_group and (group.is_everyone or group.matches) for group in groups)


def own_facts(higher: Higher, chosen: Iterable[Offered], additions: Sequence[str]) -> Facts:
    """The facts of the own movement; its tasks are numbered anew, inherited ones first."""
    facts: Facts = {name: higher.facts[name] for name in _TAKEN_OVER} | {"end": higher.facts["end"]}
    tasks = [_task(one.item, one.title, inherited=True) for one in chosen]
    tasks += [_task({"text": text}, first_words(text), inherited=False) for text in additions]
    for number, task in enumerate(tasks, start=1):
        task["label"] = str(number)
    above = {"name": higher.name, "start_year": None, "end_year": None, "launched_by": higher.launched_by}
    cited = [higher.cited] if higher.cited["number"] else []
    nameless = [] if cited else [{key: higher.cited[key] for key in ("kind", "subject", "date")}]
    return facts | {
        "tasks": tasks,
        "milestones": higher.facts["milestones"],
        "deadlines": [],
        "higher_movements": [above, *(row for row in higher.facts["higher_movements"] if row["name"] != higher.name)],
        "references": [*cited, *(row for row in higher.facts["references"] if row["number"] != higher.cited["number"])],
        "unnumbered": [*nameless, *higher.facts["unnumbered"]],
        "duties": [],
    }


def _task(item: dict[str, Any], title: str, *, inherited: bool) -> dict[str, Any]:
    return {
        "title": title[:200],
        "text": item["text"],
        "due": item.get("due"),
        "target": item.get("target") or "",
        "bodies": [],
        "inherited": inherited,
    }
