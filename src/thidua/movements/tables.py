"""Lists of movements and registrations."""

from __future__ import annotations

from typing import Any

import django_tables2
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from thidua.movements.models import Movement


class MovementTable(django_tables2.Table):
    """Movements, a row each."""

    caption = _("Các phong trào thi đua")
    empty_text = _("Không có phong trào nào khớp với điều kiện lọc.")

    title = django_tables2.Column(verbose_name=_("Phong trào"), order_by="title_folded")
    body = django_tables2.Column(verbose_name=_("Cơ quan phát động"), accessor="body__short_name")
    end = django_tables2.Column(verbose_name=_("Thời gian"))
    participation_count = django_tables2.Column(
        verbose_name=_("Đơn vị"), attrs={"td": {"class": "number"}, "th": {"class": "number"}}
    )
    state = django_tables2.Column(verbose_name=_("Trạng thái"))

    class Meta:
        orderable = True
        sequence = ("title", "body", "end", "participation_count", "state")

    def render_title(self, record: Movement) -> str:
        """The title, as the link to the movement."""
        return format_html('<a href="{}">{}</a>', reverse("movements:detail", args=[record.pk]), record.title)

    def render_end(self, record: Movement) -> str:
        """From when to when."""
        start = f"{record.start:%d/%m/%Y}" if record.start else "…"
        return f"{start} – {record.end:%d/%m/%Y}"

    def render_state(self, record: Movement) -> str:
        """The state as a tag."""
        return state_tag(record.get_state_display(), record.state)


def state_tag(label: Any, state: str) -> str:
    """A state in words with its tone, as the components draw it."""
    return render_to_string("movements/state.html", {"label": label, "state": state})
