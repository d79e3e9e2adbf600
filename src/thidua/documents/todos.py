"""What papers ask of people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.documents.models import OfficialDocument
from thidua.documents.permissions import OFFICE, UNIT, may_see
from thidua.notices.todo import Todo, Waiting
from thidua.organisation.roles import roles_of

State = OfficialDocument.State

# All that is said of a paper here, and asked by `may_see`: the rest of it is long.
_TOLD = (
    "kind", "state", "subject", "council", "maker", "source_pk", "drafted_by", "drafted_at", "numbered_at",
    "body__path", "body__name", "body__is_body",
)  # fmt: skip


def document_todos(user: Any, day: date) -> Iterator[Waiting]:
    """Own drafts to finish, drafts that wait for a number, numbered papers that wait to go out."""
    if user is None or user.pk is None:
        return
    roles = roles_of(user, day)
    clerk = roles.units(*OFFICE, field="body") & Q(body__is_body=True) | roles.units(*UNIT, field="body")
    clerk |= roles.units(Role.COUNCIL_SECRETARY, field="body") & ~Q(council="")
    found = OfficialDocument.objects.filter(
        (Q(state=State.DRAFT) & (clerk | Q(drafted_by=user))) | (Q(state=State.NUMBERED) & clerk)
    )
    yield Waiting(found, lambda papers: _told(papers, user))


def _told(papers: QuerySet[OfficialDocument], user: Any) -> Iterator[Todo]:
    for document in papers.select_related("body").only(*_TOLD).order_by("pk"):
        # Papers of some sources are closed to clerks. Of papers that are not out, roles alone say so: nothing is asked.
        if may_see(user, document):
            yield _todo(document, user)


def _todo(document: OfficialDocument, user: Any) -> Todo:
    what = {"paper": document.kind_name, "subject": document.subject}
    url = reverse("documents:detail", args=[document.pk])
    if document.state == State.NUMBERED:
        return Todo(
            what=_("Ban hành %(paper)s: %(subject)s") % what,
            why=_("Văn bản đã cấp số nhưng chưa ban hành."),
            url=url,
            since=timezone.localdate(document.numbered_at) if document.numbered_at else None,
        )
    since = timezone.localdate(document.drafted_at)
    if document.drafted_by_id == user.pk:
        return Todo(
            what=_("Hoàn thiện dự thảo %(paper)s: %(subject)s") % what,
            why=_("Bạn đang soạn văn bản này."),
            url=url,
            since=since,
        )
    return Todo(
        what=_("Xem dự thảo %(paper)s: %(subject)s") % what, why=_("Dự thảo đang chờ cấp số."), url=url, since=since
    )
