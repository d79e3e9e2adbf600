"""What is to be done, by whom, by when: from a reading, each thing once, in the order of the days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .places import spans_of
from .plan import At

Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done.

    Attributes:
        kind: "registration", "report", "nomination", "interim_review", "final_review", "task" or "other".
        text: what, in the words of the plan.
        bodies: by whom; empty where the plan does not say, which mostly means all who take part.
        due: the day, None where there is none or it comes again.
        every: "tuần", "tháng", "quý" or "năm" where it comes again.
        section: the part of the outline ("IV.2"), None outside of it.
        at: where it was read.
        source: the list of the reading and the number in it that it comes from ("deadlines", 3).
    """

    kind: str
    text: str
    bodies: tuple[str, ...]
    due: date | None
    every: str | None
    section: str | None
    at: tuple[At, ...]
    source: tuple[str, int]


def schedule(reading: Mapping[str, Any]) -> list[Step]:
    """Return what is to be done, by day; what comes again and what has no day stands last.

    A deadline inside a task is the task's own. Duties without a day are there too: somebody is to do them.

    Args:
        reading: `Plan.to_json()`; deadlines of an older reading, which have no kind, are "other".
    """
    deadlines = list(enumerate(reading.get("deadlines") or ()))
    tasks = list(reading["tasks"])
    steps = [_of_deadline(number, deadline, _task_around(deadline, tasks)) for number, deadline in deadlines]
    steps += _tasks_without_deadline(tasks, [deadline for _, deadline in deadlines])
    steps += _duties_without_deadline(reading["duties"], [deadline for _, deadline in deadlines])
    return sorted(steps, key=lambda step: (step.due is None, step.every is None, step.due or date.max, step.at))


def _of_deadline(number: int, deadline: Fact, task: Fact | None) -> Step:
    bodies = tuple(deadline.get("bodies") or ()) or tuple((task or {}).get("bodies") or ())
    kind = deadline.get("kind") or ("task" if task else "other")
    text = deadline["text"]
    if task and kind == "task" and len(text.split()) < 8:
        # «hoàn thành trước ngày …» alone does not say what
        text = task.get("title") or task["text"].split("\n")[0]
    return Step(
        *(kind, text, bodies, _day(deadline["date"]), deadline["every"], deadline["section"]),
        spans_of(deadline["at"]),
        ("deadlines", number),
    )


def _task_around(fact: Fact, tasks: list[Fact]) -> Fact | None:
    return next((task for task in tasks if _is_inside(fact, task)), None)


def _is_inside(fact: Fact, around: Fact) -> bool:
    at, outer = fact["at"], around["at"]
    return bool(outer[0] <= at[0] and at[1] <= outer[1])


def _tasks_without_deadline(tasks: list[Fact], deadlines: list[Fact]) -> Iterator[Step]:
    """Tasks whose day stands in a cell of its own, and tasks without a day."""
    for number, task in enumerate(tasks):
        if any(_is_inside(deadline, task) for deadline in deadlines):
            continue
        text = task.get("title") or task["text"].split("\n")[0]
        due = _day(task.get("due"))
        bodies = tuple(task.get("bodies") or ())
        yield Step("task", text, bodies, due, None, task["id"], spans_of(task["at"]), ("tasks", number))


def _duties_without_deadline(duties: list[Fact], deadlines: list[Fact]) -> Iterator[Step]:
    for number, duty in enumerate(duties):
        if not any(_is_inside(deadline, duty) for deadline in deadlines):
            bodies = tuple(duty["bodies"])
            yield Step("other", duty["text"], bodies, None, None, None, spans_of(duty["at"]), ("duties", number))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
