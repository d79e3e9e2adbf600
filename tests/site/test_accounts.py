"""Passwords and the first administrator."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.journal.queries import verify
from thidua.organisation.actions import assign_role, open_account
from thidua.organisation.models import Assignment, Unit
from thidua.site.main import main


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What comes from standard input."""

    def give(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return give


WORDS = [
    "account",
    "administrator",
    "--username",
    "quantri",
    "--name",
    "Trần Thị Ba",
    "--body",
    "Sở X",
    "--symbol",
    "SX",
]


def test_an_empty_installation_gets_its_first_administrator(db: None, typed: Any) -> None:
    typed("Thi-dua-2025-vui\n")
    assert main(WORDS) == 0

    user = get_user_model().objects.get(username="quantri")
    assert user.check_password("Thi-dua-2025-vui")
    assert Assignment.objects.filter(user=user, role=Role.ADMINISTRATOR, unit__symbol="SX").exists()
    assert list(verify()) == []


def test_a_weak_password_makes_no_half_installation(db: None, typed: Any, capsys: Any) -> None:
    typed("12345\n")
    assert main(WORDS) == 2
    assert not get_user_model().objects.exists()
    assert not Unit.objects.exists()
    assert capsys.readouterr().err.strip()


def test_a_forgotten_password_is_set_anew(db: None, typed: Any, capsys: Any) -> None:
    typed("Thi-dua-2025-vui\n")
    main(WORDS)
    typed("Mat-khau-moi-2025\n")
    assert main(["account", "password", "--username", "quantri"]) == 0
    assert get_user_model().objects.get().check_password("Mat-khau-moi-2025")
    assert main(["account", "password", "--username", "ai-do"]) == 2


def test_everybody_changes_the_own_password_and_stays_signed_in(office: Any, client: Any) -> None:
    user = office.users["staff"]
    user.set_password("Mat-khau-cu-2025")
    user.save()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    values = {
        "old_password": "Mat-khau-cu-2025",
        "new_password1": "Hoa-sen-no-2025",
        "new_password2": "Hoa-sen-no-2025",
    }

    wrong = client.post(reverse("change_password"), values | {"old_password": "sai"})
    assert wrong.status_code == 200
    assert "old_password" in wrong.context["form"].errors

    assert client.post(reverse("change_password"), values).url == reverse("start")
    user.refresh_from_db()
    assert user.check_password("Hoa-sen-no-2025")
    assert client.get(reverse("start")).status_code == 200


def test_nobody_gives_a_role_to_themselves(office: Any) -> None:
    administrator = office.user("administrator", "Cao Văn Trị", office.body, (Role.ADMINISTRATOR, office.body))
    day = clock.today()
    with pytest.raises(Refused) as refused:
        assign_role(
            user=administrator, role=Role.DIRECTOR, unit=office.body, start=day, actor=administrator, at=clock.now()
        )
    assert refused.value.code == "own_role"

    staff = office.users["staff"]
    given = assign_role(user=staff, role=Role.OFFICER, unit=office.body, start=day, actor=administrator, at=clock.now())
    assert given.user == staff


@pytest.fixture
def newcomer(office: Any, client: Any) -> Any:
    """Somebody whose administrator has just made the account, signed in with the password that was given."""
    administrator = office.user("administrator", "Cao Văn Trị", office.body, (Role.ADMINISTRATOR, office.body))
    user = open_account(
        person=office.person("Trần Thị Mới", office.archive),
        username="moi.tt", password="Mat-khau-dau-2025", actor=administrator, at=clock.now(),
    )  # fmt: skip
    answer = client.post(
        reverse("sign_in"), {"username": "moi.tt", "password": "Mat-khau-dau-2025", "next": reverse("notices:list")}
    )
    assert answer.url == reverse("notices:list")
    return user


def test_the_first_password_opens_nothing_but_its_change(newcomer: Any, client: Any) -> None:
    change = f"{reverse('change_password')}?next={quote(reverse('notices:list'), safe='')}"
    assert client.get(reverse("notices:list")).url == change
    assert client.post(reverse("notices:all_read")).url.startswith(reverse("change_password"))
    assert client.get(reverse("notices:list"), headers={"HX-Request": "true"})["HX-Redirect"] == change
    assert "chỉ dùng để đăng nhập lần đầu" in client.get(change).content.decode()
    # What everybody may see, and going away, stay open.
    assert client.get(reverse("portal:home")).status_code == 200
    assert client.post(reverse("sign_out")).url == reverse("portal:home")


def test_once_changed_the_work_goes_on_where_it_was_asked_for(newcomer: Any, client: Any) -> None:
    values = {
        "old_password": "Mat-khau-dau-2025",
        "new_password1": "Hoa-sen-no-2025",
        "new_password2": "Hoa-sen-no-2025",
        "next": reverse("notices:list"),
    }
    same = dict.fromkeys(("old_password", "new_password1", "new_password2"), "Mat-khau-dau-2025")
    refused = client.post(reverse("change_password"), same)
    assert "trùng mật khẩu đang dùng" in refused.content.decode()
    assert client.post(reverse("change_password"), values).url == reverse("notices:list")
    assert client.get(reverse("notices:list")).status_code == 200
    assert list(verify()) == []


def test_somebody_with_a_password_of_their_own_is_not_sent_anywhere(office: Any, client: Any) -> None:
    client.force_login(office.users["staff"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("notices:list")).status_code == 200


def test_a_closed_account_is_signed_out_and_does_not_sign_in_until_it_is_opened(office: Any, client: Any) -> None:
    user = office.users["contact"]
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("start")).status_code == 200

    assert main(["account", "close", "--username", "contact"]) == 0
    assert client.get(reverse("start")).status_code == 302

    assert main(["account", "open", "--username", "contact"]) == 0
    user.refresh_from_db()
    assert user.is_active
    assert list(verify()) == []
    assert main(["account", "close", "--username", "khong-co"]) == 2
