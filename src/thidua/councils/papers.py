"""The papers that a meeting makes: invitation, ballot paper, minutes of the count. The minutes have their own row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.base.answers import Answer, no
from thidua.base.refusal import Refused
from thidua.councils.minutes import count_votes_context
from thidua.councils.models import Meeting, Member
from thidua.councils.permissions import leads
from thidua.councils.queries import agenda
from thidua.councils.quorum import members_of
from thidua.documents.sources import PaperSource, register
from thidua.law import award
from thidua.nominations.lawbook import the_law
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.paperwork import Ballot, BallotNominee, Invitation, PaperworkError, Signer

State = Meeting.State
BEFORE = (State.PLANNED, State.SITTING)
COUNTED = (State.COUNTED, State.CLOSED)


def offer_papers() -> None:
    """Register all papers of meetings."""
    for key, label, gather, states in (
        ("councils.invitation", gettext_lazy("Soạn giấy mời"), invitation_context, (State.PLANNED,)),
        ("councils.ballot", gettext_lazy("Soạn phiếu bầu giấy"), ballot_context, (*BEFORE, State.VOTING)),
        ("councils.count", gettext_lazy("Soạn biên bản kiểm phiếu"), count_votes_context, COUNTED),
    ):
        register(
            PaperSource(
                key=key,
                model="councils.meeting",
                label=label,
                may=_may_write,
                body=lambda meeting: meeting.council.body,
                gather=gather,
                back=lambda meeting: reverse("councils:meeting", args=[meeting.pk]),
                when=lambda meeting, states=states: meeting.state in states,  # type: ignore[misc]
                council=_series_of(key),
            )
        )


def _series_of(key: str) -> Callable[[Meeting], str]:
    """The council numbers its own papers; the invitation goes out from the body and is numbered with the body's."""
    if key == "councils.invitation":
        return lambda _meeting: ""
    return lambda meeting: meeting.council.name


def _may_write(user: Any, meeting: Meeting) -> Answer:
    answer = leads(user, meeting)
    if answer and not meeting.questions.exists():
        return no(_("Chương trình phiên họp đang trống; hãy đưa đề nghị vào chương trình trước."))
    return answer


def invitation_context(meeting: Meeting, _actor: Any, _day: date) -> Invitation:
    """The invitation to all members, with what the council will decide on.

    Raises:
        Refused: ``no_office``.
    """
    record = office_record(meeting.council.body)
    starts = timezone.localtime(meeting.starts_at)
    members = list(members_of(meeting).select_related("person").order_by("order"))
    chair = next((member for member in members if member.position == Member.Position.CHAIR), None)
    return Invitation(
        office=letterhead(record),
        signer=signer_of(record),
        guests=tuple(f"{_salutation(member)} {member.person.full_name}, {_role(member)}" for member in members),
        event=f"phiên họp {meeting.council.name}: {meeting.title}",
        held_on=starts.date(),
        starts_at=starts.time(),
        meeting_place=meeting.place,
        chair=f"{_salutation(chair)} {chair.person.full_name}, {_role(chair)}" if chair else "",
        agenda=tuple(f"Xét {name}: {count} đề nghị" for name, count in _by_award(meeting).items()),
    )


def ballot_context(meeting: Meeting, _actor: Any, _day: date) -> Ballot:
    """The paper ballot with all that is voted on in secret: for councils that vote on paper.

    Raises:
        Refused: ``no_office``; ``nothing_secret``.
    """
    record = office_record(meeting.council.body)
    questions = [question for question in agenda(meeting) if question.secret]
    if not questions:
        raise Refused("nothing_secret", _("Phiên họp không có nội dung bỏ phiếu kín nên không cần phiếu bầu."))
    names = {code: _award_name(code, meeting.day) for code in {question.nomination.award for question in questions}}
    several = len(names) > 1
    return _fitting(
        Ballot(
            office=letterhead(record),
            signer=Signer((), ""),
            council=meeting.council.name,
            question=f"Xét tặng {', '.join(names.values())}",
            nominees=tuple(
                BallotNominee(
                    name=question.nomination.recipient_name,
                    unit=question.nomination.dossier.unit.name
                    + (f" – {names[question.nomination.award]}" if several else ""),
                )
                for question in questions
            ),
            count=members_of(meeting).count(),
        )
    )


def _fitting(ballot: Ballot) -> Ballot:
    """Two ballots a page where the list is short, else one; of a long list the names alone.

    A list that no page holds stays as it is: the draft says so, and the secretary divides it.
    """
    single = replace(ballot, per_page="1")
    names = Counter(nominee.name for nominee in ballot.nominees)
    short = tuple(nominee if names[nominee.name] > 1 else replace(nominee, unit="") for nominee in ballot.nominees)
    for candidate in (ballot, single, replace(single, nominees=short)):
        try:
            candidate.compose()
        except PaperworkError:
            continue
        return candidate
    return single


def _by_award(meeting: Meeting) -> dict[str, int]:
    counts: dict[str, int] = {}
    for question in agenda(meeting):
        name = _award_name(question.nomination.award, meeting.day)
        counts[name] = counts.get(name, 0) + 1
    return counts


def _award_name(code: str, day: date) -> str:
    return award(the_law(), code, day).names["vi"]


def _salutation(member: Member) -> str:
    return "Bà" if member.person.gender == "female" else "Ông"


def _role(member: Member) -> str:
    return str(member.get_position_display())
