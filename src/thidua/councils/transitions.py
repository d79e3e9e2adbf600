"""The table of a meeting's states."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.base import clock
from thidua.base.answers import Answer, no, yes
from thidua.councils.models import Meeting, Roll
from thidua.councils.permissions import leads
from thidua.councils.quorum import quorum_of
from thidua.journal.transitions import Transition, TransitionTable

State = Meeting.State


def has_agenda(meeting: Meeting) -> Answer:
    """A council meets to consider somebody."""
    if meeting.questions.exists():
        return yes("")
    return no(gettext("Chương trình họp chưa có đề nghị nào. Hãy đưa đề nghị vào chương trình trước."))


def has_quorum(meeting: Meeting) -> Answer:
    """Enough members are present, by the council's rules."""
    quorum = quorum_of(meeting)
    if quorum.reached:
        return yes("")
    message = gettext("Mới có %(present)d/%(members)d ủy viên có mặt, cần ít nhất %(needed)d (%(share)s).")
    values = {"present": quorum.present, "members": quorum.members, "needed": quorum.needed, "share": quorum.share}
    return no(message % values)


def nobody_has_voted(meeting: Meeting) -> Answer:
    """A vote that has begun is carried through: nobody's ballot is thrown away."""
    if meeting.rolls.filter(voted=True).exists():
        return no(gettext("Đã có ủy viên bỏ phiếu nên không dừng cuộc bỏ phiếu được nữa."))
    if meeting.paper_ballots.exists():
        return no(gettext("Đã nhập phiếu giấy. Hãy rút lần nhập đó trước."))
    return yes("")


def vote_is_over(meeting: Meeting) -> Answer:
    """Everybody on the roll has voted, or the time that was announced has passed."""
    closes = meeting.voting_closes_at
    if closes is not None and (meeting.moment or clock.now()) >= closes:
        return yes("")
    missing = Roll.objects.filter(meeting=meeting, voted=False).count()
    if not missing:
        return yes("")
    message = gettext("Còn %(missing)d ủy viên chưa bỏ phiếu và chưa hết giờ. Hãy đợi, hoặc đổi giờ kết thúc.")
    return no(message % {"missing": missing})


def papers_are_confirmed(meeting: Meeting) -> Answer:
    """No paper ballots wait for their second person."""
    if meeting.paper_ballots.filter(confirmed_at__isnull=True).exists():
        return no(gettext("Còn phiếu giấy chờ người thứ hai xác nhận."))
    return yes("")


MEETING = TransitionTable(
    name="councils.meeting",
    rows=(
        Transition(
            State.PLANNED, "open", State.SITTING, _("Khai mạc phiên họp"), who=leads, requires=(has_agenda, has_quorum)
        ),
        Transition(State.PLANNED, "cancel", State.CANCELLED, _("Hủy phiên họp"), who=leads, needs_reason=True),
        Transition(
            State.SITTING,
            "open_voting",
            State.VOTING,
            _("Mở bỏ phiếu"),
            who=leads,
            requires=(has_agenda, has_quorum),
        ),
        Transition(State.SITTING, "adjourn", State.PLANNED, _("Hoãn phiên họp"), who=leads, needs_reason=True),
        Transition(State.VOTING, "move_closing", State.VOTING, _("Đổi giờ kết thúc"), who=leads, needs_reason=True),
        Transition(
            State.VOTING,
            "cancel_voting",
            State.SITTING,
            _("Dừng bỏ phiếu"),
            who=leads,
            requires=(nobody_has_voted,),
            needs_reason=True,
        ),
        Transition(
            State.VOTING,
            "count",
            State.COUNTED,
            _("Kiểm phiếu"),
            who=leads,
            requires=(vote_is_over, papers_are_confirmed),
        ),
        Transition(State.COUNTED, "close", State.CLOSED, _("Bế mạc và lập biên bản"), who=leads),
    ),
)
