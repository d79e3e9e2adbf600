"""Reading revocations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.revocation.grounds import RULES
from thidua.decisions.revocation.models import Revocation, RevokedHonour
from thidua.organisation.models import Honour

_RECOVERING = [ground for ground, rule in RULES.items() if rule.recovers]


def with_rows(found: QuerySet[Revocation]) -> QuerySet[Revocation]:
    """Revocations with body, rows, holders and decisions, for pages."""
    rows = RevokedHonour.objects.select_related("honour__person", "honour__unit", "honour__decision_line__decision")
    return found.select_related("body", "paper").prefetch_related(Prefetch("rows", queryset=rows.order_by("pk")))


def public_revocations() -> QuerySet[Revocation]:
    """What everybody may know: papers in force that took away something of a published decision, newest first."""
    published = Q(rows__honour__decision_line__decision__state=Decision.State.PUBLISHED)
    found = Revocation.objects.filter(published, state=Revocation.State.IN_FORCE).distinct()
    return found.select_related("body").order_by("-paper_day", "-pk")


def given_by(found: Iterable[Revocation]) -> dict[int, list[DecisionLine]]:
    """Revocation pk → the lines of published decisions that it took away; one question for all."""
    rows = RevokedHonour.objects.filter(
        revocation__in=[revocation.pk for revocation in found],
        honour__decision_line__decision__state=Decision.State.PUBLISHED,
    ).select_related("honour__decision_line__decision")
    lines: dict[int, list[DecisionLine]] = defaultdict(list)
    for row in rows.order_by("pk"):
        lines[row.revocation_id].append(row.honour.decision_line)
    return lines


def in_force_of(honour: Honour) -> Revocation | None:
    """The revocation that took ``honour`` away; None where it is held, or was entered without one."""
    return Revocation.objects.filter(rows__honour=honour, state=Revocation.State.IN_FORCE).first()


def unsettled(found: QuerySet[Revocation]) -> QuerySet[Revocation]:
    """Those of ``found`` in force from which object or money has yet to come back."""
    money = Q(rows__money_back_on__isnull=True) & ~Q(rows__amount=0)
    due = found.filter(state=Revocation.State.IN_FORCE, ground__in=_RECOVERING)
    return due.filter(money | Q(rows__object_back_on__isnull=True)).distinct()


def with_counts(found: QuerySet[Revocation]) -> QuerySet[Revocation]:
    """Revocations with ``honour_count`` for lists, newest first."""
    counted = found.select_related("body").annotate(honour_count=Count("rows"))
    return counted.order_by("-proposed_at", "-pk")
