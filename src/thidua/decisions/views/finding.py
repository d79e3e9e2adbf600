"""Finding what the user may see, and whether they work on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thidua.decisions.models import Decision
from thidua.decisions.permissions import MAKERS, visible_to
from thidua.organisation.roles import roles_of


def visible_decision(request: HttpRequest, pk: int) -> Decision:
    """The decision, or 404 for whoever may not see it."""
    queryset = visible_to(request.user).select_related(
        "body", "meeting__council", "movement", "docx", "pdf", "certificates_pdf", "signed_pdf"
    )
    return get_object_or_404(queryset, pk=pk)


def works_on(user: Any, decision: Decision) -> bool:
    """Whether ``user`` makes, signs or sends out decisions of the body."""
    return roles_of(user).has(*MAKERS, unit=decision.body)
