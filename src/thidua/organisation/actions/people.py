"""People, their posts, roles and accounts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actions import create_account
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.base.answers import no
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.organisation.actions.guards import demand, demand_keeper, demand_order
from thidua.organisation.models import Assignment, Person, Post, Unit
from thidua.organisation.naming import person_names
from thidua.organisation.permissions import may_manage_roles
from thidua.organisation.queries import post_of


@transaction.atomic
def create_person(
    *,
    code: str,
    full_name: str,
    gender: Person.Gender | str,
    birth_date: date | None,
    occupation: Person.Occupation | str,
    employed_from: date | None,
    actor: Any,
    at: datetime,
    user: Any = None,
) -> Person:
    """Take a person into the record; people of the same name are told apart by ``code``.

    Raises:
        Refused: ``not_allowed`` or ``code_taken``.
    """
    demand_keeper(actor, None)
    if Person.objects.filter(code=code).exists():
        message = _("Mã “%(code)s” đã dùng cho người khác. Hãy kiểm tra xem người này đã có hồ sơ chưa.")
        message %= {"code": code}
        raise Refused("code_taken", message, fields={"code": message})
    person = Person.objects.create(
        code=code, gender=gender, birth_date=birth_date, occupation=occupation, employed_from=employed_from, user=user,
        **person_names(full_name),
    )  # fmt: skip
    record("organisation.person.create", person, actor=actor, at=at, new={"code": code, "full_name": person.full_name})
    return person


@transaction.atomic
def appoint(
    *, person: Person, unit: Unit, title: str, band: Post.Band | str, start: date, actor: Any, at: datetime
) -> Post:
    """Give a person a post from ``start``; a post that still runs ends the day before."""
    demand_keeper(actor, unit)
    running = Post.objects.select_for_update().filter(Q(end__isnull=True) | Q(end__gte=start), person=person)
    later = running.filter(start__gte=start).first()
    if later is not None:
        message = _("Người này đã có chức vụ từ ngày %(day)s. Hãy chọn ngày sau đó.")
        message %= {"day": f"{later.start:%d/%m/%Y}"}
        raise Refused("later_post", message, fields={"start": message})
    for post in running:
        post.end = start - timedelta(days=1)
        post.save(update_fields=["end"])
        record("organisation.post.end", post, actor=actor, at=at, new={"end": post.end})
    post = Post.objects.create(person=person, unit=unit, title=title, band=band, start=start)
    new = {"person": person.code, "unit": unit.code, "title": title, "band": band, "start": start}
    record("organisation.post.appoint", post, actor=actor, at=at, new=new)
    return post


@transaction.atomic
def end_post(*, post: Post, end: date, actor: Any, at: datetime) -> Post:
    """End a post on a day (retirement, leaving)."""
    demand_keeper(actor, post.unit)
    demand_order(post.start, end)
    old, post.end = post.end, end
    post.save(update_fields=["end"])
    record("organisation.post.end", post, actor=actor, at=at, old={"end": old}, new={"end": end})
    return post


@transaction.atomic
def assign_role(
    *, user: Any, role: Role, unit: Unit, start: date, actor: Any, at: datetime, end: date | None = None
) -> Assignment:
    """Give an account a role for ``unit`` and all below it; the same role from the same day is given once.

    Raises:
        Refused: ``not_allowed``, ``own_role`` (nobody gives one to themselves), ``dates_reversed``, or ``other_end``
            when the role was given from that day already, until another day.
    """
    if actor is not None:
        demand(may_manage_roles(actor, unit))
        if actor.pk == user.pk:
            message = _("Không thể tự giao vai trò cho chính mình. Hãy nhờ quản trị viên khác.")
            raise Refused("own_role", message, fields={"user": message})
    demand_order(start, end)
    assignment, created = Assignment.objects.get_or_create(
        user=user, role=role, unit=unit, start=start, defaults={"end": end}
    )
    if not created and assignment.end != end:
        message = _("Vai trò này đã được giao từ cùng ngày với ngày kết thúc khác. Hãy chọn ngày bắt đầu khác.")
        raise Refused("other_end", message, fields={"start": message})
    if created:
        new = {"user": user.username, "role": role, "unit": unit.code, "start": start, "end": end}
        record("organisation.role.assign", assignment, actor=actor, at=at, new=new)
    return assignment


@transaction.atomic
def end_role(*, assignment: Assignment, end: date, actor: Any, at: datetime) -> Assignment:
    """End a role on a day.

    Raises:
        Refused: ``not_allowed``, ``dates_reversed``, or ``has_ended`` when it ended before: a role that is over does
            not run again by being ended anew.
    """
    if actor is not None:
        demand(may_manage_roles(actor, assignment.unit))
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    demand_order(assignment.start, end)
    if assignment.end is not None and assignment.end < end:
        raise Refused("has_ended", _("Vai trò này đã kết thúc trước đó."))
    old, assignment.end = assignment.end, end
    assignment.save(update_fields=["end"])
    record("organisation.role.end", assignment, actor=actor, at=at, old={"end": old}, new={"end": end})
    return assignment


@transaction.atomic
def open_account(*, person: Person, username: str, password: str | None, actor: Any, at: datetime) -> User:
    """Make an account for a person on record.

    Raises:
        Refused: ``not_allowed``, ``has_account``, and those of `accounts.actions.create_account`.
    """
    if actor is not None:
        post = post_of(person, timezone.localdate(at))
        demand(may_manage_roles(actor, post.unit) if post else no(_("Người này hiện không giữ chức vụ nào.")))
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.user_id is not None:
        message = _("%(person)s đã có tài khoản.") % {"person": person}
        raise Refused("has_account", message, fields={"code": message})
    user = create_account(username=username, full_name=person.full_name, password=password, actor=actor, at=at)
    person.user = user
    person.save(update_fields=["user"])
    record("organisation.person.account", person, actor=actor, at=at, new={"username": user.username})
    return user
