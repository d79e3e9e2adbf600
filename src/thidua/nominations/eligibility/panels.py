"""The way to the questions from the pages of a person and of a unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.nominations.eligibility.permissions import may_ask, may_screen
from thidua.organisation.models import Person, Unit
from thidua.organisation.panels import Panel
from thidua.organisation.queries import person_of


def eligibility_panel(subject: Person | Unit, user: Any, day: date) -> Iterator[Panel]:
    """For whoever may ask: the question about this person; about this collective and all its people."""
    if isinstance(subject, Unit):
        if may_screen(user, subject):
            context: dict[str, Any] = {
                "screening": reverse("nominations:screening", args=[subject.pk]),
                "url": reverse("nominations:eligibility_unit", args=[subject.pk]),
            }
            yield Panel(_("Ai đủ điều kiện?"), "nominations/eligibility/panel.html", context, 30, "list-check")
        return
    own = person_of(user)
    if own is not None and own.pk == subject.pk:
        context = {"own": True, "url": reverse("nominations:eligibility")}
        yield Panel(_("Tôi có đủ điều kiện không?"), "nominations/eligibility/panel.html", context, 30, "list-check")
    elif may_ask(user, subject):
        context = {"url": reverse("nominations:eligibility_person", args=[subject.pk])}
        yield Panel(_("Có đủ điều kiện không?"), "nominations/eligibility/panel.html", context, 30, "list-check")
