"""The table of a copy's states."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.base.answers import Answer
from thidua.documents.copies.models import DocumentCopy
from thidua.documents.copies.permissions import may_copy
from thidua.journal.transitions import Transition, TransitionTable

State = DocumentCopy.State


def makes(user: Any, copy: DocumentCopy) -> Answer:
    """Whoever makes copies for the body."""
    return may_copy(user, copy.body)


COPY = TransitionTable(
    name="documents.copy",
    rows=(
        Transition(
            State.DRAFT,
            "make",
            State.ISSUED,
            pgettext_lazy("copy", "Sao và cấp số"),
            who=makes,
            article="Điều 25, 27 Nghị định 30/2020/NĐ-CP",
        ),
        Transition(State.ISSUED, "recall", State.RECALLED, _("Thu hồi bản sao"), who=makes, needs_reason=True),
    ),
)
