"""Provisions in the order in which officials cite them: point, clause, article, document."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext, gettext_noop

from thidua.site.components.values import take

PARTS = (
    ("point", gettext_noop("điểm %(place)s")),
    ("clause", gettext_noop("khoản %(place)s")),
    ("article", gettext_noop("Điều %(place)s")),
)

# What kind of document a number belongs to, read from its symbol.
KINDS = (
    (r"/QH\d+$", gettext_noop("Luật số %(number)s")),
    (r"NĐ-CP$", gettext_noop("Nghị định số %(number)s")),
    (r"/TTLT-|/TT-", gettext_noop("Thông tư số %(number)s")),
    (r"/QĐ-", gettext_noop("Quyết định số %(number)s")),
    (r"/NQ-", gettext_noop("Nghị quyết số %(number)s")),
)


def write_cite(cite: Any) -> str:
    """Write a citation (`document`, `article`, `clause`, `point`; or a finished text) as officials do.

    Example: ``Điểm a khoản 2 Điều 23 Luật số 06/2022/QH15``.
    """
    if not cite or isinstance(cite, str):
        return cite or ""
    place = [gettext(form) % {"place": take(cite, name)} for name, form in PARTS if take(cite, name)]
    text = " ".join([*place, write_document(str(take(cite, "document", "")))]).strip()
    return text[:1].upper() + text[1:]


def write_document(number: str) -> str:
    """Write a document's number with its kind; a number of an unknown form stays as it is."""
    for pattern, form in KINDS:
        if re.search(pattern, number):
            return gettext(form) % {"number": number}
    return number
