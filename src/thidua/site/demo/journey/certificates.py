"""The certificates of the first decision, printed on the office's numbered blanks; one sheet was spoilt."""

from __future__ import annotations

from decimal import Decimal

from thidua.decisions.blanks import actions, sheets
from thidua.decisions.blanks.printing import make_run
from thidua.decisions.models import Decision
from thidua.site.demo.journey.interim import PUBLISHED
from thidua.site.demo.journey.step import Journey, Step

FIRST_SERIAL, SPOILT, SECOND_SERIAL = "SNV 004211", "SNV 004215", "SNV 004228"


def _print(journey: Journey) -> None:
    """The administration office sets up the blank, prints the batch, strikes out one sheet and prints it anew."""
    office = journey.user("demo.administration")
    decision = Decision.objects.get()
    blank = actions.add_blank(
        body=journey.staged.department, name="Giấy khen của Giám đốc Sở, phôi 2025", width=Decimal(297),
        height=Decimal(210), awards=["GIAY_KHEN"], scan=None, actor=office, at=journey.at(PUBLISHED, 9),
    )  # fmt: skip
    printer = actions.set_printer(
        blank=blank, name="Máy in Văn phòng, tầng 2", offset_x=Decimal("-1.5"), offset_y=Decimal("0.5"), actor=office,
        at=journey.at(PUBLISHED, 9, 10),
    )  # fmt: skip
    certificates, serial = sheets.printable(decision), FIRST_SERIAL
    for minute in (20, 40):
        run = actions.ask_printing(
            decision=decision, certificates=certificates, blank=blank, printer=printer, first_serial=serial,
            enqueue=lambda key: None, actor=office, at=journey.at(PUBLISHED, 9, minute),
        )  # fmt: skip
        make_run(run.pk, at=journey.at(PUBLISHED, 9, minute + 1))
        if serial == FIRST_SERIAL:
            certificates = actions.spoil_sheets(
                run=run, serials=[SPOILT], reason="Máy kẹt giấy, rách góc", actor=office,
                at=journey.at(PUBLISHED, 9, minute + 10),
            )  # fmt: skip
            serial = SECOND_SERIAL


STEPS = (Step(PUBLISHED, "decided", _print),)
