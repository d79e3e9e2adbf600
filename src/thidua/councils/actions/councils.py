"""Setting up councils and their members, as the decision of the head has it."""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.councils.actions.guards import demand
from thidua.councils.models import Council, Member
from thidua.councils.permissions import RULES, may_manage
from thidua.journal.actions import record
from thidua.organisation.models import Person, Unit

# What `Fraction` takes besides, such as 1e-999999, would keep a computer busy or fit no column.
_SHARE = re.compile(r"(\d{1,3})(?:\s*/\s*(\d{1,3}))?", re.ASCII)


@transaction.atomic
def create_council(
    *,
    body: Unit,
    name: str,
    decision_number: str,
    decision_date: date,
    actor: Any,
    at: datetime,
    quorum: str = "2/3",
) -> Council:
    """Write down a council that the head of ``body`` has set up by decision; pressed twice it is one council.

    Args:
        quorum: the share of all members that must be present, by the council's rules, e.g. ``"2/3"``.

    Raises:
        Refused: ``not_allowed``, ``bad_quorum``.
    """
    demand(may_manage(actor, body), RULES)
    values = {
        "body": Unit.objects.select_for_update().get(pk=body.pk),
        "name": name.strip(),
        "decision_number": decision_number.strip(),
        "decision_date": decision_date,
        "quorum": _checked_quorum(quorum),
    }
    same = Council.objects.filter(**values).first()
    if same is not None:
        return same
    council = Council.objects.create(**values)
    record("councils.council.create", council, actor=actor, at=at, new={"name": council.name}, article=RULES)
    return council


def _checked_quorum(quorum: str) -> str:
    message = _("Tỷ lệ dự họp phải là phân số từ trên 0 đến 1, ví dụ 2/3.")
    refusal = Refused("bad_quorum", message, fields={"quorum": message})
    found = _SHARE.fullmatch(quorum.strip())
    if found is None:
        raise refusal
    part, whole = int(found[1]), int(found[2] or 1)
    if not 0 < part <= whole:
        raise refusal
    return str(Fraction(part, whole))


@transaction.atomic
def appoint_member(
    *,
    council: Council,
    person: Person,
    position: str,
    start: date,
    actor: Any,
    at: datetime,
    end: date | None = None,
) -> Member:
    """Add ``person`` to the council from ``start`` (until ``end``), at the end of its list.

    Raises:
        Refused: ``not_allowed``, ``bad_term``, ``already_member``, ``second_chair``.
    """
    demand(may_manage(actor, council.body), RULES)
    # Two who add members at once take turns: one chair, no number twice.
    Council.objects.select_for_update().get(pk=council.pk)
    if end is not None and end < start:
        message = _("Ngày kết thúc phải sau ngày bắt đầu.")
        raise Refused("bad_term", message, fields={"end": message})
    overlapping = [
        member
        for member in council.members.all()
        if (member.end is None or member.end >= start) and (end is None or member.start <= end)
    ]
    if any(member.person_id == person.pk for member in overlapping):
        message = _("%(person)s đã là ủy viên của hội đồng trong thời gian này.") % {"person": person}
        raise Refused("already_member", message, fields={"person": message})
    chair = Member.Position.CHAIR
    if position == chair and any(member.position == chair for member in overlapping):
        message = _("Hội đồng đã có chủ tịch trong thời gian này. Hãy kết thúc nhiệm kỳ của người đó trước.")
        raise Refused("second_chair", message, fields={"position": message})
    last = council.members.aggregate(last=Max("order"))["last"] or 0
    member = Member.objects.create(
        council=council, person=person, position=position, order=last + 1, start=start, end=end
    )
    new = {"person": str(person), "position": position, "start": start, "end": end}
    record("councils.council.appoint", council, actor=actor, at=at, new=new, article=RULES)
    return member


@transaction.atomic
def release_member(*, member: Member, end: date, actor: Any, at: datetime, reason: str = "") -> Member:
    """End a membership on the day ``end``.

    Raises:
        Refused: ``not_allowed``, ``bad_term`` (before it began, or the membership has ended already).
    """
    demand(may_manage(actor, member.council.body), RULES)
    member = Member.objects.select_for_update(of=("self",)).select_related("council", "person").get(pk=member.pk)
    if end < member.start or (member.end is not None and member.end <= end):
        message = _("Ngày kết thúc phải nằm trong nhiệm kỳ đang ghi.")
        raise Refused("bad_term", message, fields={"end": message})
    old = {"person": str(member.person), "end": member.end}
    member.end = end
    member.save(update_fields=["end"])
    new = {"person": str(member.person), "end": end}
    record("councils.council.release", member.council, actor=actor, at=at, old=old, new=new, reason=reason)
    return member
