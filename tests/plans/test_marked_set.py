"""The marked set: plans of many kinds with the facts that a person found in them (`marked/*.json`)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plans.marking import Count, compare, marked_plans
from tests.plans.mutating import MUTATIONS, joined, swapped, without_first_number
from tests.plans.pdf_files import reference_pdf, typeset_text
from tests.plans.plan_files import REFERENCE, reference_word, saved, word_document

from thidua.plans import read_plan

PLANS = marked_plans()
REFERENCE_MARKS = json.loads((Path(__file__).parent / "reference.json").read_text("utf-8"))


def test_the_set_has_at_least_twelve_plans():
    assert len(PLANS) >= 12


def test_every_kind_of_fact_is_found_in_nineteen_of_twenty_cases_and_nothing_is_invented():
    counts: dict[str, Count] = {}
    for path, marks in PLANS:
        for kind, (count, _) in compare(read_plan(path.read_bytes(), path.name), marks).items():
            counts.setdefault(kind, Count()).add(count)
    assert {kind: count.f1 for kind, count in counts.items() if count.f1 < 0.95} == {}
    assert sum(count.invented for count in counts.values()) == 0


@pytest.mark.parametrize(("path", "marks"), PLANS, ids=[path.stem for path, _ in PLANS])
def test_each_plan_alone(path, marks):
    results = compare(read_plan(path.read_bytes(), path.name), marks)
    wrong = [line for _, lines in results.values() for line in lines]
    assert len(wrong) <= 2, wrong


def test_the_reference_plan_is_exact_in_every_shape_with_text():
    for data, name in ((reference_word(), "x.docx"), (reference_pdf(), "x.pdf")):
        results = compare(read_plan(data, name), REFERENCE_MARKS)
        assert [line for _, lines in results.values() for line in lines] == []
    results = compare(read_plan(REFERENCE.read_bytes(), REFERENCE.name), REFERENCE_MARKS)
    # the text alone has lost its letterhead
    assert [line for _, lines in results.values() for line in lines] == ["- parent=ubnd tỉnh khánh hòa"]


def as_word(text: str) -> bytes:
    """A plain text as Word has it: a paragraph a line."""
    document: Document = word_document()
    for line in filter(str.strip, text.splitlines()):
        document.add_paragraph(line)
    return saved(document)


def under(change: Callable[[str], str], *, level: Callable[[str], str] = str) -> dict[str, Count]:
    """The facts of the whole set, changed, by kind."""
    counts: dict[str, Count] = {}
    for path, marks in PLANS:
        plan = read_plan(change(path.read_text("utf-8")).encode(), path.name)
        for kind, (count, _) in compare(plan, marks, level=level).items():
            counts.setdefault(kind, Count()).add(count)
    return counts


@pytest.mark.parametrize("name", MUTATIONS)
def test_careless_hands_lose_no_kind_of_fact_and_invent_none(name):
    level = without_first_number if name == "sections swapped" else str
    counts = under(MUTATIONS[name], level=level)
    assert {kind: count.f1 for kind, count in counts.items() if count.f1 < 0.95} == {}
    assert sum(count.invented for count in counts.values()) == 0


@settings(max_examples=25)
@given(st.sampled_from(PLANS), st.integers(0, 10_000), st.floats(0.1, 0.6))
def test_wherever_line_ends_are_lost_before_items_the_facts_stay(entry, seed, share):
    path, marks = entry
    whole = sum(count.right for count, _ in compare(read_plan(path.read_bytes(), path.name), marks).values())
    plan = read_plan(joined(path.read_text("utf-8"), share, seed).encode(), path.name)
    results = compare(plan, marks)
    assert sum(count.right for count, _ in results.values()) >= 0.95 * whole
    assert sum(count.invented for count, _ in results.values()) == 0


@settings(max_examples=25)
@given(st.sampled_from(PLANS), st.integers(0, 10_000))
def test_whichever_parts_change_places_the_facts_stay(entry, seed):
    path, marks = entry
    whole = sum(count.right for count, _ in compare(read_plan(path.read_bytes(), path.name), marks).values())
    plan = read_plan(swapped(path.read_text("utf-8"), seed).encode(), path.name)
    results = compare(plan, marks, level=without_first_number)
    assert sum(count.right for count, _ in results.values()) >= 0.95 * whole
    assert sum(count.invented for count, _ in results.values()) == 0


def in_shape(shape: Callable[[str], bytes]) -> dict[str, Count]:
    """The facts of the whole set in another shape, by kind."""
    counts: dict[str, Count] = {}
    for path, marks in PLANS:
        for kind, (count, _) in compare(read_plan(shape(path.read_text("utf-8")), "x"), marks).items():
            counts.setdefault(kind, Count()).add(count)
    return counts


def test_the_set_says_the_same_as_pdf_with_ruled_tables_and_pages():
    counts = in_shape(typeset_text)
    assert {kind: count.f1 for kind, count in counts.items() if count.f1 < 0.95} == {}
    assert sum(count.invented for count in counts.values()) == 0


@pytest.mark.parametrize("stem", ["chi-thi-co-de-muc", "benh-vien-thu-tu-khac", "thu-phat-dong-cong-doan"])
def test_a_plan_says_the_same_as_paragraphs_of_word(stem):
    path, marks = next((path, marks) for path, marks in PLANS if path.stem == stem)
    results = compare(read_plan(as_word(path.read_text("utf-8")), "x.docx"), marks)
    assert [line for _, lines in results.values() for line in lines] == []
