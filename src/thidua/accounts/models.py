"""The account with which a person signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A sign-in. The person behind it, their posts and roles belong to `organisation`."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("họ và tên"), max_length=150)
    language = models.CharField(_("ngôn ngữ"), max_length=5, default="vi")
    # True while the password is one that somebody else has chosen and therefore knows.
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("tài khoản")
        constraints = [models.UniqueConstraint(Lower("username"), name="username_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The person's full name, as it is written in documents."""
        return self.full_name
