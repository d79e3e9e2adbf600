"""Long tables give every column the value that is read from each subject alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.law.lives import QUESTIONS, lives

from thidua.law import LawError, check, load_law
from thidua.law.codes import AWARD_CODES
from thidua.law.facts import RECIPIENTS, read_facts
from thidua.law.packed import Column
from thidua.law.packing import Question, pack_tables, subject_of
from thidua.law.record import GIVEN, Atom
from thidua.law.screening import screen_tables
from thidua.law.tables import View, columns_of, facts_of, pack_rows, tables_of_facts
from thidua.law.tables.columns import READERS

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _atoms(day: date) -> set[Atom]:
    law = load_law()
    found = {GIVEN}
    for code in law.awards:
        for recipient in RECIPIENTS:
            criteria = law.criteria(code, recipient, day) if recipient in law.awards[code].recipients else None
            found |= criteria.atoms if criteria is not None else set()
    return found


def test_every_column_of_the_packs_has_its_own_reader() -> None:
    """Without one the column is still right, but read person by person."""
    slow = {atom.name for day in (date(2013, 1, 1), date(2020, 1, 1), date(2026, 1, 1)) for atom in _atoms(day)}
    assert {name for name in slow if name.partition(":")[0] not in READERS} == set()


@MANY
@given(st.lists(lives(), min_size=1, max_size=8), QUESTIONS)
def test_columns_from_tables_equal_those_read_one_by_one(crowd: list[dict[str, Any]], question: dict[str, Any]) -> None:
    asked = Question.of(**question)
    facts = [read_facts(item, AWARD_CODES) for item in crowd]
    subjects = [subject_of(item, asked) for item in facts]
    view = View(tables_of_facts(facts), asked.on, asked.year)
    assert view.year.tolist() == [subject.year for subject in subjects]
    atoms = _atoms(min(asked.received, date(2026, 9, 30)))
    columns = dict(columns_of(view, atoms, subjects.__getitem__))
    for atom in atoms:
        expected = np.array([atom.read(subject) for subject in subjects], dtype=atom.dtype)
        assert columns[atom.name].dtype == expected.dtype
        assert columns[atom.name].tolist() == expected.tolist(), atom.name


def test_rows_of_a_database_in_any_order_become_the_same_columns_as_facts() -> None:
    facts = {
        "subject": {"kind": "individual", "role": "civil_servant", "employed_from": "2015-03-02"},
        "ratings": [{"year": 2023, "rating": "good"}, {"year": 2024, "rating": "excellent"}],
        "titles": [
            {"award": "CSTDCS", "year": 2023, "decided_on": "2024-01-10", "basis": "initiative"},
            {"award": "LDTT", "year": 2022},
        ],
        "awards": [{"award": "BK_TINH", "year": 2022, "decided_on": "2022-12-20", "kind": "merit", "revoked": True}],
        "initiatives": [
            {"year": 2023, "scope": "base", "recognised_on": "2023-11-02", "used_for": ["CSTDCS:2023"]},
            {"year": 2024, "scope": "province", "recognised_on": None, "used_for": []},
        ],
        "discipline": [{"level": "reprimand", "from": "2020-02-01", "until": "2021-02-01"}],
        "holds": [{"reason": "complaint", "from": "2025-11-01", "until": None}],
        "leave": [{"kind": "sick", "from": "2024-05-06", "until": "2024-05-10"}],
        "service": [{"post": "Chuyên viên", "from": "2015-03-02", "until": None}],
    }  # fmt: skip
    other = {"subject": {"kind": "individual", "role": "worker"}, **{name: [] for name in list(facts)[1:]}}
    tables = pack_rows(
        [(20, "worker", None), (10, "civil_servant", date(2015, 3, 2))],
        ratings=[(10, 2024, "excellent"), (99, 2024, "good"), (10, 2023, "good")],
        titles=[
            (10, "CSTDCS", 2023, "2024-01-10", "initiative", False),
            (10, "LDTT", 2022, None, None, False),
        ],
        awards=[(10, "BK_TINH", 2022, date(2022, 12, 20), None, None, "merit", True)],
        initiatives=[
            (10, 7, 2024, "initiative", "province", None),
            (10, 5, 2023, "initiative", "base", "2023-11-02"),
        ],
        uses=[(10, 5, "CSTDCS", 2023)],
        discipline=[(10, "reprimand", date(2020, 2, 1), date(2021, 2, 1))],
        holds=[(10, "complaint", date(2025, 11, 1), None, None)],
        leave=[(10, "sick", date(2024, 5, 6), date(2024, 5, 10))],
        service=[(10, "Chuyên viên", date(2015, 3, 2), None)],
    )
    assert tables.keys is not None
    assert tables.keys.tolist() == [20, 10]
    on = date(2025, 12, 10)
    subjects = [subject_of(read_facts(item, AWARD_CODES), Question.of(on)) for item in (other, facts)]
    columns = dict(columns_of(View(tables, on, None), _atoms(on), subjects.__getitem__))
    for atom in _atoms(on):
        assert columns[atom.name].tolist() == [atom.read(subject) for subject in subjects], atom.name


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"ratings": [(1, 2024, "good"), (1, 2024, "excellent")]}, "năm 2024 có hai mức xếp loại"),
        ({"ratings": [(1, 2024, None)]}, "ratings, dòng 1"),
        ({"titles": [(1, "LDT", 2024, None, "", False)]}, "'LDT' không hợp lệ"),
        ({"titles": [(1, "LDTT", 2024, "10/01/2025", "", False)]}, "không phải ngày"),
        ({"leave": [(1, "sick")]}, "mỗi dòng cần 4 giá trị"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(rows: dict[str, Any], message: str) -> None:
    with pytest.raises(LawError, match=message.replace("'", ".")):
        pack_rows([(1, "worker", None)], **rows)


def test_the_same_subject_twice_is_refused() -> None:
    with pytest.raises(LawError, match="hai lần"):
        pack_rows([(1, "worker", None), (1, "worker", None)])


@MANY
@given(st.lists(lives(), min_size=1, max_size=8), QUESTIONS)
def test_a_cohort_from_tables_gives_the_answers_of_each_alone(
    crowd: list[dict[str, Any]], question: dict[str, Any]
) -> None:
    law = load_law()
    facts = [read_facts(item, AWARD_CODES) for item in crowd]
    codes = [code for code in ("LDTT", "CSTDCS", "TTLDTT", "GIAY_KHEN", "BK_TINH") if code in law.awards]
    screening = screen_tables(law, tables_of_facts(facts), codes, **question)
    for index, item in enumerate(crowd):
        for code in codes:
            assert screening.outcome(index, code) == check(law, item, code, **question).outcome, code
            assert screening.verdict(index, code).outcome == screening.outcome(index, code)


@MANY
@given(lives())
def test_a_subject_written_back_from_tables_is_the_subject(facts: dict[str, Any]) -> None:
    read = read_facts(facts, AWARD_CODES)
    tables = tables_of_facts([read])
    tables.facts = None
    again = facts_of(tables, 0)
    unheld = {"movements", "sentences"}  # lists that tables do not hold yet
    assert again.given - unheld == read.given - unheld
    for name in (
        "kind",
        "role",
        "ratings",
        "titles",
        "awards",
        "initiatives",
        "discipline",
        "holds",
        "leave",
        "judged",
    ):
        assert getattr(again, name) == getattr(read, name), name
    assert again.member_years == read.member_years


def test_packed_columns_come_back_as_they_were() -> None:
    masks = np.array([0, 0b1101 << 30, 1 << 33], dtype=np.uint64)
    whole = np.array([0, 2**64 - 1, 1], dtype=np.uint64)
    numbers = np.array([-2, 9999, 0], dtype=np.int64)
    same = np.full(3, 2**64 - 1, dtype=np.uint64)
    for values, width in ((masks, 1), (whole, 8), (numbers, 2), (same, 8)):
        column = Column.of(values)
        assert column.values.dtype.itemsize == width
        part = column.part(slice(1, 3), 2)
        assert part.dtype.kind == values.dtype.kind
        assert part.tolist() == values[1:3].tolist()
    assert len(Column.of(same).values) == 1


@pytest.mark.parametrize("together", [1, 3])
@settings(MANY, max_examples=20)
@given(st.lists(lives(), min_size=2, max_size=8), QUESTIONS)
def test_a_cohort_packed_in_parts_is_the_cohort_packed_whole(
    together: int, crowd: list[dict[str, Any]], question: dict[str, Any]
) -> None:
    asked = Question.of(**question)
    tables = tables_of_facts([read_facts(item, AWARD_CODES) for item in crowd])
    atoms = _atoms(min(asked.received, date(2026, 9, 30)))
    whole = pack_tables(tables, atoms, asked)
    parts = pack_tables(tables, atoms, asked, together=together)
    everybody = slice(0, len(crowd))
    assert parts.year.tolist() == whole.year.tolist()
    assert parts.kind.tolist() == whole.kind.tolist()
    for name, column in whole.columns.items():
        other = parts.columns[name]
        assert other.part(everybody, len(crowd)).tolist() == column.part(everybody, len(crowd)).tolist(), name
        assert (other.shift, other.values.dtype) == (column.shift, column.values.dtype), name
