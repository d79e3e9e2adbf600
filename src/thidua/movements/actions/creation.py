"""A draft movement: made of a reviewed plan, or from an empty form; its tasks corrected while it is a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.journal.queries import history
from thidua.movements import body_names, permissions, reviewing
from thidua.movements.actions.guards import as_day, check_lengths, demand
from thidua.movements.models import (
    Duty,
    HigherMovement,
    LegalBasis,
    Milestone,
    Movement,
    PlanDocument,
    Task,
)
from thidua.organisation.models import Unit
from thidua.text import fold


@transaction.atomic
def create_movement(*, plan: PlanDocument, actor: Any, at: datetime) -> Movement:
    """Make a draft movement of a reviewed plan, with its tasks, milestones, duties, bases and higher movements.

    A second call for the same plan returns the movement that is there.

    Raises:
        Refused: ``not_allowed``, ``not_read``, ``is_amendment``, ``no_title``, ``no_tasks``, ``too_long``.
    """
    demand(permissions.may_manage(actor, plan.body))
    plan = PlanDocument.objects.select_for_update(of=("self",)).select_related("body").get(pk=plan.pk)
    made = Movement.objects.filter(plan=plan).first()
    if made is not None:
        return made
    if plan.state != PlanDocument.State.READ:
        raise Refused("not_read", _("Kế hoạch chưa đọc xong nên chưa lập phong trào được."))
    if plan.amends_id:
        message = _("Đây là bản mới của một kế hoạch đã có phong trào. Hãy so sánh rồi chấp nhận từng thay đổi.")
        raise Refused("is_amendment", message)
    facts = reviewing.facts_of(plan)
    _check_title(facts)
    if not facts["tasks"]:
        raise Refused("no_tasks", _("Kế hoạch chưa có nhiệm vụ nào. Hãy thêm ít nhất một nhiệm vụ rồi lập lại."))
    movement = make(plan.body, facts, plan)
    new = {"plan": plan.pk, "tasks": len(facts["tasks"])}
    record("movements.movement.create", movement, actor=actor, at=at, new=new)
    return movement


@transaction.atomic
def draft_movement(*, body: Unit, facts: Mapping[str, Any], actor: Any, at: datetime) -> Movement:
    """Make a draft movement without a plan; tasks may come later (`save_tasks`), before it is sent to the head.

    The very same movement pressed twice is one: a draft of the actor's body with the same title and without a plan.

    Args:
        facts: simple facts by the names of `reviewing.TEXTS` and `reviewing.DATES`, lists of `reviewing.LISTS`.

    Raises:
        Refused: ``not_allowed``, ``no_title``, ``bad_fact``, ``too_long``.
    """
    demand(permissions.may_manage(actor, body))
    Unit.objects.select_for_update().get(pk=body.pk)
    given = whole(reviewing.cleaned(facts))
    there = Movement.objects.filter(
        body=body, plan=None, state=Movement.State.DRAFT, title=given["title"], theme=given["theme"]
    ).first()
    if there is not None and given["title"]:
        return there
    movement = make(body, given, None)
    record("movements.movement.create", movement, actor=actor, at=at, new={"tasks": len(given["tasks"])})
    return movement


def whole(facts: Mapping[str, Any]) -> dict[str, Any]:
    """``facts`` with everything that they do not say blank."""
    texts = dict.fromkeys(reviewing.TEXTS, "") | {"kind": Movement.Kind.THEMATIC.value}
    return texts | dict.fromkeys(reviewing.DATES) | {name: [] for name in reviewing.LISTS} | dict(facts)


def make(body: Unit, facts: Mapping[str, Any], plan: PlanDocument | None) -> Movement:
    """A draft movement of ``facts`` with its rows; refuses a movement without a title."""
    _check_title(facts)
    movement = Movement(
        body=body,
        plan=plan,
        **{name: facts[name] for name in reviewing.TEXTS},
        **{name: as_day(facts[name]) for name in reviewing.DATES},
    )
    check_lengths(movement)
    movement.save()
    _create_rows(movement, facts)
    return movement


def _check_title(facts: Mapping[str, Any]) -> None:
    if not facts["title"]:
        message = _("Chưa có tên phong trào. Hãy điền tên phong trào rồi lập lại.")
        raise Refused("no_title", message, fields={"title": message})


def _create_rows(movement: Movement, facts: Mapping[str, Any]) -> None:
    """The rows below a movement, one bulk insert a table; then who is meant, and what counts for what."""
    insert(
        HigherMovement,
        movement,
        [row | {"linked": higher_of(movement, row["name"])} for row in facts["higher_movements"]],
    )
    insert(Task, movement, _in_order(facts["tasks"]))
    insert(Milestone, movement, [row for row in facts["milestones"] if row["day"]])
    deadlines = [row | {"kind": Milestone.Kind.DEADLINE} for row in facts["deadlines"] if row["day"]]
    insert(Milestone, movement, deadlines)
    insert(LegalBasis, movement, facts["references"])
    insert(LegalBasis, movement, facts["unnumbered"])
    insert(Duty, movement, _in_order(facts["duties"]))
    given: list[Task | Duty] = [*movement.tasks.all(), *movement.duties.all()]
    for row in given:
        row.units.set(body_names.confirmed_units(movement.body, row.bodies))
    count_by_words(movement)


def _in_order(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [dict(row) | {"order": place} for place, row in enumerate(rows, start=1)]


def insert(model: Any, movement: Movement, facts: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows of a review's list below a movement."""
    made = []
    for fact in facts:
        values = {key: as_day(value) if key in reviewing.DATE_KEYS else value for key, value in fact.items()}
        values.pop("at", None)
        made.append(model(movement=movement, **values))
        check_lengths(made[-1])
    model.objects.bulk_create(made)


