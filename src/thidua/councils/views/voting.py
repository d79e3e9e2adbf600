"""The ballot on a phone, its receipts, and the published list after the count."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.councils.actions import cast_ballot
from thidua.councils.models import Choice, Meeting, NamedVote, Question
from thidua.councils.permissions import may_vote, member_for
from thidua.councils.presenting import verdict_tag
from thidua.councils.queries import agenda, minutes_to_read, newest_checks, published_ballots, questions_for
from thidua.councils.views.finding import crumbs, find_meeting, no_store
from thidua.nominations.lawbook import award_names

CHOICES = (
    {"value": Choice.AGREE.value, "label": Choice.AGREE.label, "tone": "ok", "icon": "hand-thumbs-up"},
    {"value": Choice.DISAGREE.value, "label": Choice.DISAGREE.label, "tone": "bad", "icon": "hand-thumbs-down"},
)


@sensitive_post_parameters()
@login_required
@sensitive_variables("choices", "receipts", "context")
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, choose, check the answers, vote once, see the receipts once.

    What was chosen travels in the form only: not in the address, the session, a message or a draft. Therefore the
    receipts are the answer to the last press itself, without a redirect that would have to keep them somewhere.
    """
    meeting = find_meeting(request, pk)
    member = member_for(request.user, meeting)
    voting = may_vote(request.user, meeting)
    if member is None or not voting:
        return _cannot_vote(request, meeting, voting.reason)
    questions = list(questions_for(meeting, member).select_related("nomination__dossier__unit"))
    choices = {question.pk: request.POST.get(f"q{question.pk}", "") for question in questions}
    step = request.POST.get("step", "") if request.method == "POST" else ""
    missing = [question for question in questions if choices[question.pk] not in (Choice.AGREE, Choice.DISAGREE)]
    if step == "cast" and not missing:
        try:
            receipts = cast_ballot(meeting=meeting, member=member, choices=choices, actor=request.user, at=clock.now())
        except Refused as refusal:
            return _cannot_vote(request, meeting, refusal.message)
        return _receipts(request, meeting, questions, receipts)
    if step == "check" and not missing:
        return _check(request, meeting, questions, choices)
    errors = [(_message(question, questions), f"#q{question.pk}-1") for question in missing] if step == "check" else []
    return _ballot(request, meeting, questions, choices, errors)


def _message(question: Question, questions: list[Question]) -> str:
    values = {"number": questions.index(question) + 1, "who": question.nomination.recipient_name}
    return _("Đề nghị %(number)d (%(who)s): hãy chọn Đồng ý hoặc Không đồng ý.") % values


@sensitive_variables()
def _ballot(
    request: HttpRequest,
    meeting: Meeting,
    questions: list[Question],
    choices: dict[int, str],
    errors: list[tuple[str, str]],
) -> HttpResponse:
    checks = newest_checks(question.nomination_id for question in questions)
    names = award_names(meeting.day)
    warnings = {question.pk: _warnings(checks.get(question.nomination_id)) for question in questions}
    repeated = _repeated(list(warnings.values()))
    said = {warning for warning, _numbers in repeated}
    rows = [
        {
            "question": question,
            "name": f"q{question.pk}",
            "chosen": choices[question.pk],
            "award": names.get(question.nomination.award, question.nomination.award),
            "verdict": verdict_tag(checks.get(question.nomination_id)),
            "warnings": [warning for warning in warnings[question.pk] if warning not in said],
        }
        for question in questions
    ]
    context = {
        "meeting": meeting,
        "rows": rows,
        "repeated_warnings": repeated,
        "errors": errors,
        "buttons": CHOICES,
        "minutes": minutes_to_read(len(rows)),
        "left_out": list(agenda(meeting).exclude(pk__in=[question.pk for question in questions])),
        "breadcrumbs": _crumbs(meeting),
    }
    return no_store(render(request, "councils/ballot.html", context, status=422 if errors else 200))


