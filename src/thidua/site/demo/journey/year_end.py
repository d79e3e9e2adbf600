"""The round of the year's end, caught in the middle: every state of a dossier is there, one council is voting."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from thidua.councils import actions as councils
from thidua.councils.models import Attendance, Ballot
from thidua.councils.queries import questions_for
from thidua.nominations import actions
from thidua.nominations.models import Dossier, Nomination
from thidua.organisation.actions import set_rating
from thidua.organisation.models import Rating
from thidua.site.demo.journey.dossiers import Proposal, appraise, attach_minutes, open_dossier
from thidua.site.demo.journey.step import Journey, Step
from thidua.site.demo.people import moment

RATED, NOMINATED, SENT = date(2025, 11, 5), date(2025, 11, 7), date(2025, 11, 11)
APPRAISED, INVITED, MET, DEMO_DAY = date(2025, 11, 13), date(2025, 11, 14), date(2025, 11, 19), date(2025, 11, 20)
# Units that were rated early, as the department asked, so that the year-end review can be held in time.
RATED_UNITS = ("VP", "TTR", "TCBC", "XDCQ", "CCHC", "TDKT", "TTLT", "LDVL", "NCC")
SENDING = ("TCBC", "XDCQ", "TDKT", "LDVL", "TTLT", "VP", "TTR")
ACCEPTED = ("TCBC", "XDCQ", "TDKT", "LDVL")
DRAFTED = ("CCHC", "NCC")
RETURNED = "TTLT"


def _rate(journey: Journey) -> None:
    """The year's ratings: excellent follows excellent more often than not."""
    officer = journey.officer
    for code in RATED_UNITS:
        unit = journey.unit(code)
        for person in journey.people(code, RATED):
            if person.employed_from is None or person.employed_from > date(2025, 6, 30):
                continue
            was_excellent = person.ratings.filter(year=2024, level=Rating.Level.EXCELLENT).exists()
            level = Rating.Level.GOOD
            if person.disciplines.filter(start__year=2025).exists():
                level = Rating.Level.COMPLETED
            elif journey.random.random() < (0.62 if was_excellent else 0.12):
                level = Rating.Level.EXCELLENT
            at = journey.at(RATED)
            # Nobody enters the own rating.
            actor = journey.user("demo.administrator") if person.user_id == officer.pk else officer
            set_rating(subject=person, year=2025, level=level, decided_on=RATED, actor=actor, at=at)
        level = Rating.Level.EXCELLENT if code in ("TDKT", "CCHC", "TCBC") else Rating.Level.GOOD
        set_rating(subject=unit, year=2025, level=level, decided_on=RATED, actor=officer, at=journey.at(RATED))


