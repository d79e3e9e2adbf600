"""Reading dossiers, nominations and the law's answers on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.journal.models import Event
from thidua.movements.models import Movement
from thidua.nominations.lawbook import award_names
from thidua.nominations.models import Check, Dossier, Nomination
from thidua.nominations.permissions import visible_to
from thidua.organisation.models import Unit
from thidua.organisation.roles import holders

__all__ = [
    "award_names",
    "dossier_funnel",
    "events_of",
    "frozen_check",
    "newest_check",
    "pen_of",
    "ready_for_council",
    "recommended",
    "step_times",
]

_State = Dossier.State
_LISTED = Nomination.State.LISTED


def ready_for_council(body: Unit) -> QuerySet[Nomination]:
    """Nominations of accepted dossiers of ``body`` that wait for a meeting, in the order of their recipients' names."""
    found = Nomination.objects.filter(dossier__body=body, dossier__state=_State.ACCEPTED, state=_LISTED)
    return found.select_related("dossier__unit", "person", "unit").order_by("award", "name_key", "pk")


def recommended(body: Unit, movement: Movement | None = None) -> QuerySet[Nomination]:
    """Nominations that passed the vote of the council of ``body`` and are not decided yet."""
    found = Nomination.objects.filter(dossier__body=body, state=Nomination.State.RECOMMENDED)
    if movement is not None:
        found = found.filter(dossier__movement=movement)
    return found.select_related("dossier__unit", "person", "unit").order_by("award", "name_key", "pk")


def newest_check(nomination: Nomination) -> Check | None:
    """The law's newest answer on the nomination."""
    return nomination.checks.order_by("-made_at", "-pk").first()


def frozen_check(nomination: Nomination) -> Check | None:
    """The answer that went on with the dossier: that of its acceptance, before that of its sending."""
    frozen = nomination.checks.exclude(occasion=Check.Occasion.REVIEW).order_by("-made_at", "-pk")
    return frozen.filter(occasion=Check.Occasion.ACCEPTANCE).first() or frozen.first()


@dataclass(frozen=True)
class Pen:
    """Who has to act on a dossier now: the role in words, and the people who have it today."""

    role: str
    people: tuple[str, ...]


def pen_of(dossier: Dossier, day: date) -> Pen | None:
    """Who holds the pen; nobody once the dossier has ended."""
    roles = {
        _State.DRAFT: (Role.UNIT_CONTACT, dossier.unit, _("Đầu mối của %(unit)s")),
        _State.RETURNED: (Role.UNIT_CONTACT, dossier.unit, _("Đầu mối của %(unit)s")),
        _State.SUBMITTED: (Role.OFFICER, dossier.body, _("Chuyên viên thi đua, khen thưởng của %(unit)s")),
        _State.ACCEPTED: (Role.COUNCIL_SECRETARY, dossier.body, _("Thư ký hội đồng của %(unit)s")),
        _State.IN_COUNCIL: (Role.COUNCIL_SECRETARY, dossier.body, _("Hội đồng của %(unit)s")),
    }
    found = roles.get(_State(dossier.state))
    if found is None:
        return None
    role, unit, words = found
    return Pen(words % {"unit": unit.short_name}, tuple(str(user) for user in holders(role, unit, day)))


def events_of(dossier: Dossier) -> list[Event]:
    """What the journal tells of the dossier and the nominations in it, newest first; single checks are left out."""
    numbers = [str(number) for number in dossier.nominations.values_list("pk", flat=True)]
    own = Q(object_type=Dossier._meta.label_lower, object_id=str(dossier.pk))
    inside = Q(object_type=Nomination._meta.label_lower, object_id__in=numbers)
    return list(Event.objects.filter(own | inside).exclude(action__endswith=".write").order_by("-sequence"))


def step_times(events: Iterable[Event]) -> dict[str, datetime]:
    """State → when the dossier last entered it."""
    times: dict[str, datetime] = {}
    for event in sorted(events, key=lambda row: row.sequence):
        if event.object_type == Dossier._meta.label_lower and "state" in event.new:
            times[event.new["state"]] = event.at
    return times


# The way of a dossier in the order of its steps; what has left the way is counted apart.
FUNNEL_STEPS = (
    (_State.DRAFT, _State.RETURNED, _State.SUBMITTED, _State.ACCEPTED, _State.IN_COUNCIL, _State.DECIDED),
    (_State.SUBMITTED, _State.ACCEPTED, _State.IN_COUNCIL, _State.DECIDED),
    (_State.ACCEPTED, _State.IN_COUNCIL, _State.DECIDED),
    (_State.IN_COUNCIL, _State.DECIDED),
)


def dossier_funnel(user: Any, movement: Movement) -> list[dict[str, Any]]:
    """How many nominations of the movement have come how far, of those that ``user`` may see.

    Returns:
        Steps for the funnel component (``label``, ``count``, ``url``), each containing the later ones.
    """
    counts = nomination_counts(user, movement)
    total: Counter[tuple[str, str]] = Counter()
    for (state, nomination_state, _award), count in counts.items():
        total[state, nomination_state] += count
    live = {key: count for key, count in total.items() if key[1] != Nomination.State.DROPPED}
    address = f"{reverse('nominations:list')}?phong_trao={movement.pk}"

    def reached(states: tuple[str, ...]) -> int:
        return sum(count for (state, _n), count in live.items() if state in states)

    passed = sum(
        count
        for (_s, state), count in live.items()
        if state in (Nomination.State.RECOMMENDED, Nomination.State.AWARDED)
    )
    awarded = sum(count for (_s, state), count in live.items() if state == Nomination.State.AWARDED)
    closed = (_State.CLOSED,)
    return [
        {"label": _("Đã đề nghị"), "count": reached((*FUNNEL_STEPS[0], *closed)), "url": address},
        {"label": _("Đã gửi"), "count": reached((*FUNNEL_STEPS[1], *closed)), "url": f"{address}&buoc=submitted"},
        {"label": _("Đã tiếp nhận"), "count": reached((*FUNNEL_STEPS[2], *closed)), "url": f"{address}&buoc=accepted"},
        {
            "label": _("Đã đưa ra hội đồng"),
            "count": reached((*FUNNEL_STEPS[3], *closed)),
            "url": f"{address}&buoc=in_council",
        },
        {"label": _("Hội đồng đề nghị khen"), "count": passed, "url": f"{address}&buoc=recommended"},
        {"label": _("Đã khen"), "count": awarded, "url": f"{address}&buoc=awarded"},
    ]


def nomination_counts(user: Any, movement: Movement) -> dict[tuple[str, str, str], int]:
    """(state of the dossier, state of the nomination, award) → how many, of those that ``user`` may see."""
    rows = (
        Nomination.objects.filter(dossier__in=visible_to(user).filter(movement=movement))
        .values_list("dossier__state", "state", "award")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {(dossier_state, state, award): count for dossier_state, state, award, count in rows}
