"""Filters of the list of movements."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.movements.models import Movement
from thidua.text import fold


class MovementFilter(django_filters.FilterSet):
    """By words of the title, by state, by kind."""

    q = django_filters.CharFilter(label=_("Tên phong trào"), method="by_title")
    state = django_filters.ChoiceFilter(label=_("Trạng thái"), choices=Movement.State.choices, empty_label=_("Tất cả"))
    kind = django_filters.ChoiceFilter(label=_("Hình thức"), choices=Movement.Kind.choices, empty_label=_("Tất cả"))

    class Meta:
        model = Movement
        fields: list[str] = []

    def by_title(self, rows: QuerySet[Movement], name: str, value: str) -> QuerySet[Movement]:
        """Rows whose title holds the words, whatever their accents."""
        return rows.filter(title_folded__contains=fold(value))
