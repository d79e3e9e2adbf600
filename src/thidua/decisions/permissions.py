"""Who may see a decision: predicate and queryset are twins."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no, yes
from thidua.decisions.models import Decision
from thidua.organisation.roles import roles_of

# Who works on a decision before everybody may read it.
MAKERS = (Role.OFFICER, Role.COUNCIL_SECRETARY, Role.DIRECTOR, Role.ADMINISTRATION_OFFICE)


def may_see(user: Any, decision: Decision) -> Answer:
    """Whether ``user`` may open the decision, and why."""
    if decision.state == Decision.State.PUBLISHED:
        return yes(_("Quyết định đã công bố: ai cũng được xem."))
    reach = roles_of(user).reach(*MAKERS, unit=decision.body)
    if reach is None:
        return no(_("Quyết định chưa công bố chỉ mở cho người soạn, trình và ký của cơ quan."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def visible_to(user: Any) -> QuerySet[Decision]:
    """All decisions that `may_see` allows ``user``."""
    makers = roles_of(user).units(*MAKERS, field="body")
    published = Decision.objects.filter(state=Decision.State.PUBLISHED)
    return published | Decision.objects.filter(makers)


def may_draft(user: Any) -> Answer:
    """Whether ``user`` may draft decisions of some body at all."""
    reach = roles_of(user).reach(Role.OFFICER, Role.COUNCIL_SECRETARY)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc thư ký hội đồng được soạn quyết định."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def explain(decision: Decision) -> list[dict[str, Any]]:
    """The rows of "who may see this, and why" for one decision."""
    published = decision.state == Decision.State.PUBLISHED
    makers = {"may": True, "why": _("Soạn, trình, ký hoặc công bố quyết định của %(unit)s.") % {"unit": decision.body}}
    everybody = _("Quyết định đã công bố.") if published else _("Chưa công bố nên chưa mở ra ngoài.")
    rows: list[dict[str, Any]] = [{"who": str(role.label), **makers} for role in MAKERS]
    rows.append({"who": _("Mọi người"), "may": published, "why": everybody, "article": _("Điều 5 Luật 06/2022/QH15")})
    return rows
