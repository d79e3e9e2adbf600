"""Notices: what a person was told, when, and whether it was read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One message to one person; it stays readable on the page whatever happens to e-mail."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("loại"), max_length=40)
    subject = models.CharField(_("tiêu đề"), max_length=250)
    body = models.TextField(_("nội dung"))
    url = models.CharField(_("trang liên quan"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
