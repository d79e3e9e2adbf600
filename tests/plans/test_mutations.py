"""The reference plan as offices might have it: what it says stays what is read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plans.plan_files import REFERENCE, reference_text

from thidua.plans import Plan, read_plan

TEXT = reference_text()
PARAGRAPHS = [line for line in TEXT.split("\n") if line.strip()]
PLAN = read_plan(REFERENCE.read_bytes(), REFERENCE.name)


def facts(plan: Plan) -> dict[str, object]:
    """What was read, without where."""

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key != "at"}
        return [bare(item) for item in value] if isinstance(value, list) else value

    result = plan.to_json()
    counts = [len(reference.at) for reference in plan.references]
    return {key: bare(result[key]) for key in result if key not in ("text", "warnings")} | {"counts": counts}


EXPECTED = facts(PLAN)


def read(text: str) -> dict[str, object]:
    """What is read from a text."""
    return facts(read_plan(text.encode(), "thu.txt"))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace(" - ", " – "),
        lambda text: text.replace("*", ""),
        lambda text: text.replace("“", '"').replace("”", '"'),
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: re.sub(r"^- ", "– ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^- ", "• ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^(\d+)\. ", r"\1.", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^(\d+)\. ", r"\1/ ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^([IVX]+)\. ", r"\1- ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^", "    ", text, flags=re.MULTILINE),
        lambda text: text + "\n\n",
        lambda text: re.sub(r"(thi) (đua)", "\\1\u00ad \\2", text),
        lambda text: text.replace("\n\nII. ", "\n\n2\n\nII. ").replace("\n\nIV. ", "\n\n- 4 -\n\nIV. "),
    ],
    ids=[
        *("single spaced", "double spaced", "long dashes", "no emphasis", "straight quotes", "doubled spaces"),
        *("fixed spaces", "other dashes", "bullets", "numbers without space", "numbers with stroke", "roman with dash"),
        *("indented", "empty end", "soft hyphens", "page numbers"),
    ],
)
def test_other_ways_to_type_it_change_nothing(change):
    changed = read(change(TEXT))
    expected = EXPECTED
    if change(TEXT) == TEXT.replace(" - ", " – "):
        expected = {key: str(value).replace(" - ", " – ") for key, value in EXPECTED.items()}
        changed = {key: str(value) for key, value in changed.items()}
    if "• " in change(TEXT) or re.search(r"^– ", change(TEXT), re.MULTILINE):
        changed, expected = (
            {key: re.sub("'label': '[-–•]'", "", str(value)) for key, value in each.items()}
            for each in (changed, expected)
        )
    if '"Cả nước' in change(TEXT):
        changed, expected = (
            {key: re.sub("[“”\"']", "", str(value)) for key, value in each.items()} for each in (changed, expected)
        )
    assert changed == expected


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_more_page_breaks_inside_paragraphs_are_joined_again(data):
    """A break after a word in the middle of a long paragraph, where the next word goes on in small letters."""
    lines = PARAGRAPHS.copy()
    long = [index for index, line in enumerate(lines) if len(line) > 200 and "chủ đề:" not in line]
    index = data.draw(st.sampled_from(long))
    breaks = [match.start() for match in re.finditer(r"(?<=[^\W\d_]) (?=[a-zđ])", lines[index]) if match.start() > 60]
    at = data.draw(st.sampled_from(breaks))
    lines[index : index + 1] = [lines[index][:at], lines[index][at + 1 :]]
    assert read("\n\n".join(lines)) == EXPECTED


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(1, 9)))
def test_tasks_in_another_order_are_the_same_tasks(order):
    """The items of section III exchanged and numbered anew."""
    start = TEXT.index("1. Tổ chức thực hiện hiệu quả")
    end = TEXT.index("IV. TỔ CHỨC THỰC HIỆN")
    items = re.split(r"^\d+\. ", TEXT[start:end], flags=re.MULTILINE)[1:]
    shuffled = "".join(f"{number}. {items[old - 1].strip()}\n\n" for number, old in enumerate(order, 1))
    plan = read_plan((TEXT[:start] + shuffled + TEXT[end:]).encode(), "thu.txt")
    assert [task.id for task in plan.tasks] == [f"III.{number}" for number in range(1, 9)]
    assert sorted(task.text for task in plan.tasks) == sorted(task.text for task in PLAN.tasks)
    assert sorted(each.number for each in plan.references) == sorted(each.number for each in PLAN.references)
    assert [movement.name for movement in plan.movements] == [movement.name for movement in PLAN.movements]


@settings(deadline=None, max_examples=40)
@given(st.sets(st.integers(0, len(PARAGRAPHS) - 1), max_size=30))
def test_nothing_is_invented_when_paragraphs_are_lost(lost):
    """Whatever is left out, every fact still read stands in what is left."""
    kept = [line for index, line in enumerate(PARAGRAPHS) if index not in lost]
    text = "\n\n".join(kept)
    try:
        plan = read_plan(text.encode(), "thu.txt")
    except ValueError:
        return
    numbers = {reference.number for reference in plan.references}
    assert all(number.replace(" ", "") in text.replace(" ", "") for number in numbers)
    assert {movement.name for movement in plan.movements} <= {movement.name for movement in PLAN.movements}
    assert {item.name for item in plan.milestones} <= {item.name for item in PLAN.milestones}
    assert plan.document.signer is None or plan.document.signer.name in (None, "Võ Chí Vương")
    assert plan.period is None or plan.period.end in (None, PLAN.period.end)
