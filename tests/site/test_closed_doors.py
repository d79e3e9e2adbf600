"""What stays shut: demo doors at an office at work, guessing passwords, requests that are too large, secret files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.accounts.actions import create_account
from thidua.accounts.roles import Role
from thidua.base import clock, uploads
from thidua.base.models import DemoCalendar
from thidua.organisation.actions import assign_role
from thidua.organisation.models import Unit
from thidua.site.client_address import client_address

PASSWORD = "mot mat khau du dai"
WRONG = "sai mat khau roi"


@pytest.fixture
def officer(office):
    user = office.users["officer"]
    user.username = "demo.officer"
    user.set_password(PASSWORD)
    user.save()
    return user


def enter(client, username, password):
    return client.post(reverse("sign_in"), {"username": username, "password": password})


def page_of(response):
    """The page without the form's secret, which is another one each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_demo_lets_in_with_one_press(client, officer, settings):
    settings.DEMO_MODE = True

    client.post(reverse("demo_sign_in"), {"username": officer.username})

    assert signed_in(client)


def test_an_office_at_work_lets_nobody_in_without_a_password(client, officer, settings):
    settings.DEMO_MODE = False

    response = client.post(reverse("demo_sign_in"), {"username": officer.username})

    assert response.status_code == 404
    assert not signed_in(client)
    assert officer.username not in client.get(reverse("sign_in")).content.decode()


def test_an_office_at_work_has_no_day_to_move(client, officer, settings):
    settings.DEMO_MODE = False

    assert client.post(reverse("demo_day"), {"days": "1"}).status_code == 404


def test_nobody_learns_from_a_refused_sign_in_whether_the_account_exists(client, officer):
    known = page_of(enter(client, officer.username, WRONG))
    unknown = page_of(enter(client, "khong.co.ai", WRONG))

    assert known.replace(officer.username, "…") == unknown.replace("khong.co.ai", "…")


def test_guessing_is_stopped_even_with_the_right_password_in_the_end(client, officer, settings):
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        enter(client, officer.username, WRONG)

    response = enter(client, officer.username, PASSWORD)

    assert response.status_code == 429
    assert not signed_in(client)


