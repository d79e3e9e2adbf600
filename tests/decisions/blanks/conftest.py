"""A signed decision with three certificates, and a blank to print them on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from thidua.base import clock
from thidua.decisions.blanks import actions
from thidua.decisions.blanks.models import Blank


def new_blank(chancery, name: str = "Giấy khen 2025", **change: Any) -> Blank:
    """A blank of A4 on its side."""
    values: dict[str, Any] = {
        "body": chancery.office.body, "name": name, "width": Decimal(297), "height": Decimal(210), "awards": [],
        "scan": None, "actor": chancery.user("officer"), "at": clock.now(),
    }  # fmt: skip
    return actions.add_blank(**(values | change))


@pytest.fixture
def blank(chancery) -> Blank:
    """A blank for all awards."""
    return new_blank(chancery)
