"""Award records for the sector's database: the award register of a body, as documented JSON and Excel."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no, yes
from thidua.organisation.agency_codes import code_of, history_of
from thidua.organisation.awards import award_names
from thidua.organisation.models import Honour, Post, Unit
from thidua.organisation.queries import office_of
from thidua.organisation.roles import roles_of
from thidua.paperwork.exchange import AgencyCode, AwardRecord, award_records_json, award_records_xlsx, code_on

# Those who read the record of a whole body.
SENDERS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE)


def may_send(user: Any, body: Unit) -> Answer:
    """Whether ``user`` exports the award records of ``body``."""
    reach = roles_of(user).reach(*SENDERS, unit=body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc Văn phòng của cơ quan được xuất dữ liệu khen thưởng."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def bodies_of(user: Any) -> QuerySet[Unit]:
    """The bodies whose records ``user`` exports: twin of `may_send`."""
    return Unit.objects.filter(roles_of(user).units(*SENDERS), is_body=True)


def honours_of(body: Unit, since: date | None, until: date | None) -> QuerySet[Honour]:
    """The honours in force of the people and units of ``body``, decided from ``since`` to ``until``."""
    now = Q(person__posts__unit__path__startswith=body.path, person__posts__end__isnull=True)
    found = Honour.objects.filter(now | Q(unit__path__startswith=body.path), revoked_on__isnull=True)
    if since is not None:
        found = found.filter(decided_on__gte=since)
    if until is not None:
        found = found.filter(decided_on__lte=until)
    related = found.select_related("person", "unit", "decision_line__decision__movement")
    return related.distinct().order_by(F("decided_on").asc(nulls_first=True), "pk")


def records_of(body: Unit, since: date | None, until: date | None, today: date) -> list[AwardRecord]:
    """The records of ``body``; posts and codes are those of the day of the decision where they are known."""
    names = award_names(today)
    honours = list(honours_of(body, since, until))
    posts = _posts(honours)
    office = office_of(body)
    history = history_of(office) if office else []
    return [_record(honour, names, posts, history, body) for honour in honours]


def _record(
    honour: Honour, names: dict[str, str], posts: dict[int, list[Post]], history: list[Any], body: Unit
) -> AwardRecord:
    line = getattr(honour, "decision_line", None)
    own = line is not None and line.decision.body_id == body.pk
    day = honour.decided_on
    code: AgencyCode | None = code_on(history, day) if own and day else None
    achievement = line.achievement if line is not None else ""
    if not achievement and line is not None and line.decision.movement is not None:
        achievement = line.decision.movement.title
    common: dict[str, Any] = {
        "key": f"{body.code}-{honour.pk}",
        "award": honour.award,
        "award_name": names.get(honour.award, honour.award),
        "kind": honour.kind,
        "year": honour.year,
        "decision": honour.decision_number,
        "decided_on": day,
        "decided_by": honour.decided_by,
        "agency": code,
        "achievement": achievement,
    }
    if honour.person is not None:
        post = line.recipient_post if line is not None else _post_on(posts.get(honour.person.pk, []), day)
        person = honour.person
        return AwardRecord(subject="individual", name=person.full_name, person_code=person.code, post=post, **common)
    assert honour.unit is not None
    return AwardRecord(subject="collective", name=honour.unit.name, **common)


def _posts(honours: list[Honour]) -> dict[int, list[Post]]:
    """All posts of the people, in one question."""
    people = {honour.person_id for honour in honours if honour.person_id}
    found: dict[int, list[Post]] = {}
    for post in Post.objects.filter(person__in=people).select_related("unit").order_by("start"):
        found.setdefault(post.person_id, []).append(post)
    return found


def _post_on(posts: list[Post], day: date | None) -> str:
    """Post and unit on ``day``; "" where the record does not say."""
    if day is None:
        return ""
    held = [post for post in posts if post.start <= day and (post.end is None or day <= post.end)]
    return f"{held[-1].title}, {held[-1].unit.name}" if held else ""


def export(body: Unit, extension: str, *, since: date | None, until: date | None, today: date) -> bytes:
    """The file of the records; ``extension`` is "json" or "xlsx"."""
    records = records_of(body, since, until, today)
    if extension == "xlsx":
        return award_records_xlsx(records, sender=body.name, day=today)
    return award_records_json(records, sender=body.name, code=code_of(body, today), day=today, since=since, until=until)


def year_of(today: date) -> tuple[date, date]:
    """The usual span: from the first of January to today."""
    return date(today.year, 1, 1), today
