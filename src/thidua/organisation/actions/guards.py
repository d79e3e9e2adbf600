"""What several actions ask before they write."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.base import clock
from thidua.base.answers import Answer
from thidua.base.refusal import Refused
from thidua.organisation.models import Person, Unit
from thidua.organisation.permissions import KEEPERS, may_keep_hindrances, may_manage
from thidua.organisation.queries import post_of
from thidua.organisation.roles import holders


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


def demand_another(actor: Any, subject: Person | Unit) -> None:
    """Refuse whoever would enter the own rating; the message names who else may, or how to have somebody."""
    if actor is None or not isinstance(subject, Person) or subject.user_id != actor.pk:
        return
    today = clock.today()
    post = post_of(subject, today)
    keepers = [user for role in KEEPERS for user in holders(role, post.unit, today)] if post else []
    others = list(dict.fromkeys(str(user) for user in keepers if user.pk != actor.pk))
    if others:
        message = _("Không ai tự ghi xếp loại của mình. Hãy nhờ %(who)s ghi dòng này.") % {"who": ", ".join(others)}
    else:
        message = _(
            "Không ai tự ghi xếp loại của mình, mà cơ quan chưa có người thứ hai được ghi. Hãy nhờ quản trị hệ thống "
            "giao vai trò chuyên viên thi đua, khen thưởng cho một người nữa."
        )
    raise Refused("own_rating", message)


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
