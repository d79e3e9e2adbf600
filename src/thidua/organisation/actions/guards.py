"""What several actions ask before they write."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.base.answers import Answer
from thidua.base.refusal import Refused
from thidua.organisation.models import Person, Unit
from thidua.organisation.permissions import may_keep_hindrances, may_manage
from thidua.organisation.queries import post_of


def demand(answer: Answer) -> None:
    """Refuse with the reason of ``answer`` unless it allows."""
    if not answer:
        raise Refused("not_allowed", answer.reason)


def demand_keeper(actor: Any, unit: Unit | None) -> None:
    """Refuse unless ``actor`` keeps the data of ``unit``; the program itself may."""
    if actor is not None:
        demand(may_manage(actor, unit))


def demand_keeper_of(actor: Any, subject: Person | Unit, day: date) -> None:
    """Refuse unless ``actor`` keeps the data of the unit of ``subject`` on ``day``."""
    if isinstance(subject, Unit):
        demand_keeper(actor, subject)
    elif actor is not None:
        # Who has left is kept by the last unit.
        post = post_of(subject, day) or subject.posts.select_related("unit").order_by("-start", "-pk").first()
        demand_keeper(actor, post.unit if post else None)


def demand_appraiser(actor: Any, subject: Person | Unit) -> None:
    """Refuse unless ``actor`` enters what stands in the way of ``subject``: nobody for themselves."""
    if actor is not None:
        demand(may_keep_hindrances(actor, subject))


def demand_order(start: date, end: date | None) -> None:
    """Refuse an end before its beginning."""
    if end is not None and end < start:
        message = _("Ngày kết thúc đứng trước ngày bắt đầu. Hãy kiểm tra lại hai ngày.")
        raise Refused("dates_reversed", message, fields={"end": message})


def demand_reason(reason: str) -> None:
    """Refuse an act without its reason."""
    if not reason.strip():
        message = _("Hãy ghi rõ lý do.")
        raise Refused("reason_missing", message, fields={"reason": message})


def about(subject: Person | Unit) -> dict[str, Any]:
    """The column that names ``subject`` in a row about a person or a unit."""
    return {"person": subject} if isinstance(subject, Person) else {"unit": subject}
