"""Rows that belong to no single app: stored files and the demo's calendar."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoCalendar(models.Model):
    """The day of the demo; at most one row, and only in demo mode."""

    day = models.DateField(_("ngày của bản trình diễn"))

    class Meta:
        verbose_name = _("lịch trình diễn")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_demo_calendar")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class StoredFile(models.Model):
    """The bytes of one file, stored once per content; its name belongs to whoever refers to it."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tệp đã lưu")

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> str:
        """Where the bytes lie in the storage: by content, two folders deep."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    def read(self) -> bytes:
        """The bytes of the file; raises ``FileNotFoundError`` when the storage has lost them."""
        with default_storage.open(self.path) as stored:
            return bytes(stored.read())
