"""Who proposes, decides, sees and settles a revocation: predicates and querysets, twins of each other."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.answers import Answer, no, yes
from thidua.decisions.permissions import MAKERS
from thidua.decisions.revocation.models import Revocation
from thidua.organisation.models import Honour, Post, Unit
from thidua.organisation.queries import body_above, running_on
from thidua.organisation.roles import highest, roles_of

# Who sees that object and money come back.
KEEPERS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE)


def may_propose(user: Any, honour: Honour) -> Answer:
    """Whether ``user`` proposes to take ``honour`` away: the officer of the body that gave it.

    Where only the register knows the honour, the officer of the body that keeps the record of who holds it.
    """
    if proposable_by(user).filter(pk=honour.pk).exists():
        return yes(_("Bạn là chuyên viên thi đua, khen thưởng của cơ quan đã tặng hoặc đang giữ hồ sơ này."))
    return no(
        _("Chỉ chuyên viên thi đua, khen thưởng của cơ quan đã tặng (hoặc đang giữ hồ sơ) được lập đề nghị hủy bỏ.")
    )


def proposable_by(user: Any) -> QuerySet[Honour]:
    """The honours that `may_propose` allows ``user``."""
    roles = roles_of(user)
    given = roles.units(Role.OFFICER, field="decision_line__decision__body")
    bodies = Unit.objects.filter(roles.units(Role.OFFICER), is_body=True).values_list("path", flat=True)
    within = Q(pk__in=[])
    for top in highest(bodies):
        within |= Q(unit__path__startswith=top)
    present = Post.objects.filter(running_on(clock.today()), person=OuterRef("person"))
    last = Post.objects.filter(person=OuterRef("person"))
    kept = within | Q(Exists(present.filter(within))) | Q(~Exists(present), Exists(last.filter(within)))
    return Honour.objects.filter(given | Q(kept, decision_line__isnull=True))


def may_propose_in(user: Any, body: Unit) -> Answer:
    """Whether ``user`` proposes to take away what ``body`` gave."""
    reach = roles_of(user).reach(Role.OFFICER, unit=body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng của cơ quan được lập đề nghị hủy bỏ."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def body_of(honour: Honour) -> Unit | None:
    """The body that gave it, else the one that keeps the record; None where the record names none."""
    line = getattr(honour, "decision_line", None)
    if line is not None:
        return line.decision.body
    if honour.unit is not None:
        return body_above(honour.unit)
    posts = Post.objects.filter(person=honour.person).select_related("unit").order_by("-start", "-pk")
    post = posts.filter(running_on(clock.today())).first() or posts.first()
    return body_above(post.unit) if post else None


def proposes(user: Any, revocation: Revocation) -> Answer:
    """Who writes the proposal and its paper: the officer of the body."""
    return _by_role(
        user, revocation, (Role.OFFICER,), _("Chỉ chuyên viên thi đua, khen thưởng của cơ quan được làm việc này.")
    )


def decides(user: Any, revocation: Revocation) -> Answer:
    """Who confirms: the head of the body, for who may grant may cancel (Article 93, clause 8)."""
    return _by_role(user, revocation, (Role.DIRECTOR,), _("Chỉ người đứng đầu cơ quan xác nhận, gỡ việc hủy bỏ."))


def may_settle(user: Any, revocation: Revocation) -> Answer:
    """Whether ``user`` notes what has come back: officer or administration office of the body."""
    otherwise = _("Chỉ chuyên viên thi đua, khen thưởng hoặc Văn phòng của cơ quan ghi việc thu hồi.")
    return _by_role(user, revocation, KEEPERS, otherwise)


def settled_by(user: Any) -> QuerySet[Revocation]:
    """The revocations that `may_settle` allows ``user``."""
    return Revocation.objects.filter(roles_of(user).units(*KEEPERS, field="body"))


def may_see(user: Any, revocation: Revocation) -> Answer:
    """Whether ``user`` opens the page of a revocation: it names people and what they did."""
    otherwise = _("Trang này nêu tên và sự việc nên chỉ mở cho người soạn, quyết định và thu hồi của cơ quan.")
    return _by_role(user, revocation, MAKERS, otherwise)


def visible_to(user: Any) -> QuerySet[Revocation]:
    """The revocations that `may_see` allows ``user``."""
    return Revocation.objects.filter(roles_of(user).units(*MAKERS, field="body"))


def _by_role(user: Any, revocation: Revocation, roles: tuple[Role, ...], otherwise: str) -> Answer:
    reach = roles_of(user).reach(*roles, unit=revocation.body)
    if reach is None:
        return no(otherwise)
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})
