"""Who may put which question to the law: twins of each other, and who may read the sensitive rows behind an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.answers import Answer, no, yes
from thidua.nominations.models import ScreeningList
from thidua.organisation.models import Person, Post, Unit
from thidua.organisation.permissions import SENSITIVE_READERS
from thidua.organisation.queries import person_of, running_on
from thidua.organisation.roles import roles_of

# Whoever finds out in time who could be commended: the body's officer and head, the unit's contact, the union.
SCREENERS = (Role.OFFICER, Role.UNIT_CONTACT, Role.DIRECTOR, Role.UNION)


def may_ask(user: Any, person: Person) -> Answer:
    """Whether ``user`` may ask the law about ``person``: the own record, or by a role for a unit of a present post."""
    own = person_of(user)
    if own is not None and own.pk == person.pk:
        return yes(_("Đây là hồ sơ của chính bạn."))
    reached = roles_of(user).units(*SCREENERS, field="unit")
    if Post.objects.filter(running_on(clock.today()), reached, person=person).exists():
        return yes(_("Bạn theo dõi thi đua, khen thưởng của đơn vị người này."))
    return no(
        _("Chỉ người đó, đầu mối của đơn vị, chuyên viên thi đua, đoàn thể và người đứng đầu được xem điều kiện.")
    )


def people_askable_by(user: Any) -> QuerySet[Person]:
    """The people about whom ``user`` may ask: twin of `may_ask`."""
    own = person_of(user)
    reached = Post.objects.filter(running_on(clock.today()), roles_of(user).units(*SCREENERS, field="unit"))
    mine = Q(pk=own.pk) if own is not None else Q(pk__in=[])
    return Person.objects.filter(mine | Q(pk__in=reached.values("person")))


def may_screen(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` may look through all people of ``unit``, and ask about the unit itself."""
    if roles_of(user).has(*SCREENERS, unit=unit):
        return yes(_("Bạn theo dõi thi đua, khen thưởng của đơn vị này."))
    return no(_("Chỉ đầu mối của đơn vị, chuyên viên thi đua, đoàn thể và người đứng đầu được rà soát đơn vị."))


def units_screened_by(user: Any) -> QuerySet[Unit]:
    """The units that ``user`` may look through: twin of `may_screen`."""
    return Unit.objects.filter(roles_of(user).units(*SCREENERS))


def may_keep_list(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` may keep the answers about all people of ``unit``: the officer of a body, for the office."""
    if roles_of(user).has(Role.OFFICER, unit=unit):
        return yes(_("Bạn là chuyên viên thi đua, khen thưởng của cơ quan."))
    return no(_("Chỉ chuyên viên thi đua, khen thưởng của cơ quan lưu danh sách rà soát."))


def units_listed_by(user: Any) -> QuerySet[Unit]:
    """The units of which ``user`` may keep lists: twin of `may_keep_list`."""
    return Unit.objects.filter(roles_of(user).units(Role.OFFICER))


def lists_visible_to(user: Any) -> QuerySet[ScreeningList]:
    """The kept lists of units that ``user`` may look through."""
    return ScreeningList.objects.filter(unit__in=units_screened_by(user).values("pk"))


def wholly_readable(user: Any, people: Iterable[int]) -> set[int]:
    """The numbers of those of ``people`` whose discipline, pending matters and leave ``user`` may read.

    The same answer as `organisation.permissions.may_see_sensitive` for each, by one question for all.
    """
    numbers = set(people)
    roles = roles_of(user)
    readable: set[int] = set()
    if numbers and roles.has(*SENSITIVE_READERS):
        reached = Post.objects.filter(running_on(clock.today()), roles.units(*SENSITIVE_READERS, field="unit"))
        readable = set(reached.filter(person__in=numbers).order_by().values_list("person_id", flat=True))
    own = person_of(user)
    return readable | ({own.pk} & numbers if own is not None else set())
