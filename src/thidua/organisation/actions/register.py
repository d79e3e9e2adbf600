"""The award register and the ratings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.organisation.actions.guards import about, demand_another, demand_keeper, demand_keeper_of, demand_reason
from thidua.organisation.models import Honour, Person, Rating, Unit


@transaction.atomic
def set_rating(
    *, subject: Person | Unit, year: int, level: Rating.Level | str, decided_on: date, actor: Any, at: datetime
) -> Rating:
    """Write the rating of a year; a second one for the same year corrects the first.

    Raises:
        Refused: ``not_allowed``; ``own_rating``: nobody enters the own.
    """
    demand_keeper_of(actor, subject, decided_on)
    demand_another(actor, subject)
    _hold([subject])
    return _write_rating(subject, year, level, decided_on, actor, at)


def _hold(subjects: list[Person | Unit]) -> None:
    """Take turns with whoever writes ratings of the same people and units."""
    for model in (Person, Unit):
        keys = [subject.pk for subject in subjects if isinstance(subject, model)]
        rows = model._default_manager.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
        list(rows.values_list("pk"))


def _write_rating(subject: Person | Unit, year: int, level: str, decided_on: date, actor: Any, at: datetime) -> Rating:
    rating = Rating.objects.filter(year=year, **about(subject)).first()
    old = {"level": rating.level, "decided_on": rating.decided_on} if rating else {}
    rating = rating or Rating(year=year, **about(subject))
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
        Refused: ``not_allowed``; ``own_rating``: nobody enters the own; ``day_ahead`` for a decision after today;
            ``state_changed`` when somebody else has written one of them meanwhile, with the name.
    """
    demand_keeper(actor, unit)
    if decided_on > timezone.localdate(at):
        message = _("Ngày quyết định xếp loại không thể sau hôm nay.")
        raise Refused("day_ahead", message, fields={"decided_on": message})
    wanted = list(changes)
    for subject, _shown, _level in wanted:
        demand_another(actor, subject)
    _hold([subject for subject, _shown, _level in wanted])
    count = 0
    for subject, shown, level in wanted:
        present = Rating.objects.filter(year=year, **about(subject)).values_list("level", flat=True).first() or ""
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
    _demand_free_title(subject, award, is_title, year)
    honour = Honour.objects.create(
        award=award, is_title=is_title, year=year, kind=kind, basis=basis, decision_number=decision_number,
        decided_on=decided_on, decided_by=decided_by, **about(subject),
    )  # fmt: skip
    new = {"subject": subject.code, "award": award, "year": year, "decision": decision_number}
    record("organisation.honour.grant", honour, actor=actor, at=at, new=new)
    return honour


@transaction.atomic
def revoke_honour(*, honour: Honour, on: date, reason: str, actor: Any, at: datetime, article: str = "") -> Honour:
    """Mark an honour as revoked from a day; it stays in the register.

    Roles are not asked here: whoever confirms the revocation was asked by its own table (`decisions.revocation`).

    Args:
        on: the day of the paper that takes it away.
        article: the ground in the law.

    Raises:
        Refused: ``reason_missing``, ``already_revoked``, ``before_award``, ``day_ahead``.
    """
    demand_reason(reason)
    honour = Honour.objects.select_for_update().get(pk=honour.pk)
    demand_revocable(honour, on, timezone.localdate(at))
    honour.revoked_on = on
    honour.save(update_fields=["revoked_on"])
    record(
        "organisation.honour.revoke", honour, actor=actor, at=at, new={"revoked_on": on}, reason=reason,
        article=article or "Luật 06/2022/QH15, Điều 93",
    )  # fmt: skip
    return honour


@transaction.atomic
def restore_honour(*, honour: Honour, reason: str, actor: Any, at: datetime, article: str = "") -> Honour:
    """Let an honour count again that was revoked by error, or that the law gives back; the journal keeps both acts.

    Roles are not asked here, as in `revoke_honour`.

    Raises:
        Refused: ``reason_missing``, ``not_revoked``; ``already_held`` when the title was given anew meanwhile.
    """
    demand_reason(reason)
    honour = Honour.objects.select_for_update().get(pk=honour.pk)
    if honour.revoked_on is None:
        raise Refused("not_revoked", _("Danh hiệu, khen thưởng này đang còn hiệu lực; không có gì để khôi phục."))
    subject = honour.person or honour.unit
    assert subject is not None
    _demand_free_title(subject, honour.award, honour.is_title, honour.year)
    old = {"revoked_on": honour.revoked_on}
    honour.revoked_on = None
    honour.save(update_fields=["revoked_on"])
    record("organisation.honour.restore", honour, actor=actor, at=at, old=old, reason=reason, article=article)
    return honour


def demand_revocable(honour: Honour, on: date, today: date) -> None:
    """Refuse to revoke what is revoked, a day before the award was given, and a day that is still to come."""
    if honour.revoked_on is not None:
        message = _("%(honour)s đã bị hủy bỏ từ ngày %(day)s; không hủy bỏ lần nữa.")
        raise Refused("already_revoked", message % {"honour": honour, "day": f"{honour.revoked_on:%d/%m/%Y}"})
    if on > today:
        message = _("Ngày quyết định hủy bỏ không thể sau hôm nay. Hãy kiểm tra lại ngày.")
        raise Refused("day_ahead", message, fields={"paper_day": message})
    given = honour.decided_on or date(honour.year, 1, 1)
    if on < given:
        message = _("Ngày quyết định hủy bỏ đứng trước ngày tặng (%(day)s). Hãy kiểm tra lại ngày.")
        message %= {"day": f"{given:%d/%m/%Y}"}
        raise Refused("before_award", message, fields={"paper_day": message})


def _demand_free_title(subject: Person | Unit, award: str, is_title: bool, year: int) -> None:
    """Refuse a second title of the same name for the same year."""
    held = Honour.objects.filter(award=award, year=year, is_title=True, revoked_on__isnull=True, **about(subject))
    if is_title and held.exists():
        message = _("%(subject)s đã có danh hiệu này cho năm %(year)d; một danh hiệu chỉ tặng một lần cho một năm.")
        raise Refused("already_held", message % {"subject": subject, "year": year})
