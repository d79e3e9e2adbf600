"""The electronic code of a body (mã định danh điện tử): the present one, and which one was its on a day."""

from __future__ import annotations

from datetime import date

from thidua.organisation.models import OfficeProfile, Unit
from thidua.organisation.queries import office_of
from thidua.paperwork.exchange import AgencyCode, CodePeriod, code_on


def history_of(record: OfficeProfile) -> list[CodePeriod]:
    """All codes of the body, oldest first, each with its time."""
    former = [
        CodePeriod(AgencyCode.parse(entry["code"]), _day(entry["since"]), _day(entry["until"]))
        for entry in record.former_agency_codes
    ]
    if not record.agency_code:
        return former
    return [*former, CodePeriod(AgencyCode.parse(record.agency_code), record.agency_code_since)]


def code_of(body: Unit, day: date) -> AgencyCode | None:
    """The code of ``body`` on ``day``; None when none is on record for it."""
    record = office_of(body)
    return code_on(history_of(record), day) if record else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
