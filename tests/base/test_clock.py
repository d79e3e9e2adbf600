from datetime import date, timedelta

import pytest
from django.utils import timezone

from thidua.base import clock
from thidua.base.models import DemoCalendar


@pytest.fixture
def real_day():
    """Without the day that every test is given."""
    token = clock._day.set(None)
    yield
    clock._day.reset(token)


@pytest.mark.django_db
@pytest.mark.usefixtures("real_day")
def test_demo_mode_lives_on_the_demos_day(settings):
    settings.DEMO_MODE = True
    DemoCalendar.objects.create(pk=1, day=date(2025, 11, 20))

    assert clock.today() == date(2025, 11, 20)
    assert clock.now().date() == date(2025, 11, 20)


@pytest.mark.django_db
@pytest.mark.usefixtures("real_day")
def test_outside_demo_mode_a_demo_day_means_nothing(settings):
    settings.DEMO_MODE = False
    DemoCalendar.objects.create(pk=1, day=date(2025, 11, 20))

    assert abs(clock.today() - timezone.localdate()) <= timedelta(days=1)


def test_a_fixed_day_ends_with_its_block():
    with clock.on_day(date(2024, 9, 5)):
        assert clock.today() == date(2024, 9, 5)
    assert clock.today() == date(2025, 11, 20)
