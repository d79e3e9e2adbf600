"""Dossiers and the nominations in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.base.models import StoredFile
from thidua.journal.models import Sealed
from thidua.movements.models import Movement
from thidua.organisation.models import Honour, Person, Unit


class Dossier(Sealed):
    """What a unit hands in: its submission (tờ trình) with all whom it nominates for one year."""

    class State(models.TextChoices):
        """Where the dossier stands."""

        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Đã gửi")
        RETURNED = "returned", _("Trả lại để bổ sung")
        ACCEPTED = "accepted", _("Đã tiếp nhận, đủ điều kiện trình")
        IN_COUNCIL = "in_council", _("Đang xét tại hội đồng")
        DECIDED = "decided", _("Đã có quyết định")
        WITHDRAWN = "withdrawn", _("Đã rút")

    reference = models.CharField(_("mã hồ sơ"), max_length=20, unique=True)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, null=True, related_name="dossiers")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="received_dossiers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    kind = models.CharField(_("loại hình"), max_length=12, choices=Honour.Kind.choices, default=Honour.Kind.MERIT)
    title = models.CharField(_("trích yếu"), max_length=300)
    state = models.CharField(_("trạng thái"), max_length=12, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True)
    received_on = models.DateField(_("ngày cơ quan thẩm định nhận"), null=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    return_due = models.DateField(_("hạn bổ sung"), null=True, blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "reference", "movement", "body", "unit", "year", "kind", "title", "state", "submitted_at", "received_on",
    )  # fmt: skip

    class Meta:
        verbose_name = _("hồ sơ khen thưởng")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="sent_dossier_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "in_council", "decided"]) | Q(received_on__isnull=False),
                name="accepted_dossier_has_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.title}"


class Nomination(Sealed):
    """One person or collective nominated for one award."""

    class State(models.TextChoices):
        """Where the nomination stands within its dossier."""

        LISTED = "listed", _("Đề nghị")
        DROPPED = "dropped", _("Đã rút khỏi hồ sơ")
        RECOMMENDED = "recommended", _("Hội đồng đề nghị khen")
        NOT_RECOMMENDED = "not_recommended", _("Hội đồng không đề nghị")
        AWARDED = "awarded", _("Đã khen")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="nominations")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="nominations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="nominations")
    recipient_name = models.CharField(_("tên"), max_length=200)
    recipient_post = models.CharField(_("chức vụ, đơn vị khi đề nghị"), max_length=300)
    post_band = models.CharField(_("nhóm vị trí"), max_length=20, blank=True)
    achievements = models.TextField(_("tóm tắt thành tích"), blank=True)
    state = models.CharField(_("trạng thái"), max_length=16, choices=State.choices, default=State.LISTED)
    drop_reason = models.TextField(_("lý do rút"), blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "dossier", "award", "person", "unit", "recipient_name", "recipient_post", "achievements", "state",
    )  # fmt: skip

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
        ]
        indexes = [models.Index(fields=["award", "state"])]

    def __str__(self) -> str:
        return f"{self.recipient_name} – {self.award}"


class Evidence(models.Model):
    """A file that proves what a nomination claims."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    name = models.CharField(_("tên tệp"), max_length=255)

    class Meta:
        verbose_name = _("minh chứng")

    def __str__(self) -> str:
        return self.name


class Check(models.Model):
    """A verdict of the law on a nomination, as it was given: facts, law and answer, never changed after."""

    class Outcome(models.TextChoices):
        """The engine's answer (contracts/verdict.schema.json)."""

        ELIGIBLE = "eligible", _("Đủ điều kiện")
        NOT_ELIGIBLE = "not_eligible", _("Chưa đủ điều kiện")
        OPEN = "open", _("Cần người có thẩm quyền xem xét")
        ON_HOLD = "on_hold", _("Tạm dừng xét")

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="checks")
    on = models.DateField(_("xét tại ngày"))
    made_at = models.DateTimeField(_("kiểm tra lúc"))
    law_hash = models.CharField(_("phiên bản luật"), max_length=64)
    outcome = models.CharField(_("kết quả"), max_length=12, choices=Outcome.choices)
    facts = models.JSONField(_("dữ kiện"))
    verdict = models.JSONField(_("kết luận"))

    class Meta:
        verbose_name = _("kết quả kiểm tra")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.get_outcome_display()


class Judgement(models.Model):
    """The answer of a named person to a condition that only a human can judge."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="judgements")
    condition = models.CharField(_("điều kiện"), max_length=100)
    met = models.BooleanField(_("đạt"))
    reason = models.TextField(_("nhận xét"))
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("nhận xét thẩm định")
        constraints = [models.UniqueConstraint(fields=["nomination", "condition"], name="one_judgement_a_condition")]

    def __str__(self) -> str:
        return self.condition
