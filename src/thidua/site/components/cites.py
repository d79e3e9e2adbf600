"""Provisions in the order in which officials cite them: point, clause, article, document."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_noop

from thidua.site.components.values import take

PARTS = (
    ("point", gettext_noop("điểm %(place)s")),
    ("clause", gettext_noop("khoản %(place)s")),
    ("article", gettext_noop("Điều %(place)s")),
)


def write_cite(cite: Any) -> str:
    """Write a citation (`document`, `article`, `clause`, `point`; or a finished text) as officials do."""
    if not cite or isinstance(cite, str):
        return cite or ""
    place = [gettext(form) % {"place": take(cite, name)} for name, form in PARTS if take(cite, name)]
    text = " ".join([*place, str(take(cite, "document", ""))]).strip()
    return text[:1].upper() + text[1:]
