"""The electronic code of a body: who writes it, what it was before."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.base import clock
from thidua.base.refusal import Refused
from thidua.journal.models import Event
from thidua.organisation.actions import set_agency_code
from thidua.organisation.agency_codes import code_of
from thidua.organisation.models import OfficeProfile
from thidua.organisation.permissions import bodies_coded_by, may_set_agency_code


def write(office, code: str, since: date | None = None, by: str = "officer") -> OfficeProfile:
    return set_agency_code(body=office.body, code=code, since=since, actor=office.users[by], at=clock.now())


def refused(office, *values, **named) -> str:
    with pytest.raises(Refused) as caught:
        write(office, *values, **named)
    return caught.value.code


def test_code_is_taken_in_either_order_and_stored_in_the_new_one(office):
    assert write(office, "000.00.02.h37").agency_code == "H37.02"
    assert str(code_of(office.body, clock.today())) == "H37.02"
    event = Event.objects.get(action="organisation.office.agency_code")
    assert event.new == {"code": "H37.02", "since": None}


def test_code_given_anew_keeps_the_old_one_for_its_time(office):
    change = date(2025, 7, 1)
    write(office, "H37.09")
    write(office, "H37.02", change)
    assert str(code_of(office.body, date(2025, 6, 30))) == "H37.09"
    assert str(code_of(office.body, change)) == "H37.02"
    write(office, "H37.05", date(2026, 1, 1))
    assert [str(code_of(office.body, day)) for day in (date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))] == [
        "H37.09",
        "H37.02",
        "H37.05",
    ]


def test_first_code_has_no_earlier_time_when_its_day_is_known(office):
    write(office, "H37.02", date(2025, 7, 1))
    assert code_of(office.body, date(2025, 6, 30)) is None


def test_wrong_code_and_missing_days_are_refused(office):
    assert refused(office, "37.H02") == "bad_code"
    write(office, "H37.02", date(2025, 7, 1))
    assert refused(office, "H37.05") == "day_missing"
    assert refused(office, "H37.05", date(2025, 7, 1)) == "dates_reversed"
    assert OfficeProfile.objects.get().agency_code == "H37.02"


def test_body_without_an_office_profile_is_refused(office):
    OfficeProfile.objects.all().delete()
    assert refused(office, "H37.02") == "no_office"
    assert code_of(office.body, clock.today()) is None


@pytest.mark.parametrize(
    ("who", "may"),
    [("officer", True), ("administration", True), ("director", False), ("contact", False), ("staff", False)],
)
def test_who_writes_the_code_and_its_twin(office, who, may):
    user = office.users[who]
    assert bool(may_set_agency_code(user, office.body)) is may
    assert list(bodies_coded_by(user)) == ([office.body] if may else [])
    if not may:
        assert refused(office, "H37.02", by=who) == "not_allowed"
