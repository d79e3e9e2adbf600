"""Who may see a paper and who works on it: predicate and queryset are twins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
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
# User → the objects whose papers he or she may read or write.
Opens = Callable[[Any], QuerySet[Any]]

# Who writes a body's papers and gives them numbers: the emulation officer and the administration office, its clerk.
OFFICE = (Role.OFFICER, Role.ADMINISTRATION_OFFICE)
# A unit below a body (a division, a subordinate office) has its contact person for both.
UNIT = (Role.UNIT_CONTACT,)
READERS = (*OFFICE, Role.DIRECTOR)
# Who opens the register of a body.
BOOK_READERS = READERS
CLERKS = OFFICE
OUT = (State.ISSUED, State.REPLACED, State.RECALLED)


def _writers(document: OfficialDocument) -> tuple[Role, ...]:
    """The roles that write and number this paper."""
    source = find(document.maker)
    if source is not None and source.only is not None:
        return source.only
    office = (*OFFICE, *UNIT) if document.body.is_body else UNIT
    return (*office, Role.COUNCIL_SECRETARY) if document.council else office


def _readers(document: OfficialDocument) -> tuple[Role, ...]:
    """The roles that read this paper; what a unit below has not sent out is its own business."""
    source = find(document.maker)
    if source is not None and source.only is not None:
        return source.only
    writers = _writers(document)
    return (*writers, *READERS) if document.body.is_body or document.state in OUT else writers


def drafts(user: Any, document: OfficialDocument) -> Answer:
    """Whether ``user`` writes this paper: who began it, or whoever writes for the unit; for a council its secretary."""
    if _began(user, document):
        return yes(_("Bạn là người soạn văn bản này."))
    if _writes_along(user, document):
        return yes(_("Văn bản về việc của bạn nên bạn cùng soạn."))
    otherwise = _("Chỉ người soạn văn bản của đơn vị ban hành được làm việc này.")
    return _by_role(user, document, _writers(document), otherwise)


def numbers(user: Any, document: OfficialDocument) -> Answer:
    """Whether ``user`` gives this paper its number, issues and recalls it."""
    otherwise = _("Chỉ Văn phòng, chuyên viên hoặc đầu mối của đơn vị ban hành được làm việc này.")
    return _by_role(user, document, _writers(document), otherwise)


def may_see(user: Any, document: OfficialDocument) -> Answer:
    """Whether ``user`` may open the paper, and why."""
    if _began(user, document):
        return yes(_("Bạn là người soạn văn bản này."))
    if _writes_along(user, document):
        return yes(_("Văn bản về việc của bạn nên bạn cùng soạn."))
    closed = _("Văn bản chưa ban hành chỉ mở cho người soạn, cấp số và ký.")
    answer = _by_role(user, document, _readers(document), closed)
    if answer or document.state not in OUT or user is None or user.pk is None:
        return answer
    source = find(document.maker)
    if source and source.readers and source.readers(user).filter(pk=document.source_pk).exists():
        return yes(_("Văn bản đã ban hành về việc mà bạn được xem."))
    return no(_("Văn bản này không thuộc phạm vi của bạn."))


def visible_to(user: Any, makers: Collection[str] | None = None) -> QuerySet[OfficialDocument]:
    """All papers that `may_see` allows ``user``.

    Args:
        makers: keys of the sources whose papers are looked at, where that is known: what other sources open is not
            asked then (a database takes longer to plan all of it than to find a few papers).
    """
    if user is None or user.pk is None:
        return OfficialDocument.objects.none()
    roles = roles_of(user)
    sources = [source for source in all_sources() if makers is None or source.key in makers]
    closed = [source for source in sources if source.only is not None]
    usual = roles.units(*READERS, field="body") & (Q(body__is_body=True) | Q(state__in=OUT))
    usual |= roles.units(*UNIT, field="body")
    usual |= roles.units(Role.COUNCIL_SECRETARY, field="body") & ~Q(council="")
    found = usual & ~Q(maker__in=[source.key for source in closed])
    for source in closed:
        found |= Q(maker=source.key) & roles.units(*(source.only or ()), field="body")
    for readers, keys in _together((source.readers, source.key) for source in sources):
        found |= Q(maker__in=keys, state__in=OUT, source_pk__in=readers(user).order_by().values("pk"))
    for writers, keys in _together((source.writers, source.key) for source in sources):
        found |= Q(maker__in=keys, source_pk__in=writers(user).order_by().values("pk"))
    visible = OfficialDocument.objects.filter(found | Q(drafted_by=user))
    return visible if makers is None else visible.filter(maker__in=makers)


def _together(asked: Iterable[tuple[Opens | None, str]]) -> list[tuple[Opens, list[str]]]:
    """What opens papers, each once, with the keys of all sources that name it: half of them name the same movements."""
    found: dict[Opens, list[str]] = {}
    for opens, key in asked:
        if opens is not None:
            found.setdefault(opens, []).append(key)
    return list(found.items())


def may_read_book(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` opens the register of outgoing documents of ``unit``."""
    reach = roles_of(user).reach(*BOOK_READERS, unit=unit)
    if reach is None:
        return no(_("Sổ văn bản đi mở cho Văn phòng, chuyên viên thi đua, khen thưởng và người đứng đầu."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def entries_visible_to(user: Any) -> QuerySet[RegisterEntry]:
    """The lines of all registers that `may_read_book` opens to ``user``."""
    return RegisterEntry.objects.filter(roles_of(user).units(*BOOK_READERS, field="body"))


def _began(user: Any, document: OfficialDocument) -> bool:
    return bool(user is not None and user.pk is not None and document.drafted_by_id == user.pk and user.is_active)


def _writes_along(user: Any, document: OfficialDocument) -> bool:
    """Whether the paper is about something that ``user`` writes papers of, whoever began this one."""
    source = find(document.maker)
    if source is None or source.writers is None or document.source_pk is None or user is None or user.pk is None:
        return False
    return source.writers(user).filter(pk=document.source_pk).exists()


def _by_role(user: Any, document: OfficialDocument, roles: tuple[Role, ...], otherwise: str) -> Answer:
    reach = roles_of(user).reach(*roles, unit=document.body)
    if reach is None:
        return no(otherwise)
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def explain(document: OfficialDocument) -> list[dict[str, Any]]:
    """The rows of "who may see this, and why" for one paper."""
    why = _("Soạn, cấp số, ban hành hoặc ký văn bản của %(unit)s.") % {"unit": document.body}
    roles = dict.fromkeys(_readers(document))
    rows: list[dict[str, Any]] = [{"who": str(role.label), "may": True, "why": why} for role in roles]
    source = find(document.maker)
    if source and source.writers:
        rows.append({"who": _("Người cùng soạn"), "may": True, "why": _("Văn bản về việc của người đó.")})
    if source and source.readers:
        out = document.state in OUT
        told = _("Đã ban hành: ai được xem việc mà văn bản nói đến thì được đọc.")
        closed = _("Khi đã ban hành, ai được xem việc mà văn bản nói đến mới được đọc.")
        rows.append({"who": _("Người liên quan"), "may": out, "why": told if out else closed})
    rows.append({"who": _("Công chúng"), "may": False, "why": _("Văn bản nội bộ; trang công khai có quyết định.")})
    return rows
