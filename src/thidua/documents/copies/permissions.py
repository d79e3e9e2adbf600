"""Who makes copies and who sees them: predicate and queryset are twins.

The head of an agency decides on copies and who signs them (Nghị định 30/2020/NĐ-CP, Điều 27.1); the clerk makes them.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.base.answers import Answer, no, yes
from thidua.documents.copies.models import DocumentCopy, OutsidePaper
from thidua.documents.permissions import CLERKS, READERS
from thidua.organisation.models import Unit
from thidua.organisation.roles import roles_of


def may_copy(user: Any, body: Unit) -> Answer:
    """Whether ``user`` makes copies for ``body``, and why."""
    if not body.is_body:
        return no(_("Chỉ cơ quan có con dấu được sao văn bản; hãy đề nghị Văn phòng của cơ quan."))
    reach = roles_of(user).reach(*CLERKS, unit=body)
    if reach is None:
        return no(_("Chỉ Văn phòng hoặc chuyên viên của cơ quan được lập bản sao."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def bodies_of(user: Any) -> QuerySet[Unit]:
    """The bodies for which `may_copy` lets ``user`` make copies."""
    return Unit.objects.filter(roles_of(user).units(*CLERKS), is_body=True).order_by("path")


def may_see(user: Any, copy: DocumentCopy | OutsidePaper) -> Answer:
    """Whether ``user`` may open the copy, or the paper brought to be copied, and why."""
    reach = roles_of(user).reach(*READERS, unit=copy.body)
    if reach is None:
        return no(_("Bản sao mở cho Văn phòng, chuyên viên và người đứng đầu cơ quan sao."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def visible_to(user: Any) -> QuerySet[DocumentCopy]:
    """All copies that `may_see` allows ``user``."""
    return DocumentCopy.objects.filter(_reach(user))


def outside_visible_to(user: Any) -> QuerySet[OutsidePaper]:
    """All papers from outside that `may_see` allows ``user``."""
    return OutsidePaper.objects.filter(_reach(user))


def _reach(user: Any) -> Q:
    return roles_of(user).units(*READERS, field="body")


def explain(copy: DocumentCopy) -> list[dict[str, Any]]:
    """The rows of "who may see this, and why" for one copy."""
    why = _("Lập, ký hoặc lưu bản sao của %(unit)s.") % {"unit": copy.body}
    rows: list[dict[str, Any]] = [{"who": str(role.label), "may": True, "why": why} for role in READERS]
    rows.append({"who": _("Công chúng"), "may": False, "why": _("Bản sao gửi đến nơi nhận, không công khai ở đây.")})
    return rows
