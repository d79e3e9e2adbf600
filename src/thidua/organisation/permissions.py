"""Who may see and who may keep the record of units and people: predicates and querysets, twins of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.answers import Answer, no, yes
from thidua.organisation.models import Person, Post, Unit
from thidua.organisation.queries import running_on
from thidua.organisation.roles import Roles, roles_of

# Whoever follows emulation in a body sees the whole body's people; a contact person sees the own unit's.
KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
READERS = (
    Role.OFFICER, Role.DIRECTOR, Role.ADMINISTRATION_OFFICE, Role.UNION, Role.COUNCIL_SECRETARY, Role.UNIT_CONTACT,
    Role.ADMINISTRATOR,
)  # fmt: skip
# Discipline, pending matters and leave are told to those who must weigh them, and to the person.
SENSITIVE_READERS = (Role.OFFICER, Role.DIRECTOR)


@dataclass(frozen=True)
class WhoMaySee:
    """One row of the page “who may see this, and why”."""

    who: str
    may: bool
    why: str
    article: str = ""


def may_see_unit(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` may open the page of ``unit``: by a role for it or for a unit above it."""
    if roles_of(user).has(*READERS, unit=unit):
        return yes(_("Vai trò của bạn bao gồm đơn vị này."))
    return no(_("Đơn vị này nằm ngoài phạm vi vai trò của bạn."))


def units_visible_to(user: Any) -> QuerySet[Unit]:
    """The units whose page ``user`` may open: twin of `may_see_unit`."""
    return Unit.objects.filter(roles_of(user).units(*READERS))


def may_see_person(user: Any, person: Person) -> Answer:
    """Whether ``user`` may open the record of ``person``: the own one, or by a role for a unit of a present post."""
    if _is_own(user, person):
        return yes(_("Đây là hồ sơ của chính bạn."))
    if _reaches(roles_of(user), person, READERS):
        return yes(_("Vai trò của bạn bao gồm đơn vị của người này."))
    return no(_("Người này công tác ở đơn vị ngoài phạm vi vai trò của bạn."))


def people_visible_to(user: Any) -> QuerySet[Person]:
    """The people whose record ``user`` may open: twin of `may_see_person`."""
    if user is None or not getattr(user, "is_authenticated", False) or not user.is_active:
        return Person.objects.none()
    in_reach = Post.objects.filter(running_on(clock.today()), roles_of(user).units(*READERS, field="unit"))
    return Person.objects.filter(Q(user=user) | Q(pk__in=in_reach.values("person")))


def may_see_sensitive(user: Any, person: Person) -> Answer:
    """Whether ``user`` may read discipline, pending matters and leave of ``person``."""
    if _is_own(user, person):
        return yes(_("Đây là hồ sơ của chính bạn."))
    if _reaches(roles_of(user), person, SENSITIVE_READERS):
        return yes(_("Bạn thẩm định hoặc quyết định khen thưởng đối với người này."))
    return no(
        _("Kỷ luật, tạm dừng xét khen, thời gian nghỉ: chỉ người đó, chuyên viên thẩm định và giám đốc được xem.")
    )


def may_manage(user: Any, unit: Unit | None) -> Answer:
    """Whether ``user`` may change the record of ``unit`` and its people."""
    if roles_of(user).has(*KEEPERS, unit=unit):
        return yes(_("Bạn được giao cập nhật dữ liệu của đơn vị này."))
    return no(_("Chỉ chuyên viên thi đua, khen thưởng và quản trị hệ thống được cập nhật dữ liệu này."))


def may_keep_hindrances(user: Any, subject: Person | Unit) -> Answer:
    """Whether ``user`` enters discipline, pending matters and leave of ``subject``: the officer who appraises."""
    if isinstance(subject, Unit):
        reached = roles_of(user).has(Role.OFFICER, unit=subject)
    else:
        reached = not _is_own(user, subject) and _reaches(roles_of(user), subject, (Role.OFFICER,))
    if reached:
        return yes(_("Bạn thẩm định khen thưởng đối với tập thể, cá nhân này."))
    return no(
        _("Chỉ chuyên viên thẩm định ghi kỷ luật, tạm dừng xét khen, thời gian nghỉ; không ai ghi cho chính mình.")
    )


