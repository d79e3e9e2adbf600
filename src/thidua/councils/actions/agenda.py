"""What is put to the vote, whether secretly, and who stays out of which question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.councils.actions.guards import demand, demand_preparing, locked
from thidua.councils.models import Conflict, Meeting, Member, Question
from thidua.councils.permissions import RULES, leads
from thidua.councils.queries import waiting_nominations
from thidua.councils.quorum import members_of
from thidua.councils.thresholds import law_day, must_be_secret
from thidua.journal.actions import record
from thidua.nominations.actions import put_in_council
from thidua.nominations.models import Nomination


@transaction.atomic
def put_on_agenda(
    *, meeting: Meeting, nominations: Iterable[Nomination], actor: Any, at: datetime, secret: bool = True
) -> list[Question]:
    """Put ``nominations`` on the agenda, after what is there; those already on it stay.

    A nominee who is a member of the council will not vote on the own question.

    Args:
        secret: by secret ballot (what the law asks to be secret is so in any case).

    Raises:
        Refused: ``not_allowed``, ``agenda_closed``, ``nothing_chosen``, ``not_waiting`` (not accepted, dropped, of
            another body, or on the agenda of another meeting).
    """
    current = locked(meeting)
    demand(leads(actor, current), RULES)
    demand_preparing(current)
    wanted = {nomination.pk for nomination in nominations}
    wanted -= set(current.questions.values_list("nomination_id", flat=True))
    if not wanted:
        raise Refused("nothing_chosen", _("Hãy chọn ít nhất một đề nghị chưa có trong chương trình."))
    waiting = list(waiting_nominations(current.council.body).filter(pk__in=wanted).select_related("dossier"))
    if len(waiting) != len(wanted):
        raise Refused("not_waiting", _not_waiting())
    put_in_council(nominations=waiting, actor=actor, at=at)
    # With the dossiers locked, a second look: another meeting may have taken one up since the first.
    if waiting_nominations(current.council.body).filter(pk__in=wanted).count() != len(wanted):
        raise Refused("not_waiting", _not_waiting())
    members = {member.person_id: member for member in members_of(current)}
    first = (current.questions.aggregate(last=Max("order"))["last"] or 0) + 1
    questions = []
    for order, nomination in enumerate(waiting, start=first):
        forced = must_be_secret(nomination.award, law_day(nomination, current.day), len(members))
        question = Question(meeting=current, nomination=nomination, order=order, secret=secret or bool(forced))
        question.save()
        questions.append(question)
        if nomination.person_id in members:
            reason = "Là người được đề nghị"  # stands in the minutes
            Conflict.objects.create(question=question, member=members[nomination.person_id], reason=reason)
    new = {"nominations": [str(nomination) for nomination in waiting]}
    record("councils.meeting.agenda_add", current, actor=actor, at=at, new=new, article=RULES)
    return questions


def _not_waiting() -> str:
    return _("Có đề nghị không còn chờ hội đồng: chưa tiếp nhận, đã rút hoặc đã ở phiên khác. Hãy tải lại trang.")


def _on_agenda(meeting: Meeting, question: Question) -> Question:
    """``question`` as it stands now, the meeting being locked; refused when somebody has taken it off meanwhile."""
    found = meeting.questions.select_related("nomination__dossier").filter(pk=question.pk).first()
    if found is None:
        raise Refused("not_on_agenda", _("Nội dung này không còn trong chương trình. Hãy tải lại trang."))
    return found


@transaction.atomic
def take_off_agenda(*, question: Question, actor: Any, at: datetime, reason: str) -> None:
    """Take a question off the agenda; the nomination waits for another meeting.

    Raises:
        Refused: ``not_allowed``, ``agenda_closed``, ``reason_missing``, ``not_on_agenda``.
    """
    current = locked(question.meeting)
    demand(leads(actor, current), RULES)
    demand_preparing(current)
    if not reason.strip():
        message = _("Hãy ghi rõ lý do đưa ra khỏi chương trình.")
        raise Refused("reason_missing", message, fields={"reason": message})
    question = _on_agenda(current, question)
    old = {"nomination": str(question.nomination)}
    question.delete()
    record("councils.meeting.agenda_remove", current, actor=actor, at=at, old=old, reason=reason)


@transaction.atomic
def set_secrecy(*, question: Question, secret: bool, actor: Any, at: datetime) -> Question:
    """Choose secret ballot or open vote for a question.

    Raises:
        Refused: ``not_allowed``, ``agenda_closed``, ``not_on_agenda``, ``must_be_secret`` (the law asks for it).
    """
    current = locked(question.meeting)
    demand(leads(actor, current), RULES)
    demand_preparing(current)
    question = _on_agenda(current, question)
    nomination = question.nomination
    if not secret and must_be_secret(nomination.award, law_day(nomination, current.day), 1):
        raise Refused("must_be_secret", _("Luật yêu cầu bỏ phiếu kín đối với hình thức này."))
    if question.secret != secret:
        old = {"nomination": str(nomination), "secret": question.secret}
        question.secret = secret
        question.save(update_fields=["secret"])
        new = {"nomination": str(nomination), "secret": secret}
        record("councils.meeting.secrecy", current, actor=actor, at=at, old=old, new=new)
    return question


@transaction.atomic
def declare_conflict(*, question: Question, member: Member, reason: str, actor: Any, at: datetime) -> Conflict:
    """Write down that ``member`` has declared an interest and will not vote on the question.

    Raises:
        Refused: ``not_allowed``, ``agenda_closed``, ``reason_missing``, ``not_a_member``, ``not_on_agenda``.
    """
    current = locked(question.meeting)
    demand(leads(actor, current), RULES)
    demand_preparing(current)
    if not reason.strip():
        message = _("Hãy ghi lý do ủy viên không biểu quyết.")
        raise Refused("reason_missing", message, fields={"reason": message})
    if not members_of(current).filter(pk=member.pk).exists():
        raise Refused("not_a_member", _("Người này không phải là ủy viên của phiên họp."))
    question = _on_agenda(current, question)
    conflict, created = Conflict.objects.get_or_create(
        question=question, member=member, defaults={"reason": reason.strip()[:200], "declared": True}
    )
    if created:
        new = {"nomination": str(question.nomination), "member": str(member), "reason": conflict.reason}
        record("councils.meeting.conflict", current, actor=actor, at=at, new=new)
    return conflict


@transaction.atomic
def withdraw_conflict(*, conflict: Conflict, actor: Any, at: datetime) -> None:
    """Take back a declared interest that was written down by mistake; a second press changes nothing.

    Raises:
        Refused: ``not_allowed``, ``agenda_closed``, ``is_nominee`` (a nominee never votes on the own question).
    """
    current = locked(conflict.question.meeting)
    demand(leads(actor, current), RULES)
    demand_preparing(current)
    if not conflict.declared:
        raise Refused("is_nominee", _("Người được đề nghị không biểu quyết về chính mình."))
    if not Conflict.objects.filter(pk=conflict.pk).exists():
        return
    old = {"nomination": str(conflict.question.nomination), "member": str(conflict.member), "reason": conflict.reason}
    conflict.delete()
    record("councils.meeting.conflict_withdrawn", current, actor=actor, at=at, old=old)
