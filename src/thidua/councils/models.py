"""Councils, their meetings and ballots (the secrecy of ballots is explained in docs/trust.md)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.base.models import StoredFile
from thidua.journal.models import Sealed
from thidua.nominations.models import Nomination
from thidua.organisation.models import Person, Unit


def fingerprint(lines: Iterable[str]) -> str:
    """SHA-256 of ``lines`` in sorted order: the same whatever order the database gives them in."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


class Council(Sealed):
    """A council of emulation and commendation, set up by decision (Luật 06/2022/QH15, Điều 90)."""

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="councils")
    name = models.CharField(_("tên"), max_length=200)
    decision_number = models.CharField(_("số quyết định thành lập"), max_length=60)
    decision_date = models.DateField(_("ngày quyết định"))
    quorum = models.CharField(
        _("tỷ lệ dự họp tối thiểu"), max_length=9, default="2/3", help_text=_("Theo quy chế của hội đồng, ví dụ 2/3.")
    )

    sealed_fields: ClassVar[tuple[str, ...]] = ("body", "name", "decision_number", "decision_date", "quorum")

    class Meta:
        verbose_name = _("hội đồng")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def seal(self) -> dict[str, Any]:
        """The council's own fields and who belongs to it, so that nobody joins or leaves unseen."""
        members = self.members.order_by("pk").values_list("pk", "person_id", "position", "start", "end")
        lines = [[pk, person, position, str(start), str(end or "")] for pk, person, position, start, end in members]
        return super().seal() | {"members": lines}

    @property
    def quorum_share(self) -> Fraction:
        """The share of all members that must be present."""
        return Fraction(self.quorum)


class Member(models.Model):
    """A member of a council for a term."""

    class Position(models.TextChoices):
        """Chức danh trong hội đồng."""

        CHAIR = "chair", _("Chủ tịch Hội đồng")
        VICE_CHAIR = "vice_chair", _("Phó Chủ tịch Hội đồng")
        SECRETARY = "secretary", _("Ủy viên, Thư ký")
        MEMBER = "member", _("Ủy viên")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="council_memberships")
    position = models.CharField(_("chức danh"), max_length=12, choices=Position.choices)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("ủy viên hội đồng")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person"], condition=Q(end__isnull=True), name="one_running_membership"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class Meeting(Sealed):
    """A meeting: planned, sitting, voting, counted, closed with minutes.

    ``moment`` is no column: it is the time at which an action asks whether the meeting is ready (the clock's if None).
    """

    moment: datetime | None = None

    class State(models.TextChoices):
        """Where the meeting stands."""

        PLANNED = "planned", _("Đã lên lịch")
        SITTING = "sitting", _("Đang họp")
        VOTING = "voting", _("Đang bỏ phiếu")
        COUNTED = "counted", _("Đã kiểm phiếu")
        CLOSED = "closed", _("Đã kết thúc")
        CANCELLED = "cancelled", _("Đã hủy")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("nội dung họp"), max_length=300)
    starts_at = models.DateTimeField(_("thời gian"))
    place = models.CharField(_("địa điểm"), max_length=200)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(_("khai mạc lúc"), null=True)
    voting_opened_at = models.DateTimeField(_("mở bỏ phiếu lúc"), null=True)
    voting_closes_at = models.DateTimeField(_("bỏ phiếu đến"), null=True)
    counted_at = models.DateTimeField(_("kiểm phiếu lúc"), null=True)
    closed_at = models.DateTimeField(_("bế mạc lúc"), null=True)
    discussion = models.TextField(_("ý kiến thảo luận"), blank=True)
    minutes_docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    minutes_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "council", "title", "starts_at", "place", "state", "opened_at", "voting_opened_at",
        "voting_closes_at", "counted_at", "closed_at", "discussion", "minutes_docx", "minutes_pdf",
    )  # fmt: skip

    class Meta:
        verbose_name = _("phiên họp")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["counted", "closed"]) | Q(counted_at__isnull=False),
                name="counted_meeting_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["voting", "counted", "closed"])
                | Q(voting_opened_at__isnull=False, voting_closes_at__isnull=False),
                name="vote_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_at__isnull=False, minutes_docx__isnull=False, minutes_pdf__isnull=False),
                name="closed_meeting_has_minutes",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> date:
        """The day of the meeting in the office's time zone: whose membership runs on it belongs to the meeting."""
        return timezone.localdate(self.starts_at)

    def seal(self) -> dict[str, Any]:
        """The meeting's fields, its agenda with the printed ballots, who attended, who stays out of which question.

        Once counted, also who voted.
        """
        present = self.attendances.order_by("member_id").values_list("member_id", "presence", "reason")
        conflicts = Conflict.objects.filter(question__meeting=self).order_by("question_id", "member_id")
        printed = defaultdict(list)
        for question, receipt in Ballot.objects.filter(question__meeting=self).values_list("question_id", "receipt"):
            printed[question].append(receipt)
        values = super().seal() | {
            "agenda": [question.terms(printed[question.pk]) for question in self.questions.order_by("pk")],
            "attendance": [list(row) for row in present],
            "conflicts": [list(row) for row in conflicts.values_list("question_id", "member_id", "reason", "declared")],
        }
        if self.state in (self.State.COUNTED, self.State.CLOSED):
            roll = self.rolls.filter(voted=True).order_by("member_id")
            values["voted"] = list(roll.values_list("member_id", flat=True))
        return values