def people_with_hindrances_kept_by(user: Any) -> QuerySet[Person]:
    """The people for whom ``user`` enters them: twin of `may_keep_hindrances`."""
    in_reach = Post.objects.filter(running_on(clock.today()), roles_of(user).units(Role.OFFICER, field="unit"))
    return Person.objects.filter(pk__in=in_reach.values("person")).exclude(user=user)


def units_with_hindrances_kept_by(user: Any) -> QuerySet[Unit]:
    """The units for which ``user`` enters them: twin of `may_keep_hindrances`."""
    return Unit.objects.filter(roles_of(user).units(Role.OFFICER))


def may_manage_roles(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` may give and end roles for ``unit``: the administrator only."""
    if roles_of(user).has(Role.ADMINISTRATOR, unit=unit):
        return yes(_("Bạn quản trị hệ thống của đơn vị này."))
    return no(_("Chỉ quản trị hệ thống được phân công vai trò."))


def may_set_agency_code(user: Any, body: Unit) -> Answer:
    """Whether ``user`` writes letterhead and electronic code of ``body``: who keeps its data, and its Văn phòng."""
    reach = roles_of(user).reach(*KEEPERS, Role.ADMINISTRATION_OFFICE, unit=body)
    if reach is None:
        return no(_("Chỉ chuyên viên, Văn phòng, quản trị hệ thống được khai thể thức, mã định danh của cơ quan."))
    return yes(_("Bạn là %(role)s tại %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def bodies_coded_by(user: Any) -> QuerySet[Unit]:
    """The bodies whose letterhead and electronic code ``user`` writes: twin of `may_set_agency_code`."""
    return Unit.objects.filter(roles_of(user).units(*KEEPERS, Role.ADMINISTRATION_OFFICE), is_body=True)


def units_manageable_by(user: Any) -> QuerySet[Unit]:
    """The units whose data ``user`` keeps: twin of `may_manage`."""
    return Unit.objects.filter(roles_of(user).units(*KEEPERS))


def units_administered_by(user: Any) -> QuerySet[Unit]:
    """The units for which ``user`` gives roles: twin of `may_manage_roles`."""
    return Unit.objects.filter(roles_of(user).units(Role.ADMINISTRATOR))


def explain_person(person: Person) -> list[WhoMaySee]:
    """Who may see the record of ``person``, and why."""
    own = WhoMaySee(str(person), True, _("Mỗi người được xem toàn bộ hồ sơ của chính mình."))
    sensitive = _("Xem cả kỷ luật, tạm dừng xét khen và thời gian nghỉ, vì phải thẩm định hoặc quyết định.")
    rows = [own, *(WhoMaySee(str(role.label), True, sensitive) for role in SENSITIVE_READERS)]
    plain = _(
        "Xem chức vụ, xếp loại, danh hiệu, khen thưởng của người trong phạm vi; không xem kỷ luật, thời gian nghỉ."
    )
    rows += [WhoMaySee(str(role.label), True, plain) for role in READERS if role not in SENSITIVE_READERS]
    closed = _("Không xem hồ sơ của người khác; khen thưởng đã công bố thì xem ở trang công khai.")
    return [*rows, WhoMaySee(str(Role.STAFF.label), False, closed), WhoMaySee(str(_("Công chúng")), False, closed)]


def explain(unit: Unit) -> list[WhoMaySee]:
    """Who may see the page of ``unit``, and why."""
    why = _("Vai trò trong phạm vi gồm %(unit)s.") % {"unit": unit}
    rows = [WhoMaySee(str(role.label), True, why) for role in READERS]
    closed = _("Trang này phục vụ quản lý; khen thưởng đã công bố thì xem ở trang công khai.")
    return [*rows, WhoMaySee(str(Role.STAFF.label), False, closed), WhoMaySee(str(_("Công chúng")), False, closed)]


def _is_own(user: Any, person: Person) -> bool:
    return bool(
        user is not None and getattr(user, "is_authenticated", False) and user.is_active and person.user_id == user.pk
    )


def _reaches(roles: Roles, person: Person, wanted: tuple[Role, ...]) -> bool:
    reached = roles.units(*wanted, field="unit")
    return Post.objects.filter(running_on(clock.today()), reached, person=person).exists()
