"""Making and changing accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.text import fold


@transaction.atomic
def create_account(*, username: str, full_name: str, actor: Any, at: datetime, password: str | None = None) -> User:
    """Make a sign-in.

    Args:
        username: what is typed to sign in; taken once, whatever the case of its letters.
        full_name: the person's name as documents write it.
        password: None makes an account that cannot sign in by password. One that an administrator has chosen is for
            the first sign-in only; whoever sets up the server (``actor`` None) chooses the own one.

    Raises:
        Refused: ``username_taken``, or ``weak_password`` with the reasons.
    """
    # As the sign-in form will read it: one letter, one code, however the keyboard composes diacritics.
    username = User.normalize_username(username.strip())
    if not username:
        message = _("Hãy ghi tên đăng nhập.")
        raise Refused("username_missing", message, fields={"username": message})
    message = _("Tên đăng nhập “%(name)s” đã có người dùng. Hãy chọn tên khác.") % {"name": username}
    taken = Refused("username_taken", message, fields={"username": message})
    if User.objects.filter(username__iexact=username).exists():
        raise taken
    given_by_another = password is not None and actor is not None
    user = User(username=username, full_name=full_name, must_change_password=given_by_another)
    if password is not None:
        _demand_strength(password, user)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody has taken the name since it was looked for
        raise taken from error
    new: dict[str, Any] = {"username": username, "full_name": full_name}
    if given_by_another:
        new["must_change_password"] = True
    record("accounts.user.create", user, actor=actor, at=at, new=new)
    return user


@transaction.atomic
def change_activity(*, user: User, active: bool, actor: Any, at: datetime) -> User:
    """Close an account or open it again; what its person did stays on record.

    Raises:
        Refused: ``own_account`` when somebody closes the account in use.
    """
    if not active and actor is not None and actor.pk == user.pk:
        raise Refused("own_account", _("Không thể tự khóa tài khoản đang dùng. Hãy nhờ quản trị viên khác."))
    old, user.is_active = user.is_active, active
    user.save(update_fields=["is_active"])
    record("accounts.user.activity", user, actor=actor, at=at, old={"active": old}, new={"active": active})
    return user


@transaction.atomic
def set_password(*, user: User, password: str, actor: Any, at: datetime) -> User:
    """Give an account a new password: its owner, or whoever keeps the server when it is forgotten.

    A password that somebody else has chosen lasts until the owner's first sign-in.

    Raises:
        Refused: ``same_password`` when the owner keeps the present one, ``weak_password`` with the reasons.
    """
    by_owner = actor is not None and actor.pk == user.pk
    if by_owner and user.check_password(password):
        message = _("Mật khẩu mới trùng mật khẩu đang dùng. Hãy chọn mật khẩu khác.")
        raise Refused("same_password", message, fields={"password": message})
    _demand_strength(password, user)
    had_to, user.must_change_password = user.must_change_password, not by_owner
    user.set_password(password)
    user.save(update_fields=["password", "must_change_password"])
    old, new = {"must_change_password": had_to}, {"must_change_password": not by_owner}
    record("accounts.user.password", user, actor=actor, at=at, old=old, new=new)
    return user


@transaction.atomic
def set_language(*, user: User, language: str) -> User:
    """Remember in which language a person reads; of no legal weight, so not journalled.

    Raises:
        Refused: ``unknown_language``.
    """
    if language not in dict(settings.LANGUAGES):
        raise Refused("unknown_language", _("Chưa có ngôn ngữ này. Hãy chọn một ngôn ngữ trong danh sách."))
    user.language = language
    user.save(update_fields=["language"])
    return user


def _demand_strength(password: str, user: User) -> None:
    # Django compares letter by letter; a name typed without diacritics and spaces is as easy to guess.
    name = fold(user.full_name).replace(" ", "")
    if name and name in fold(password).replace(" ", ""):
        message = _("Mật khẩu chứa họ tên nên dễ đoán. Hãy chọn mật khẩu khác.")
        raise Refused("weak_password", message, fields={"password": message})
    try:
        validate_password(password, user)
    except ValidationError as error:
        message = " ".join(error.messages)
        raise Refused("weak_password", message, fields={"password": message}) from error
