"""The demo's department as it stands before the movement: units, people with their record, accounts and roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any

from django.utils import timezone

from thidua.accounts.actions import create_account
from thidua.accounts.roles import Role
from thidua.journal.actions import record
from thidua.organisation.actions import assign_role
from thidua.organisation.models import OfficeProfile, Person, Unit
from thidua.site.demo.cast import CAST, COUNCILLORS, LEADERS, Company, Part, cast_department
from thidua.site.demo.histories import Historian
from thidua.site.demo.lives import LifeMaker
from thidua.site.demo.offices import DEPARTMENT, OFFICES, Planter, plant_department
from thidua.site.demo.register import write_lives

# The day on which the department took up work with the program.
OPENING = date(2024, 8, 26)


@dataclass
class Staged:
    """What the journey needs to find: the department, its units by code, people by office, accounts by username."""

    company: Company
    department: Unit
    units: dict[str, Unit]
    users: dict[str, Any] = field(default_factory=dict)

    def contact(self, code: str) -> Any:
        """The account of the contact person of a unit."""
        return self.users[CONTACTS[code]]


# Who is the contact person of which unit; the other units' contacts get an account of their own.
CONTACTS = {office.code: f"dau.moi.{office.code.removeprefix('SNV-').lower()}" for office in OFFICES} | {
    "SNV-TTLT": "demo.contact",
    "SNV-CCHC": "demo.contact2",
}

# The centre that is a body of its own: its leader signs, one of its staff makes its plans from the department's.
CENTRE, CENTRE_OFFICER = "SNV-TTVL", "demo.centre"


def moment(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """A time of day in the office's time zone."""
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


def make(random: Random, day: date, say: Callable[[str], None]) -> Staged:
    """Make units, people, record, accounts and roles, as far as they are known on ``day``."""
    say("Đang lập đơn vị và hồ sơ của khoảng 180 người …")
    planter = Planter()
    province = planter.plant(
        "KH", "Ủy ban nhân dân tỉnh Khánh Hòa", "UBND tỉnh", Unit.Kind.PROVINCE, None, symbol="UBND", is_body=True
    )
    plant_department(planter, province)
    for code, name in (
        ("HUYEN-DK", "Ủy ban nhân dân huyện Diên Khánh"),
        ("HUYEN-NH", "Ủy ban nhân dân thị xã Ninh Hòa"),
    ):
        short = name.replace("Ủy ban nhân dân", "UBND")
        planter.plant(code, name, short, Unit.Kind.DEPARTMENT, province, dissolved=date(2025, 7, 1))
    planter.write()
    maker = LifeMaker(random, planter.by_code)
    company = cast_department(maker, random)
    historian = Historian(random)
    historian.write_people(company.lives)
    historian.write_units([unit for unit in planter.units if unit.depth == 3], company.lives)
    counts = write_lives(company.lives, historian, day)
    department = planter.by_code[DEPARTMENT]
    record("organisation.record.import", department, actor=None, at=moment(OPENING), new=counts)
    staged = Staged(company, department, planter.by_code)
    _open_office(staged)
    return staged


def _open_office(staged: Staged) -> None:
    """Accounts and roles, and how the department's documents are headed."""
    at = moment(OPENING, 9)
    for part in (*CAST, *COUNCILLORS, *LEADERS):
        if part.roles:
            _account(staged, part, at)
    for code, username in CONTACTS.items():
        if username not in staged.users:
            person = staged.company.by_office[code][-1].person
            user = create_account(username=username, full_name=person.full_name, actor=None, at=at)
            _sit(person, user)
            unit = staged.units[code]
            start = max(OPENING, unit.founded or OPENING)
            assign_role(user=user, role=Role.UNIT_CONTACT, unit=unit, start=start, actor=None, at=at)
            staged.users[username] = user
    director = staged.company.parts["demo.director"].person
    OfficeProfile.objects.create(
        body=staged.department, parent_lines="ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA", body_lines="SỞ NỘI VỤ",
        place="Khánh Hòa", signer=director, signer_position="GIÁM ĐỐC", drafting_unit="TĐKT",
    )  # fmt: skip
    _open_centre(staged, at)


def _open_centre(staged: Staged, at: datetime) -> None:
    """The centre's officer and letterhead; it came with the merger, and its people with it."""
    centre, people = staged.units[CENTRE], staged.company.by_office[CENTRE]
    person = people[-2].person
    user = create_account(username=CENTRE_OFFICER, full_name=person.full_name, actor=None, at=at)
    _sit(person, user)
    assign_role(user=user, role=Role.OFFICER, unit=centre, start=centre.founded or OPENING, actor=None, at=at)
    staged.users[CENTRE_OFFICER] = user
    OfficeProfile.objects.create(
        body=centre, parent_lines="SỞ NỘI VỤ", body_lines="TRUNG TÂM\nDỊCH VỤ VIỆC LÀM TỈNH", place="Khánh Hòa",
        signer=people[0].person, signer_position="GIÁM ĐỐC", drafting_unit="HC-TH",
    )  # fmt: skip


def _account(staged: Staged, part: Part, at: datetime) -> None:
    user = create_account(username=part.username, full_name=part.name, actor=None, at=at)
    _sit(staged.company.parts[part.username].person, user)
    for role, code in part.roles:
        assign_role(user=user, role=role, unit=staged.units[code], start=OPENING, actor=None, at=at)
    staged.users[part.username] = user


def _sit(person: Person, user: Any) -> None:
    """Put the account in the person's hands."""
    person.user = user
    person.save(update_fields=["user"])
