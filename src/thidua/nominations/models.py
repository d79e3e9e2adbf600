"""Dossiers and the nominations in them."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.base.models import StoredFile
from thidua.journal.models import Sealed, canonical
from thidua.movements.models import Movement
from thidua.organisation.models import Honour, Person, Unit


class ReferenceSeries(models.Model):
    """The running reference numbers of a year: counted up within the transaction that uses the number."""

    year = models.PositiveSmallIntegerField(_("năm"), unique=True)
    last = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)

    class Meta:
        verbose_name = _("dãy mã hồ sơ")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Dossier(Sealed):
    """What a unit hands in: its submission (tờ trình) with all whom it nominates for one year."""

    class State(models.TextChoices):
        """Where the dossier stands."""

        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Đã gửi")
        RETURNED = "returned", _("Trả lại bổ sung")
        ACCEPTED = "accepted", _("Đã tiếp nhận")
        IN_COUNCIL = "in_council", _("Đang xét tại hội đồng")
        DECIDED = "decided", _("Đã có quyết định")
        CLOSED = "closed", _("Không được khen")
        WITHDRAWN = "withdrawn", _("Đã rút")

    reference = models.CharField(_("mã hồ sơ"), max_length=20, unique=True)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, null=True, related_name="dossiers")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="received_dossiers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    kind = models.CharField(_("loại hình"), max_length=12, choices=Honour.Kind.choices, default=Honour.Kind.MERIT)
    title = models.CharField(_("trích yếu"), max_length=300)
    state = models.CharField(_("trạng thái"), max_length=12, choices=State.choices, default=State.DRAFT)
    state_since = models.DateTimeField(_("ở trạng thái này từ"))
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    received_on = models.DateField(_("ngày cơ quan thẩm định nhận"), null=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    return_due = models.DateField(_("hạn bổ sung"), null=True, blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "reference", "movement", "body", "unit", "year", "kind", "title", "state", "submitted_at", "submitted_by",
        "received_on", "return_reason", "return_due",
    )  # fmt: skip
    # The dossiers of a year that are under way are taken over with one event for all; what comes of them stands under
    # the seals of the meeting and of the decision.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("hồ sơ khen thưởng")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state"]), models.Index(fields=["body", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="sent_dossier_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "in_council", "decided", "closed"]) | Q(received_on__isnull=False),
                name="accepted_dossier_has_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason="") & Q(return_due__isnull=False),
                name="returned_dossier_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.title}"

    def seal(self) -> dict[str, Any]:
        """The dossier's own fields and the papers that belong to it as a whole."""
        papers = self.evidence.filter(nomination=None).order_by("pk").values_list("paper", "name", "file__sha256")
        return super().seal() | {"papers": [list(paper) for paper in papers]}


