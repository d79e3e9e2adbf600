"""What a person should do about the own record (here, since records and to-dos know nothing of each other)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.notices.todo import Todo, Waiting
from thidua.organisation.completeness import gaps, maybe_incomplete
from thidua.organisation.models import Person
from thidua.organisation.queries import person_of, record_years


def record_todos(user: Any, day: date) -> Iterator[Waiting]:
    """One task when the own record lacks something."""
    person = person_of(user)
    if person is not None:
        yield Waiting(maybe_incomplete(Person.objects.filter(pk=person.pk), day), lambda _rows: _said(person, day))


def _said(person: Person, day: date) -> Iterator[Todo]:
    found = gaps(person, list(person.posts.all()), record_years(person), day)
    if found:
        why = _("%(gap)s. Luật không tính điều mà hồ sơ không ghi.") % {"gap": found[0].what}
        yield Todo(_("Bổ sung hồ sơ của tôi"), why, reverse("organisation:my_record"), count=len(found))
