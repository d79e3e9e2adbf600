"""Who may see a paper and who works on it: predicate and queryset are twins."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no, yes
from thidua.documents.models import OfficialDocument, RegisterEntry
from thidua.documents.sources import all_sources, find
from thidua.organisation.models import Unit
from thidua.organisation.roles import roles_of

State = OfficialDocument.State

# Who writes the papers of a unit; a contact person does so for the own unit only, since that is what the role reaches.
DRAFTERS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE, Role.UNIT_CONTACT)
# Who gives numbers and sends out: the office's clerk is the administration office.
CLERKS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE, Role.UNIT_CONTACT)
READERS = (*DRAFTERS, Role.DIRECTOR)
# Who opens the register of a body.
BOOK_READERS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE, Role.DIRECTOR)
OUT = (State.ISSUED, State.REPLACED, State.RECALLED)


def drafts(user: Any, document: OfficialDocument) -> Answer:
    """Whether ``user`` writes this paper: who began it, or whoever writes for the unit; for a council its secretary."""
    if user is not None and document.drafted_by_id is not None and document.drafted_by_id == user.pk:
        return yes(_("Bạn là người soạn văn bản này."))
    return _by_role(user, document, DRAFTERS, _("Chỉ người soạn văn bản của đơn vị được sửa dự thảo này."))


def numbers(user: Any, document: OfficialDocument) -> Answer:
    """Whether ``user`` gives this paper its number, issues and recalls it."""
    return _by_role(
        user,
        document,
        CLERKS,
        _("Chỉ Văn phòng, chuyên viên thi đua, khen thưởng hoặc đầu mối của đơn vị ban hành được làm việc này."),
    )


def may_see(user: Any, document: OfficialDocument) -> Answer:
    """Whether ``user`` may open the paper, and why."""
    if user is not None and user.pk is not None and document.drafted_by_id == user.pk:
        return yes(_("Bạn là người soạn văn bản này."))
    answer = _by_role(user, document, READERS, _("Văn bản chưa ban hành chỉ mở cho người soạn, cấp số và ký."))
    if answer or document.state not in OUT:
        return answer
    source = find(document.maker)
    if source and source.readers and source.readers(user).filter(pk=document.source_pk).exists():
        return yes(_("Văn bản đã ban hành về việc mà bạn được xem."))
    return no(_("Văn bản này không thuộc phạm vi của bạn."))


def visible_to(user: Any) -> QuerySet[OfficialDocument]:
    """All papers that `may_see` allows ``user``."""
    if user is None or user.pk is None:
        return OfficialDocument.objects.none()
    roles = roles_of(user)
    found = Q(drafted_by=user) | roles.units(*READERS, field="body")
    found |= roles.units(Role.COUNCIL_SECRETARY, field="body") & ~Q(council="")
    for source in all_sources():
        if source.readers is not None:
            found |= Q(maker=source.key, state__in=OUT, source_pk__in=source.readers(user).order_by().values("pk"))
    return OfficialDocument.objects.filter(found)


def may_read_book(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` opens the register of outgoing documents of ``unit``."""
    reach = roles_of(user).reach(*BOOK_READERS, unit=unit)
    if reach is None:
        return no(_("Sổ văn bản đi mở cho Văn phòng, chuyên viên thi đua, khen thưởng và người đứng đầu."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def entries_visible_to(user: Any) -> QuerySet[RegisterEntry]:
    """The lines of all registers that `may_read_book` opens to ``user``."""
    return RegisterEntry.objects.filter(roles_of(user).units(*BOOK_READERS, field="body"))


def _by_role(user: Any, document: OfficialDocument, roles: tuple[Role, ...], otherwise: str) -> Answer:
    wanted = (*roles, Role.COUNCIL_SECRETARY) if document.council else roles
    reach = roles_of(user).reach(*wanted, unit=document.body)
    if reach is None:
        return no(otherwise)
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def explain(document: OfficialDocument) -> list[dict[str, Any]]:
    """The rows of "who may see this, and why" for one paper."""
    why = _("Soạn, cấp số, ban hành hoặc ký văn bản của %(unit)s.") % {"unit": document.body}
    roles = (*READERS, Role.COUNCIL_SECRETARY) if document.council else READERS
    rows: list[dict[str, Any]] = [{"who": str(role.label), "may": True, "why": why} for role in roles]
    source = find(document.maker)
    if source and source.readers:
        out = document.state in OUT
        told = _("Đã ban hành: ai được xem việc mà văn bản nói đến thì được đọc.")
        closed = _("Khi đã ban hành, ai được xem việc mà văn bản nói đến mới được đọc.")
        rows.append({"who": _("Người liên quan"), "may": out, "why": told if out else closed})
    rows.append({"who": _("Công chúng"), "may": False, "why": _("Văn bản nội bộ; trang công khai có quyết định.")})
    return rows
