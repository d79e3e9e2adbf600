"""On the page of a body: whether its letterhead is written, for those who write it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.organisation.models import Unit
from thidua.organisation.panels import Panel, Subject
from thidua.organisation.permissions import may_set_agency_code
from thidua.organisation.queries import office_of


def letterhead_panel(subject: Subject, user: Any, _day: date) -> Iterator[Panel]:
    """How the body's documents are headed and signed, with the way to change it."""
    if isinstance(subject, Unit) and subject.is_body and may_set_agency_code(user, subject):
        context = {"body": subject, "office": office_of(subject)}
        yield Panel(_("Thể thức văn bản"), "documents/_letterhead.html", context, order=90, icon="file-earmark-text")
