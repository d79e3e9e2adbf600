"""A fact parted or joined on the review page keeps its words and its sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plans.plan_files import REFERENCE

from thidua.plans import bodies_in, cut_points, due_in, merge, read_plan, split

PLAN = read_plan(REFERENCE.read_bytes(), REFERENCE.name)
TEXT = PLAN.text


def test_a_task_can_be_cut_at_its_sentences_and_paragraphs():
    cuts = cut_points(TEXT, PLAN.tasks[6].at)
    assert [cut.after.split(" ", 2)[:2] for cut in cuts] == [["Công", "tác"], ["quan", "tâm"], ["điển", "hình"]]
    assert cuts[0].before == "Nâng cao chất lượng công tác khen thưởng."
    second = cut_points(TEXT, PLAN.tasks[5].at)
    assert any(cut.after.startswith("Phát hiện, bồi dưỡng") for cut in second)


def test_the_two_parts_have_their_words_and_their_places():
    task = PLAN.tasks[6]
    before, after = split(TEXT, task.at, cut_points(TEXT, task.at)[0].position)
    assert before.text == "Nâng cao chất lượng công tác khen thưởng."
    assert f"{before.text} {after.text}" == task.text
    assert before.at[0][0] == task.at[0]
    assert after.at[-1][1] == task.at[1]
    assert TEXT[slice(*before.at[0])] == before.text


def test_parts_of_different_tasks_become_one_with_both_sources():
    first, third = PLAN.tasks[0], PLAN.tasks[2]
    merged = merge(TEXT, [third.at, first.at])
    assert merged.text == f"{first.text}\n{third.text}"
    assert merged.at == (first.at, third.at)


def test_what_was_cut_becomes_whole_again():
    task = PLAN.tasks[6]
    before, after = split(TEXT, task.at, cut_points(TEXT, task.at)[0].position)
    whole = merge(TEXT, [after.at, before.at])
    assert whole.text == task.text
    assert whole.at == (task.at,)


def test_paragraphs_that_a_page_break_has_cut_are_joined_and_marks_of_lists_go():
    duty = merge(TEXT, [PLAN.sections[0].children[1].at])
    assert "của các cơ quan, đơn vị thuộc và trực thuộc Sở Nội vụ" in duty.text
    assert not any(line.startswith("-") for line in duty.text.split("\n"))


@pytest.mark.parametrize("position", [0, PLAN.tasks[0].at[0], PLAN.tasks[0].at[1], len(TEXT)])
def test_a_cut_outside_is_refused(position):
    with pytest.raises(ValueError, match=str(position)):
        split(TEXT, PLAN.tasks[0].at, position)
    with pytest.raises(ValueError, match=r"\[\]"):
        merge(TEXT, [])


def test_day_and_bodies_of_a_piece_are_read_again():
    text = "Văn phòng Sở, Thanh tra Sở gửi báo cáo trước ngày 15/11/2026."
    assert due_in(text).isoformat() == "2026-11-15"
    assert bodies_in(text) == ("Văn phòng Sở", "Thanh tra Sở")
    assert due_in("Thi đua sôi nổi.") is None
    assert bodies_in("Thi đua sôi nổi.") == ()


@given(st.data())
def test_every_cut_that_is_offered_works_and_loses_no_word(data):
    task = data.draw(st.sampled_from(PLAN.tasks))
    cuts = cut_points(TEXT, task.at)
    if not cuts:
        return
    before, after = split(TEXT, task.at, data.draw(st.sampled_from(cuts)).position)
    words = [word for word in f"{before.text} {after.text}".split() if word != "-"]
    assert words == [word for word in task.text.split() if word != "-"]
