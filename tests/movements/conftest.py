"""The reference plan, and movements of it at each stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.kept import kept

import thidua.site
from thidua.movements import actions, queries
from thidua.movements.models import Movement, PlanDocument, Registration

PLAN_NAME = "ke-hoach-thi-dua-so-noi-vu-khanh-hoa-2024.txt"
PLAN_FILE = Path(thidua.site.__file__).parent / "demo" / "data" / PLAN_NAME
TODAY = date(2025, 11, 20)
AT = datetime(2025, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
COMPLETION = {
    "document_number": "2845",
    "issued_on": "2024-09-20",
    "registration_due": "2025-01-15",
    "report_due": "2025-11-25",
    "nomination_due": "2025-12-05",
}


@kept
def plan(office: Any) -> PlanDocument:
    """The reference plan, read, blanks completed."""
    actor = office.users["officer"]
    made = actions.read_plan_document(
        body=office.body, data=PLAN_FILE.read_bytes(), file_name=PLAN_NAME, actor=actor, at=AT
    )
    return actions.review_plan(plan=made, review=COMPLETION, actor=actor, at=AT)


@pytest.fixture
def movement_at(office: Any, plan: PlanDocument) -> Callable[[str], Movement]:
    """``movement_at("launched")`` → the reference movement, brought to that state by its proper actions."""
    return lambda state: bring(office, plan, state)


def bring(office: Any, plan: PlanDocument, state: str) -> Movement:
    """The movement of the plan, brought to that state by its proper actions."""
    officer, head = office.users["officer"], office.users["director"]
    movement = actions.create_movement(plan=plan, actor=officer, at=AT)
    way: list[tuple[str, Callable[[], Movement]]] = [
        ("submitted", lambda: actions.submit_movement(movement=movement, actor=officer, at=AT)),
        ("approved", lambda: actions.approve_movement(movement=movement, actor=head, at=AT)),
        ("launched", lambda: launch(office, movement)),
        ("closing", lambda: actions.begin_closing(movement=movement, actor=officer, at=AT)),
        ("summed_up", lambda: actions.sum_up_movement(movement=movement, actor=officer, at=AT)),
    ]
    if state == "draft":
        return movement
    for name, step in way:
        step()
        if name == state:
            return movement
    raise AssertionError(state)


def launch(office: Any, movement: Movement) -> Movement:
    """The approved movement, launched for all units that it is for."""
    units = queries.default_units(movement, AT.date())
    duties = queries.suggested_duties(movement, units)
    return actions.launch_movement(movement=movement, units=units, duties=duties, actor=office.users["officer"], at=AT)


@kept
def movement(office: Any, plan: PlanDocument) -> Movement:
    """The reference movement, launched."""
    return bring(office, plan, "launched")


@pytest.fixture
def registration_at(office: Any, movement: Movement) -> Callable[[str], Registration]:
    """``registration_at("approved")`` → the archive's registration, brought to that state by its proper actions."""

    def bring(state: str) -> Registration:
        contact, officer = office.users["contact"], office.users["officer"]
        lines = [
            actions.Line("LDTT", person=office.people["contact"]),
            actions.Line("CSTDCS", person=office.people["contact"]),
            actions.Line("TTLDTT", unit=office.archive),
        ]
        registration = actions.save_registration(
            movement=movement, unit=office.archive, commitments="Số hóa 100% hồ sơ.", lines=lines, actor=contact, at=AT
        )
        if state != "draft":
            actions.submit_registration(registration=registration, actor=contact, at=AT)
        if state == "approved":
            actions.approve_registration(registration=registration, actor=officer, at=AT)
        if state == "returned":
            actions.return_registration(registration=registration, actor=officer, at=AT, reason="Nêu rõ chỉ tiêu.")
        return registration

    return bring
