"""Small checks that several actions share."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from thidua.base.answers import Answer
from thidua.base.refusal import Refused


def demand(answer: Answer, article: str = "") -> None:
    """Raise `Refused` with the answer's own reason unless it allows."""
    if not answer:
        raise Refused("not_allowed", answer.reason, article)


def check_lengths(row: models.Model) -> None:
    """Raise `Refused` for a text that is longer than its column: SQLite would keep it, PostgreSQL would not."""
    for field in row._meta.fields:
        value = getattr(row, field.attname)
        most = getattr(field, "max_length", None)
        if most and isinstance(value, str) and len(value) > most:
            message = _("Mục “%(field)s” dài %(length)d ký tự, tối đa %(most)d. Hãy rút gọn: “%(start)s…”") % {
                "field": field.verbose_name,
                "length": len(value),
                "most": most,
                "start": value[:40],
            }
            raise Refused("too_long", message, fields={field.name: message})


def as_day(value: str | date | None) -> date | None:
    """A day of a review (ISO) as a date; blank is None."""
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None
