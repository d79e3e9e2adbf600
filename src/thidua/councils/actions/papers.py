"""Paper ballots and written opinions: typed by two people who do not see each other's figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.councils import ballots
from thidua.councils.actions.guards import demand, locked
from thidua.councils.models import Choice, Meeting, Member, PaperBallots
from thidua.councils.permissions import RULES, may_confirm_papers, may_manage
from thidua.councils.queries import entitled_counts
from thidua.journal.actions import record

Counts = Mapping[int, Mapping[str, int]]


@transaction.atomic
def enter_paper_ballots(
    *, meeting: Meeting, members: Iterable[Member], counts: Counts, actor: Any, at: datetime
) -> PaperBallots:
    """Type in the paper ballots that ``members`` handed in; nothing counts until a second person confirms.

    They may be typed after the announced end, until the count: they were handed in before. The questions must be
    secret ones: an open vote is given with the member's name.

    Args:
        counts: question → `Choice` → number of papers; each question's sum is that of ``members`` entitled to it.

    Raises:
        Refused: ``not_allowed``, ``voting_closed``, ``nobody_chosen``, ``already_voted``, ``on_paper``,
            ``named_questions``, ``wrong_sums``.
    """
    current = locked(meeting)
    demand(may_manage(actor, current.council.body), RULES)
    _demand_counting(current)
    chosen = list(members)
    if not chosen:
        message = _("Hãy chọn các ủy viên đã nộp phiếu giấy.")
        raise Refused("nobody_chosen", message, fields={"members": message})
    if current.rolls.filter(member__in=chosen, voted=False).count() != len(chosen):
        message = _("Có ủy viên đã bỏ phiếu hoặc không có tên trong danh sách. Hãy bỏ chọn người đó.")
        raise Refused("already_voted", message, fields={"members": message})
    if current.paper_ballots.filter(confirmed_at__isnull=True, members__in=chosen).exists():
        message = _("Phiếu giấy của một trong các ủy viên này đang chờ xác nhận.")
        raise Refused("on_paper", message, fields={"members": message})
    if current.questions.filter(secret=False).exists():
        raise Refused(
            "named_questions", _("Phiên họp có nội dung biểu quyết công khai nên không nhập phiếu giấy gộp được.")
        )
    figures = _checked(current, chosen, counts)
    papers = PaperBallots.objects.create(meeting=current, counts=figures, entered_by=actor, entered_at=at)
    papers.members.set(chosen)
    new = {"papers": papers.pk, "members": [str(member) for member in chosen]}
    record("councils.papers.enter", current, actor=actor, at=at, new=new)
    return papers


def confirm_paper_ballots(*, papers: PaperBallots, counts: Counts, actor: Any, at: datetime) -> PaperBallots:
    """Confirm by typing the same figures without seeing them; then the ballots are drawn and marked.

    On a difference the journal notes at which questions (only then the transaction is kept), nothing is marked, and the
    papers wait on. Figures are never journalled: beside the names of few members they would tell who chose what.

    Raises:
        Refused: ``not_allowed``, ``same_person``, ``withdrawn``, ``already_confirmed``, ``voting_closed``,
            ``wrong_sums``, ``already_voted``, ``figures_differ``.
    """
    with transaction.atomic():
        current = locked(papers.meeting)
        kept = PaperBallots.objects.select_for_update(of=("self",)).filter(pk=papers.pk).first()
        demand(may_confirm_papers(actor, current), RULES)
        _demand_counting(current)
        if kept is None:
            raise Refused("withdrawn", _("Lần nhập này vừa được rút. Hãy tải lại trang."))
        if kept.confirmed_at is not None:
            raise Refused("already_confirmed", _("Lần nhập này đã được xác nhận."))
        if kept.entered_by_id == actor.pk:
            raise Refused("same_person", _("Người xác nhận phải khác người nhập. Hãy nhờ người thứ hai."))
        members = list(kept.members.all())
        figures = _checked(current, members, counts)
        different = sorted(key for key in figures if figures[key] != kept.counts.get(key))
        if not different:
            return _carry_out(current, kept, members, figures, actor, at)
        orders = sorted(current.questions.filter(pk__in=different).values_list("order", flat=True))
        new = {"papers": kept.pk, "questions": orders}
        record("councils.papers.mismatch", current, actor=actor, at=at, new=new)
    message = _("Số liệu không khớp với lần nhập thứ nhất ở nội dung số %(orders)s. Hãy kiểm lại phiếu giấy.")
    raise Refused("figures_differ", message % {"orders": ", ".join(map(str, orders))})


def _carry_out(
    meeting: Meeting, papers: PaperBallots, members: list[Member], figures: dict[str, Any], actor: Any, at: datetime
) -> PaperBallots:
    if not ballots.tick_roll(meeting, [member.pk for member in members]):
        raise Refused("already_voted", _("Có ủy viên vừa bỏ phiếu điện tử. Hãy rút lần nhập này và nhập lại."))
    ballots.mark_ballots(meeting, {int(key): counts for key, counts in figures.items()})
    ballots.overwrite_what_is_freed()
    papers.counts, papers.confirmed_by, papers.confirmed_at = {}, actor, at
    papers.save()
    new = {"papers": papers.pk, "members": [str(member) for member in members], "entered_by": str(papers.entered_by)}
    record("councils.papers.confirm", meeting, actor=actor, at=at, new=new)
    return papers


@transaction.atomic
def withdraw_paper_ballots(*, papers: PaperBallots, actor: Any, at: datetime, reason: str) -> None:
    """Take back papers that wait for confirmation, to type them anew; a second press changes nothing.

    Raises:
        Refused: ``not_allowed``, ``already_confirmed``, ``reason_missing``.
    """
    current = locked(papers.meeting)
    demand(may_manage(actor, current.council.body), RULES)
    kept = PaperBallots.objects.select_for_update(of=("self",)).filter(pk=papers.pk).first()
    if kept is None:
        return
    if kept.confirmed_at is not None:
        raise Refused("already_confirmed", _("Lần nhập này đã được xác nhận."))
    if not reason.strip():
        message = _("Hãy ghi lý do rút.")
        raise Refused("reason_missing", message, fields={"reason": message})
    old = {"papers": kept.pk, "members": [str(member) for member in kept.members.select_related("person")]}
    ballots.overwrite_what_is_freed()
    kept.delete()
    record("councils.papers.withdraw", current, actor=actor, at=at, old=old, reason=reason)


def _demand_counting(meeting: Meeting) -> None:
    if meeting.state != Meeting.State.VOTING:
        raise Refused("voting_closed", _("Phiếu giấy chỉ được nhập từ khi mở bỏ phiếu đến trước khi kiểm phiếu."))


def _checked(meeting: Meeting, members: list[Member], counts: Counts) -> dict[str, dict[str, int]]:
    """``counts`` as they are kept (JSON keys are texts), once every question's sum is right."""
    entitled = entitled_counts(meeting, members)
    wrong: dict[str, str] = {}
    figures: dict[str, dict[str, int]] = {}
    for question, papers in entitled.items():
        given = {choice: counts.get(question, {}).get(choice, 0) for choice in Choice.values}
        figures[str(question)] = given
        if min(given.values()) < 0 or sum(given.values()) != papers:
            message = _("Tổng phải bằng %(papers)d phiếu (đang là %(sum)d).")
            wrong[f"q{question}"] = message % {"papers": papers, "sum": sum(given.values())}
    if wrong or set(counts) - set(entitled):
        raise Refused("wrong_sums", _("Số phiếu của một số nội dung chưa đúng tổng. Hãy kiểm lại."), fields=wrong)
    return figures
