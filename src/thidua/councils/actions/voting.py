"""Opening the vote, casting, moving its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.councils import ballots
from thidua.councils.actions.guards import demand, locked
from thidua.councils.actions.meetings import tell
from thidua.councils.models import Ballot, Choice, Conflict, Meeting, Member, NamedVote, Question, Roll
from thidua.councils.queries import questions_for
from thidua.councils.quorum import members_of
from thidua.councils.thresholds import law_day, terms_for
from thidua.councils.transitions import MEETING


@transaction.atomic
def open_voting(*, meeting: Meeting, closes_at: datetime, actor: Any, at: datetime) -> Meeting:
    """Freeze what the law asks, print the blank ballots, fill the roll and open the vote until ``closes_at``.

    Every member of the council stands on the roll, also who is absent: the share is counted of all members.

    Raises:
        Refused: as the table has it; ``closes_too_early``.
    """
    if closes_at <= at:
        message = _("Giờ kết thúc bỏ phiếu phải sau thời điểm hiện tại.")
        raise Refused("closes_too_early", message, fields={"closes_at": message})
    demand(MEETING.may(actor, locked(meeting), "open_voting"))
    members = list(members_of(meeting).select_related("person__user"))
    keys = [member.pk for member in members]
    conflicts = _conflicts(meeting)
    copies: dict[Question, int] = {}
    for question in meeting.questions.select_related("nomination__dossier"):
        terms = terms_for(question.nomination.award, law_day(question.nomination, meeting.day), len(members))
        question.base_members, question.share, question.needed = terms.base, terms.share, terms.needed
        question.threshold_source = terms.source
        question.save()
        if question.secret:
            copies[question] = len(set(keys) - conflicts.get(question.pk, set()))
    ballots.print_ballots(copies)
    ballots.fill_roll(meeting, keys)
    changes = {"voting_opened_at": at, "voting_closes_at": closes_at}
    MEETING.apply(meeting, "open_voting", actor=actor, at=at, changes=changes)
    subject = f"Mời bỏ phiếu: {meeting.title}"
    tell(members, meeting, "voting_open", subject, _until(closes_at), at, page="councils:vote")
    return meeting


def _conflicts(meeting: Meeting) -> dict[int, set[int]]:
    """Question → members who do not vote on it."""
    found: dict[int, set[int]] = {}
    for question, member in Conflict.objects.filter(question__meeting=meeting).values_list("question_id", "member_id"):
        found.setdefault(question, set()).add(member)
    return found


def _until(closes_at: datetime) -> str:
    local = timezone.localtime(closes_at)
    return f"Bỏ phiếu đến {local:%H:%M} ngày {local:%d/%m/%Y}."


@transaction.atomic
def cast_ballot(
    *, meeting: Meeting, member: Member, choices: Mapping[int, str], actor: Any, at: datetime
) -> dict[int, str]:
    """Vote, once and for all questions: draw blank ballots, mark them, tick the roll.

    ``at`` decides whether the vote is still open; it is stored nowhere, nor is anything else written.

    Args:
        member: the one who votes; ``actor`` must be the own account.
        choices: question → `Choice.AGREE` or `Choice.DISAGREE`, for every question of `queries.questions_for`.

    Returns:
        question → receipt of the ballot (empty for an open vote). It is kept nowhere; whoever loses it cannot get it
        again.

    Raises:
        Refused: ``not_own_ballot``, ``voting_closed``, ``not_on_roll``, ``already_voted``, ``on_paper``,
            ``choices_missing``.
    """
    current = locked(meeting)
    if member.person.user_id is None or member.person.user_id != actor.pk:
        raise Refused("not_own_ballot", _("Mỗi ủy viên tự bỏ phiếu bằng tài khoản của mình."))
    if current.state != Meeting.State.VOTING or current.voting_closes_at is None or at >= current.voting_closes_at:
        raise Refused("voting_closed", _("Cuộc bỏ phiếu không mở hoặc đã hết giờ. Phiếu này không được ghi nhận."))
    _demand_unused(current, member)
    questions = list(questions_for(current, member))
    _demand_complete(questions, choices)
    if not ballots.tick_roll(current, [member.pk]):
        raise Refused("already_voted", _("Ông/Bà đã bỏ phiếu. Mỗi ủy viên chỉ bỏ phiếu một lần."))
    marks = {question.pk: {choices[question.pk]: 1} for question in questions if question.secret}
    drawn = ballots.mark_ballots(current, marks)
    named = [question for question in questions if not question.secret]
    NamedVote.objects.bulk_create(
        NamedVote(question=question, member=member, choice=choices[question.pk]) for question in named
    )
    return {question.pk: drawn[question.pk][0] if question.secret else "" for question in questions}


def _demand_unused(meeting: Meeting, member: Member) -> None:
    voted = Roll.objects.filter(meeting=meeting, member=member).values_list("voted", flat=True).first()
    if voted is None:
        raise Refused("not_on_roll", _("Ông/Bà không có tên trong danh sách bỏ phiếu của phiên họp này."))
    if voted:
        raise Refused("already_voted", _("Ông/Bà đã bỏ phiếu. Mỗi ủy viên chỉ bỏ phiếu một lần."))
    if meeting.paper_ballots.filter(members=member).exists():
        message = _("Thư ký đang nhập phiếu giấy của Ông/Bà. Nếu không đúng, hãy báo thư ký rút lần nhập đó.")
        raise Refused("on_paper", message)


def _demand_complete(questions: list[Question], choices: Mapping[int, str]) -> None:
    allowed = {Choice.AGREE.value, Choice.DISAGREE.value}
    expected = {question.pk for question in questions}
    message = _("Hãy chọn Đồng ý hoặc Không đồng ý.")
    missing = {f"q{key}": message for key in expected if choices.get(key) not in allowed}
    if missing:
        summary = _("Còn %(count)d nội dung chưa chọn. Phiếu chưa được ghi nhận.") % {"count": len(missing)}
        raise Refused("choices_missing", summary, fields=missing)
    if set(choices) != expected:
        raise Refused("choices_missing", _("Chương trình đã thay đổi. Hãy tải lại phiếu và chọn lại."))


@transaction.atomic
def move_closing(*, meeting: Meeting, closes_at: datetime, actor: Any, at: datetime, reason: str) -> Meeting:
    """Change when the vote ends and tell those who have not voted.

    Raises:
        Refused: as the table has it; ``closes_too_early``.
    """
    if closes_at <= at:
        message = _("Giờ kết thúc bỏ phiếu phải sau thời điểm hiện tại.")
        raise Refused("closes_too_early", message, fields={"closes_at": message})
    changes = {"voting_closes_at": closes_at}
    MEETING.apply(meeting, "move_closing", actor=actor, at=at, reason=reason, changes=changes)
    waiting = Member.objects.filter(rolls__meeting=meeting, rolls__voted=False).select_related("person__user")
    subject = f"Đổi giờ kết thúc bỏ phiếu: {meeting.title}"
    tell(waiting, meeting, "voting_moved", subject, _until(closes_at), at, page="councils:vote")
    return meeting


@transaction.atomic
def cancel_voting(*, meeting: Meeting, actor: Any, at: datetime, reason: str) -> Meeting:
    """Stop a vote in which nobody has voted, back to the sitting; ballots and roll are destroyed unused."""
    demand(MEETING.may(actor, locked(meeting), "cancel_voting"))
    Ballot.objects.filter(question__meeting=meeting).delete()
    meeting.rolls.all().delete()
    meeting.questions.update(base_members=None, share="", needed=None, threshold_source={})
    changes = {"voting_opened_at": None, "voting_closes_at": None}
    MEETING.apply(meeting, "cancel_voting", actor=actor, at=at, reason=reason, changes=changes)
    return meeting
