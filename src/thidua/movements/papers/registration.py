"""A unit's registration as the list that its head signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from thidua import paperwork
from thidua.movements import titles
from thidua.movements.models import Registration, RegistrationLine
from thidua.organisation.letterhead import letterhead, office_record
from thidua.organisation.models import OfficeProfile, Unit
from thidua.organisation.queries import posts_on


def registration_context(registration: Registration, _actor: Any, day: date) -> paperwork.RegistrationList:
    """What the unit registers for, each person and collective once.

    Raises:
        Refused: ``no_office``.
    """
    movement, unit = registration.movement, registration.unit
    return paperwork.RegistrationList(
        office=heading_of_unit(office_record(movement.body), unit),
        year=(movement.end or day).year,
        subject=movement.title,
        movement=movement.title,
        rows=tuple(_registered(registration, day)),
        commitments=tuple(line.strip() for line in registration.commitments.splitlines() if line.strip()),
        signer=paperwork.Signer(("THỦ TRƯỞNG ĐƠN VỊ",), "", "(Ký, ghi rõ họ tên)"),
    )


def _registered(registration: Registration, day: date) -> Iterator[paperwork.RegistrationRow]:
    lines = registration.lines.select_related("person", "unit").order_by("person__name_key", "unit__path", "pk")
    people = [line.person_id for line in lines if line.person_id]
    posts = {post.person_id: post.title for post in posts_on(day).filter(person__in=people).order_by("start")}
    known = titles.titles_on(day)
    by_subject: dict[tuple[int | None, int | None], list[RegistrationLine]] = {}
    for line in lines:
        by_subject.setdefault((line.person_id, line.unit_id), []).append(line)
    for (person, _unit), own in by_subject.items():
        wanted = [known.get(line.award) or titles.unknown(line.award) for line in own]
        yield paperwork.RegistrationRow(
            name=str(own[0].person or own[0].unit),
            recipient="individual" if person else "collective",
            post=posts.get(person or 0, ""),
            title=", ".join(title.name for title in wanted if title.is_title),
            award_form=", ".join(title.name for title in wanted if not title.is_title),
        )


def heading_of_unit(record: OfficeProfile, unit: Unit) -> paperwork.OfficeProfile:
    """How a document of a unit below the body is headed: the body stands above the unit."""
    heading = letterhead(record)
    return replace(heading, name=unit.name, parent_lines=heading.agency_lines, agency_lines=(unit.name.upper(),))
