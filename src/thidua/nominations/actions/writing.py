"""Making a dossier and writing who is nominated in it, for what and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements.models import Movement
from thidua.nominations import permissions
from thidua.nominations.actions.checking import check_nomination
from thidua.nominations.actions.locking import hold_dossier, hold_for_writing
from thidua.nominations.actions.telling import contacts_of, nomination_url
from thidua.nominations.lawbook import award_info
from thidua.nominations.models import Dossier, Nomination, ReferenceSeries
from thidua.nominations.transitions import NOMINATION
from thidua.notices.actions import notify
from thidua.organisation.models import Honour, Person, Post, Unit
from thidua.organisation.queries import body_above, running_on
from thidua.text import fold, person_sort_key, sort_key, squeeze

MOVEMENT_STATES = (Movement.State.LAUNCHED, Movement.State.CLOSING, Movement.State.SUMMED_UP)


@transaction.atomic
def create_dossier(
    *,
    unit: Unit,
    year: int,
    actor: Any,
    at: datetime,
    movement: Movement | None = None,
    kind: str = Honour.Kind.MERIT,
    title: str = "",
    body: Unit | None = None,
) -> Dossier:
    """Begin a dossier of ``unit`` for an achievement year; the very same one pressed twice is one dossier.

    Args:
        unit: who nominates.
        year: achievement year; not after the year of ``at``.
        actor: a contact of the unit.
        at: the moment.
        movement: the movement it belongs to, if any; its body receives the dossier.
        kind: kind of commendation (`Honour.Kind`).
        title: subject line; a usual one when empty.
        body: who appraises and decides; the nearest body above the unit when not given.

    Raises:
        Refused: ``not_allowed``, ``movement_not_running``, ``no_body`` or ``year_out_of_range``.
    """
    answer = permissions.may_prepare_for(actor, unit)
    if not answer:
        raise Refused("not_allowed", answer.reason)
    day = timezone.localdate(at)
    if not day.year - 5 <= year <= day.year:
        message = _("Năm thành tích phải từ %(first)d đến %(last)d.") % {"first": day.year - 5, "last": day.year}
        raise Refused("year_out_of_range", message, fields={"year": message})
    if movement is not None and movement.state not in MOVEMENT_STATES:
        message = _("Phong trào chưa phát động hoặc đã kết thúc nên không nhận hồ sơ khen thưởng.")
        raise Refused("movement_not_running", message, fields={"movement": message})
    receiving = body or (movement.body if movement is not None else body_above(unit))
    if receiving is None:
        raise Refused("no_body", _("Chưa khai báo cơ quan có thẩm quyền xét khen thưởng cho đơn vị này."))
    usual = f"Đề nghị khen thưởng năm {year} – {unit.short_name}"  # stands in papers, so Vietnamese for every reader
    values = {
        "movement": movement,
        "body": receiving,
        "unit": Unit.objects.select_for_update().get(pk=unit.pk),
        "year": year,
        "kind": kind,
        "title": squeeze(title) or usual,
        "created_by": actor,
    }
    same = Dossier.objects.filter(**values, state=Dossier.State.DRAFT, nominations=None).first()
    if same is not None:
        return same
    dossier = Dossier.objects.create(reference=_next_reference(day.year), state_since=at, created_at=at, **values)
    record(
        "nominations.dossier.create", dossier, actor=actor, at=at, new={"unit": unit.name, "year": year, "kind": kind}
    )
    return dossier


def _next_reference(year: int) -> str:
    """The next reference number; the row stays locked until the dossier stands, so there is no gap and no double."""
    ReferenceSeries.objects.get_or_create(year=year)
    ReferenceSeries.objects.filter(year=year).update(last=F("last") + 1)
    return f"HS-{year}-{ReferenceSeries.objects.get(year=year).last:04d}"


@transaction.atomic
def nominate(
    *,
    dossier: Dossier,
    award: str,
    actor: Any,
    at: datetime,
    person: Person | None = None,
    unit: Unit | None = None,
    achievements: str = "",
) -> Nomination:
    """Nominate a person or a collective for an award and put the question to the law at once.

    A nomination that was taken out of the same dossier comes back with the new text.

    Args:
        dossier: in draft or returned.
        award: code.
        actor: a contact of the dossier's unit.
        at: the moment.
        person, unit: exactly one of the two.
        achievements: summary of what they did; may be written later.

    Raises:
        Refused: ``not_allowed``, ``state_changed``, ``one_subject``, ``unknown_award``, ``not_for_recipient``,
            ``not_of_unit``, ``already_held``, ``already_nominated`` or ``law_cannot_answer``.
    """
    hold_for_writing(dossier, actor)
    if (person is None) == (unit is None):
        raise Refused("one_subject", _("Mỗi đề nghị dành cho đúng một cá nhân hoặc một tập thể."))
    day = timezone.localdate(at)
    info = award_info(award, day)
    kind = "" if info.category == "title" else dossier.kind
    name = person.full_name if person is not None else unit.name if unit is not None else ""
    if ("individual" if person is not None else "collective") not in info.recipients:
        message = _("“%(award)s” không dành cho đối tượng này.") % {"award": info.names["vi"]}
        raise Refused("not_for_recipient", message, fields={"award": message})
    _refuse_strangers(dossier, person, unit, day)
    _refuse_doubles(dossier, award, kind, person, unit, name, info.names["vi"])
    post_title, band = _post_written(person, unit, day)
    values = {
        "recipient_name": name,
        "recipient_post": post_title,
        "name_folded": fold(name),
        "name_key": person_sort_key(name) if person is not None else sort_key(name),
        "post_band": band,
        "achievements": achievements.strip(),
    }
    taken_out = dossier.nominations.filter(
        award=award, person=person, unit=unit, state=Nomination.State.DROPPED
    ).first()
    try:
        with transaction.atomic():
            if taken_out is not None:
                nomination = taken_out
                NOMINATION.apply(nomination, "restore", actor=actor, at=at, changes=values | {"drop_reason": ""})
            else:
                nomination = Nomination.objects.create(
                    dossier=dossier, award=award, year=dossier.year, kind=kind, person=person, unit=unit, **values
                )
                new = {"dossier": dossier.reference, "award": award, "recipient": name}
                record("nominations.nomination.create", nomination, actor=actor, at=at, new=new)
    except IntegrityError as error:
        raise _already_nominated(name, info.names["vi"], dossier.year, "") from error
    check_nomination(nomination=nomination, actor=actor, at=at)
    return nomination


def _refuse_strangers(dossier: Dossier, person: Person | None, unit: Unit | None, day: date) -> None:
    """Refuse a person who held no post in the unit during the achievement year or today, and a unit elsewhere."""
    if unit is not None and not unit.path.startswith(dossier.unit.path):
        message = _("Tập thể này không thuộc đơn vị lập hồ sơ.")
        raise Refused("not_of_unit", message, fields={"unit": message})
    if person is None:
        return
    in_year = Q(start__lte=date(dossier.year, 12, 31)) & (Q(end__isnull=True) | Q(end__gte=date(dossier.year, 1, 1)))
    posts = Post.objects.filter(in_year | running_on(day), person=person, unit__path__startswith=dossier.unit.path)
    if not posts.exists():
        message = _("%(name)s không công tác tại %(unit)s trong năm %(year)d.")
        message = message % {"name": person.full_name, "unit": dossier.unit.name, "year": dossier.year}
        raise Refused("not_of_unit", message, fields={"person": message})


def _refuse_doubles(
    dossier: Dossier, award: str, kind: str, person: Person | None, unit: Unit | None, name: str, award_name: str
) -> None:
    held = Honour.objects.filter(award=award, year=dossier.year, person=person, unit=unit, revoked_on__isnull=True)
    if kind:
        held = held.filter(kind=kind)
    honour = held.first()
    if honour is not None:
        message = _("%(name)s đã được tặng “%(award)s” năm %(year)d%(decision)s.") % {
            "name": name,
            "award": award_name,
            "year": dossier.year,
            "decision": _(" theo Quyết định số %(number)s") % {"number": honour.decision_number}
            if honour.decision_number
            else "",
        }
        raise Refused("already_held", message, fields={"award": message})
    twin = (
        Nomination.objects.filter(
            award=award, year=dossier.year, kind=kind, person=person, unit=unit, state__in=permissions.LIVE
        )
        .select_related("dossier__unit")
        .first()
    )
    if twin is not None:
        where = _(" trong hồ sơ %(reference)s của %(unit)s") % {
            "reference": twin.dossier.reference,
            "unit": twin.dossier.unit.short_name,
        }
        raise _already_nominated(name, award_name, dossier.year, where)


def _already_nominated(name: str, award_name: str, year: int, where: str) -> Refused:
    message = _(
        "%(name)s đã được đề nghị “%(award)s” năm %(year)d%(where)s. Mỗi danh hiệu chỉ đề nghị một lần trong năm."
    )
    message = message % {"name": name, "award": award_name, "year": year, "where": where}
    return Refused("already_nominated", message, fields={"award": message})


def _post_written(person: Person | None, unit: Unit | None, day: date) -> tuple[str, str]:
    """Post and unit as they will stand in the documents, and the band of the statutory forms."""
    if person is None:
        above = Unit.objects.filter(path=unit.path[: -Unit.steplen]).first() if unit is not None else None
        return (above.name if above is not None else "", "")
    posts = Post.objects.filter(person=person, start__lte=day).select_related("unit").order_by("-start", "-pk")
    post = posts.filter(running_on(day)).first() or posts.first()
    return (f"{post.title}, {post.unit.name}", post.band) if post is not None else ("", "")


@transaction.atomic
def write_achievements(*, nomination: Nomination, text: str, actor: Any, at: datetime) -> Nomination:
    """Write the summary of achievements; the same text again changes nothing.

    Raises:
        Refused: ``not_allowed`` or ``state_changed``.
    """
    hold_for_writing(nomination.dossier, actor)
    text = text.strip()
    if text != nomination.achievements:
        old = {"achievements": nomination.achievements}
        nomination.achievements = text
        nomination.save(update_fields=["achievements"])
        record("nominations.nomination.write", nomination, actor=actor, at=at, old=old, new={"achievements": text})
    return nomination


@transaction.atomic
def drop_nomination(*, nomination: Nomination, reason: str, actor: Any, at: datetime) -> Nomination:
    """Take a nomination out of its dossier: by the contact while writing, by the officer while appraising.

    When the officer does it, the unit's contacts are told why.

    Raises:
        Refused: ``not_allowed``, ``reason_missing``, ``state_changed`` or ``forbidden_transition``.
    """
    dossier = nomination.dossier
    hold_dossier(dossier)
    by_officer = dossier.state == Dossier.State.SUBMITTED
    NOMINATION.apply(
        nomination, "drop", actor=actor, at=at, reason=reason, changes={"drop_reason": reason.strip() or "—"}
    )
    if by_officer:
        notify(
            recipients=contacts_of(dossier, timezone.localdate(at)),
            kind="nominations.dropped",
            subject=f"{nomination.recipient_name} được rút khỏi hồ sơ {dossier.reference}",
            body=f"Cơ quan thẩm định rút đề nghị này. Lý do: {reason.strip()}",
            url=nomination_url(nomination),
            at=at,
        )
    return nomination
