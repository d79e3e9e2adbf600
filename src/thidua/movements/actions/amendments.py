"""Accepting what a new version of a plan changes: item by item, journalled, told to the units that know the old one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import amendments, body_names, contacts, permissions, reviewing
from thidua.movements.actions.creation import count_by_words, higher_of, insert, version_of
from thidua.movements.actions.guards import as_day, check_lengths, demand
from thidua.movements.amendments import Proposal
from thidua.movements.editing import free_label
from thidua.movements.models import Milestone, Movement, PlanDocument, Task
from thidua.notices.actions import notify

# Where a change is being decided by the head, or everything is over, nothing is changed under it.
CHANGEABLE = (Movement.State.DRAFT, Movement.State.LAUNCHED, Movement.State.CLOSING)


def may_amend(movement: Movement) -> str:
    """Why the movement cannot be changed by a new version of its plan now; empty when it can."""
    if movement.state in CHANGEABLE:
        return ""
    if movement.state in (Movement.State.SUBMITTED, Movement.State.APPROVED):
        return _("Phong trào đang chờ duyệt hoặc đã duyệt, chưa phát động. Hãy rút lại bản soạn rồi nhận thay đổi.")
    return _("Phong trào đã tổng kết nên không nhận thay đổi của kế hoạch nữa.")


@transaction.atomic
def accept_changes(
    *,
    plan: PlanDocument,
    keys: Iterable[str],
    actor: Any,
    at: datetime,
    version: int | None = None,
    review_version: int | None = None,
) -> Movement:
    """Change the movement as the chosen proposals of a new version say, and nothing else; the version is then closed.

    A second call for the same version changes nothing.

    Args:
        plan: the new version (`PlanDocument.amends`).
        keys: of the proposals that are accepted (`amendments.compare`).
        version: `version_of` the movement as the person saw it; None overrides.
        review_version: the review of the new version as the person saw it; None overrides.

    Raises:
        Refused: ``not_allowed``, ``not_read``, ``no_movement``, ``not_changeable``, ``stale_movement``,
            ``nothing_chosen``, ``blocked``, ``too_long``.
    """
    demand(permissions.may_manage(actor, plan.body))
    current = (
        PlanDocument.objects.select_for_update(of=("self",)).select_related("amends", "body", "file").get(pk=plan.pk)
    )
    movement = Movement.objects.select_for_update().filter(plan=current.amends_id or 0).first()
    if movement is None:
        raise Refused("no_movement", _("Bản kế hoạch này không gắn với phong trào nào."))
    if current.accepted_at:
        return movement
    _check(current, movement, version, review_version)
    chosen = _chosen(amendments.compare(current, movement).proposals, set(keys))
    old = {proposal.label: _words(proposal, "before") for proposal in chosen}
    new = {proposal.label: _words(proposal, "after") for proposal in chosen}
    _apply(movement, chosen)
    _order_tasks(movement, reviewing.facts_of(current))
    current.accepted_at = at
    current.save(update_fields=["accepted_at"])
    record(
        "movements.movement.amend",
        movement,
        actor=actor,
        at=at,
        old=old,
        new=new | {"plan": current.pk, "sha256": current.file.sha256},
        reason="; ".join(f"{_done(proposal.what)}: {proposal.label}" for proposal in chosen),
    )
    record("movements.plan.accept", current, actor=actor, at=at, new={"changes": [each.key for each in chosen]})
    _tell_units(movement, chosen, at)
    return movement


def _check(plan: PlanDocument, movement: Movement, version: int | None, review_version: int | None) -> None:
    if plan.state != PlanDocument.State.READ:
        raise Refused("not_read", _("Bản mới chưa đọc xong nên chưa so sánh được."))
    why_not = may_amend(movement)
    if why_not:
        raise Refused("not_changeable", why_not)
    seen = (version, review_version)
    if any(
        old is not None and old != new
        for old, new in zip(seen, (version_of(movement), plan.review_version), strict=True)
    ):
        message = _(
            "Phong trào hoặc bản rà soát vừa có người sửa. Hãy tải lại trang để xem thay đổi mới nhất rồi chọn."
        )
        raise Refused("stale_movement", message)


def _chosen(proposals: list[Proposal], keys: set[str]) -> list[Proposal]:
    chosen = [proposal for proposal in proposals if proposal.key in keys]
    if not chosen:
        message = _("Hãy chọn ít nhất một thay đổi. Không nhận thay đổi nào thì bỏ bản mới này.")
        raise Refused("nothing_chosen", message)
    for proposal in chosen:
        if proposal.blocked:
            raise Refused("blocked", f"{proposal.label}: {proposal.blocked}")
    return chosen


def _apply(movement: Movement, chosen: list[Proposal]) -> None:
    for proposal in chosen:
        if proposal.part == "simple":
            name = proposal.key.removeprefix("simple-")
            setattr(movement, name, as_day(proposal.after) if name in reviewing.DATES else proposal.after)
    if movement.start and movement.end and movement.end < movement.start:
        raise Refused("bad_dates", _("Với các thay đổi đã chọn, ngày kết thúc đứng trước ngày bắt đầu."))
    check_lengths(movement)
    movement.save()
    for proposal in chosen:
        if proposal.part == "labels":
            _renumber(movement, proposal.after)
    for proposal in chosen:
        if proposal.what == "dropped" and proposal.row is not None:
            proposal.row.delete()
    # Movements above before tasks: new words of a task may count for a new one.
    for proposal in sorted(chosen, key=lambda each: each.part != "higher_movements"):
        if proposal.part in amendments.MODELS and proposal.what == "changed":
            _change_row(movement, proposal)
        elif proposal.part in amendments.MODELS and proposal.what == "added":
            _add_row(movement, proposal)


def _change_row(movement: Movement, proposal: Proposal) -> None:
    """Only what differs between the two versions is set; what a person has written into the row since stays."""
    row: Any = proposal.row
    row.refresh_from_db()
    for key in reviewing.LISTS[proposal.part]:
        old, new = proposal.before.get(key), proposal.after.get(key)
        if amendments.says_the_same(old, new):
            continue
        if key == "label":
            new = free_label(new, set(movement.tasks.exclude(pk=row.pk).values_list("label", flat=True)))
        setattr(row, key, as_day(new) if key in reviewing.DATE_KEYS else new)
    if proposal.part == "deadlines" and row.day is None:
        row.delete()
        return
    check_lengths(row)
    row.save()
    if proposal.part in ("tasks", "duties") and proposal.before.get("bodies") != proposal.after.get("bodies"):
        row.units.set(body_names.confirmed_units(movement.body, row.bodies))
    if proposal.part == "tasks":
        count_by_words(movement, [row])


def _add_row(movement: Movement, proposal: Proposal) -> None:
    fact = {key: value for key, value in proposal.after.items() if key != "at"}
    part = proposal.part
    if part in ("milestones", "deadlines"):
        if not fact.get("day"):
            return
        fact["kind"] = Milestone.Kind.DEADLINE if part == "deadlines" else Milestone.Kind.GREAT_DAY
    if part in ("tasks", "duties"):
        rows = movement.tasks if part == "tasks" else movement.duties
        fact["order"] = rows.count() + 1
    if part == "tasks":
        fact["label"] = free_label(fact["label"], set(movement.tasks.values_list("label", flat=True)))
    if part == "higher_movements":
        fact["linked"] = higher_of(movement, fact["name"])
    insert(amendments.MODELS[part], movement, [fact])
    if part in ("tasks", "duties"):
        row: Any = amendments.MODELS[part]._default_manager.filter(movement=movement).latest("pk")
        row.units.set(body_names.confirmed_units(movement.body, row.bodies))
        if part == "tasks":
            count_by_words(movement, [row])


def _renumber(movement: Movement, labels: dict[str, str]) -> None:
    """Give tasks their new labels; labels may change places, so all are freed first."""
    moving = [task for task in movement.tasks.all() if task.label in labels]
    for task in moving:
        Task.objects.filter(pk=task.pk).update(label=f"~{task.pk}")
    for task in moving:
        taken = set(movement.tasks.exclude(pk=task.pk).values_list("label", flat=True))
        Task.objects.filter(pk=task.pk).update(label=free_label(labels[task.label], taken))


def _order_tasks(movement: Movement, facts: dict[str, Any]) -> None:
    """Tasks stand as in the new version; those that it does not have come behind, as they stood."""
    places = {task["label"]: place for place, task in enumerate(facts["tasks"])}
    tasks = sorted(movement.tasks.all(), key=lambda task: (places.get(task.label, len(places)), task.order))
    for place, task in enumerate(tasks, start=1):
        if task.order != place:
            Task.objects.filter(pk=task.pk).update(order=place)


def _words(proposal: Proposal, side: str) -> str:
    kept = ("equal", "delete") if side == "before" else ("equal", "insert")
    parts = ["".join(words for what, words in shown.words if what in kept).strip() for shown in proposal.shown]
    return " · ".join(part for part in parts if part)


def _done(what: str) -> str:
    # The journal's one language.
    return {"added": "Thêm", "dropped": "Bỏ", "changed": "Sửa"}[what]


def _tell_units(movement: Movement, chosen: list[Proposal], at: datetime) -> None:
    """Who has acknowledged the old version is told what is otherwise; the others see the new one anyway."""
    knowing = movement.participations.filter(acknowledged_at__isnull=False).select_related("unit")
    told = contacts.contacts_of([row.unit for row in knowing], timezone.localdate(at))
    lines = [f"- {_done(proposal.what)}: {proposal.label}" for proposal in chosen[:15]]
    if len(chosen) > 15:
        lines.append(f"- và {len(chosen) - 15} thay đổi khác")
    notify(
        recipients=[user for users in told.values() for user in users],
        kind="movement",
        subject=f"Kế hoạch có thay đổi: {movement.title}",
        body="Cơ quan phát động đã nhận bản mới của kế hoạch. Những điều thay đổi:\n" + "\n".join(lines),
        at=at,
        url=reverse("movements:detail", args=[movement.pk]),
    )
