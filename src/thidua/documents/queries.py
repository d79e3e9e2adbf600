"""Reading papers and the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, QuerySet

from thidua.documents.models import NumberSeries, OfficialDocument, RegisterEntry
from thidua.organisation.models import Unit
from thidua.text import fold

State = OfficialDocument.State


def for_lists(documents: QuerySet[OfficialDocument]) -> QuerySet[OfficialDocument]:
    """Papers with what a list shows: drafts first, then newest first."""
    return documents.select_related("body", "entry").order_by(F("day").desc(nulls_first=True), "-number", "-pk")


def search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those papers or lines of the register in which all words of ``text`` occur, with or without diacritics."""
    for word in fold(text).split():
        rows = rows.filter(folded__contains=word)
    return rows


def papers_of(obj: models.Model) -> QuerySet[OfficialDocument]:
    """The papers made from ``obj``, newest first."""
    made = OfficialDocument.objects.filter(source_label=obj._meta.label_lower, source_pk=obj.pk)
    return made.select_related("entry").order_by("-drafted_at", "-pk")


def series_of(bodies: QuerySet[Unit], year: int) -> QuerySet[NumberSeries]:
    """The series of ``bodies`` in a year."""
    return (
        NumberSeries.objects.filter(body__in=bodies, year=year).select_related("body").order_by("body", "scope", "key")
    )


def in_book_order(entries: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    """Lines of the register as a book has them: by day, then by series and number."""
    return entries.select_related("body", "series").order_by("day", "series", "number")


def years_of(entries: QuerySet[RegisterEntry], today: date) -> list[int]:
    """The years in which numbers were given, newest first; the present one always."""
    years = set(entries.order_by().values_list("series__year", flat=True).distinct())
    return sorted(years | {today.year}, reverse=True)
