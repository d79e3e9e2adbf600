"""The commendation half-way, for the ministry's great day: nominated, voted, decided, certificates handed out."""

from __future__ import annotations

from datetime import date

from thidua.councils import actions as councils
from thidua.councils.models import Attendance, Ballot, Meeting
from thidua.councils.queries import questions_for
from thidua.decisions import actions as decisions
from thidua.decisions.making import make_documents
from thidua.decisions.models import Decision
from thidua.documents.actions import start_after
from thidua.nominations import actions as nominations
from thidua.nominations.models import Dossier
from thidua.nominations.queries import ready_for_council
from thidua.organisation.models import Honour, Person
from thidua.site.demo.journey.dossiers import Proposal, appraise, open_dossier
from thidua.site.demo.journey.step import Journey, Step
from thidua.site.demo.people import moment

NOMINATED, APPRAISED, INVITED = date(2025, 7, 22), date(2025, 7, 29), date(2025, 8, 4)
MET, DRAFTED, SIGNED, PUBLISHED = date(2025, 8, 8), date(2025, 8, 11), date(2025, 8, 14), date(2025, 8, 15)
TITLE = "Đề nghị tặng Giấy khen sơ kết phong trào, chào mừng 80 năm Ngày truyền thống ngành Tổ chức nhà nước – {unit}"
# How many people each unit proposes, and which propose themselves as a collective too.
SHARES = {"VP": 3, "TCBC": 3, "XDCQ": 2, "CCHC": 2, "TTLT": 4, "LDVL": 2}
COLLECTIVES = ("CCHC", "TTLT")
# Numbers that the department had given by hand before it wrote decisions with the program.
GIVEN_BEFORE = 1286
DISCUSSION = """Hội đồng thống nhất đánh giá: hồ sơ của các đơn vị đầy đủ, bình xét công khai từ cơ sở, tỷ lệ người \
trực tiếp công tác được đề nghị cao.
Có ý kiến đề nghị cân nhắc trường hợp thành tích mới ở mức hoàn thành nhiệm vụ thường xuyên; để Hội đồng quyết định \
bằng phiếu kín.
Đề nghị các đơn vị tiếp tục phát hiện, giới thiệu gương người tốt, việc tốt đến hết phong trào."""


def _nominate(journey: Journey) -> None:
    for code, count in SHARES.items():
        people = _deserving(journey, code, count)
        proposals = [Proposal("GIAY_KHEN", person) for person in people]
        if code in COLLECTIVES:
            proposals.insert(0, Proposal("GIAY_KHEN", journey.unit(code)))
        title = TITLE.format(unit=journey.unit(code).short_name)
        dossier = open_dossier(journey, code, NOMINATED, proposals, kind=Honour.Kind.MOVEMENT, title=title)
        nominations.submit_dossier(dossier=dossier, actor=journey.contact(code), at=journey.at(NOMINATED, 15))


def _deserving(journey: Journey, code: str, count: int) -> list[Person]:
    """Who had the better last year; members of the council stay out of this round."""
    seated = {member.person_id for member in journey.council.members.all()} if journey.council else set()
    disturbed = {"holds", "disciplines"}
    people = [
        person
        for person in journey.people(code, NOMINATED)
        if person.pk not in seated and not any(getattr(person, name).exists() for name in disturbed)
    ]
    # The demo's member of staff is among them, so that somebody can read the notice and the certificate.
    people.sort(key=lambda person: person.pk != journey.staged.company.parts["demo.staff"].person.pk)
    excellent = [person for person in people if person.ratings.filter(year=2024, level="excellent").exists()]
    others = [person for person in people if person not in excellent]
    return [*excellent, *others][:count]


def _appraise(journey: Journey) -> None:
    waiting = Dossier.objects.filter(state=Dossier.State.SUBMITTED, kind=Honour.Kind.MOVEMENT).order_by("pk")
    for place, dossier in enumerate(waiting):
        appraise(journey, dossier, APPRAISED, hour=8 + place)


