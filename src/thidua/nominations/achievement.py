"""The achievement report of a nomination, filled from the record: posts, ratings, titles, commendations, initiatives.

The person writes what the record cannot tell: the results. Which parts the report has is said by its statutory form
(`paperwork.forms`); what the form has no place for is left out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Literal

from django.db.models import Q

from thidua.base.refusal import Refused
from thidua.initiatives.queries import initiatives_of
from thidua.nominations.documents import head_of, unit_office
from thidua.nominations.lawbook import award_info
from thidua.nominations.models import Nomination
from thidua.organisation.awards import name_of
from thidua.organisation.letterhead import lines_of
from thidua.organisation.models import Honour, Person, Post, Rating, Unit
from thidua.organisation.queries import head_counts, post_of
from thidua.paperwork import (
    AchievementReport,
    Fact,
    HonourRow,
    InitiativeRow,
    PaperworkError,
    PostRow,
    RatingRow,
    Signer,
)
from thidua.paperwork import forms as statutory
from thidua.paperwork.documents.base import BLANK
from thidua.text import format_date, long_date

# Awards whose report has a form of its own, whatever the kind of nomination.
_FORM_KINDS = {"CSTDTQ": "national_title", "CO_CP": "flag", "AHLD": "hero"}
_RATING_YEARS = 5


def report_context(nomination: Nomination, day: date) -> AchievementReport:
    """The report as far as the record tells it.

    Raises:
        Refused: ``no_office``; ``no_form`` when no statutory form is in force for such a nomination.
    """
    dossier = nomination.dossier
    form = _form(nomination, day)
    info = award_info(nomination.award, day)
    subject = subject_of(nomination)
    filled: dict[str, Any] = {
        "results": lines_of(nomination.achievements),
        "ratings": rating_rows(subject, nomination.year),
        "titles": honour_rows(subject, titles=True),
        "awards": honour_rows(subject, titles=False),
    }
    if isinstance(subject, Person):
        filled |= {"posts": post_rows(subject), "initiatives": initiative_rows(subject, nomination.year)}
    if not form.shows("results") and form.shows("deed"):
        filled["deed"] = filled.pop("results")
    context = AchievementReport(
        office=unit_office(dossier.unit, dossier.body),
        signer=head_of(dossier.unit, day) if form.kind == "external" else _reporter(nomination, day),
        form=form.code,  # type: ignore[arg-type]
        award=info.names["vi"],
        nominee=nomination.recipient_name,
        period=f"năm {nomination.year}",
        facts=_facts(form.fact_labels, subject, nomination, day),
        superior=_superior(nomination, day),
    )
    return replace(context, **{name: value for name, value in filled.items() if form.shows(name)})


def subject_of(nomination: Nomination) -> Person | Unit:
    """Whose achievements the report tells."""
    subject: Person | Unit | None = nomination.person or nomination.unit
    assert subject is not None
    return subject


def _form(nomination: Nomination, day: date) -> statutory.Form:
    subject: Literal["individual", "collective"] = "individual" if nomination.person_id else "collective"
    kind = _FORM_KINDS.get(nomination.award, nomination.kind or nomination.dossier.kind)
    # Titles of the year are merits of the year: the decree has no form of their own for them.
    for wanted in (kind, Honour.Kind.MERIT.value):
        try:
            return statutory.form_for(subject, wanted, day)
        except PaperworkError as error:
            failed = error
    raise Refused("no_form", str(failed))


def _reporter(nomination: Nomination, day: date) -> Signer:
    if nomination.person is not None:
        return Signer(lines=("NGƯỜI BÁO CÁO THÀNH TÍCH",), name=nomination.person.full_name)
    assert nomination.unit is not None
    return head_of(nomination.unit, day)


def _superior(nomination: Nomination, day: date) -> Signer:
    """Who confirms: for a person the head of the unit that submits, else the head of whoever is above it.

    Heads do not confirm what they report themselves; where the record does not tell who does, the name stays blank.
    """
    confirms = "XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG"
    head = head_of(nomination.dossier.unit, day)
    if nomination.person is None or head.name == nomination.person.full_name:
        return Signer(lines=(confirms, "THỦ TRƯỞNG ĐƠN VỊ"), name="")
    return Signer(lines=(confirms, *head.lines), name=head.name)


def _facts(labels: tuple[str, ...], subject: Person | Unit, nomination: Nomination, day: date) -> tuple[Fact, ...]:
    """What the form asks for; where the record is silent, the line stands with dots for the person to fill in."""
    known = _known_of_person(subject, day) if isinstance(subject, Person) else _known_of_unit(subject, day)
    known |= {"Họ và tên hoặc tên đơn vị": nomination.recipient_name, "Tên tập thể": nomination.recipient_name}
    if isinstance(subject, Person):
        known |= {"Chức vụ, đơn vị công tác hoặc địa chỉ": nomination.recipient_post}
    return tuple(Fact(label, known.get(label) or BLANK) for label in labels if label not in ("Họ và tên", "Tên đơn vị"))


def _known_of_person(person: Person, day: date) -> dict[str, str]:
    post = post_of(person, day)
    return {
        "Ngày, tháng, năm sinh": format_date(person.birth_date) if person.birth_date else "",
        "Giới tính": person.get_gender_display(),
        "Đơn vị công tác": post.unit.name if post else "",
        "Chức vụ": post.title if post else "",
        "Quá trình công tác": f"vào cơ quan từ ngày {format_date(person.employed_from)}"
        if person.employed_from
        else "",
    }


def _known_of_unit(unit: Unit, day: date) -> dict[str, str]:
    people = head_counts([unit], day).get(unit.pk, 0)
    return {
        "Quá trình thành lập": f"thành lập ngày {format_date(unit.founded)}" if unit.founded else "",
        "Tổng số công chức, viên chức, người lao động": f"{people} người" if people else "",
    }


def post_rows(person: Person) -> tuple[PostRow, ...]:
    """All posts on record, the first one first."""
    posts = Post.objects.filter(person=person).select_related("unit").order_by("start", "pk")
    return tuple(
        PostRow(f"{post.start:%m/%Y}", f"{post.end:%m/%Y}" if post.end else "nay", post.title, post.unit.name)
        for post in posts
    )


def rating_rows(subject: Person | Unit, year: int) -> tuple[RatingRow, ...]:
    """The ratings of the last years, oldest first."""
    found = Rating.objects.filter(of_subject(subject), year__gt=year - _RATING_YEARS, year__lte=year).order_by("year")
    return tuple(RatingRow(rating.year, rating.get_level_display(), _rated(rating)) for rating in found)


def _rated(rating: Rating) -> str:
    """The record keeps the day of a rating; number and issuer are for people to fill in."""
    return f"số {BLANK}, {long_date(rating.decided_on)}" if rating.decided_on else BLANK


def honour_rows(subject: Person | Unit, *, titles: bool) -> tuple[HonourRow, ...]:
    """What the award register holds, oldest first; what was revoked is not held any more."""
    held = Honour.objects.filter(of_subject(subject), is_title=titles, revoked_on=None).order_by(
        "year", "decided_on", "pk"
    )
    return tuple(
        HonourRow(honour.year, name_of(honour.award), honour.decision_number, honour.decided_on, honour.decided_by)
        for honour in held
    )


def initiative_rows(person: Person, year: int) -> tuple[InitiativeRow, ...]:
    """Recognised initiatives and topics up to the year of the report, oldest first."""
    found = initiatives_of(person).filter(year__lte=year, recognised_on__isnull=False).order_by("year", "code")
    return tuple(
        InitiativeRow(one.year, one.title, f"phạm vi {str(one.get_scope_display()).lower()}", one.decision_number)
        for one in found
    )


def of_subject(subject: Person | Unit) -> Q:
    """The rows of the record about ``subject``."""
    return Q(person=subject) if isinstance(subject, Person) else Q(unit=subject)
