"""Passwords and the first administrator."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.journal.queries import verify
from thidua.organisation.actions import assign_role
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
