"""What this app puts on a person's page: the initiatives, and what they carried already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.initiatives.queries import initiatives_of
from thidua.organisation.awards import name_of
from thidua.organisation.models import Person, Unit
from thidua.organisation.panels import Panel


def initiatives_panel(subject: Person | Unit, user: Any, day: date) -> Iterator[Panel]:
    """The initiatives of a person; whoever may open the person's page may read them."""
    if not isinstance(subject, Person):
        return
    rows = [
        {
            "initiative": initiative,
            "shares": [share for share in initiative.authorships.all() if share.person_id == subject.pk],
            "recognised": initiative.recognised_on is not None and initiative.recognised_on <= day,
            "uses": [{"award": name_of(use.award), "year": use.year} for use in initiative.own_uses],  # type: ignore[attr-defined]
        }
        for initiative in initiatives_of(subject)
    ]
    if rows:
        yield Panel(
            title=_("Sáng kiến, đề tài"),
            template="initiatives/person_panel.html",
            context={"rows": rows},
            icon="lightbulb",
            order=20,
        )
