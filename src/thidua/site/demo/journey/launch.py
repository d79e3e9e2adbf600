"""From the plan's file to the launch: read, completed, approved, sent to the units, acknowledged."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from thidua.councils import actions as councils
from thidua.movements import actions
from thidua.movements.queries import suggested_duties
from thidua.organisation.models import Unit
from thidua.organisation.queries import units_below
from thidua.site.demo.cast import CAST, COUNCILLORS
from thidua.site.demo.journey.step import Journey, Step
from thidua.site.demo.offices import OFFICES

PLAN_FILE = "ke-hoach-thi-dua-so-noi-vu-khanh-hoa-2024.txt"
# What the shipped plan leaves blank or does not say; the number is invented.
COMPLETED = {
    "document_number": "2345",
    "issued_on": "2024-09-16",
    "registration_due": "2024-10-15",
    "report_due": "2025-12-05",
    "nomination_due": "2025-12-10",
}
MERGER_ADMITTED = date(2025, 3, 10)
# Minutes after eight on which the units acknowledge; one waits until it is reminded, one has not done so yet.
SLOW, SILENT = "BTG", "TTDD"


def _read_plan(journey: Journey) -> None:
    at = journey.at(date(2024, 9, 12), 9)
    data = files("thidua.site.demo").joinpath("data", PLAN_FILE).read_bytes()
    body = journey.staged.department
    plan = actions.read_plan_document(body=body, data=data, file_name=PLAN_FILE, actor=journey.officer, at=at)
    actions.review_plan(plan=plan, review=COMPLETED, actor=journey.officer, at=journey.at(date(2024, 9, 12), 10))
    journey.movement = actions.create_movement(
        plan=plan, actor=journey.officer, at=journey.at(date(2024, 9, 12), 10, 30)
    )
    actions.submit_movement(movement=journey.movement, actor=journey.officer, at=journey.at(date(2024, 9, 12), 11))


def _launch(journey: Journey) -> None:
    day = date(2024, 9, 16)
    movement, director = journey.the_movement(), journey.user("demo.director")
    actions.approve_movement(movement=movement, actor=director, at=journey.at(day, 8, 30))
    below = list(units_below(journey.staged.department, day))
    # Unions and youth carry duties of the plan; those who compete are the offices.
    offices = [unit for unit in below if unit.kind != Unit.Kind.MASS_ORGANISATION]
    actions.launch_movement(
        movement=movement, units=offices, duties=suggested_duties(movement, below), actor=journey.officer,
        at=journey.at(day, 10),
    )  # fmt: skip


def _acknowledge(journey: Journey) -> None:
    waiting = journey.the_movement().participations.filter(acknowledged_at__isnull=True).order_by("unit__path")
    for place, participation in enumerate(waiting.select_related("unit")):
        code = participation.unit.code.removeprefix("SNV-")
        if code not in (SLOW, SILENT):
            at = journey.at(date(2024, 9, 17), 8, 5 + 6 * place)
            actions.acknowledge(participation=participation, actor=journey.contact(code), at=at)


def _remind_the_slow(journey: Journey) -> None:
    movement = journey.the_movement()
    actions.remind(
        movement=movement, what="acknowledge", units=[journey.unit(SLOW)], actor=journey.officer,
        at=journey.at(date(2024, 9, 25), 8),
    )  # fmt: skip
    participation = movement.participations.get(unit=journey.unit(SLOW))
    at = journey.at(date(2024, 9, 25), 14)
    actions.acknowledge(participation=participation, actor=journey.contact(SLOW), at=at)


def _set_up_council(journey: Journey) -> None:
    day = date(2024, 10, 7)
    council = councils.create_council(
        body=journey.staged.department, name="Hội đồng Thi đua - Khen thưởng Sở Nội vụ", decision_number="2511/QĐ-SNV",
        decision_date=day, actor=journey.officer, at=journey.at(day, 9),
    )  # fmt: skip
    ranks = ("chair", "vice_chair", "secretary", "member")
    seated = sorted(
        (part for part in (*CAST, *COUNCILLORS) if part.council), key=lambda part: ranks.index(part.council)
    )
    for place, part in enumerate(seated):
        councils.appoint_member(
            council=council, person=journey.staged.company.parts[part.username].person, position=part.council,
            start=day, actor=journey.officer, at=journey.at(day, 9, 5 + place),
        )  # fmt: skip
    journey.council = council


def _admit_the_merged(journey: Journey) -> None:
    """The offices that came with the merger take part from now on."""
    merged = [journey.staged.units[office.code] for office in OFFICES if office.before]
    at = journey.at(MERGER_ADMITTED, 8, 30)
    made = actions.admit_units(movement=journey.the_movement(), units=merged, actor=journey.officer, at=at)
    for place, participation in enumerate(made):
        code = participation.unit.code.removeprefix("SNV-")
        if code != SILENT:
            at = journey.at(MERGER_ADMITTED, 13, 30 + 5 * place)
            actions.acknowledge(participation=participation, actor=journey.contact(code), at=at)


STEPS = (
    Step(date(2024, 9, 12), "launched", _read_plan),
    Step(date(2024, 9, 16), "launched", _launch),
    Step(date(2024, 9, 17), "launched", _acknowledge),
    Step(date(2024, 9, 25), "launched", _remind_the_slow),
    Step(date(2024, 10, 7), "launched", _set_up_council),
    Step(MERGER_ADMITTED, "launched", _admit_the_merged),
)