def _invite(journey: Journey) -> None:
    assert journey.council is not None
    secretary = journey.user("demo.secretary")
    meeting = councils.create_meeting(
        council=journey.council, title="Xét tặng Giấy khen sơ kết phong trào thi đua chào mừng Đại hội Đảng bộ tỉnh",
        starts_at=moment(MET, 8), place="Phòng họp số 1, Sở Nội vụ", actor=secretary, at=journey.at(INVITED, 9),
    )  # fmt: skip
    councils.put_on_agenda(
        meeting=meeting, nominations=ready_for_council(journey.staged.department), actor=secretary,
        at=journey.at(INVITED, 9, 30),
    )  # fmt: skip


def _meet(journey: Journey) -> None:
    secretary = journey.user("demo.secretary")
    meeting = Meeting.objects.get(starts_at=moment(MET, 8))
    members = list(meeting.council.members.select_related("person__user").order_by("order"))
    away = members[2]
    presences = {member.pk: Attendance.Presence.PRESENT.value for member in members} | {
        away.pk: Attendance.Presence.ABSENT.value
    }
    councils.mark_attendance(
        meeting=meeting, presences=presences, reasons={away.pk: "Đi công tác theo Giấy mời của Bộ Nội vụ"},
        actor=secretary, at=journey.at(MET, 7, 55),
    )  # fmt: skip
    councils.open_meeting(meeting=meeting, actor=secretary, at=journey.at(MET, 8, 2))
    councils.open_voting(meeting=meeting, closes_at=moment(MET, 11), actor=secretary, at=journey.at(MET, 9))
    doubtful = meeting.questions.order_by("-order").values_list("pk", flat=True)[0]
    for place, member in enumerate(member for member in members if member != away):
        choices = {question.pk: Ballot.Choice.AGREE.value for question in questions_for(meeting, member)}
        if place % 2 and doubtful in choices:
            choices[doubtful] = Ballot.Choice.DISAGREE.value
        councils.cast_ballot(
            meeting=meeting, member=member, choices=choices, actor=member.person.user, at=journey.at(MET, 9, 5 + place)
        )
    councils.count_votes(meeting=meeting, actor=secretary, at=journey.at(MET, 11, 1))
    councils.close_meeting(meeting=meeting, discussion=DISCUSSION, actor=secretary, at=journey.at(MET, 11, 30))


def _draft(journey: Journey) -> None:
    body = journey.staged.department
    meeting = Meeting.objects.get(starts_at=moment(MET, 8))
    decision = decisions.draft_decision(
        meeting=meeting, awards=["GIAY_KHEN"], actor=journey.officer, at=journey.at(DRAFTED, 9)
    )
    start_after(
        body=body, symbol=decision.symbol, year=SIGNED.year, last=GIVEN_BEFORE, actor=journey.officer,
        at=journey.at(DRAFTED, 9, 30),
    )  # fmt: skip
    decisions.submit_decision(decision=decision, actor=journey.officer, at=journey.at(DRAFTED, 10))


def _sign(journey: Journey) -> None:
    decision = Decision.objects.get()
    director = journey.user("demo.director")
    decisions.sign_decision(decision=decision, actor=director, at=journey.at(SIGNED, 15))
    make_documents(decision.pk, at=journey.at(SIGNED, 15, 5))


def _publish(journey: Journey) -> None:
    decisions.publish_decision(decision=Decision.objects.get(), actor=journey.officer, at=journey.at(PUBLISHED, 8))


STEPS = (
    Step(NOMINATED, "nominated", _nominate),
    Step(APPRAISED, "nominated", _appraise),
    Step(INVITED, "council", _invite),
    Step(MET, "council", _meet),
    Step(DRAFTED, "decided", _draft),
    Step(SIGNED, "decided", _sign),
    Step(PUBLISHED, "decided", _publish),
)
