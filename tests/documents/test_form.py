"""The form of a paper is made of its context's fields, and gives the same context back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from thidua.documents.forms import raw as tree
from thidua.documents.forms.context_form import WINDOW, ContextForm
from thidua.paperwork import MissingItem, PaymentRow
from thidua.paperwork.cleaning import clean
from thidua.paperwork.samples import SAMPLES


def sent(context: Any, **changes: str) -> QueryDict:
    """What a browser sends back of the form as it is shown, but for ``changes``."""
    form = ContextForm(context, version=1)
    data = QueryDict(mutable=True)
    for name, text in tree.flat(form.kind, form.raw):
        item = form.fields[name]
        if item.__class__.__name__ == "BooleanField":
            if text:
                data[name] = "on"
        else:
            data[name] = text
    for node in _rows(form.nodes()):
        data[f"{node.name}-rows"], data[f"{node.name}-start"] = str(len(node.rows)), str(node.start)
    data["version"] = "1"
    for name, text in changes.items():
        data[name] = text
    return data


def _rows(nodes: list[Any]) -> list[Any]:
    found = []
    for node in nodes:
        if node.kind == "rows":
            found.append(node)
        for row in node.rows:
            found += _rows(row.children)
        found += _rows([child for child in node.children if child.kind != "head"])
    return found


def bound(context: Any, **changes: str) -> ContextForm:
    return ContextForm(context, version=1, data=sent(context, **changes))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_of_paper_comes_back_from_its_form_as_it_was(name):
    context = SAMPLES[name]()
    form = bound(context)
    assert form.is_valid(), form.errors
    assert form.result == clean(context)


def test_lines_are_one_entry_a_line(desk):
    form = bound(desk.reminder(), addressees="Văn phòng\r\n\r\n Thanh tra \r\n")
    assert form.is_valid()
    assert form.result.addressees == ("Văn phòng", "Thanh tra")


def test_a_row_is_added_without_saving_or_complaining(desk):
    form = bound(desk.reminder(), add="missing")
    assert form.only_rows
    assert not form.is_bound
    assert len(form.raw["missing"]) == 2
    assert "missing-1-unit" in form.fields


def test_a_row_is_removed_and_the_others_keep_their_texts(desk):
    rows = tuple(MissingItem(name, "Báo cáo") for name in ("Một", "Hai", "Ba"))
    form = bound(desk.reminder(missing=rows), remove="missing-1")
    assert [row["unit"] for row in form.raw["missing"]] == ["Một", "Ba"]


def test_a_row_left_empty_is_no_row(desk):
    data = sent(desk.reminder())
    data["missing-rows"] = "2"
    form = ContextForm(desk.reminder(), version=1, data=data)
    assert form.is_valid(), form.errors
    assert len(form.result.missing) == 1


def test_days_times_money_and_fractions_are_typed_as_in_vietnam(desk):
    form = bound(desk.reminder(), **{"missing-0-due": "05/09/2025"})
    assert form.is_valid()
    assert form.result.missing[0].due == date(2025, 9, 5)
    money = bound(desk.payment(), **{"rows-0-amount": "2.530.000", "rows-0-coefficient": "0,3"})
    assert money.is_valid(), money.errors
    assert (money.result.rows[0].amount, money.result.rows[0].coefficient) == (2_530_000, Decimal("0.3"))


def test_a_wrong_day_is_said_at_its_field(desk):
    form = bound(desk.reminder(), **{"missing-0-due": "31/02/2025"})
    assert not form.is_valid()
    assert "missing-0-due" in form.errors


def test_what_cannot_be_printed_is_said_at_its_field(desk):
    form = bound(desk.reminder(), **{"missing-0-unit": "Văn phòng 🎉"})
    assert not form.is_valid()
    assert "không in được" in str(form.errors["missing-0-unit"])


def test_a_wish_for_a_row_that_is_not_there_does_no_harm(desk):
    for wish in ("", "missing-7", "missing-x", "office-0", "nothing-1", "missing-0-unit"):
        assert ContextForm(desk.reminder(), version=1, data=sent(desk.reminder(), remove=wish)).nodes()
        assert ContextForm(desk.reminder(), version=1, data=sent(desk.reminder(), add=wish)).nodes()


def test_a_long_list_is_edited_page_by_page(desk):
    rows = tuple(PaymentRow(f"Người {number}", number) for number in range(250))
    context = replace(desk.payment(), rows=rows)
    second = ContextForm(context, version=1, pages={"rows": 2})
    assert [row["name"] for row in second.raw["rows"]][:1] == [f"Người {WINDOW}"]
    data = QueryDict(mutable=True)
    data.update(sent(context))
    for name in [name for name in data if name.startswith("rows-")]:
        del data[name]
    for name, text in tree.flat(second.kind, second.raw):
        if name.startswith("rows-"):
            data[name] = text
    data["rows-rows"], data["rows-start"], data["rows-0-name"] = str(WINDOW), str(WINDOW), "Sửa"
    form = ContextForm(context, version=1, data=data)
    assert form.is_valid(), form.errors
    assert len(form.result.rows) == 250
    assert form.result.rows[WINDOW].name == "Sửa"
    assert form.result.rows[0].name == "Người 0"


def test_an_absent_part_stays_absent_until_somebody_fills_it_in(desk):
    assert bound(desk.payment()).is_valid()
    form = bound(desk.payment())
    assert form.is_valid()
    assert form.result.accountant is None
    filled = bound(desk.payment(), **{"accountant-lines": "KẾ TOÁN", "accountant-name": "Trần Thị Toán"})
    assert filled.is_valid(), filled.errors
    assert filled.result.accountant.name == "Trần Thị Toán"


def test_a_time_is_read_and_shown(desk):
    form = bound(SAMPLES["minutes"](), opened="8h30")
    assert form.is_valid(), form.errors
    assert form.result.opened == time(8, 30)
