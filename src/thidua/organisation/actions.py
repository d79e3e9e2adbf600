"""All writes to units, people and their record: each journalled, each in one transaction.

``actor`` is the user who acts; None stands for the program itself, e.g. an import that an administrator started.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.accounts.actions import create_account
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.organisation.models import Assignment, Discipline, Hold, Honour, Leave, Person, Post, Rating, Unit
from thidua.organisation.naming import person_names, unit_names
from thidua.organisation.permissions import may_manage, may_manage_roles
from thidua.organisation.queries import post_of

Row = TypeVar("Row", Discipline, Hold, Leave)


def _demand(answer: Answer) -> None:
    if not answer:
        raise Refused("not_allowed", answer.reason)


def _demand_keeper(actor: Any, unit: Unit | None) -> None:
    if actor is not None:
        _demand(may_manage(actor, unit))


def _demand_keeper_of(actor: Any, subject: Person | Unit, day: date) -> None:
    if isinstance(subject, Unit):
        _demand_keeper(actor, subject)
    elif actor is not None:
        post = post_of(subject, day)
        _demand_keeper(actor, post.unit if post else None)


def _demand_order(start: date, end: date | None) -> None:
    if end is not None and end < start:
        message = _("Ngày kết thúc đứng trước ngày bắt đầu. Hãy kiểm tra lại hai ngày.")
        raise Refused("dates_reversed", message, fields={"end": message})


def _about(subject: Person | Unit) -> dict[str, Any]:
    return {"person": subject} if isinstance(subject, Person) else {"unit": subject}


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    short_name: str,
    kind: Unit.Kind | str,
    parent: Unit | None,
    actor: Any,
    at: datetime,
    symbol: str = "",
    is_body: bool = False,
    founded: date | None = None,
) -> Unit:
    """Set up a unit below ``parent`` (a root when None).

    Raises:
        Refused: ``not_allowed``, or ``code_taken`` when another unit has this code.
    """
    _demand_keeper(actor, parent)
    if Unit.objects.filter(code=code).exists():
        message = _("Mã “%(code)s” đã dùng cho đơn vị khác. Hãy chọn mã khác.") % {"code": code}
        raise Refused("code_taken", message, fields={"code": message})
    values: dict[str, Any] = {
        "code": code, "kind": kind, "symbol": symbol, "is_body": is_body, "founded": founded,
        **unit_names(name, short_name),
    }  # fmt: skip
    # The parent is read again: treebeard counts its children on the row it is given.
    unit = Unit(**values)
    if parent:
        Unit.objects.add_child(Unit.objects.get(pk=parent.pk), instance=unit)
    else:
        Unit.objects.add_root(instance=unit)
    new = {"code": code, "name": unit.name, "kind": kind, "parent": parent.code if parent else None}
    record("organisation.unit.create", unit, actor=actor, at=at, new=new)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, short_name: str, actor: Any, at: datetime) -> Unit:
    """Give a unit its new name; the journal keeps the old one, and decisions keep the name of their day."""
    _demand_keeper(actor, unit)
    old = {"name": unit.name, "short_name": unit.short_name}
    for column, value in unit_names(name, short_name).items():
        setattr(unit, column, value)
    unit.save(update_fields=["name", "short_name", "name_folded"])
    new = {"name": unit.name, "short_name": unit.short_name}
    record("organisation.unit.rename", unit, actor=actor, at=at, old=old, new=new)
    return unit


@transaction.atomic
def dissolve_unit(*, unit: Unit, on: date, actor: Any, at: datetime) -> Unit:
    """End a unit on a day; its history stays.

    Raises:
        Refused: ``people_left`` while somebody holds a post in it after that day.
    """
    _demand_keeper(actor, unit)
    left = Post.objects.filter(Q(end__isnull=True) | Q(end__gt=on), unit__path__startswith=unit.path).count()
    if left:
        message = _("Còn %(count)d người giữ chức vụ tại đơn vị sau ngày này. Hãy chuyển họ sang đơn vị khác trước.")
        raise Refused("people_left", message % {"count": left})
    unit.dissolved = on
    unit.save(update_fields=["dissolved"])
    record("organisation.unit.dissolve", unit, actor=actor, at=at, new={"dissolved": on})
    return unit


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
    _demand_keeper(actor, None)
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
    _demand_keeper(actor, unit)
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
    _demand_keeper(actor, post.unit)
    _demand_order(post.start, end)
    old, post.end = post.end, end
    post.save(update_fields=["end"])
    record("organisation.post.end", post, actor=actor, at=at, old={"end": old}, new={"end": end})
    return post


@transaction.atomic
def assign_role(
    *, user: Any, role: Role, unit: Unit, start: date, actor: Any, at: datetime, end: date | None = None
) -> Assignment:
    """Give an account a role for ``unit`` and all below it; the same role from the same day is given once."""
    if actor is not None:
        _demand(may_manage_roles(actor, unit))
    _demand_order(start, end)
    assignment, created = Assignment.objects.get_or_create(
        user=user, role=role, unit=unit, start=start, defaults={"end": end}
    )
    if created:
        new = {"user": user.username, "role": role, "unit": unit.code, "start": start, "end": end}
        record("organisation.role.assign", assignment, actor=actor, at=at, new=new)
    return assignment


@transaction.atomic
def end_role(*, assignment: Assignment, end: date, actor: Any, at: datetime) -> Assignment:
    """End a role on a day."""
    if actor is not None:
        _demand(may_manage_roles(actor, assignment.unit))
    _demand_order(assignment.start, end)
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
        post = post_of(person, at.date())
        _demand(may_manage_roles(actor, post.unit) if post else no(_("Người này hiện không giữ chức vụ nào.")))
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.user_id is not None:
        message = _("%(person)s đã có tài khoản.") % {"person": person}
        raise Refused("has_account", message, fields={"code": message})
    user = create_account(username=username, full_name=person.full_name, password=password, actor=actor, at=at)
    person.user = user
    person.save(update_fields=["user"])
    record("organisation.person.account", person, actor=actor, at=at, new={"username": user.username})
    return user


@transaction.atomic
def set_rating(
    *, subject: Person | Unit, year: int, level: Rating.Level | str, decided_on: date, actor: Any, at: datetime
) -> Rating:
    """Write the rating of a year; a second one for the same year corrects the first."""
    _demand_keeper_of(actor, subject, decided_on)
    return _write_rating(subject, year, level, decided_on, actor, at)


def _write_rating(subject: Person | Unit, year: int, level: str, decided_on: date, actor: Any, at: datetime) -> Rating:
    rating = Rating.objects.select_for_update().filter(year=year, **_about(subject)).first()
    old = {"level": rating.level, "decided_on": rating.decided_on} if rating else {}
    rating = rating or Rating(year=year, **_about(subject))
    rating.level, rating.decided_on = level, decided_on
    rating.save()
    new = {"subject": subject.code, "year": year, "level": level, "decided_on": decided_on}
    record("organisation.rating.set", rating, actor=actor, at=at, old=old, new=new)
    return rating


@transaction.atomic
def set_ratings(
    *,
    unit: Unit,
    year: int,
    changes: Iterable[tuple[Person | Unit, str, str]],
    decided_on: date,
    actor: Any,
    at: datetime,
) -> int:
    """Write the ratings of a year for a unit and its people, all or none.

    Args:
        unit: whose data ``actor`` keeps.
        changes: subject, level that was shown (empty: none), new level.

    Returns:
        How many were written.

    Raises:
        Refused: ``not_allowed``; ``day_ahead`` for a decision after today; ``state_changed`` when somebody else has
            written one of them meanwhile, with the name.
    """
    _demand_keeper(actor, unit)
    if decided_on > at.date():
        message = _("Ngày quyết định xếp loại không thể sau hôm nay.")
        raise Refused("day_ahead", message, fields={"decided_on": message})
    count = 0
    for subject, shown, level in changes:
        present = Rating.objects.filter(year=year, **_about(subject)).values_list("level", flat=True).first() or ""
        if present != shown:
            message = _("Xếp loại của %(subject)s vừa được người khác ghi. Hãy tải lại trang rồi sửa tiếp.")
            raise Refused("state_changed", message % {"subject": subject})
        _write_rating(subject, year, level, decided_on, actor, at)
        count += 1
    return count


@transaction.atomic
def grant_honour(
    *,
    subject: Person | Unit,
    award: str,
    is_title: bool,
    year: int,
    kind: Honour.Kind | str,
    decision_number: str,
    decided_on: date,
    decided_by: str,
    actor: Any,
    at: datetime,
    basis: str = "",
) -> Honour:
    """Enter a title or commendation into the register.

    Args:
        subject: the person or unit.
        award: code of the law pack, e.g. ``"LDTT"``.
        is_title: a title of emulation (danh hiệu thi đua), not a form of commendation.
        year: year of achievement; a school year 2023-2024 is 2024.
        basis: what a title rests on (``"rating"``, ``"initiative"`` …), where the law asks later.

    Roles are not asked here: whoever signs the decision was asked by the decision's own table.

    Raises:
        Refused: ``already_held`` when the subject holds the same title for the same year.
    """
    held = Honour.objects.filter(award=award, year=year, is_title=True, revoked_on__isnull=True, **_about(subject))
    if is_title and held.exists():
        message = _("%(subject)s đã có danh hiệu này cho năm %(year)d; một danh hiệu chỉ tặng một lần cho một năm.")
        raise Refused("already_held", message % {"subject": subject, "year": year})
    honour = Honour.objects.create(
        award=award, is_title=is_title, year=year, kind=kind, basis=basis, decision_number=decision_number,
        decided_on=decided_on, decided_by=decided_by, **_about(subject),
    )  # fmt: skip
    new = {"subject": subject.code, "award": award, "year": year, "decision": decision_number}
    record("organisation.honour.grant", honour, actor=actor, at=at, new=new)
    return honour


@transaction.atomic
def revoke_honour(*, honour: Honour, on: date, reason: str, actor: Any, at: datetime) -> Honour:
    """Mark an honour as revoked from a day; it stays in the register.

    Raises:
        Refused: ``reason_missing`` or ``already_revoked``.
    """
    if not reason.strip():
        raise Refused("reason_missing", _("Hãy ghi rõ lý do hủy bỏ."), fields={"reason": _("Hãy ghi rõ lý do hủy bỏ.")})
    current = Honour.objects.select_for_update().get(pk=honour.pk)
    if current.revoked_on is not None:
        raise Refused("already_revoked", _("Danh hiệu, khen thưởng này đã được hủy bỏ trước đó."))
    honour.revoked_on = on
    honour.save(update_fields=["revoked_on"])
    record(
        "organisation.honour.revoke", honour, actor=actor, at=at, new={"revoked_on": on}, reason=reason,
        article="Luật 06/2022/QH15, Điều 93",
    )  # fmt: skip
    return honour


@transaction.atomic
def discipline(
    *,
    person: Person,
    level: Discipline.Level | str,
    start: date,
    end: date | None,
    public_duty: bool,
    actor: Any,
    at: datetime,
) -> Discipline:
    """Enter a disciplinary measure and the time in which it is in force."""
    _demand_keeper_of(actor, person, start)
    _demand_order(start, end)
    row = Discipline.objects.create(person=person, level=level, start=start, end=end, public_duty=public_duty)
    return _entered("organisation.discipline.enter", row, actor, at, level=level, start=start, end=end)


@transaction.atomic
def place_hold(*, person: Person, reason: Hold.Reason | str, start: date, actor: Any, at: datetime) -> Hold:
    """Note a pending matter: commendation waits until it is cleared."""
    _demand_keeper_of(actor, person, start)
    row = Hold.objects.create(person=person, reason=reason, start=start)
    return _entered("organisation.hold.place", row, actor, at, reason=reason, start=start)


@transaction.atomic
def lift_hold(*, hold: Hold, end: date, cleared: bool, actor: Any, at: datetime) -> Hold:
    """End a pending matter, with its conclusion: ``cleared`` means that there was no breach."""
    _demand_keeper_of(actor, hold.person, end)
    _demand_order(hold.start, end)
    hold.end, hold.cleared = end, cleared
    hold.save(update_fields=["end", "cleared"])
    return _entered("organisation.hold.lift", hold, actor, at, end=end, cleared=cleared)


@transaction.atomic
def record_leave(
    *, person: Person, kind: Leave.Kind | str, start: date, end: date, actor: Any, at: datetime, result: str = ""
) -> Leave:
    """Note a longer absence that the law treats in its own way."""
    _demand_keeper_of(actor, person, start)
    _demand_order(start, end)
    row = Leave.objects.create(person=person, kind=kind, start=start, end=end, result=result)
    return _entered("organisation.leave.enter", row, actor, at, kind=kind, start=start, end=end)


def _entered(action: str, row: Row, actor: Any, at: datetime, **new: Any) -> Row:
    record(action, row, actor=actor, at=at, new={"person": row.person.code, **new})
    return row
