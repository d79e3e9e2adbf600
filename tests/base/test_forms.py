"""Days and moments are typed as they are written here, on every machine."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms

from thidua.base import clock
from thidua.base.files import TEXT, store
from thidua.base.forms import DayField, MomentField, RowsField
from thidua.base.models import StoredFile

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


class Invitation(forms.Form):
    """A day and a moment."""

    day = DayField()
    moment = MomentField()


@pytest.mark.parametrize(
    "typed", ["08:05 28/11/2025", "08:05 ngày 28/11/2025", "8h05 28/11/2025", "28/11/2025 08:05", "2025-11-28T08:05"]
)
def test_a_moment_is_understood_in_the_ways_it_is_written(typed: str) -> None:
    form = Invitation({"day": "28/11/2025", "moment": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2025, 11, 28)
    assert form.cleaned_data["moment"] == datetime(2025, 11, 28, 8, 5, tzinfo=HERE)


def test_days_and_moments_are_shown_day_first() -> None:
    moment = datetime(2025, 9, 5, 8, 5, tzinfo=HERE)
    page = str(Invitation(initial={"day": date(2025, 9, 5), "moment": moment}))
    assert 'value="05/09/2025"' in page
    assert 'value="08:05 05/09/2025"' in page


def test_what_is_no_day_is_refused_with_an_example() -> None:
    form = Invitation({"day": "31/02/2025", "moment": "sáng mai"})
    assert "05/09/2025" in form.errors["day"][0]
    assert "08:00 28/11/2025" in form.errors["moment"][0]


@pytest.mark.django_db
@pytest.mark.parametrize(("more", "taken"), [([], True), (["9" * 40], False), (["²"], False), (["0"], False)])
def test_of_several_rows_only_those_that_there_are_can_be_chosen(more: list[str], taken: bool) -> None:
    row = store(b"x", media_type=TEXT, at=clock.now())
    field = RowsField(queryset=StoredFile.objects.all())
    if taken:
        assert list(field.clean([str(row.pk), *more])) == [row]
    else:
        with pytest.raises(forms.ValidationError):
            field.clean([str(row.pk), *more])
