"""A small office that most tests start from, on one day."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from tests.kept import PILE, TODAY, kept, prepare
from tests.together import apart

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.organisation.actions import assign_role
from thidua.organisation.models import OfficeProfile, Person, Post, Unit
from thidua.text import fold, person_sort_key

__all__ = ["TODAY", "apart"]


# Looking for garbage among all that tests load and keep took a quarter of their time.
gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end and is looked through no more."""
    gc.collect()
    gc.freeze()


if settings.DATABASES["default"]["ENGINE"] == "thidua.base.sqlite":

    @pytest.fixture(scope="session")
    def django_db_modify_db_settings_xdist_suffix() -> None:
        """Each process has its SQLite database in its own memory, so none needs a name of its own.

        The plugin knows that of Django's engine only and would make files of ours.
        """


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Any:
    """What is kept between tests lies below the transaction that a test opens with this fixture."""
    if fixturedef.argname == "_django_db_helper":
        prepare(request)
    return (yield)


@pytest.fixture(scope="session")
def _keeping(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """At the end nothing is kept."""
    yield
    PILE.clear(django_db_blocker.unblock)


class MorningZone:
    """The clock's time of day: nine o'clock when the tests begin, so that none lives through midnight."""

    def __init__(self) -> None:
        began = timezone.localtime()
        self.later = began.replace(hour=9, minute=0, second=0, microsecond=0) - began

    def localtime(self) -> datetime:
        """Now in the office's time zone, moved to the morning."""
        return timezone.localtime() + self.later

    def localdate(self) -> date:
        """Today in the office's time zone."""
        return timezone.localdate()


clock.timezone = MorningZone()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    """Every test lives on the demo's first day unless it says otherwise, and leaves no language behind."""
    with clock.on_day(TODAY):
        yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """Stored files go to the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "files"


_numbers = count(1)


@dataclass
class Office:
    """A department with two divisions and a subordinate body, and an account per role."""

    body: Unit
    emulation: Unit
    personnel: Unit
    archive: Unit
    users: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str, unit: Unit, **values: Any) -> Person:
        """A person with a post in ``unit`` since 2015."""
        number = next(_numbers)
        title, band = values.pop("title", "Chuyên viên"), values.pop("band", Post.Band.DIRECT)
        person = Person.objects.create(
            code=f"NS{number:05d}",
            full_name=name,
            name_folded=fold(name),
            name_key=person_sort_key(name),
            **{
                "gender": "female",
                "birth_date": date(1985, 1, 1),
                "occupation": Person.Occupation.CIVIL_SERVANT,
                "employed_from": date(2015, 1, 1),
            }
            | values,
        )
        Post.objects.create(person=person, unit=unit, title=title, band=band, start=date(2015, 1, 1))
        self.people[name] = person
        return person

    def user(self, key: str, name: str, unit: Unit, *roles: tuple[Role, Unit], **values: Any) -> Any:
        """An account with a person behind it and roles; kept as ``users[key]``."""
        account = get_user_model().objects.create(username=key, full_name=name)
        person = self.person(name, unit, user=account, **values)
        for role, reach in roles:
            assign_role(user=account, role=role, unit=reach, start=date(2015, 1, 1), actor=None, at=clock.now())
        self.users[key] = account
        self.people[key] = person
        return account


@kept
def office() -> Office:
    """The department, its units and one account per role (see the keys below)."""
    body = Unit.objects.add_root(
        instance=Unit(
            code="SNV", name="Sở Nội vụ", name_folded=fold("Sở Nội vụ"), short_name="Sở Nội vụ", symbol="SNV",
            kind=Unit.Kind.DEPARTMENT, is_body=True, founded=date(2000, 1, 1),
        )
    )  # fmt: skip

    def below(code: str, name: str, kind: str) -> Unit:
        parent = Unit.objects.get(pk=body.pk)
        values = {"code": code, "name": name, "name_folded": fold(name), "short_name": name, "kind": kind}
        return Unit.objects.add_child(parent, instance=Unit(**values, founded=date(2000, 1, 1)))

    emulation = below("TDKT", "Phòng Thi đua - Khen thưởng", Unit.Kind.DIVISION)
    personnel = below("TCCB", "Phòng Tổ chức cán bộ", Unit.Kind.DIVISION)
    archive = below("TTLT", "Trung tâm Lưu trữ lịch sử", Unit.Kind.SUBORDINATE)
    body.refresh_from_db()
    made = Office(body=body, emulation=emulation, personnel=personnel, archive=archive)
    made.user(
        "director", "Trần Văn Giám", body, (Role.DIRECTOR, body), title="Giám đốc", band=Post.Band.DEPARTMENT_LEADER
    )
    made.user("officer", "Lê Thị Chuyên", emulation, (Role.OFFICER, body))
    made.user("secretary", "Phạm Thị Thư", emulation, (Role.COUNCIL_SECRETARY, body))
    made.user("member", "Nguyễn Văn Ủy", personnel, (Role.COUNCIL_MEMBER, body))
    made.user("contact", "Hoàng Thị Mối", archive, (Role.UNIT_CONTACT, archive))
    made.user("other_contact", "Đỗ Văn Khác", personnel, (Role.UNIT_CONTACT, personnel))
    made.user("staff", "Bùi Thị Viên", archive, (Role.STAFF, archive))
    made.user("administration", "Vũ Văn Phòng", body, (Role.ADMINISTRATION_OFFICE, body))
    made.user("union", "Đặng Thị Đoàn", personnel, (Role.UNION, body))
    OfficeProfile.objects.create(
        body=body, parent_lines="ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA", body_lines="SỞ NỘI VỤ", place="Khánh Hòa",
        signer=made.people["director"], signer_position="GIÁM ĐỐC", drafting_unit="TĐKT",
    )  # fmt: skip
    return made


@pytest.fixture
def sign_in(client: Any, office: Office) -> Callable[[str], Any]:
    """``sign_in("officer")`` → the test client, signed in as that account."""

    def enter(key: str) -> Any:
        client.force_login(office.users[key], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
