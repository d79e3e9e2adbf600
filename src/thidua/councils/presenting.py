"""What the pages of a meeting show: agenda by award, steps, the mirror of fairness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from thidua.councils.models import Conflict, Meeting, Question
from thidua.councils.quorum import quorum_of
from thidua.councils.thresholds import Terms, law_day, must_be_secret, terms_for
from thidua.councils.wording import not_cast, percent, requirement_text, result_text
from thidua.nominations.lawbook import award_name
from thidua.nominations.models import Check, Nomination
from thidua.organisation.models import Honour, Person, Post, Unit
from thidua.organisation.queries import people_of, running_on


@dataclass(frozen=True)
class AgendaRow:
    """One question as the meeting's page lists it."""

    question: Question
    nomination: Nomination
    conflicts: list[Conflict]
    result: str
    not_cast: int | None


@dataclass
class AgendaGroup:
    """All questions on one award, with the votes they need."""

    award: str
    requirement: str
    source: dict[str, Any]
    must_be_secret: bool = False
    rows: list[AgendaRow] = field(default_factory=list)

    @property
    def passed(self) -> int:
        """How many were recommended."""
        return sum(bool(row.question.passed) for row in self.rows)


def agenda_groups(meeting: Meeting, questions: Iterable[Question]) -> list[AgendaGroup]:
    """The agenda by award; before voting is opened with the votes that would be needed as things stand."""
    members = quorum_of(meeting).members
    asked: dict[tuple[str, date], Terms] = {}
    groups: dict[tuple[str, str], AgendaGroup] = {}
    for question in questions:
        nomination = question.nomination
        if question.needed is None:
            key = (nomination.award, law_day(nomination, meeting.day))
            if key not in asked:
                asked[key] = terms_for(*key, members)
            terms = asked[key]
            question.base_members, question.share, question.needed = terms.base, terms.share, terms.needed
            question.threshold_source = terms.source
        requirement = requirement_text(question)
        group = groups.get((nomination.award, requirement))
        if group is None:
            forced = must_be_secret(nomination.award, law_day(nomination, meeting.day), members)
            name = award_name(nomination.award, meeting.day)
            group = AgendaGroup(name, requirement, question.threshold_source, bool(forced))
            groups[nomination.award, requirement] = group
        row = AgendaRow(question, nomination, list(question.conflicts.all()), result_text(question), not_cast(question))
        group.rows.append(row)
    return list(groups.values())


_STEPS = (
    (Meeting.State.PLANNED, gettext_lazy("Chuẩn bị"), None),
    (Meeting.State.SITTING, gettext_lazy("Họp, thảo luận"), "opened_at"),
    (Meeting.State.VOTING, gettext_lazy("Bỏ phiếu"), "voting_opened_at"),
    (Meeting.State.COUNTED, gettext_lazy("Kiểm phiếu"), "counted_at"),
    (Meeting.State.CLOSED, gettext_lazy("Biên bản"), "closed_at"),
)


def steps_of(meeting: Meeting) -> list[dict[str, Any]]:
    """The way of the meeting for the step component."""
    states = [state for state, _label, _at in _STEPS]
    if meeting.state == Meeting.State.CANCELLED:
        return [{"label": _("Đã hủy"), "state": "bad"}]
    here = states.index(Meeting.State(meeting.state))
    steps = []
    for number, (state, label, at) in enumerate(_STEPS):
        finished = number < here or state == Meeting.State.CLOSED == meeting.state
        standing = "done" if finished else "current" if number == here else "todo"
        steps.append({"label": label, "state": standing, "at": getattr(meeting, at) if at else None})
    return steps


@dataclass(frozen=True)
class MirrorRow:
    """One share among the nominated people beside the same share among all people of the body."""

    label: str
    nominated: str
    body: str


def mirror(nominations: Iterable[Nomination], body: Unit, day: date) -> list[MirrorRow]:
    """Who is nominated, against who works here: direct workers, women, first-time (no honour on record before).

    Shares of persons only; a person nominated for several awards counts once. Nothing is judged: the council sees.
    """
    nominated = {nomination.person_id for nomination in nominations if nomination.person_id}
    staff = set(people_of(body, day).values_list("pk", flat=True))
    if not nominated or not staff:
        return []
    everyone = nominated | staff
    posts = Post.objects.filter(running_on(day), person__in=everyone, band=Post.Band.DIRECT)
    direct = set(posts.values_list("person", flat=True))
    women = set(Person.objects.filter(pk__in=everyone, gender=Person.Gender.FEMALE).values_list("pk", flat=True))
    honoured = set(Honour.objects.filter(person__in=everyone).values_list("person", flat=True))
    rows = (
        (_("Trực tiếp công tác, lao động"), direct),
        (pgettext("count", "Nữ"), women),
        (_("Chưa từng được khen (theo dữ liệu đã ghi)"), everyone - honoured),
    )
    return [MirrorRow(label, _share(part & nominated, nominated), _share(part & staff, staff)) for label, part in rows]


def _share(part: set[int], whole: set[int]) -> str:
    return f"{len(part)}/{len(whole)} ({percent(Fraction(len(part), len(whole)))})"


def verdict_tag(check: Check | None) -> dict[str, str]:
    """Label and tone of the newest answer of the law."""
    if check is None:
        return {"label": _("Chưa đối chiếu luật"), "tone": "neutral"}
    tones = {"eligible": "ok", "not_eligible": "bad", "open": "waiting", "on_hold": "warning"}
    return {"label": str(check.get_outcome_display()), "tone": tones.get(check.outcome, "neutral")}
