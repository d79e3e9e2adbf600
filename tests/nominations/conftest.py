"""People with a record, and dossiers at each stage of their life, made by the real actions with the real law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.conftest import Office

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.nominations import actions
from thidua.nominations.models import Dossier, Nomination
from thidua.nominations.readiness import open_conditions
from thidua.organisation.models import Person, Rating, Unit

DUE = date(2025, 11, 28)


@pytest.fixture(autouse=True)
def _law(settings: Any) -> None:
    """The national law with the overlay of the demo's department."""
    settings.LAW_OVERLAY = "so-noi-vu-khanh-hoa"


def rate(subject: Person | Unit, **levels: str) -> None:
    """Yearly ratings: ``rate(person, y2024="good")``."""
    key = "person" if isinstance(subject, Person) else "unit"
    for name, level in levels.items():
        year = int(name[1:])
        Rating.objects.create(**{key: subject}, year=year, level=level, decided_on=date(min(year, 2025), 11, 15))


@dataclass
class Desk:
    """Shorthands for what contact, officer, secretary and director do."""

    office: Office

    def at(self, minutes: int = 0) -> datetime:
        """A moment of the test's day."""
        return timezone.localtime(clock.now()) + timedelta(minutes=minutes)

    def user(self, key: str) -> Any:
        """A fresh account, without anything kept from an earlier question."""
        return type(self.office.users[key]).objects.get(pk=self.office.users[key].pk)

    def person(self, name: str, unit: Unit | None = None, rating: str = "excellent", **values: Any) -> Person:
        """Somebody of the archive who is rated in 2024 and 2025."""
        person = self.office.person(name, unit or self.office.archive, **values)
        rate(person, y2024="good", y2025=rating)
        return person

    def draft(self, **values: Any) -> Dossier:
        """An empty dossier of the archive."""
        defaults = {"unit": self.office.archive, "year": 2025, "actor": self.user("contact"), "at": self.at()}
        return actions.create_dossier(**defaults | values)

    def nominate(self, dossier: Dossier, award: str = "LDTT", **values: Any) -> Nomination:
        """Somebody nominated with a text."""
        defaults = {
            "achievements": "Hoàn thành vượt mức số hóa tài liệu.",
            "actor": self.user("contact"),
            "at": self.at(),
        }
        return actions.nominate(dossier=dossier, award=award, **defaults | values)

    def dossier(self, state: str = "draft", award: str = "LDTT", names: tuple[str, ...] = ("Cao Thị Hiền",)) -> Dossier:
        """A dossier of the archive brought to ``state`` by the people whose work it is."""
        dossier = self.draft()
        for name in names:
            self.nominate(dossier, award, person=self.person(name))
        self.bring(dossier, state)
        return Dossier.objects.get(pk=dossier.pk)

    def bring(self, dossier: Dossier, state: str) -> None:
        """Take a draft along the shortest way to ``state``."""
        contact, officer = self.user("contact"), self.user("officer")
        at = self.at()
        if state == "draft":
            return
        if state == "withdrawn":
            actions.withdraw_dossier(dossier=dossier, reason="Lập nhầm năm", actor=contact, at=at)
            return
        actions.submit_dossier(dossier=dossier, actor=contact, at=at)
        if state == "submitted":
            return
        if state == "returned":
            actions.return_dossier(dossier=dossier, reason="Thiếu biên bản bình xét", due=DUE, actor=officer, at=at)
            return
        for found in open_conditions(dossier):
            self.judge(found.nomination, found.condition)
        actions.accept_dossier(dossier=dossier, actor=officer, at=at)
        if state == "accepted":
            return
        self.to_the_end(dossier, state)

    def to_the_end(self, dossier: Dossier, state: str) -> None:
        """From accepted to before the council, decided or closed."""
        secretary, director = self.user("secretary"), self.user("director")
        nominations = list(dossier.nominations.select_related("dossier"))
        actions.put_in_council(nominations=nominations, actor=secretary, at=self.at())
        if state == "in_council":
            return
        for nomination in dossier.nominations.select_related("dossier"):
            passed = state == "decided"
            actions.record_recommendation(nomination=nomination, passed=passed, actor=secretary, at=self.at())
        if state == "decided":
            for nomination in dossier.nominations.select_related("dossier"):
                actions.mark_awarded(nomination=nomination, actor=director, at=self.at(), note="Quyết định 12/QĐ-SNV")

    def judge(self, nomination: Nomination, condition: str, met: bool = True) -> None:
        """The officer answers a condition."""
        actions.judge(
            nomination=Nomination.objects.select_related("dossier").get(pk=nomination.pk),
            condition=condition, met=met, reason="Theo biên bản họp ngày 15/11/2025.",
            actor=self.user("officer"), at=self.at(),
        )  # fmt: skip

    def account(self, key: str, name: str, unit: Unit, *roles: tuple[Role, Unit]) -> Any:
        """One more account, with a person behind it."""
        return self.office.user(key, name, unit, *roles)


@pytest.fixture
def desk(office: Office) -> Desk:
    """The office's people at work on dossiers."""
    return Desk(office)
