"""Initiatives and research topics, as far as the record needs them to answer the law's questions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.journal.models import Sealed
from thidua.organisation.models import Person


class Initiative(Sealed):
    """An initiative or topic and its recognition; the law counts it from the day of recognition."""

    class Kind(models.TextChoices):
        """Sáng kiến, or đề tài/đề án/công trình khoa học."""

        INITIATIVE = "initiative", _("Sáng kiến")
        RESEARCH = "research", _("Đề tài, đề án, công trình khoa học")

    class Scope(models.TextChoices):
        """Phạm vi được công nhận."""

        BASE = "base", _("Cơ sở")
        PROVINCE = "province", _("Bộ, ban, ngành, tỉnh")
        NATION = "nation", _("Toàn quốc")

    code = models.CharField(_("mã"), max_length=40, unique=True)
    title = models.CharField(_("tên"), max_length=300)
    year = models.PositiveSmallIntegerField(_("năm"))
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices, default=Kind.INITIATIVE)
    scope = models.CharField(_("phạm vi"), max_length=12, choices=Scope.choices, default=Scope.BASE)
    recognised_on = models.DateField(_("ngày công nhận"), null=True, blank=True)
    decision_number = models.CharField(_("số quyết định công nhận"), max_length=60, blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "code", "title", "year", "kind", "scope", "recognised_on", "decision_number",
    )  # fmt: skip
    # Recognised initiatives are taken over from registers kept before, with one event for all.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("sáng kiến")
        ordering = ["-year", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recognised_on__isnull=True) | ~Q(decision_number=""), name="recognised_by_a_decision"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def seal(self) -> dict[str, Any]:
        """The initiative's own fields, its authors and what it was used for."""
        authors = self.authorships.order_by("person_id").values_list("person_id", "share")
        uses = self.uses.order_by("person_id", "award", "year").values_list("person_id", "award", "year")
        return super().seal() | {"authors": [list(row) for row in authors], "uses": [list(row) for row in uses]}


class Authorship(models.Model):
    """A person's share in an initiative, in per cent; the shares of one initiative add to 100."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="authorships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorships")
    share = models.PositiveSmallIntegerField(_("tỷ lệ đóng góp (%)"))

    class Meta:
        verbose_name = _("tác giả")
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="share_in_per_cent"),
            models.UniqueConstraint(fields=["initiative", "person"], name="author_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.share} %"


class Use(models.Model):
    """That an initiative carried an award of a person; what is used once is not used again."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="uses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="initiative_uses")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))

    class Meta:
        verbose_name = _("lần dùng sáng kiến")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "person", "award", "year"], name="one_use_an_award")
        ]

    def __str__(self) -> str:
        return f"{self.award}:{self.year}"