class Attendance(models.Model):
    """Whether a member came to a meeting, stayed away, or gives a written opinion."""

    class Presence(models.TextChoices):
        """Có mặt, vắng, hay cho ý kiến bằng văn bản."""

        PRESENT = "present", _("Có mặt")
        ABSENT = "absent", _("Vắng mặt")
        WRITTEN = "written", _("Vắng mặt, lấy ý kiến bằng văn bản")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField(_("tham dự"), max_length=10, choices=Presence.choices, default=Presence.ABSENT)
    reason = models.CharField(_("lý do vắng"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("điểm danh")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="member_attends_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.presence}"


class Question(Sealed):
    """One nomination put to the vote, with the law's threshold as it stood that day and the result."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="questions")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    secret = models.BooleanField(_("bỏ phiếu kín"), default=True)
    base_members = models.PositiveSmallIntegerField(_("tổng số ủy viên"), null=True)
    share = models.CharField(_("tỷ lệ cần đạt"), max_length=12, blank=True)
    needed = models.PositiveSmallIntegerField(_("số phiếu cần"), null=True)
    threshold_source = models.JSONField(_("căn cứ của tỷ lệ"), default=dict)
    agreed = models.PositiveSmallIntegerField(_("đồng ý"), null=True)
    disagreed = models.PositiveSmallIntegerField(_("không đồng ý"), null=True)
    invalid = models.PositiveSmallIntegerField(_("không hợp lệ"), null=True)
    passed = models.BooleanField(_("đạt"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "meeting", "nomination", "order", "secret", "base_members", "share", "needed", "threshold_source", "agreed",
        "disagreed", "invalid", "passed",
    )  # fmt: skip
    # Until it is counted it stands under the seal of its meeting's agenda.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("nội dung biểu quyết")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "nomination"], name="nomination_voted_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(passed__isnull=True)
                | Q(agreed__isnull=False, disagreed__isnull=False, needed__isnull=False, base_members__isnull=False),
                name="result_has_its_count",
            ),
        ]

    def __str__(self) -> str:
        return str(self.nomination)

    def terms(self, receipts: list[str]) -> list[Any]:
        """What is put to the vote and on which terms, with the fingerprint of the ``receipts`` printed for it."""
        printed = fingerprint(receipts) if receipts else ""
        asked = [self.base_members, self.share, self.needed, self.threshold_source]
        return [self.pk, self.nomination_id, self.order, self.secret, *asked, printed]

    def seal(self) -> dict[str, Any]:
        """The question and its result; once counted also the fingerprint of all ballots as they were counted."""
        values = super().seal()
        if self.passed is not None:
            marked = [f"{receipt} {choice}" for receipt, choice in self.ballots.values_list("receipt", "choice")]
            named = [f"{member} {choice}" for member, choice in self.named_votes.values_list("member", "choice")]
            values["ballots"] = fingerprint([*marked, *named])
        return values


class Conflict(models.Model):
    """A member who does not vote on one question: the nominee, or one who declared an interest."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="conflicts")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.CharField(_("lý do không biểu quyết"), max_length=200)
    declared = models.BooleanField(_("do ủy viên khai"), default=False)

    class Meta:
        verbose_name = _("xung đột lợi ích")
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="one_conflict_a_question")]

    def __str__(self) -> str:
        return self.reason


class Choice(models.TextChoices):
    """What a marked vote says.

    All codes are of one length, and so is the blank one: marking a ballot overwrites the stored row in place. A row
    that grew would move within its page and betray in which order the ballots were used (docs/trust.md).
    """

    AGREE = "A", pgettext_lazy("ballot", "Đồng ý")
    DISAGREE = "D", pgettext_lazy("ballot", "Không đồng ý")
    INVALID = "I", _("Phiếu không hợp lệ")


class Ballot(models.Model):
    """A ballot paper, printed blank when voting opens: no member, no time, no order of casting."""

    Choice = Choice
    BLANK = "-"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="ballots")
    receipt = models.CharField(_("mã phiếu"), max_length=16, unique=True)
    choice = models.CharField(
        _("lựa chọn"), max_length=1, choices=[*Choice.choices, (BLANK, _("Chưa dùng"))], default=BLANK
    )

    class Meta:
        verbose_name = _("phiếu bầu")

    def __str__(self) -> str:
        return self.receipt


class Roll(models.Model):
    """The roll of those who have voted on a meeting's questions: that they did, not what nor when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="rolls")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="rolls")
    voted = models.BooleanField(_("đã bỏ phiếu"), default=False)

    class Meta:
        verbose_name = _("danh sách bỏ phiếu")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="member_on_roll_once")]

    def __str__(self) -> str:
        return f"{self.member_id}"


class NamedVote(models.Model):
    """An open vote, kept with its member, where the vote is not secret."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="named_votes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="named_votes")
    choice = models.CharField(_("lựa chọn"), max_length=1, choices=Choice.choices)

    class Meta:
        verbose_name = _("phiếu công khai")
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="one_named_vote")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.choice}"


class PaperBallots(models.Model):
    """Paper ballots and written opinions: entered by one person, confirmed by a second with the same figures.

    The figures are wiped on confirmation: beside the names of few members they would tell who chose what.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="paper_ballots")
    members = models.ManyToManyField(Member, related_name="+")
    counts = models.JSONField(_("số phiếu theo nội dung"), default=dict, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("nhập lúc"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)

    class Meta:
        verbose_name = _("phiếu giấy")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("entered_by")),
                name="paper_ballots_by_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"
