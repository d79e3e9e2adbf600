"""Making accounts: once per name, strong passwords, journalled without secrets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from thidua.accounts import actions
from thidua.accounts.models import User
from thidua.base.refusal import Refused
from thidua.journal.models import Event

pytestmark = pytest.mark.django_db
AT = datetime(2025, 11, 20, 9, tzinfo=timezone.get_default_timezone())
STRONG = "sen-hong-ho-guom-1954"


def create(**values: Any) -> User:
    return actions.create_account(
        **({"username": "lan.nt", "full_name": "Nguyễn Thị Lan", "actor": None, "at": AT} | values)
    )


def test_an_account_without_password_cannot_sign_in_by_one() -> None:
    user = create()
    assert not user.has_usable_password()
    assert Event.objects.get().new == {"username": "lan.nt", "full_name": "Nguyễn Thị Lan"}


def test_a_strong_password_is_kept_hashed_and_never_journalled() -> None:
    user = create(password=STRONG)
    assert user.check_password(STRONG)
    assert user.password.startswith("argon2")
    assert STRONG not in str(list(Event.objects.values()))


@pytest.mark.parametrize("password", ["ngan", "1234567890", "password123", "nguyenthilan"])
def test_weak_passwords_are_refused_at_their_field(password: str) -> None:
    with pytest.raises(Refused) as refusal:
        create(password=password)
    assert refusal.value.code == "weak_password"
    assert refusal.value.fields["password"]
    assert not User.objects.exists()


@pytest.mark.parametrize("username", ["lan.nt", "LAN.NT", " lan.nt "])
def test_a_name_is_taken_once_whatever_its_case(username: str) -> None:
    create()
    with pytest.raises(Refused) as refusal:
        create(username=username)
    assert refusal.value.code == "username_taken"


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(Refused):
        create(username="  ")


def test_an_account_is_closed_and_opened_but_not_by_its_own_hand() -> None:
    user, other = create(), create(username="khac")
    with pytest.raises(Refused) as refusal:
        actions.change_activity(user=user, active=False, actor=user, at=AT)
    assert refusal.value.code == "own_account"
    assert not actions.change_activity(user=user, active=False, actor=other, at=AT).is_active
    assert actions.change_activity(user=user, active=True, actor=other, at=AT).is_active


def test_a_language_is_one_of_those_offered() -> None:
    user = create()
    assert actions.set_language(user=user, language="en").language == "en"
    with pytest.raises(Refused):
        actions.set_language(user=user, language="xx")
