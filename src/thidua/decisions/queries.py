"""Reading decisions, certificates and what waits for them."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet, Sum

from thidua.councils.models import Meeting
from thidua.decisions.codes import tidy_code
from thidua.decisions.models import Certificate, Decision, DecisionLine
from thidua.nominations.models import Nomination


def awaiting_decision(meeting: Meeting) -> QuerySet[Nomination]:
    """Recommended nominations of a meeting that stand in no decision yet."""
    return (
        Nomination.objects.filter(
            questions__meeting=meeting,
            questions__passed=True,
            state=Nomination.State.RECOMMENDED,
            decision_line__isnull=True,
        )
        .select_related("dossier__movement", "dossier__unit", "person", "unit")
        .distinct()
    )


def meetings_awaiting(bodies: QuerySet[Meeting] | None = None) -> QuerySet[Meeting]:
    """Closed meetings with recommended nominations that no decision has taken up."""
    meetings = Meeting.objects.all() if bodies is None else bodies
    return meetings.filter(
        state=Meeting.State.CLOSED,
        questions__passed=True,
        questions__nomination__state=Nomination.State.RECOMMENDED,
        questions__nomination__decision_line__isnull=True,
    ).distinct()


def in_force(lines: QuerySet[DecisionLine]) -> QuerySet[DecisionLine]:
    """Those of ``lines`` whose award was not taken away; drafts have none yet."""
    return lines.filter(honour__revoked_on__isnull=True)


def with_counts(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions with ``line_count`` and ``total`` (đồng) for lists: those without a number first, then newest first.

    What was taken away is not counted.
    """
    counts = Q(lines__honour__revoked_on__isnull=True)
    counted = decisions.select_related("body").annotate(
        line_count=Count("lines", filter=counts), total=Sum("lines__amount", filter=counts)
    )
    return counted.order_by(F("signed_on").desc(nulls_first=True), F("number").desc(nulls_first=True), "-pk")


def public_decisions() -> QuerySet[Decision]:
    """What everybody may read."""
    return Decision.objects.filter(state=Decision.State.PUBLISHED)


def public_lines() -> QuerySet[DecisionLine]:
    """The honour roll: all lines of published decisions whose award was not taken away, newest first."""
    return (
        in_force(DecisionLine.objects.filter(decision__state=Decision.State.PUBLISHED))
        .select_related("decision__body", "decision__movement")
        .order_by("-decision__signed_on", "-decision__number", "order")
    )


def find_certificate(typed: str) -> Certificate | None:
    """The certificate with the code that somebody typed or scanned; only those of published decisions are shown."""
    return (
        Certificate.objects.filter(code=tidy_code(typed), line__decision__state=Decision.State.PUBLISHED)
        .select_related("line__decision__body", "line__honour")
        .first()
    )
