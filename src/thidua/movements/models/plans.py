"""Plans that were handed in, and what the words of plans mean in the organisation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.base.models import StoredFile
from thidua.organisation.models import Unit


class PlanDocument(models.Model):
    """A plan that was handed in: its file, what was read from it, what a person has corrected since.

    A second version of a plan (``amends``) is a plan of its own; only what is accepted of it changes the movement.
    """

    class State(models.TextChoices):
        """How far the reading of the file is."""

        WAITING = "waiting", _("Chờ đọc")
        READING = "reading", _("Đang đọc")
        FAILED = "failed", _("Không đọc được")
        READ = "read", _("Đã đọc")

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    file_name = models.CharField(_("tên tệp"), max_length=255)
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("cơ quan"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="newer", verbose_name=_("bản mới của")
    )
    accepted_at = models.DateTimeField(_("chấp nhận thay đổi lúc"), null=True)
    state = models.CharField(_("việc đọc"), max_length=10, choices=State.choices, default=State.WAITING)
    # Each try at reading has its number: a worker whose try is no longer the newest stops and keeps nothing.
    attempt = models.PositiveIntegerField(default=0)
    pages_done = models.PositiveIntegerField(_("số trang đã đọc"), default=0)
    pages_total = models.PositiveIntegerField(_("số trang phải đọc"), default=0)
    heard_at = models.DateTimeField(_("tin gần nhất của việc đọc"), null=True)
    failure = models.TextField(_("vì sao không đọc được"), blank=True)
    reading = models.JSONField(_("đã đọc được"), null=True, help_text="contracts/plan.schema.json")
    review = models.JSONField(_("đã rà soát"), default=dict, help_text="facts as a person has corrected them")
    confirmed = models.JSONField(_("đã xem"), default=list, help_text="keys of doubts that a person has settled")
    review_version = models.PositiveIntegerField(default=0)
    reviewed_at = models.DateTimeField(_("rà soát lúc"), null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("kế hoạch đã tải lên")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="read") | Q(reading__isnull=False), name="read_plan_has_reading"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="failed_reading_has_reason"),
        ]

    def __str__(self) -> str:
        return self.file_name


class BodyName(models.Model):
    """What a plan's word for somebody ("các phòng", "Chi đoàn") means in a body, once a person has said it."""

    body = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", verbose_name=_("cơ quan"))
    words = models.CharField(_("cách gọi trong kế hoạch"), max_length=300)
    words_folded = models.CharField(max_length=300, editable=False)
    units = models.ManyToManyField(Unit, related_name="+")
    confirmed_at = models.DateTimeField(_("xác nhận lúc"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("cách gọi đơn vị")
        constraints = [models.UniqueConstraint(fields=["body", "words_folded"], name="body_name_once")]

    def __str__(self) -> str:
        return self.words
