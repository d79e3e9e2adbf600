"""Reading papers and the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, QuerySet

from thidua.documents.models import NumberSeries, OfficialDocument, RegisterEntry
from thidua.organisation.models import Unit
from thidua.text import fold

State = OfficialDocument.State


def in_list_order(documents: QuerySet[OfficialDocument]) -> QuerySet[OfficialDocument]:
    """Papers as a list has them: drafts first, then newest first."""
    return documents.order_by(F("day").desc(nulls_first=True), "-number", "-pk")


def for_lists(keys: Sequence[int]) -> list[OfficialDocument]:
    """The papers with these keys, in their order, with what a list shows."""
    # What stands in a paper is long, and a list of them does not tell it.
    told = OfficialDocument.objects.select_related("body", "entry").defer("context", "signature")
    found = told.in_bulk(keys)
    return [found[key] for key in keys]


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
