"""The rows of the list of a unit: made here and not in the template, which would ask two hundred cells one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.nominations.eligibility.roster import Entry
from thidua.nominations.eligibility.screening import Cell, UnitScreening
from thidua.nominations.lawbook import AwardOption
from thidua.nominations.models import Check
from thidua.nominations.wording import outcome_tag, tag


class Rows:
    """The rows of one page of a list.

    Attributes:
        found: the unit's answers.
        readable: people whose sensitive rows the reader may read.
    """

    def __init__(self, found: UnitScreening, readable: set[int]) -> None:
        self.found, self.readable = found, readable
        self._alone = len(found.options) == 1
        question = found.question
        self._asked = {option.code: urlencode(question.about(option.code).in_address()) for option in found.options}
        outcomes = [*Check.Outcome.values, ""] if self._alone else list(short_outcomes())
        short = short_outcomes()
        self._tags = {
            outcome: outcome_tag(outcome) if self._alone else tag(short[outcome], outcome or "none")
            for outcome in outcomes
        }
        self._one_missing, self._to_judge = escape(_("Thiếu 1 điều kiện")), escape(_("Chờ đánh giá"))
        self._why, self._due = _("vì sao"), tag(_("Đến hạn năm sau"), "waiting")

    def tables(self, places: list[int]) -> Iterator[dict[str, Any]]:
        """People and collectives apart: each table has only the awards that can be given to them."""
        people = len(self.found.roster.people)
        for label, mine in (
            (_("Cá nhân"), [place for place in places if place < people]),
            (pgettext("many", "Tập thể"), [place for place in places if place >= people]),
        ):
            if mine:
                columns = self.awards_for(mine[:1])
                yield {"label": label, "columns": columns, "rows": [self._row(columns, place) for place in mine]}

    def awards_for(self, places: Iterable[int]) -> list[AwardOption]:
        """The awards that one of the subjects can be given."""
        chosen = list(places)
        return [option for option in self.found.options if self.found.answers.of(option.code).asked[chosen].any()]

    def _row(self, columns: list[AwardOption], place: int) -> dict[str, Any]:
        """One subject."""
        entry = self.found.entry(place)
        page = _page_of(entry)
        cells = [self._cell(option, place, entry, page) for option in columns]
        where = "" if entry.unit_name == self.found.unit.short_name else entry.unit_name
        return {"entry": entry, "where": where, "cells": cells}

    def _cell(self, option: AwardOption, place: int, entry: Entry, page: str) -> dict[str, Any]:
        cell = self.found.cell(option.code, place)
        assert cell is not None  # the column is for such subjects
        whole = entry.person is None or entry.person in self.readable
        reasons: list[str] = []
        if self._alone or cell.nearly or cell.judged_only:
            reasons = self.found.reasons(place, option.code, whole=whole)
        url = f"{page}?{self._asked[option.code]}"
        return {"cell": cell, "name": option.name, "url": url, "html": self._html(option, entry, cell, url, reasons)}

    def _html(self, option: AwardOption, entry: Entry, cell: Cell, url: str, reasons: list[str]) -> SafeString:
        # Every text is escaped here; tags are drawn by the components.
        label = escape(f"{option.name}, {entry.name}: {self._why}")
        parts = [f'<a href="{escape(url)}" aria-label="{label}">{self._tags[cell.outcome]}</a>']
        words = "".join(f'<span class="d-block small">{escape(reason)}</span>' for reason in reasons)
        if words and not self._alone:
            # Beside other awards the column is narrow: the words are one press away.
            lacking = self._one_missing if cell.nearly else self._to_judge
            words = f'<details class="small"><summary>{lacking}</summary>{words}</details>'
        parts.append(words)
        if cell.due:
            parts.append(f'<span class="d-block small">{self._due}</span>')
        if cell.taken:
            taken = cell.taken if self._alone else cell.taken_short
            parts.append(f'<span class="d-block small text-muted">{escape(taken)}</span>')
        return SafeString("".join(parts))


def _page_of(entry: Entry) -> str:
    if entry.person is not None:
        return reverse("nominations:eligibility_person", args=[entry.person])
    return reverse("nominations:eligibility_unit", args=[entry.unit])


def short_outcomes() -> dict[str, str]:
    """The outcomes in a word or two, for narrow columns."""
    return {
        "": _("Chưa rõ"),
        Check.Outcome.ELIGIBLE: _("Đủ"),
        Check.Outcome.NOT_ELIGIBLE: _("Chưa đủ"),
        Check.Outcome.OPEN: _("Cần xét"),
        Check.Outcome.ON_HOLD: _("Tạm dừng"),
    }
