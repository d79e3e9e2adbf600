"""Who keeps blanks and prints on them: predicate and queryset are twins."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no, yes
from thidua.decisions.blanks.models import Blank
from thidua.organisation.models import Unit
from thidua.organisation.roles import roles_of

# Those who print certificates of a body.
PRINTERS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE)


def may_print(user: Any, body: Unit) -> Answer:
    """Whether ``user`` keeps the body's blanks and prints its certificates."""
    reach = roles_of(user).reach(*PRINTERS, unit=body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc Văn phòng của cơ quan được quản lý phôi và in giấy."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def blanks_of(user: Any) -> QuerySet[Blank]:
    """All blanks of bodies that `may_print` allows ``user``."""
    return Blank.objects.filter(roles_of(user).units(*PRINTERS, field="body")).select_related("body", "scan")


def bodies_of(user: Any) -> QuerySet[Unit]:
    """The bodies for which ``user`` may keep blanks."""
    return Unit.objects.filter(roles_of(user).units(*PRINTERS, field=""), is_body=True)
