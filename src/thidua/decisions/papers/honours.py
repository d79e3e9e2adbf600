"""Papers about honours that somebody holds: confirmation (giấy xác nhận), exchange and re-issue (cấp đổi, cấp lại)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.organisation.awards import name_of
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.organisation.models import Honour, Person, Unit
from thidua.organisation.queries import body_above, post_of
from thidua.paperwork import Confirmation, HonourRow, ReissueLetter, ReissueRow


def confirmation_context(subject: Person | Unit, _actor: Any, day: date) -> Confirmation:
    """All honours on record with their decisions; the officer takes out what was not asked for.

    Raises:
        Refused: ``no_office``; ``nothing_held``.
    """
    record = office_record(body_in_charge(subject, day))
    honours = [honour for honour in _held(subject) if honour.decision_number]
    if not honours:
        raise Refused("nothing_held", _("Hồ sơ không có khen thưởng nào ghi số quyết định nên chưa xác nhận được."))
    return Confirmation(
        office=letterhead(record),
        signer=signer_of(record),
        whom=_named(subject),
        whom_detail=_detail(subject, day),
        honours=tuple(
            HonourRow(honour.year, name_of(honour.award), honour.decision_number, honour.decided_on, honour.decided_by)
            for honour in honours
        ),
        recipients=("Người được xác nhận",),
    )


def reissue_context(subject: Person | Unit, _actor: Any, day: date) -> ReissueLetter:
    """The letter on exchange or re-issue; the officer keeps the rows that are lost or damaged and says why.

    Raises:
        Refused: ``no_office``; ``nothing_held``.
    """
    record = office_record(body_in_charge(subject, day))
    honours = [honour for honour in _held(subject) if honour.decision_number]
    if not honours:
        raise Refused("nothing_held", _("Hồ sơ không có khen thưởng nào ghi số quyết định nên chưa cấp lại được."))
    deciders = dict.fromkeys(honour.decided_by for honour in honours if honour.decided_by)
    return ReissueLetter(
        office=letterhead(record),
        signer=signer_of(record),
        addressees=tuple(deciders) or (letterhead(record).name,),
        rows=tuple(
            ReissueRow(
                name=str(subject),
                unit=_detail(subject, day),
                award=name_of(honour.award),
                number=honour.decision_number,
                day=honour.decided_on,
                decided_by=honour.decided_by,
            )
            for honour in honours
        ),
    )


def body_of_subject(subject: Person | Unit, day: date) -> Unit | None:
    """The body for which a person works, or above a unit; None when the record names none."""
    if isinstance(subject, Unit):
        return body_above(subject)
    post = post_of(subject, day)
    return body_above(post.unit) if post else None


def body_in_charge(subject: Person | Unit, day: date) -> Unit:
    """The same; raises Refused ``no_body`` when the record names none."""
    body = body_of_subject(subject, day)
    if body is None:
        raise Refused("no_body", _("Không rõ cơ quan quản lý nên chưa lập được văn bản."))
    return body


def _held(subject: Person | Unit) -> QuerySet[Honour]:
    return subject.honours.filter(revoked_on=None).order_by("year", "decided_on", "pk")


def _named(subject: Person | Unit) -> str:
    if isinstance(subject, Unit):
        return f"tập thể {subject.name}"
    return f"{'bà' if subject.gender == Person.Gender.FEMALE else 'ông'} {subject.full_name}"


def _detail(subject: Person | Unit, day: date) -> str:
    if isinstance(subject, Unit):
        return ""
    post = post_of(subject, day)
    return f"{post.title}, {post.unit.name}" if post else ""
