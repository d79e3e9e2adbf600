"""Units that came after the launch take part too."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.movements import actions
from thidua.notices.models import Notice
from thidua.organisation.actions import create_unit
from thidua.organisation.models import Unit
from thidua.organisation.naming import unit_names

AT = datetime(2025, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def merge(office: Any) -> Unit:
    """A unit that comes to the department by a merger, with a contact person."""
    unit = create_unit(
        code="TTVL", name="Trung tâm Dịch vụ việc làm", short_name="TT Việc làm", kind=Unit.Kind.SUBORDINATE,
        parent=office.body, founded=date(2025, 3, 1), actor=None, at=AT,
    )  # fmt: skip
    office.user("merged_contact", "Mai Thị Nhập", unit, (Role.UNIT_CONTACT, unit))
    return unit


def test_a_new_unit_joins_once_and_is_told(office: Any, movement_at: Any) -> None:
    movement, officer = movement_at("launched"), office.users["officer"]
    merged = merge(office)
    before = movement.participations.count()
    made = actions.admit_units(movement=movement, units=[merged, merged], actor=officer, at=AT)
    assert [row.unit for row in made] == [merged]
    assert actions.admit_units(movement=movement, units=[merged], actor=officer, at=AT) == []
    assert movement.participations.count() == before + 1
    assert Notice.objects.filter(recipient=office.users["merged_contact"], kind="movement").count() == 1
    assert Event.objects.filter(action="movements.participation.admit").count() == 1


def test_a_joined_unit_can_acknowledge(office: Any, movement_at: Any) -> None:
    movement = movement_at("launched")
    merged = merge(office)
    made = actions.admit_units(movement=movement, units=[merged], actor=office.users["officer"], at=AT)
    done = actions.acknowledge(participation=made[0], actor=office.users["merged_contact"], at=AT)
    assert done.acknowledged_at == AT


@pytest.mark.parametrize("who", ["contact", "director", "staff"])
def test_only_the_officer_lets_units_join(office: Any, movement_at: Any, who: str) -> None:
    movement = movement_at("launched")
    merged = merge(office)
    with pytest.raises(Refused) as refusal:
        actions.admit_units(movement=movement, units=[merged], actor=office.users[who], at=AT)
    assert refusal.value.code == "not_allowed"
    assert not movement.participations.filter(unit=merged).exists()


@pytest.mark.parametrize("state", ["draft", "approved", "summed_up"])
def test_nobody_joins_a_movement_that_does_not_run(office: Any, movement_at: Any, state: str) -> None:
    movement = movement_at(state)
    merged = merge(office)
    with pytest.raises(Refused) as refusal:
        actions.admit_units(movement=movement, units=[merged], actor=office.users["officer"], at=AT)
    assert refusal.value.code == "not_running"


def test_a_unit_of_another_body_does_not_join(office: Any, movement_at: Any) -> None:
    other = Unit.objects.add_root(instance=Unit(code="SYT", kind="department", **unit_names("Sở Y tế")))
    movement = movement_at("launched")
    with pytest.raises(Refused) as refusal:
        actions.admit_units(movement=movement, units=[other], actor=office.users["officer"], at=AT)
    assert refusal.value.code == "foreign_unit"
