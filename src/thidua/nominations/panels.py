"""What this app puts on the pages of others: the funnel on the movement's page, own nominations on a person's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.movements.models import Movement
from thidua.movements.panels import Panel as MovementPanel
from thidua.nominations.actions.writing import MOVEMENT_STATES
from thidua.nominations.lawbook import award_names
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.permissions import LIVE, nominations_visible_to
from thidua.nominations.queries import dossier_funnel, nomination_counts
from thidua.nominations.wording import stage_tag
from thidua.organisation.models import Person, Unit
from thidua.organisation.panels import Panel
from thidua.organisation.roles import roles_of


def funnel_panel(user: Any, movement: Movement, day: date) -> MovementPanel | None:
    """The funnel of dossiers by state and award, for whoever may see some of them; a contact may begin one here."""
    counts = nomination_counts(user, movement)
    running = movement.state in MOVEMENT_STATES
    actions = []
    if running and roles_of(user).has(Role.UNIT_CONTACT):
        url = f"{reverse('nominations:create')}?phong_trao={movement.pk}"
        actions.append({"label": _("Lập hồ sơ"), "url": url, "icon": "plus-lg", "style": "secondary"})
    if not counts and not actions:
        return None
    return MovementPanel(
        title=_("Hồ sơ khen thưởng"),
        template="nominations/funnel_panel.html",
        context={"steps": dossier_funnel(user, movement) if counts else [], "table": _by_award(counts, day)},
        icon="folder2-open",
        order=40,
        actions=actions,
    )


def _by_award(counts: dict[tuple[str, str, str], int], day: date) -> list[dict[str, Any]]:
    """The same figures by award: nominated, sent, accepted, voted for, awarded."""
    sent_states = (Dossier.State.SUBMITTED, Dossier.State.ACCEPTED, Dossier.State.IN_COUNCIL, *_ENDED)
    accepted_states = (Dossier.State.ACCEPTED, Dossier.State.IN_COUNCIL, *_ENDED)
    rows = []
    for code, name in award_names(day).items():
        mine = {key: count for key, count in counts.items() if key[2] == code and key[1] != Nomination.State.DROPPED}
        if not mine:
            continue
        rows.append(
            {
                "award": name,
                "nominated": sum(mine.values()),
                "sent": sum(count for (state, _n, _a), count in mine.items() if state in sent_states),
                "accepted": sum(count for (state, _n, _a), count in mine.items() if state in accepted_states),
                "passed": sum(count for (_s, state, _a), count in mine.items() if state in _PASSED),
                "awarded": sum(count for (_s, state, _a), count in mine.items() if state == Nomination.State.AWARDED),
            }
        )
    return rows


_ENDED = (Dossier.State.DECIDED, Dossier.State.CLOSED)
_PASSED = (Nomination.State.RECOMMENDED, Nomination.State.AWARDED)


def nominations_panel(subject: Person | Unit, user: Any, day: date) -> Iterator[Panel]:
    """The running nominations of a person or a unit, as far as ``user`` may see them."""
    key = "person" if isinstance(subject, Person) else "unit"
    found = nominations_visible_to(user).filter(**{key: subject}, state__in=LIVE).select_related("dossier")
    names = award_names(day)
    rows = [
        {"nomination": row, "award": names.get(row.award, row.award), "stage": stage_tag(row)}
        for row in found.order_by("-year", "pk")
    ]
    if rows:
        yield Panel(_("Đề nghị khen thưởng"), "nominations/subject_panel.html", {"rows": rows}, 60, "folder2-open")