class Nomination(Sealed):
    """One person or collective nominated for one award."""

    class State(models.TextChoices):
        """Where the nomination stands within its dossier."""

        LISTED = "listed", _("Đề nghị")
        DROPPED = "dropped", _("Đã rút khỏi hồ sơ")
        RECOMMENDED = "recommended", _("Hội đồng đề nghị khen")
        NOT_RECOMMENDED = "not_recommended", _("Hội đồng không đề nghị")
        AWARDED = "awarded", _("Đã khen")

    class Outcome(models.TextChoices):
        """The newest answer of the law, kept beside the row for lists; `Check` holds the answer itself."""

        NOT_CHECKED = "", _("Chưa kiểm tra")
        ELIGIBLE = "eligible", _("Đủ điều kiện")
        NOT_ELIGIBLE = "not_eligible", _("Chưa đủ điều kiện")
        OPEN = "open", _("Cần nhận xét")
        # The law leaves it open, and named people have answered all that it leaves open.
        JUDGED = "judged", _("Đã nhận xét")
        ON_HOLD = "on_hold", _("Tạm dừng xét")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="nominations")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    # Titles have no kind: a person holds a title once a year, whatever the dossier it came in.
    kind = models.CharField(_("loại hình"), max_length=12, choices=Honour.Kind.choices, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="nominations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="nominations")
    recipient_name = models.CharField(_("tên"), max_length=200)
    recipient_post = models.CharField(_("chức vụ, đơn vị khi đề nghị"), max_length=300)
    name_folded = models.CharField(max_length=200, editable=False)
    name_key = models.CharField(max_length=400, editable=False, db_index=True)
    post_band = models.CharField(_("nhóm vị trí"), max_length=20, blank=True)
    achievements = models.TextField(_("tóm tắt thành tích"), blank=True)
    state = models.CharField(_("trạng thái"), max_length=16, choices=State.choices, default=State.LISTED)
    outcome = models.CharField(_("đối chiếu luật"), max_length=12, choices=Outcome.choices, blank=True)
    drop_reason = models.TextField(_("lý do rút"), blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "dossier", "award", "year", "kind", "person", "unit", "recipient_name", "recipient_post", "achievements",
        "state", "drop_reason",
    )  # fmt: skip
    recorded_from_the_start: ClassVar[bool] = False  # as its dossier

    class Meta:
        verbose_name = _("đề nghị khen thưởng")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True) | Q(person__isnull=True, unit__isnull=False),
                name="nomination_of_one_subject",
            ),
            models.UniqueConstraint(fields=["dossier", "award", "person"], name="person_nominated_once"),
            models.UniqueConstraint(fields=["dossier", "award", "unit"], name="collective_nominated_once"),
            models.UniqueConstraint(
                fields=["award", "year", "kind", "person"],
                condition=Q(state__in=["listed", "recommended", "awarded"]),
                name="person_once_an_award_and_year",
            ),
            models.UniqueConstraint(
                fields=["award", "year", "kind", "unit"],
                condition=Q(state__in=["listed", "recommended", "awarded"]),
                name="collective_once_an_award_and_year",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(drop_reason=""), name="dropped_nomination_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["award", "state"])]

    def __str__(self) -> str:
        return f"{self.recipient_name} – {self.award}"

    def seal(self) -> dict[str, Any]:
        """The nomination's own fields and the files that prove it."""
        files = self.evidence.order_by("pk").values_list("name", "file__sha256")
        return super().seal() | {"evidence": [list(file) for file in files]}


class Evidence(models.Model):
    """A file that proves what a nomination claims, or a paper of the whole dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="evidence")
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, null=True, related_name="evidence")
    paper = models.CharField(_("giấy tờ theo luật"), max_length=60, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    name = models.CharField(_("tên tệp"), max_length=255)
    added_at = models.DateTimeField(_("thêm lúc"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("minh chứng")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Check(Sealed):
    """A verdict of the law on a nomination, as it was given: facts, law and answer, never changed after."""

    Outcome = Nomination.Outcome

    class Occasion(models.TextChoices):
        """Why it was made; what is made at submission and at acceptance stays the answer of that day."""

        REVIEW = "review", _("Kiểm tra trong khi soạn, thẩm định")
        SUBMISSION = "submission", _("Chốt khi gửi hồ sơ")
        ACCEPTANCE = "acceptance", _("Chốt khi tiếp nhận hồ sơ")

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="checks")
    occasion = models.CharField(_("dịp"), max_length=12, choices=Occasion.choices, default=Occasion.REVIEW)
    on = models.DateField(_("xét tại ngày"))
    made_at = models.DateTimeField(_("kiểm tra lúc"))
    law_hash = models.CharField(_("phiên bản luật"), max_length=64)
    outcome = models.CharField(_("kết quả"), max_length=12, choices=Nomination.Outcome.choices)
    facts = models.JSONField(_("dữ kiện"))
    verdict = models.JSONField(_("kết luận"))

    sealed_fields: ClassVar[tuple[str, ...]] = ("nomination", "occasion", "on", "law_hash", "outcome")

    class Meta:
        verbose_name = _("kết quả kiểm tra")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.on:%d/%m/%Y})"

    def seal(self) -> dict[str, Any]:
        """The check's own fields and a digest of facts and verdict, which are too long to write out."""
        content = canonical([self.facts, self.verdict]).encode()
        return super().seal() | {"content": hashlib.sha256(content).hexdigest()}


class Judgement(Sealed):
    """The answer of a named person to a condition that the record leaves open."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="judgements")
    condition = models.CharField(_("điều kiện"), max_length=100)
    met = models.BooleanField(_("đạt"))
    reason = models.TextField(_("nhận xét"))
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(_("lúc"))

    sealed_fields: ClassVar[tuple[str, ...]] = ("nomination", "condition", "met", "reason", "judged_by", "judged_at")

    class Meta:
        verbose_name = _("nhận xét thẩm định")
        constraints = [
            models.UniqueConstraint(fields=["nomination", "condition"], name="one_judgement_a_condition"),
            models.CheckConstraint(condition=~Q(reason=""), name="judgement_has_reason"),
        ]

    def __str__(self) -> str:
        return self.condition


class ScreeningList(Sealed):
    """The law's answers about everybody of a unit on one day, as they were given: kept, shown and asked again.

    What only people judge is open in it. Each subject is one row with its answers about all awards; what is lacking is
    a number of a pattern, and the patterns with their words stand here once.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="screening_lists")
    on = models.DateField(_("xét tại ngày"))
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    kind = models.CharField(_("loại hình"), max_length=12, choices=Honour.Kind.choices)
    law_hash = models.CharField(_("phiên bản luật"), max_length=64)
    awards = models.JSONField(_("danh hiệu, hình thức theo đối tượng"))
    patterns = models.JSONField(_("điều còn thiếu, theo mẫu"))
    counts = models.JSONField(_("tổng hợp"))
    people = models.PositiveIntegerField(_("số cá nhân"))
    collectives = models.PositiveIntegerField(_("số tập thể"))
    content = models.CharField(_("dấu của nội dung"), max_length=64)
    packed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "unit", "on", "year", "kind", "law_hash", "people", "collectives", "content", "made_by",
    )  # fmt: skip

    class Meta:
        verbose_name = _("danh sách rà soát")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit} · {self.on:%d/%m/%Y}"


class ScreenedSubject(models.Model):
    """One person or collective of a screening list, with the post of that day and the answers about all awards.

    ``answers`` is a text of fixed width, five signs an award (see `nominations.eligibility.lists.writing`); the list's
    seal holds the digest of all of them.
    """

    # No index of its own but the order within the list: a province adds tens of thousands of rows at once.
    screening = models.ForeignKey(ScreeningList, on_delete=models.CASCADE, related_name="subjects", db_index=False)
    place = models.PositiveIntegerField(_("thứ tự"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(_("tên"), max_length=200)
    name_folded = models.CharField(max_length=200)
    post = models.CharField(_("chức vụ"), max_length=150, blank=True)
    unit_name = models.CharField(_("đơn vị"), max_length=60, blank=True)
    band = models.CharField(_("nhóm vị trí"), max_length=20, blank=True)
    is_woman = models.BooleanField(_("nữ"), default=False)
    answers = models.TextField(_("trả lời"))

    class Meta:
        verbose_name = _("dòng của danh sách rà soát")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "place"], name="screened_subject_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True) | Q(person__isnull=True, unit__isnull=False),
                name="screened_one_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.name
