"""Reading the record of units and people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.organisation.models import OfficeProfile, Person, Post, Unit
from thidua.organisation.roles import roles_of


def person_of(user: Any) -> Person | None:
    """The person behind a signed-in account, if one is on record; kept on the user for the request."""
    if "_person" not in user.__dict__:
        user.__dict__["_person"] = Person.objects.filter(user=user).first()
    person: Person | None = user.__dict__["_person"]
    return person


def body_of(user: Any) -> Unit | None:
    """The nearest body with power to decide that ``user`` works for: by role, else by post."""
    if "_body" in user.__dict__:
        kept: Unit | None = user.__dict__["_body"]
        return kept
    reaches = roles_of(user).reaches
    unit = Unit.objects.filter(pk=reaches[0].unit_id).first() if reaches else None
    body = body_above(unit) if unit else None
    user.__dict__["_body"] = body
    return body


def body_above(unit: Unit) -> Unit | None:
    """``unit`` itself or the nearest unit above it that is a body with power to decide."""
    paths = [unit.path[: length * unit.steplen] for length in range(unit.depth, 0, -1)]
    return Unit.objects.filter(path__in=paths, is_body=True).order_by("-depth").first()


def office_of(body: Unit) -> OfficeProfile | None:
    """How the body's documents are headed and signed."""
    return OfficeProfile.objects.select_related("signer", "body").filter(body=body).first()


def running_on(day: date, prefix: str = "") -> Q:
    """A filter for dated rows (``start``, ``end``) that run on ``day``."""
    return Q(**{f"{prefix}start__lte": day}) & (Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day}))


def posts_on(day: date) -> QuerySet[Post]:
    """All posts held on ``day``."""
    return Post.objects.filter(running_on(day))


def people_of(unit: Unit, day: date) -> QuerySet[Person]:
    """Who holds a post in ``unit`` or below it on ``day``, in the order of Vietnamese names."""
    return Person.objects.filter(Q(posts__unit__path__startswith=unit.path), running_on(day, "posts__")).distinct()


def post_of(person: Person, day: date) -> Post | None:
    """The post that ``person`` holds on ``day``; the newest when several run."""
    return posts_on(day).filter(person=person).select_related("unit").order_by("-start", "-pk").first()


def units_below(body: Unit, day: date) -> QuerySet[Unit]:
    """The units directly below ``body`` that exist on ``day``, in tree order: those that register and report."""
    return Unit.objects.get_children(body).filter(Q(dissolved__isnull=True) | Q(dissolved__gt=day))