def _propose(journey: Journey, code: str) -> list[Proposal]:
    """The unit as a collective, everybody rated good or better for LĐTT, the best for CSTĐCS."""
    proposals = [Proposal("TTLDTT", journey.unit(code))]
    good = (Rating.Level.GOOD, Rating.Level.EXCELLENT)
    appraiser = journey.staged.company.parts["truong.phong.tdkt"].person
    # Who will appraise the own office's dossier stays out of it; the department's leaders nominate that person.
    people = [person for person in journey.people(code, NOMINATED) if person.pk != appraiser.pk]
    rated = [person for person in people if person.ratings.filter(year=2025, level__in=good).exists()]
    excellent = [person for person in rated if person.ratings.filter(year=2025, level="excellent").exists()]
    quota = max(len(rated) // 5, 1)
    proposals += [Proposal("CSTDCS", person) for person in excellent[:quota]]
    return proposals + [Proposal("LDTT", person) for person in rated]


def _nominate(journey: Journey) -> None:
    for code in (*SENDING, *DRAFTED):
        open_dossier(journey, code, NOMINATED, _propose(journey, code))


def _send(journey: Journey) -> None:
    """What the law refuses comes out of the dossier before it is sent, with the reason."""
    for place, code in enumerate(SENDING):
        dossier, contact = _dossier(journey, code), journey.contact(code)
        at = journey.at(SENT, 8 + place)
        _drop_refused(dossier, contact, at)
        if code != RETURNED:
            attach_minutes(journey, dossier, SENT)
        actions.submit_dossier(dossier=dossier, actor=contact, at=journey.at(SENT, 8 + place, 30))


def _drop_refused(dossier: Dossier, contact: Any, at: datetime) -> None:
    refused = dossier.nominations.filter(
        state=Nomination.State.LISTED, outcome__in=[Nomination.Outcome.NOT_ELIGIBLE, Nomination.Outcome.ON_HOLD]
    )
    for nomination in refused:
        actions.drop_nomination(
            nomination=nomination, reason="Chưa đủ điều kiện theo kết quả đối chiếu.", actor=contact, at=at
        )


def _appraise(journey: Journey) -> None:
    for place, code in enumerate(ACCEPTED):
        # The officer is nominated in the own office's dossier; the head of the office appraises it.
        officer = "truong.phong.tdkt" if code == "TDKT" else "demo.officer"
        appraise(journey, _dossier(journey, code), APPRAISED, officer=officer, hour=8 + place)


def _return_one(journey: Journey) -> None:
    actions.return_dossier(
        dossier=_dossier(journey, RETURNED), due=date(2025, 11, 26), actor=journey.officer, at=journey.at(INVITED, 16),
        reason="Thiếu biên bản bình xét của Trung tâm; tóm tắt thành tích của hai trường hợp đề nghị Chiến sĩ thi đua "
        "cơ sở chưa nêu kết quả cụ thể. Đề nghị bổ sung.",
    )  # fmt: skip


def _invite(journey: Journey) -> None:
    """One meeting votes on the demo's day, the next one is planned."""
    assert journey.council is not None
    secretary = journey.user("demo.secretary")
    plans = (
        ("Xét thi đua, khen thưởng năm 2025 (phiên thứ nhất)", MET, "TCBC"),
        ("Xét thi đua, khen thưởng năm 2025 (phiên thứ hai)", date(2025, 11, 28), "XDCQ"),
    )
    for title, day, code in plans:
        at = journey.at(INVITED, 9)
        meeting = councils.create_meeting(
            council=journey.council, title=title, starts_at=moment(day, 8), place="Phòng họp số 1, Sở Nội vụ",
            actor=secretary, at=at,
        )  # fmt: skip
        listed = _dossier(journey, code).nominations.filter(state=Nomination.State.LISTED).order_by("pk")
        councils.put_on_agenda(meeting=meeting, nominations=listed, actor=secretary, at=at)


def _open_vote(journey: Journey) -> None:
    """The meeting discusses and opens the vote until Monday; five of nine have voted, the demo's member has not."""
    assert journey.council is not None
    secretary = journey.user("demo.secretary")
    meeting = journey.council.meetings.get(starts_at=moment(MET, 8))
    members = list(journey.council.members.select_related("person__user").order_by("order"))
    presences = {member.pk: Attendance.Presence.PRESENT.value for member in members}
    councils.mark_attendance(meeting=meeting, presences=presences, actor=secretary, at=journey.at(MET, 7, 58))
    councils.open_meeting(meeting=meeting, actor=secretary, at=journey.at(MET, 8, 3))
    closes = moment(date(2025, 11, 24), 17)
    councils.open_voting(meeting=meeting, closes_at=closes, actor=secretary, at=journey.at(MET, 10))
    waiting = ("demo.member", "demo.director", "demo.union", "demo.administration")
    voting = [member for member in members if member.person.user and member.person.user.username not in waiting]
    for place, member in enumerate(voting):
        choices = {question.pk: Ballot.Choice.AGREE.value for question in questions_for(meeting, member)}
        at = journey.at(MET, 10, 5 + place)
        councils.cast_ballot(meeting=meeting, member=member, choices=choices, actor=member.person.user, at=at)


def _dossier(journey: Journey, code: str) -> Dossier:
    return Dossier.objects.get(unit=journey.unit(code), year=2025, kind="merit")


STEPS = (
    Step(RATED, "nominated", _rate),
    Step(NOMINATED, "nominated", _nominate),
    Step(SENT, "nominated", _send),
    Step(APPRAISED, "nominated", _appraise),
    Step(INVITED, "nominated", _return_one),
    Step(INVITED, "council", _invite),
    Step(MET, "council", _open_vote),
)
