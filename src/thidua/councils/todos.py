"""What members, secretaries and officers have to do for councils."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.councils.models import Council, Meeting, PaperBallots, Question, Roll
from thidua.councils.permissions import visible_to
from thidua.councils.queries import LIVE_MEETINGS
from thidua.nominations.models import Dossier, Nomination
from thidua.notices.todo import Todo, Waiting
from thidua.organisation.models import Unit
from thidua.organisation.queries import person_of
from thidua.organisation.roles import roles_of

State = Meeting.State


def council_todos(user: Any, day: date) -> Iterator[Todo | Waiting]:
    """To-dos of ``user``: vote, prepare, count, close, confirm papers."""
    roles = roles_of(user, day)
    person = person_of(user)
    if person is not None:
        open_rolls = Roll.objects.filter(
            member__person=person, voted=False, meeting__state=State.VOTING, meeting__voting_closes_at__gt=clock.now()
        )
        yield Waiting(open_rolls, _votes)
    if roles.has(Role.COUNCIL_SECRETARY):
        yield from _waiting(user, day)
        yield from _meetings(user, day)
    if roles.has(Role.COUNCIL_SECRETARY, Role.OFFICER):
        papers = PaperBallots.objects.filter(
            ~Q(entered_by=user), confirmed_at__isnull=True, meeting__state=State.VOTING
        )
        # Hardly ever is there any, so whose they are is asked only then.
        yield Waiting(papers, lambda waiting: _papers(waiting.filter(meeting__in=visible_to(user))))
        yield Waiting(_bodies_without_council(user, day), _no_council)


def _votes(open_rolls: QuerySet[Roll]) -> Iterator[Todo]:
    for roll in open_rolls.select_related("meeting"):
        closes = timezone.localtime(roll.meeting.voting_closes_at)
        yield Todo(
            what=_("Bỏ phiếu: %(title)s") % {"title": roll.meeting.title},
            why=_("Ông/Bà là ủy viên hội đồng; bỏ phiếu đến %(time)s.") % {"time": f"{closes:%H:%M}"},
            url=reverse("councils:vote", args=[roll.meeting_id]),
            due=closes.date(),
            since=timezone.localdate(roll.meeting.voting_opened_at) if roll.meeting.voting_opened_at else None,
        )


def _waiting(user: Any, day: date) -> Iterator[Todo]:
    """Accepted nominations on nobody's agenda: one entry with their number."""
    within = roles_of(user, day).units(Role.COUNCIL_SECRETARY, field="dossier__body")
    taken = Question.objects.filter(meeting__state__in=LIVE_MEETINGS).values("nomination")
    states = [Dossier.State.ACCEPTED, Dossier.State.IN_COUNCIL]
    waiting = Nomination.objects.filter(within, state=Nomination.State.LISTED, dossier__state__in=states)
    count = waiting.exclude(pk__in=taken).count()
    if count:
        what = ngettext(
            "%(count)d đề nghị đã tiếp nhận, chờ hội đồng", "%(count)d đề nghị đã tiếp nhận, chờ hội đồng", count
        )
        yield Todo(
            what=what % {"count": count},
            why=_("Đưa vào chương trình của một phiên họp."),
            url=_agenda_url(user, day),
            count=count,
        )


def _agenda_url(user: Any, day: date) -> str:
    """The agenda of a meeting in preparation, else the council, else the list."""
    bodies = roles_of(user, day).units(Role.COUNCIL_SECRETARY, field="council__body")
    meeting = Meeting.objects.filter(bodies, state__in=[State.PLANNED, State.SITTING]).order_by("starts_at").first()
    if meeting is not None:
        return reverse("councils:agenda", args=[meeting.pk])
    councils = list(Council.objects.filter(roles_of(user, day).units(Role.COUNCIL_SECRETARY, field="body"))[:2])
    return reverse("councils:detail", args=[councils[0].pk]) if len(councils) == 1 else reverse("councils:list")


def _meetings(user: Any, day: date) -> Iterator[Todo]:
    bodies = roles_of(user, day).units(Role.COUNCIL_SECRETARY, field="council__body")
    unvoted = Exists(Roll.objects.filter(meeting=OuterRef("pk"), voted=False))
    live = Meeting.objects.filter(bodies, state__in=[State.PLANNED, State.SITTING, State.VOTING, State.COUNTED])
    for meeting in live.annotate(unvoted=unvoted).order_by("starts_at"):
        url = reverse("councils:meeting", args=[meeting.pk])
        title = {"title": meeting.title}
        if meeting.state == State.COUNTED:
            why = _("Đã kiểm phiếu; cần bế mạc và lập biên bản.")
            yield Todo(_("Lập biên bản: %(title)s") % title, why, url, due=meeting.day)
        elif meeting.state == State.VOTING:
            over = meeting.voting_closes_at is not None and clock.now() >= meeting.voting_closes_at
            if over or not meeting.unvoted:
                why = _("Đã hết giờ bỏ phiếu.") if over else _("Mọi ủy viên đã bỏ phiếu.")
                yield Todo(_("Kiểm phiếu: %(title)s") % title, why, url, due=day)
        elif meeting.day <= day:
            yield Todo(_("Điều hành phiên họp: %(title)s") % title, _("Đến ngày họp."), url, due=meeting.day)
        else:
            why = _("Chuẩn bị chương trình và điểm danh trước ngày họp.")
            yield Todo(_("Chuẩn bị phiên họp: %(title)s") % title, why, url, due=meeting.day)


def _papers(waiting: QuerySet[PaperBallots]) -> Iterator[Todo]:
    for papers in waiting.select_related("meeting", "entered_by"):
        yield Todo(
            what=_("Xác nhận phiếu giấy: %(title)s") % {"title": papers.meeting.title},
            why=_("%(who)s đã nhập; cần người thứ hai nhập lại số liệu.") % {"who": papers.entered_by},
            url=reverse("councils:confirm_papers", args=[papers.meeting_id, papers.pk]),
            due=papers.meeting.day,
            since=timezone.localdate(papers.entered_at),
        )


def _bodies_without_council(user: Any, day: date) -> QuerySet[Unit]:
    """Bodies that have accepted nominations and no council yet (few bodies, so they are asked and not the dossiers)."""
    waiting = Nomination.objects.filter(
        dossier__body=OuterRef("pk"), dossier__state=Dossier.State.ACCEPTED, state=Nomination.State.LISTED
    )
    bodies = Unit.objects.filter(roles_of(user, day).units(Role.COUNCIL_SECRETARY, Role.OFFICER), is_body=True)
    return bodies.filter(~Exists(Council.objects.filter(body=OuterRef("pk"))), Exists(waiting))


def _no_council(_bodies: QuerySet[Unit]) -> Iterator[Todo]:
    yield Todo(
        what=_("Lập hội đồng để xét các đề nghị đã tiếp nhận"),
        why=_("Cơ quan chưa có hội đồng nào được ghi trong phần mềm."),
        url=reverse("councils:create"),
    )
