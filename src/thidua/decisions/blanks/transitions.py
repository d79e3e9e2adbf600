"""The table of a sheet's states."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.base.answers import Answer
from thidua.decisions.blanks.models import BlankSheet
from thidua.decisions.blanks.permissions import may_print
from thidua.journal.transitions import Transition, TransitionTable

State = BlankSheet.State


def prints(user: Any, sheet: BlankSheet) -> Answer:
    """Who prints on the blank also strikes out its sheets."""
    return may_print(user, sheet.blank.body)


SHEET = TransitionTable(
    name="decisions.sheet",
    rows=(Transition(State.PRINTED, "spoil", State.SPOILT, _("Ghi phôi hỏng"), who=prints, needs_reason=True),),
)
