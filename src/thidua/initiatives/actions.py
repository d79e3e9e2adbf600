"""All writes of initiatives: registered, recognised, used for an award."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.initiatives.models import Authorship, Initiative, Use
from thidua.journal.actions import record
from thidua.organisation.models import Person
from thidua.text import squeeze


@transaction.atomic
def register(
    *,
    code: str,
    title: str,
    year: int,
    kind: str,
    scope: str,
    authors: Sequence[tuple[Person, int]],
    actor: Any,
    at: datetime,
) -> Initiative:
    """Enter an initiative or a research topic, not yet recognised.

    Args:
        code: its own code, once in the register.
        title: what it is called.
        year: the year in which it was made.
        kind: `Initiative.Kind`.
        scope: `Initiative.Scope` that is applied for.
        authors: each author with the share in per cent; the shares add to 100.
        actor: who enters it; None for the program itself.
        at: the moment.

    Raises:
        Refused: ``shares``, ``author_twice``, ``title_missing`` or ``code_taken``.
    """
    if sum(share for _person, share in authors) != 100 or any(share < 1 for _person, share in authors):
        message = _("Tỷ lệ đóng góp của các tác giả phải cộng lại bằng 100%, mỗi người ít nhất 1%.")
        raise Refused("shares", message, fields={"authors": message})
    if len({person.pk for person, _share in authors}) != len(authors):
        message = _("Một tác giả được ghi hai lần.")
        raise Refused("author_twice", message, fields={"authors": message})
    if not squeeze(title):
        message = _("Hãy ghi tên sáng kiến.")
        raise Refused("title_missing", message, fields={"title": message})
    try:
        with transaction.atomic():
            initiative = Initiative.objects.create(code=code, title=squeeze(title), year=year, kind=kind, scope=scope)
    except IntegrityError as error:
        message = _("Mã sáng kiến “%(code)s” đã có. Hãy dùng mã khác.") % {"code": code}
        raise Refused("code_taken", message, fields={"code": message}) from error
    Authorship.objects.bulk_create(
        Authorship(initiative=initiative, person=person, share=share) for person, share in authors
    )
    new = {"code": code, "authors": [[person.code, share] for person, share in authors]}
    record("initiatives.initiative.register", initiative, actor=actor, at=at, new=new)
    return initiative


@transaction.atomic
def recognise(
    *, initiative: Initiative, on: date, decision_number: str, actor: Any, at: datetime, scope: str | None = None
) -> Initiative:
    """Enter that the initiative was recognised, by which decision and for which scope.

    The law counts an initiative from the day of its recognition (Luật 06/2022/QH15, Điều 3 khoản 4). A wider scope
    may be recognised later; a narrower one may not replace it.

    Raises:
        Refused: ``decision_missing``, ``not_yet`` or ``scope_narrower``.
    """
    if not decision_number.strip():
        message = _("Hãy ghi số quyết định công nhận.")
        raise Refused("decision_missing", message, fields={"decision_number": message})
    if on > timezone.localdate(at):
        message = _("Ngày công nhận chưa đến.")
        raise Refused("not_yet", message, fields={"on": message})
    initiative = Initiative.objects.select_for_update().get(pk=initiative.pk)
    order = list(Initiative.Scope.values)
    wanted = scope or initiative.scope
    if initiative.recognised_on is not None and order.index(wanted) < order.index(initiative.scope):
        message = _("Sáng kiến đã được công nhận ở phạm vi rộng hơn.")
        raise Refused("scope_narrower", message, fields={"scope": message})
    old = {"scope": initiative.scope, "recognised_on": initiative.recognised_on}
    initiative.scope, initiative.recognised_on, initiative.decision_number = wanted, on, decision_number.strip()
    initiative.save()
    new = {"scope": wanted, "recognised_on": on, "decision_number": decision_number.strip()}
    record("initiatives.initiative.recognise", initiative, actor=actor, at=at, old=old, new=new)
    return initiative


@transaction.atomic
def note_use(*, initiative: Initiative, person: Person, award: str, year: int, actor: Any, at: datetime) -> Use:
    """Note that the initiative carried an award of one of its authors; the same note again changes nothing.

    Whether an earlier use stands in the way is for the law's engine to say, before the award; here it is only kept.

    Raises:
        Refused: ``not_author`` or ``not_recognised``.
    """
    initiative = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if not initiative.authorships.filter(person=person).exists():
        raise Refused("not_author", _("%(name)s không phải là tác giả sáng kiến này.") % {"name": person.full_name})
    if initiative.recognised_on is None:
        raise Refused("not_recognised", _("Sáng kiến chưa được công nhận nên chưa làm căn cứ khen thưởng được."))
    use, created = Use.objects.get_or_create(initiative=initiative, person=person, award=award, year=year)
    if created:
        new = {"person": person.code, "award": award, "year": year}
        record("initiatives.initiative.use", initiative, actor=actor, at=at, new=new)
    return use
