"""Who may see councils and meetings, lead them and vote: predicates and querysets are twins."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.answers import Answer, no, yes
from thidua.councils.models import Council, Meeting, Member
from thidua.organisation.models import Unit
from thidua.organisation.queries import person_of, running_on
from thidua.organisation.roles import roles_of

# Who works with the councils of a body without being a member.
STAFF = (Role.OFFICER, Role.COUNCIL_SECRETARY, Role.DIRECTOR, Role.ADMINISTRATION_OFFICE)
RULES = "Điều 90 Luật 06/2022/QH15"


def _staff(user: Any, body: Unit) -> Answer | None:
    reach = roles_of(user).reach(*STAFF, unit=body)
    if reach is None:
        return None
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def may_see_council(user: Any, council: Council) -> Answer:
    """Whether ``user`` may open the council's page: staff of its body and its present members."""
    staff = _staff(user, council.body)
    if staff is not None:
        return staff
    person = person_of(user) if user.is_authenticated else None
    if person and council.members.filter(running_on(clock.today()), person=person).exists():
        return yes(_("Bạn là ủy viên của hội đồng."))
    return no(_("Hội đồng chỉ mở cho ủy viên, thư ký, chuyên viên, Văn phòng và người đứng đầu cơ quan."))


def councils_visible_to(user: Any) -> QuerySet[Council]:
    """All councils that `may_see_council` allows ``user``."""
    allowed = roles_of(user).units(*STAFF, field="body")
    person = person_of(user) if user.is_authenticated else None
    if person:
        mine = Member.objects.filter(running_on(clock.today()), person=person)
        allowed |= Q(pk__in=mine.values("council"))
    return Council.objects.filter(allowed)


def may_see(user: Any, meeting: Meeting) -> Answer:
    """Whether ``user`` may open the meeting: staff of the body, and who is a member on the meeting's day."""
    staff = _staff(user, meeting.council.body)
    if staff is not None:
        return staff
    if member_for(user, meeting) is not None:
        return yes(_("Bạn là ủy viên của hội đồng vào ngày họp."))
    return no(_("Phiên họp chỉ mở cho ủy viên, thư ký, chuyên viên, Văn phòng và người đứng đầu cơ quan."))


def visible_to(user: Any) -> QuerySet[Meeting]:
    """All meetings that `may_see` allows ``user``."""
    allowed = roles_of(user).units(*STAFF, field="council__body")
    person = person_of(user) if user.is_authenticated else None
    if person:
        day = TruncDate("starts_at")
        mine = Meeting.objects.annotate(on=day).filter(
            Q(council__members__end__isnull=True) | Q(council__members__end__gte=F("on")),
            council__members__person=person,
            council__members__start__lte=F("on"),
        )
        allowed |= Q(pk__in=mine.values("pk"))
    return Meeting.objects.filter(allowed)


def member_for(user: Any, meeting: Meeting) -> Member | None:
    """The membership by which ``user`` belongs to the meeting, if any."""
    person = person_of(user) if user is not None and user.is_authenticated else None
    if person is None:
        return None
    return Member.objects.filter(running_on(meeting.day), council=meeting.council_id, person=person).first()


def leads_body(user: Any, body: Unit) -> Answer:
    """Whether ``user`` is a council secretary of ``body``: who prepares and runs meetings."""
    reach = roles_of(user).reach(Role.COUNCIL_SECRETARY, unit=body)
    if reach is None:
        return no(_("Chỉ thư ký hội đồng của cơ quan được làm việc này."))
    return yes(_("Bạn là thư ký hội đồng của %(unit)s.") % {"unit": reach.unit_name})


def leads(user: Any, meeting: Meeting) -> Answer:
    """Whether ``user`` runs the meeting."""
    return leads_body(user, meeting.council.body)


def may_manage(user: Any, body: Unit) -> Answer:
    """Whether ``user`` may write down councils of ``body`` and their members, as the decision sets them up."""
    reach = roles_of(user).reach(Role.OFFICER, Role.COUNCIL_SECRETARY, unit=body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc thư ký hội đồng của cơ quan được làm việc này."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def may_confirm_papers(user: Any, meeting: Meeting) -> Answer:
    """Whether ``user`` may be the second person at the paper ballots: staff who count, or a member."""
    managing = may_manage(user, meeting.council.body)
    if managing:
        return managing
    if member_for(user, meeting) is not None:
        return yes(_("Bạn là ủy viên của hội đồng."))
    return no(_("Chỉ thư ký, chuyên viên hoặc ủy viên hội đồng được xác nhận phiếu giấy."))


def may_vote(user: Any, meeting: Meeting) -> Answer:
    """Whether ``user`` can cast a vote in the meeting now, and if not, why."""
    member = member_for(user, meeting)
    if member is None:
        return no(_("Chỉ ủy viên hội đồng được bỏ phiếu."))
    if meeting.state != Meeting.State.VOTING:
        return no(_("Hiện không trong thời gian bỏ phiếu."))
    if meeting.voting_closes_at is not None and clock.now() >= meeting.voting_closes_at:
        return no(_("Đã hết thời gian bỏ phiếu."))
    roll = meeting.rolls.filter(member=member).first()
    if roll is None:
        return no(_("Ông/Bà không có tên trong danh sách bỏ phiếu của phiên họp này."))
    if roll.voted:
        return no(_("Ông/Bà đã bỏ phiếu. Mỗi ủy viên chỉ bỏ phiếu một lần."))
    if meeting.paper_ballots.filter(confirmed_at__isnull=True, members=member).exists():
        return no(_("Thư ký đang nhập phiếu giấy của Ông/Bà. Nếu không đúng, hãy báo thư ký rút lần nhập đó."))
    return yes(_("Ông/Bà có tên trong danh sách bỏ phiếu và chưa bỏ phiếu."))


def explain(meeting: Meeting) -> list[dict[str, Any]]:
    """The rows of "who may see this, and why" for one meeting."""
    unit = {"unit": meeting.council.body}
    works = _("Chuẩn bị, điều hành hoặc sử dụng kết quả của hội đồng tại %(unit)s.") % unit
    rows: list[dict[str, Any]] = [
        {"who": str(role.label), "may": True, "why": works, "article": RULES} for role in STAFF
    ]
    rows.append(
        {
            "who": _("Ủy viên hội đồng"),
            "may": True,
            "why": _("Là thành viên của hội đồng này vào ngày họp."),
            "article": RULES,
        }
    )
    secret = _("Không ai xem được, kể cả quản trị hệ thống: phiếu không mang tên, giờ hay thứ tự bỏ phiếu.")
    rows.append({"who": _("Lựa chọn của từng ủy viên trong phiếu kín"), "may": False, "why": secret})
    outside = _("Phiên họp là việc nội bộ của hội đồng; kết quả được công bố cùng quyết định khen thưởng.")
    rows.append({"who": _("Người khác"), "may": False, "why": outside})
    return rows
