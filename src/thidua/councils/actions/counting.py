"""Counting the vote and closing the meeting with its minutes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua import paperwork
from thidua.base import files
from thidua.base.refusal import Refused
from thidua.councils import ballots
from thidua.councils.actions.guards import demand, locked
from thidua.councils.minutes import minutes_of, write_cite
from thidua.councils.models import Ballot, Choice, Meeting, Question
from thidua.councils.queries import entitled_counts
from thidua.councils.quorum import members_of
from thidua.councils.transitions import MEETING
from thidua.councils.wording import result_text
from thidua.journal.actions import record
from thidua.nominations.actions import record_recommendation


@transaction.atomic
def count_votes(*, meeting: Meeting, actor: Any, at: datetime) -> Meeting:
    """Count all questions and hand the results to the nominations.

    Votes that were not cast do not agree: the share is of all members.

    Raises:
        Refused: as the table has it; ``ballots_do_not_match_roll`` when the database holds other ballots than were
            printed and used, so that somebody must look before anything is counted.
    """
    locked(meeting)
    meeting.moment = at
    MEETING.apply(meeting, "count", actor=actor, at=at, changes={"counted_at": at})
    questions = list(meeting.questions.select_related("nomination__dossier"))
    _demand_sound(meeting, questions)
    tallies = ballots.tally(meeting)
    for question in questions:
        votes = tallies[question.pk]
        if not question.secret:
            for choice in question.named_votes.values_list("choice", flat=True):
                votes[choice] += 1
        question.agreed = votes[Choice.AGREE]
        question.disagreed = votes[Choice.DISAGREE]
        question.invalid = votes[Choice.INVALID]
        question.passed = question.needed is not None and question.agreed >= question.needed
        question.save()
        new = {name: getattr(question, name) for name in ("agreed", "disagreed", "invalid", "needed", "passed")}
        record(
            "councils.question.count",
            question,
            actor=actor,
            at=at,
            new=new,
            article=write_cite(question.threshold_source),
        )
        with override("vi"):  # the journal is written in one language
            note = f"{result_text(question)}; {meeting}"
        record_recommendation(nomination=question.nomination, passed=question.passed, actor=actor, at=at, note=note)
    transaction.on_commit(ballots.sweep, robust=True)
    return meeting


def _demand_sound(meeting: Meeting, questions: list[Question]) -> None:
    """As many ballots as members were entitled to, as many used as have voted."""
    tallies = ballots.tally(meeting)
    issued = entitled_counts(meeting, list(members_of(meeting)))
    used = entitled_counts(meeting, list(members_of(meeting).filter(rolls__meeting=meeting, rolls__voted=True)))
    for question in questions:
        votes = tallies[question.pk]
        marked = votes.total() - votes[Ballot.BLANK]
        cast = marked if question.secret else question.named_votes.count()
        if (question.secret and votes.total() != issued[question.pk]) or cast != used[question.pk]:
            message = _("Nội dung số %(order)d: số phiếu không khớp danh sách bỏ phiếu. Hãy báo quản trị kiểm tra.")
            raise Refused("ballots_do_not_match_roll", message % {"order": question.order})


def close_meeting(*, meeting: Meeting, discussion: str, actor: Any, at: datetime) -> Meeting:
    """Close the meeting: its minutes are made as DOCX and PDF, kept and frozen.

    Args:
        discussion: what was said, a paragraph each line.

    Raises:
        Refused: as the table has it; ``minutes_impossible`` with what the document lacks.
    """
    demand(MEETING.may(actor, meeting, "close"))
    meeting.discussion, meeting.closed_at = discussion.strip(), at
    try:
        context = minutes_of(meeting, actor)
        docx, pdf = paperwork.document_docx(context), paperwork.document_pdf(context)
    except paperwork.PaperworkError as error:
        meeting.refresh_from_db()
        raise Refused("minutes_impossible", _("Chưa lập được biên bản: %(why)s") % {"why": error}) from error
    with transaction.atomic():
        changes = {
            "discussion": meeting.discussion,
            "closed_at": at,
            "minutes_docx": files.store(docx, media_type=files.DOCX, at=at),
            "minutes_pdf": files.store(pdf, media_type=files.PDF, at=at),
        }
        MEETING.apply(meeting, "close", actor=actor, at=at, changes=changes)
    return meeting
