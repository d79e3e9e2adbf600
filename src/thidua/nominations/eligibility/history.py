"""What was nominated and given before: nominations are asked at once, honours stand in the packed record."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from thidua.nominations.eligibility.answers import Answers
from thidua.nominations.models import Nomination
from thidua.nominations.readiness import LIVE
from thidua.organisation.queries import posts_on

Array = NDArray[Any]


class History:
    """Who of a unit was nominated for an award or holds it."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._kept: dict[tuple[str, str], Array] = {}

    @cached_property
    def _nominations(self) -> tuple[dict[str, list[int]], dict[str, dict[int, str]]]:
        """award → places nominated for it at some time; award → place → reference, of those for the year asked."""
        unit, question = self._answers.unit, self._answers.question
        units = [row.pk for row in self._answers.roster.units]
        posts = posts_on(question.on).filter(unit__in=units)
        mine = Q() if unit.is_root() else Q(person__in=posts.values("person")) | Q(unit__in=units)
        places = self._answers.roster.places
        ever: dict[str, list[int]] = {}
        now: dict[str, dict[int, str]] = {}
        columns = ("award", "person_id", "unit_id", "year", "kind", "state", "dossier__reference")
        for award, person, row_unit, year, kind, state, reference in (
            Nomination.objects.filter(mine).order_by("pk").values_list(*columns)
        ):
            place = places.get(f"p{person}" if person else f"u{row_unit}")
            if place is None:
                continue
            ever.setdefault(award, []).append(place)
            if year == question.year and kind in ("", question.kind) and state in LIVE:
                now.setdefault(award, {})[place] = reference
        return ever, now

    def considered(self, code: str) -> Array:
        """Who was nominated for the award or holds it, at some time."""
        return self._flags("considered", code)

    def given(self, code: str) -> Array:
        """Who holds it for the year that is asked about."""
        return self._flags("given", code)

    def taken(self, code: str) -> Array:
        """Who was nominated for it or holds it, for the year that is asked about."""
        chosen = self.given(code).copy()
        chosen[list(self._nominations[1].get(code, ()))] = True
        return chosen

    def taken_of(self, code: str, place: int) -> tuple[str, str]:
        """Why one subject cannot be nominated again for the year: in words, and in a word; empty when it can."""
        if self.given(code)[place]:
            return _("Đã được tặng năm %(year)d") % {"year": self._answers.question.year}, _("Đã tặng")
        reference = self._nominations[1].get(code, {}).get(place, "")
        return (
            (_("Đã đề nghị trong hồ sơ %(reference)s") % {"reference": reference}, reference) if reference else ("", "")
        )

    def _flags(self, name: str, code: str) -> Array:
        if (name, code) not in self._kept:
            self._kept[name, code] = self._make(name, code)
        return self._kept[name, code]

    def _make(self, name: str, code: str) -> Array:
        question = self._answers.question
        if name == "given":
            return self._answers.held_for(code, question.year, question.kind)
        chosen = self._answers.ever_held(code).copy()
        chosen[self._nominations[0].get(code, [])] = True
        return chosen