def test_behind_a_proxy_guessing_locks_only_the_desk_that_guesses(client, officer, settings):
    settings.TRUSTED_PROXIES, settings.AXES_FAILURE_LIMIT = 1, 2
    guesser, owner = {"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}
    words = {"username": officer.username}
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(reverse("sign_in"), words | {"password": WRONG}, headers=guesser)
    assert answer.status_code == 429

    client.post(reverse("sign_in"), words | {"password": PASSWORD}, headers=owner)

    assert signed_in(client)


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.9, 203.0.113.7, 192.0.2.9", "203.0.113.7"),
        (2, "203.0.113.7", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "unknown", "192.0.2.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_the_one_that_our_outermost_proxy_heard_from(rf, settings, proxies, header, address):
    settings.TRUSTED_PROXIES = proxies

    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": header})) == address


def test_mistyping_is_forgotten_once_the_right_password_is_given(client, officer, settings):
    settings.AXES_FAILURE_LIMIT = 2
    for _morning in range(2):
        enter(client, officer.username, WRONG)
        enter(client, officer.username, PASSWORD)

    assert signed_in(client)


def test_the_right_password_enters_with_a_new_session(client, officer):
    client.get(reverse("sign_in"))
    client.session.save()
    before = client.session.session_key

    enter(client, officer.username, PASSWORD)

    assert signed_in(client)
    assert client.session.session_key != before


def test_signing_in_leads_to_no_other_site(client, officer):
    address = f"{reverse('sign_in')}?next=https://evil.example/"

    response = client.post(address, {"username": officer.username, "password": PASSWORD})

    assert response.headers["Location"] == reverse("start")


def test_a_request_that_is_too_large_says_how_large_it_may_be(sign_in, monkeypatch):
    monkeypatch.setattr(uploads, "REQUEST_LIMIT", 1024**2)
    large = SimpleUploadedFile("ke-hoach.pdf", b"x" * 1_100_000)

    response = sign_in("officer").post(reverse("movements:upload"), {"file": large})

    assert response.status_code == 413
    assert "1 MB" in response.content.decode()


def test_a_text_of_ten_megabytes_is_not_taken_in(sign_in):
    text = "x" * 10 * 1024 * 1024

    response = sign_in("officer").post(
        reverse("movements:upload"), f"file={text}", content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 413


def test_a_refused_page_says_why(sign_in, office):
    unit = Unit.objects.get(code="SNV")
    client = sign_in("director")
    council = reverse("councils:list")

    assert client.get(council).status_code == 200
    assert unit.councils.count() == 0
    response = client.get(reverse("councils:create"))

    assert response.status_code == 403
    assert "Chỉ chuyên viên thi đua, khen thưởng hoặc thư ký hội đồng" in response.content.decode()


def test_a_page_for_other_roles_says_whose_it_is_whether_or_not_the_object_exists(sign_in, office):
    words = [sign_in("staff").get(f"/to-chuc/don-vi/{pk}/vai-tro/") for pk in (office.archive.pk, 999_999)]
    for page in words:
        assert page.status_code == 404
        assert "Quản trị hệ thống" in page.content.decode()
    assert words[0].content == words[1].content


def test_a_page_that_ones_role_opens_but_not_this_object_says_nothing_of_roles(sign_in, office):
    page = sign_in("staff").get("/phong-trao/999999/")
    assert page.status_code == 404
    assert "Không có trang này" in page.content.decode()


def test_a_page_for_other_roles_says_whom_to_ask_for_the_role(sign_in, office):
    client = sign_in("staff")
    page = client.get(f"/to-chuc/don-vi/{office.archive.pk}/vai-tro/").content.decode()
    assert reverse("who_may_see") in page
    assert "giao đúng vai trò." in page

    boss = create_account(username="quan.tri", full_name="Đặng Hữu Phước", actor=None, at=clock.now())
    assign_role(
        user=boss, role=Role.ADMINISTRATOR, unit=office.body, start=date(2020, 1, 1), actor=None, at=clock.now()
    )
    page = client.get(f"/to-chuc/don-vi/{office.archive.pk}/vai-tro/").content.decode()
    assert "giao đúng vai trò: Đặng Hữu Phước." in page


def test_an_address_of_a_button_opened_as_a_page_says_that_nothing_was_done(sign_in):
    client = sign_in("staff")
    page = client.get(reverse("notices:all_read"))
    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert "Việc vừa rồi chưa được làm" in page.content.decode()
    assert reverse("start") in page.content.decode()
    assert client.post(reverse("notices:all_read")).status_code == 302


def test_a_form_that_ended_on_an_error_page_does_not_count_as_answered(client, sign_in):
    strict = Client(enforce_csrf_checks=True)
    assert "thidua_answered" not in strict.post(reverse("sign_in"), {}).cookies
    assert "thidua_answered" in client.post(reverse("sign_in"), {}).cookies
    assert "thidua_answered" in sign_in("staff").post(reverse("notices:all_read")).cookies


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path):
    environment = {**os.environ, "THIDUA_DATA": str(tmp_path), "PYTHONUTF8": "1"}
    environment.pop("THIDUA_SECRET_KEY", None)
    words = [sys.executable, "-c", "from thidua.site import settings; print(settings.SECRET_KEY)"]
    keys = {subprocess.run(words, env=environment, capture_output=True, check=True).stdout.strip() for _time in "12"}

    assert len(keys) == 1
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_nobody_moves_the_demo_to_the_end_of_time(client, office, settings):
    settings.DEMO_MODE = True

    client.post(reverse("demo_day"), {"day": "9999-12-31"})
    assert not DemoCalendar.objects.exists()

    client.post(reverse("demo_day"), {"day": "2025-12-01"})
    assert DemoCalendar.objects.get().day == date(2025, 12, 1)


@pytest.mark.parametrize("key", ["²", "x", "", "9" * 5000])
def test_what_is_no_number_in_an_address_is_not_found(sign_in, key):
    assert sign_in("officer").get(reverse("who_may_see"), {"loai": "ho-so", "ma": key}).status_code == 404


def test_an_unknown_movement_in_an_address_is_passed_over(sign_in):
    assert sign_in("contact").get(reverse("nominations:create"), {"phong_trao": "x"}).status_code == 200


def test_the_database_is_for_its_owner_alone(tmp_path):
    environment = {**os.environ, "THIDUA_DATA": str(tmp_path), "PYTHONUTF8": "1"}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-m", "thidua", "migrate"], env=environment, capture_output=True, check=True)

    assert (tmp_path / "thidua.sqlite3").stat().st_mode & 0o077 == 0
