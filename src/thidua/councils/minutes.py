"""From a counted meeting to the context of its minutes."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua import paperwork
from thidua.base.refusal import Refused
from thidua.councils.models import Attendance, Ballot, Meeting, Member, Question
from thidua.councils.queries import agenda
from thidua.councils.quorum import members_of
from thidua.journal.queries import head
from thidua.law import award
from thidua.nominations.lawbook import the_law
from thidua.organisation.letterhead import letterhead, office_record
from thidua.organisation.models import Person, Unit
from thidua.organisation.queries import person_of, posts_on

Presence = Attendance.Presence


def minutes_of(meeting: Meeting, secretary: Any) -> paperwork.CouncilMinutes:
    """The minutes of a counted meeting, in Vietnamese whatever language the page is in.

    Args:
        secretary: the account that runs the meeting; writes the minutes when no member has that post.

    Raises:
        Refused: ``no_office`` when the body's heading is not on record, ``nobody_present``.
    """
    with override("vi"):
        return _Writer(meeting, secretary).write()


def count_votes_context(meeting: Meeting, secretary: Any, _day: date) -> paperwork.CountMinutes:
    """The minutes of the count alone; the program counted, the secretary answers for it and may name other tellers.

    Raises:
        Refused: as `minutes_of`.
    """
    with override("vi"):
        return _Writer(meeting, secretary).write_count()


class _Writer:
    """Gathers what one set of minutes says."""

    def __init__(self, meeting: Meeting, secretary: Any) -> None:
        self.meeting = meeting
        self.members = list(members_of(meeting).select_related("person"))
        self.attendance = {row.member_id: row for row in meeting.attendances.all()}
        self.questions = list(agenda(meeting))
        self.post_titles = _post_titles([member.person_id for member in self.members], meeting.day)
        self.secretary_account = secretary

    def write(self) -> paperwork.CouncilMinutes:
        meeting = self.meeting
        office = office_record(meeting.council.body)
        present = [member for member in self.members if self._presence(member) == Presence.PRESENT]
        if not present:
            raise Refused("nobody_present", _("Chưa điểm danh ủy viên nào có mặt."))
        chair = min(present, key=lambda member: _RANK[member.position])
        return paperwork.CouncilMinutes(
            office=letterhead(office),
            day=meeting.day,
            council=meeting.council.name,
            subject=f"Họp {meeting.council.name}: {meeting.title}",
            opened=timezone.localtime(meeting.opened_at).time() if meeting.opened_at else None,
            closed=timezone.localtime(meeting.closed_at).time() if meeting.closed_at else None,
            meeting_place=meeting.place,
            members_total=len(self.members),
            present=tuple(self._written(member) for member in present),
            absent=tuple(self._written(member) for member in self.members if member not in present),
            chair=self._written(chair),
            secretary=self._secretary(present),
            content=tuple(self._content()),
            votes=tuple(self._groups()),
            conclusion=tuple(self._conclusion()),
            recipients=("Thành viên Hội đồng",),
            signer=paperwork.Signer(("CHỦ TỌA",), chair.person.full_name),
        )

    def write_count(self) -> paperwork.CountMinutes:
        meeting = self.meeting
        office = office_record(meeting.council.body)
        present = [member for member in self.members if self._presence(member) == Presence.PRESENT]
        if not present:
            raise Refused("nobody_present", _("Chưa điểm danh ủy viên nào có mặt."))
        teller = self._secretary(present)
        opened, counted = meeting.voting_opened_at, meeting.counted_at
        return paperwork.CountMinutes(
            office=letterhead(office),
            council=meeting.council.name,
            subject=f"Kiểm phiếu của {meeting.council.name}: {meeting.title}",
            members_total=len(self.members),
            present=len(present),
            wrote=sum(self._presence(member) == Presence.WRITTEN for member in self.members),
            counted_on=timezone.localtime(counted).date() if counted else meeting.day,
            opened=timezone.localtime(opened).time() if opened else None,
            closed=timezone.localtime(counted).time() if counted else None,
            meeting_place=meeting.place,
            tellers=(teller,),
            votes=tuple(self._groups()),
            recipients=("Thành viên Hội đồng",),
            signer=paperwork.Signer(("TỔ TRƯỞNG TỔ KIỂM PHIẾU",), teller.name),
        )

    def _presence(self, member: Member) -> str:
        row = self.attendance.get(member.pk)
        return row.presence if row else Presence.ABSENT

    def _written(self, member: Member) -> paperwork.Member:
        row = self.attendance.get(member.pk)
        return paperwork.Member(
            name=member.person.full_name,
            salutation=_salutation(member.person),
            post=self.post_titles.get(member.person_id, ""),
            role=str(member.get_position_display()),
            reason=row.reason if row else "",
            wrote=self._presence(member) == Presence.WRITTEN,
        )

    def _secretary(self, present: list[Member]) -> paperwork.Member:
        for member in present:
            if member.position == Member.Position.SECRETARY:
                return self._written(member)
        person = person_of(self.secretary_account)
        if person is None:
            return paperwork.Member(name=str(self.secretary_account))
        title = _post_titles([person.pk], self.meeting.day).get(person.pk, "")
        return paperwork.Member(name=person.full_name, salutation=_salutation(person), post=title)

    def _content(self) -> list[str]:
        paragraphs = [
            f"Hội đồng xét {len(self.questions)} đề nghị khen thưởng đã được thẩm định, tiếp nhận theo quy định."
        ]
        paragraphs += [line.strip() for line in self.meeting.discussion.splitlines() if line.strip()]
        for question in self.questions:
            for conflict in question.conflicts.all():
                reason = conflict.reason[:1].lower() + conflict.reason[1:]
                paragraphs.append(
                    f"{_salutation(conflict.member.person)} {conflict.member} không biểu quyết về đề nghị "
                    f"{self._award(question)} đối với {question.nomination.recipient_name}: {reason}."
                )
        opened, counted = self.meeting.voting_opened_at, self.meeting.counted_at
        if opened and counted:
            paragraphs.append(f"Mở bỏ phiếu lúc {_moment(opened)}; kiểm phiếu lúc {_moment(counted)}.")
        return paragraphs

    def _award(self, question: Question) -> str:
        return _award_name(question.nomination.award, self.meeting.day)

    def _groups(self) -> list[paperwork.VoteGroup]:
        """Votes by award; questions whose ballots were of different numbers (a conflict) stand apart."""
        issued = Counter(Ballot.objects.filter(question__meeting=self.meeting).values_list("question_id", flat=True))
        groups: dict[tuple[Any, ...], list[Question]] = defaultdict(list)
        for question in self.questions:
            returned = (question.agreed or 0) + (question.disagreed or 0) + (question.invalid or 0)
            counts = (issued[question.pk], returned, question.invalid or 0) if question.secret else (0, 0, 0)
            key = (question.nomination.award, question.secret, question.share, question.base_members, *counts)
            groups[key].append(question)
        return [self._group(key, questions) for key, questions in groups.items()]

    def _group(self, key: tuple[Any, ...], questions: list[Question]) -> paperwork.VoteGroup:
        award_code, secret, share, _base, issued, returned, invalid = key
        source = questions[0].threshold_source
        return paperwork.VoteGroup(
            award=_award_name(award_code, self.meeting.day),
            share=str(Fraction(share)) if share else "",
            rule="more_than" if source.get("more_than") else "at_least",
            cite=write_cite(source),
            secret=secret,
            issued=issued,
            returned=returned,
            valid=returned - invalid,
            invalid=invalid,
            nominees=tuple(
                paperwork.NomineeVote(
                    name=question.nomination.recipient_name,
                    unit=question.nomination.dossier.unit.name,
                    in_favour=question.agreed or 0,
                    against=question.disagreed or 0,
                    passed=bool(question.passed),
                )
                for question in questions
            ),
        )

    def _conclusion(self) -> list[str]:
        paragraphs = []
        words = dict.fromkeys(
            f"{self._award(question)}: {question.threshold_source.get('text', '')}".rstrip(": ")
            for question in self.questions
        )
        paragraphs.append("Số phiếu cần đạt: " + "; ".join(words) + ".")
        passed: dict[str, list[str]] = defaultdict(list)
        for question in self.questions:
            if question.passed:
                passed[self._award(question)].append(question.nomination.recipient_name)
        for name, recipients in passed.items():
            paragraphs.append(f"Hội đồng đề nghị {name} cho {len(recipients)} trường hợp: {', '.join(recipients)}.")
        failed = [question for question in self.questions if not question.passed]
        for question in failed:
            paragraphs.append(
                f"Không đề nghị {self._award(question)} đối với {question.nomination.recipient_name}: "
                f"{question.agreed}/{question.base_members} phiếu đồng ý, cần {question.needed}."
            )
        if not passed:
            paragraphs.append("Hội đồng không đề nghị khen thưởng trường hợp nào.")
        # On signed paper the hash binds the count: whoever rewrote the journal later would contradict these minutes.
        number, digest = head()
        paragraphs.append(f"Nhật ký điện tử khi lập biên bản có {number} sự kiện, mã cuối: {digest}.")
        return paragraphs


_RANK: dict[str, int] = {
    Member.Position.CHAIR: 0,
    Member.Position.VICE_CHAIR: 1,
    Member.Position.MEMBER: 2,
    Member.Position.SECRETARY: 3,
}


def _moment(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"{local:%H} giờ {local:%M} ngày {local:%d/%m/%Y}"


def _salutation(person: Person) -> str:
    return "Bà" if person.gender == Person.Gender.FEMALE else "Ông"


def _award_name(code: str, day: date) -> str:
    return award(the_law(), code, day).names["vi"]


def _post_titles(people: list[int], day: date) -> dict[int, str]:
    """Person → title and unit of the newest post, in one query."""
    posts = posts_on(day).filter(person__in=people).select_related("unit").order_by("start", "pk")
    return {post.person_id: _title(post.title, post.unit) for post in posts}


def _title(title: str, unit: Unit) -> str:
    return title if unit.is_body else f"{title}, {unit.name}"


def write_cite(source: dict[str, Any]) -> str:
    """The first article of a threshold's source: ``"khoản 7 Điều 30, 98/2023/NĐ-CP"``; empty when there is none."""
    for cite in source.get("cites", []):
        places = (("điểm", cite.get("point")), ("khoản", cite.get("clause")), ("Điều", cite.get("article")))
        parts = [f"{word} {number}" for word, number in places if number]
        return ", ".join(part for part in (" ".join(parts), cite.get("document", "")) if part)
    return ""