def _warnings(check: Any) -> list[str]:
    """What the law's answer warns of, for the summary."""
    if check is None:
        return []
    return [warning.get("message", "") for warning in check.verdict.get("warnings", []) if warning.get("message")]


def _repeated(lists: list[list[str]]) -> list[tuple[str, str]]:
    """Warnings that stand at several questions, each with the questions' numbers: said once above the ballot."""
    places: dict[str, list[int]] = {}
    for number, warnings in enumerate(lists, start=1):
        for warning in dict.fromkeys(warnings):
            places.setdefault(warning, []).append(number)
    return [(warning, _as_ranges(numbers)) for warning, numbers in places.items() if len(numbers) > 1]


def _as_ranges(numbers: list[int]) -> str:
    """Rising numbers as people write them: ``1–3, 5``."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return ", ".join("–".join(str(end) for end in found) for found in ranges)


@sensitive_variables()
def _check(request: HttpRequest, meeting: Meeting, questions: list[Question], choices: dict[int, str]) -> HttpResponse:
    names = award_names(meeting.day)
    labels = dict(Choice.choices)
    rows = [
        {
            "question": question,
            "name": f"q{question.pk}",
            "value": choices[question.pk],
            "choice": labels[choices[question.pk]],
            "award": names.get(question.nomination.award, question.nomination.award),
        }
        for question in questions
    ]
    agreed = sum(value == Choice.AGREE for value in choices.values())
    context = {
        "meeting": meeting,
        "rows": rows,
        "agreed": agreed,
        "disagreed": len(rows) - agreed,
        "breadcrumbs": _crumbs(meeting),
    }
    return no_store(render(request, "councils/ballot_check.html", context))


@sensitive_variables()
def _receipts(
    request: HttpRequest, meeting: Meeting, questions: list[Question], receipts: dict[int, str]
) -> HttpResponse:
    names = award_names(meeting.day)
    rows = [
        (question, names.get(question.nomination.award, question.nomination.award), receipts[question.pk])
        for question in questions
    ]
    context = {"meeting": meeting, "rows": rows, "breadcrumbs": _crumbs(meeting)}
    return no_store(render(request, "councils/receipts.html", context))


def _cannot_vote(request: HttpRequest, meeting: Meeting, reason: str) -> HttpResponse:
    member = member_for(request.user, meeting)
    voted = member is not None and meeting.rolls.filter(member=member, voted=True).exists()
    context = {"meeting": meeting, "reason": reason, "voted": voted, "breadcrumbs": _crumbs(meeting)}
    return no_store(render(request, "councils/cannot_vote.html", context, status=409 if request.POST else 200))


def _crumbs(meeting: Meeting) -> Any:
    page = reverse("councils:meeting", args=[meeting.pk])
    return crumbs((_("Hội đồng"), reverse("councils:list")), (meeting, page), (_("Bỏ phiếu"), None))


@login_required
@require_GET
@never_cache
def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """All counted ballots by receipt. There is no search for a receipt: the server must not learn whose it is."""
    meeting = find_meeting(request, pk)
    counted = meeting.state in (Meeting.State.COUNTED, Meeting.State.CLOSED)
    names = award_names(meeting.day)
    groups = []
    votes = Prefetch("named_votes", NamedVote.objects.select_related("member__person").order_by("member__order"))
    for question in agenda(meeting).prefetch_related("ballots", votes) if counted else []:
        award = names.get(question.nomination.award, question.nomination.award)
        told = {"ballots": published_ballots(question), "named": list(question.named_votes.all())}
        groups.append({"question": question, "award": award} | told)
    page = reverse("councils:meeting", args=[pk])
    context = {
        "meeting": meeting,
        "counted": counted,
        "groups": groups,
        "breadcrumbs": crumbs((_("Hội đồng"), reverse("councils:list")), (meeting, page), (_("Phiếu đã kiểm"), None)),
    }
    return render(request, "councils/ballots.html", context)