def higher_of(movement: Movement, name: str) -> Movement | None:
    """The movement of that very name that a body above has launched here, where there is one and only one."""
    above = [movement.body.path[:end] for end in range(Unit.steplen, len(movement.body.path), Unit.steplen)]
    running = Movement.objects.filter(body__path__in=above, state__in=permissions.LAUNCHED_STATES)
    wanted = _bare(name)
    found = [each for each in running if wanted in (_bare(each.title), _bare(each.theme))]
    return found[0] if len(found) == 1 else None


def _bare(name: str) -> str:
    """A movement's name without the words that all of them begin with."""
    return fold(name).strip(' "“”.').removeprefix("phong trao thi dua").removeprefix("phong trao").strip(' "“”.')


def count_by_words(movement: Movement, tasks: Iterable[Task] | None = None) -> None:
    """Let each task count for the higher movements that its words name."""
    higher = list(movement.higher_movements.all())
    for task in movement.tasks.all() if tasks is None else tasks:
        words = fold(task.text)
        task.counts_for.set([each for each in higher if fold(each.name) in words])


@transaction.atomic
def save_tasks(
    *,
    movement: Movement,
    tasks: Sequence[Mapping[str, Any]],
    actor: Any,
    at: datetime,
    version: int | None = None,
) -> list[Task]:
    """Make the tasks of a draft exactly these, in this order.

    Args:
        tasks: facts as in `reviewing.LISTS["tasks"]`, with ``pk`` for those that are there already; ``units``
            (keys) and ``counts_for`` (keys of the movement's higher movements) where a person has chosen them.
        version: `version_of` the movement as the person saw it; None overrides whatever is there.

    Raises:
        Refused: ``not_allowed``, ``not_draft``, ``stale_movement``, ``bad_fact``, ``too_long``, ``foreign_unit``.
    """
    current = locked_draft(movement, actor, version)
    cleaned = reviewing.cleaned({"tasks": tasks})["tasks"]
    there = {task.pk: task for task in current.tasks.all()}
    old = [[task.label, task.title] for task in there.values()]
    kept = [there.get(given.get("pk") or 0) for given in tasks]
    for task in there.values():
        if task not in kept:
            task.delete()
    # Labels may change places: free them all before any is written.
    for task in current.tasks.all():
        Task.objects.filter(pk=task.pk).update(label=f"~{task.pk}")
    made = []
    for place, (given, values, known) in enumerate(zip(tasks, cleaned, kept, strict=True), start=1):
        row = known or Task(movement=current)
        for key, value in values.items():
            if key != "at":
                setattr(row, key, as_day(value) if key in reviewing.DATE_KEYS else value)
        row.order = place
        check_lengths(row)
        row.save()
        _set_links(row, given, is_new=known is None)
        made.append(row)
    new = [[task.label, task.title] for task in made]
    record("movements.movement.tasks", current, actor=actor, at=at, old={"tasks": old}, new={"tasks": new})
    return made


def _set_links(task: Task, given: Mapping[str, Any], *, is_new: bool) -> None:
    movement = task.movement
    if "units" in given:
        units = list(Unit.objects.filter(pk__in=given["units"]))
        for unit in units:
            if not unit.path.startswith(movement.body.path):
                message = _("%(unit)s không thuộc %(body)s.") % {"unit": unit, "body": movement.body}
                raise Refused("foreign_unit", message)
        task.units.set(units)
    elif is_new:
        task.units.set(body_names.confirmed_units(movement.body, task.bodies))
    if "counts_for" in given:
        task.counts_for.set(movement.higher_movements.filter(pk__in=given["counts_for"]))
    elif is_new:
        count_by_words(movement, [task])


def locked_draft(movement: Movement, actor: Any, version: int | None) -> Movement:
    """The movement, locked, once it is sure that ``actor`` may change it as it was seen.

    Raises:
        Refused: ``not_allowed``, ``not_draft``, ``stale_movement``.
    """
    demand(permissions.may_manage(actor, movement.body))
    current = Movement.objects.select_for_update().get(pk=movement.pk)
    if current.state != Movement.State.DRAFT:
        raise Refused("not_draft", _("Chỉ sửa được khi phong trào đang soạn. Hãy rút lại hoặc chờ trả lại rồi sửa."))
    if version is not None and version != version_of(current):
        message = _("Người khác vừa sửa phong trào này. Bản bạn đang sửa đã cũ nên chưa được lưu; hãy tải lại trang.")
        raise Refused("stale_movement", message)
    return current


def version_of(movement: Movement) -> int:
    """How often the movement was acted upon: grows with every entry in its journal."""
    return history(movement).count()
