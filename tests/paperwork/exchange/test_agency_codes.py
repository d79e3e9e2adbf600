"""Codes of agencies in both orders, and which one was a body's on a day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.paperwork import PaperworkError
from thidua.paperwork.exchange import AgencyCode, CodePeriod, code_on


@pytest.mark.parametrize(
    ("typed", "new", "old"),
    [
        ("H56", "H56", "000.00.00.H56"),
        ("H56.19", "H56.19", "000.00.19.H56"),
        ("000.00.19.H56", "H56.19", "000.00.19.H56"),
        ("000.00.00.H56", "H56", "000.00.00.H56"),
        ("001.04.19.H56", "H56.19.04.001", "001.04.19.H56"),
        (" h37.02.02 ", "H37.02.02", "000.02.02.H37"),
        ("G06.01", "G06.01", "000.00.01.G06"),
        ("H37.2", "H37.2", "000.00.02.H37"),
        ("H37.02.02.001.05", "H37.02.02.001.05", None),
        ("H37.TĐ".replace("Đ", "D"), "H37.TD", None),
    ],
)
def test_both_orders_are_read_and_written(typed, new, old):
    code = AgencyCode.parse(typed)
    assert str(code) == new
    assert code.old == old


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Z01",
        "H5",
        "H567",
        "19.H56",
        "H56.",
        "H56..19",
        "H56.đ",
        "H56-19",
        "001.00.19.H56",
        "00.00.19.H56",
        "H٣٣",
        "H56." + "1" * 32,
    ],
)
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(PaperworkError) as caught:
        AgencyCode.parse(typed)
    assert "H37.02" in caught.value.mend


@given(st.from_regex(r"[A-Y][0-9]{2}(\.(0[1-9]|[1-9][0-9])){0,2}", fullmatch=True))
def test_new_and_old_order_go_into_each_other(text):
    code = AgencyCode.parse(text)
    assert code.old is not None
    assert AgencyCode.parse(code.old) == code


def test_levels_and_parents():
    code = AgencyCode.parse("H37.02.05")
    assert (code.level, str(code.parent), code.parent.parent.parent) == (3, "H37.02", None)


def test_code_of_a_day_follows_the_history():
    before, after = AgencyCode.parse("H37.09"), AgencyCode.parse("H37.02")
    change = datetime.date(2025, 7, 1)
    history = [CodePeriod(before, until=change), CodePeriod(after, since=change)]
    assert code_on(history, datetime.date(2025, 6, 30)) == before
    assert code_on(history, change) == after
    assert code_on(history[1:], datetime.date(2025, 6, 30)) is None
    with pytest.raises(PaperworkError, match=r"có hai mã: H37\.02, H37\.09"):
        code_on([CodePeriod(before), CodePeriod(after)], change)
