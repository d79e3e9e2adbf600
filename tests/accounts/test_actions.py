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


def test_of_two_at_once_the_second_is_told_that_the_name_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    create()
    monkeypatch.setattr(User.objects, "filter", lambda **_looked_for: User.objects.none())
    with pytest.raises(Refused) as refusal:
        create(username="LAN.NT")
    assert refusal.value.code == "username_taken"
    assert User.objects.count() == 1


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


def test_a_password_given_by_an_administrator_lasts_until_the_first_sign_in() -> None:
    administrator = create(username="quan.tri", password="tram-huong-van-gia-1653")
    assert not administrator.must_change_password  # chosen by whoever set up the server, for themselves

    user = create(password=STRONG, actor=administrator)
    assert user.must_change_password
    assert Event.objects.last().new["must_change_password"]  # type: ignore[union-attr]

    with pytest.raises(Refused) as refusal:
        actions.set_password(user=user, password=STRONG, actor=user, at=AT)
    assert refusal.value.code == "same_password"
    actions.set_password(user=user, password="hon-chong-nha-trang-1925", actor=user, at=AT)
    user.refresh_from_db()
    assert not user.must_change_password
    done = Event.objects.last()
    assert done is not None
    assert (done.old, done.new) == ({"must_change_password": True}, {"must_change_password": False})


def test_an_account_made_without_password_has_none_to_change() -> None:
    administrator = create(username="quan.tri")
    assert not create(actor=administrator).must_change_password


def test_a_forgotten_password_that_is_set_anew_is_again_for_one_sign_in() -> None:
    user = create(password=STRONG)
    assert actions.set_password(user=user, password="hon-chong-nha-trang-1925", actor=None, at=AT).must_change_password
