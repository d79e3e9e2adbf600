"""Two readings held against each other: what is new, gone, different, elsewhere, and nothing that is the same."""

import json
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plans.plan_files import SAMPLES, reference_text
from tests.plans.test_warnings import PARTS, PLAN

from thidua.plans import difference, read_plan, text_difference

TEXT = reference_text()


def reading(text: str) -> dict[str, object]:
    """A plan's reading as it is kept."""
    return json.loads(json.dumps(read_plan(text.encode(), "x.txt").to_json()))


def small(**parts: str) -> dict[str, object]:
    """The small plan of the warnings with some of its parts replaced."""
    return reading(PLAN.format(**PARTS | parts))


def told(before: dict, after: dict) -> list[tuple[str, str]]:
    """(list, what) of every change."""
    return [(change.list, change.what) for change in difference(before, after)]


REFERENCE_READING = reading(TEXT)
SMALL = small()


def test_a_plan_and_itself_differ_in_nothing():
    assert difference(REFERENCE_READING, REFERENCE_READING) == []


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_other_empty_lines_and_spaces_are_no_difference(path):
    text = path.read_text("utf-8")
    # the head of a text with columns is told by its spaces
    assert told(reading(text), reading(text.replace("\n", "\n\n"))) == [] or "   " in text


def test_a_date_filled_in_is_told_alone():
    after = reading(TEXT.replace("Số: /KH-SNV", "Số: 45/KH-SNV").replace("ngày tháng 9", "ngày 12 tháng 9"))
    changes = difference(REFERENCE_READING, after)
    assert [(change.id, change.what) for change in changes] == [
        ("document.number", "added"),
        ("document.date", "changed"),
    ]
    assert changes[0].after == "45"
    assert changes[1].fields[0].name == "day"
    assert [after["text"][start:end] for start, end in changes[1].after_at] == ["ngày 12 tháng 9 năm 2024"]


def test_an_end_put_off_is_a_changed_period():
    (change,) = difference(REFERENCE_READING, reading(TEXT.replace("đến ngày 31/12/2025.", "đến ngày 31/3/2026.")))
    assert (change.list, change.what) == ("period", "changed")
    assert [(one.name, one.label, one.before, one.after) for one in change.fields] == [
        ("end", "Đến ngày", "2025-12-31", "2026-03-31")
    ]


def test_a_task_put_in_at_the_top_renumbers_the_others_and_changes_none():
    before = small(content="1. Hoàn thành các chỉ tiêu được giao.\n\n2. Cải cách hành chính.")
    after = small(content="1. Trồng cây xanh.\n\n2. Hoàn thành các chỉ tiêu được giao.\n\n3. Cải cách hành chính.")
    changes = [change for change in difference(before, after) if change.list == "tasks"]
    assert [(change.what, change.label) for change in changes] == [
        ("added", "Nhiệm vụ III.1"),
        ("renumbered", "Nhiệm vụ III.2"),
        ("renumbered", "Nhiệm vụ III.3"),
    ]
    assert changes[1].before["text"] == changes[1].after["text"] == "Hoàn thành các chỉ tiêu được giao."


def test_a_task_left_out_is_told_where_it_stood():
    before = small(content="1. Hoàn thành các chỉ tiêu.\n\n2. Trồng cây xanh.\n\n3. Cải cách hành chính.")
    after = small(content="1. Hoàn thành các chỉ tiêu.\n\n2. Cải cách hành chính.")
    changes = difference(before, after)
    assert [(change.list, change.what, change.label) for change in changes] == [
        ("tasks", "dropped", "Nhiệm vụ III.2"),
        ("tasks", "renumbered", "Nhiệm vụ III.2"),
    ]
    assert changes[0].after is None
    assert changes[0].before["text"] == "Trồng cây xanh."


def test_words_changed_in_a_task_are_one_change_with_both_sources():
    words = "Hoàn thành 95% hồ sơ đúng hạn trước ngày 31/3/2025 tại Văn phòng Sở."
    before = small(content=f"1. {words}\n\n2. Cải cách hành chính.")
    after = small(content=f"1. {words.replace('95%', '98%').replace('31/3', '30/6')}\n\n2. Cải cách hành chính.")
    change = next(change for change in difference(before, after) if change.list == "tasks")
    assert change.what == "changed"
    assert {one.name for one in change.fields} == {"text", "due"}
    assert "95%" in before["text"][slice(*change.before_at[0])]
    assert "98%" in after["text"][slice(*change.after_at[0])]
    assert 0.8 < change.likeness < 1


def test_tasks_that_change_places_are_moved_as_few_as_possible():
    items = ["Hoàn thành chỉ tiêu thu ngân sách.", "Cải cách hành chính.", "Trồng cây xanh.", "Chuyển đổi số."]
    before = small(content="\n\n".join(f"{number}. {item}" for number, item in enumerate(items, 1)))
    items.append(items.pop(0))
    after = small(content="\n\n".join(f"{number}. {item}" for number, item in enumerate(items, 1)))
    moved = [change for change in difference(before, after) if change.what == "moved"]
    assert [change.after["text"] for change in moved if change.list == "tasks"] == [
        "Hoàn thành chỉ tiêu thu ngân sách."
    ]


def test_a_document_with_another_number_is_another_document():
    opening = PARTS["opening"].replace("10/KH-UBND", "11/KH-UBND")
    changes = difference(SMALL, small(opening=opening))
    assert [(change.what, (change.before or change.after)["number"]) for change in changes] == [
        ("dropped", "10/KH-UBND"),
        ("added", "11/KH-UBND"),
    ]


def test_a_document_with_another_date_is_the_same_document_changed():
    opening = PARTS["opening"].replace("01/8/2024", "02/8/2024")
    (change,) = difference(SMALL, small(opening=opening))
    assert (change.list, change.what, change.fields[0].before, change.fields[0].after) == (
        *("references", "changed", "2024-08-01", "2024-08-02"),
    )


def test_a_purpose_that_no_fact_holds_is_told_as_a_part_of_the_outline():
    (change,) = difference(SMALL, small(purpose="Tạo không khí thi đua sôi nổi, rộng khắp trong toàn ngành."))
    assert (change.list, change.what, change.label) == ("sections", "changed", "Mục I")


def test_numbers_of_documents_in_a_list_do_not_make_a_task_differ():
    """A document cited earlier shifts the numbers of the lists; the task cites the same one."""
    before = small(content="1. Thực hiện Nghị quyết số 09-NQ/TW ngày 28/01/2022 của Bộ Chính trị.")
    purpose = "Thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024 của Bộ Chính trị."
    after = small(content="1. Thực hiện Nghị quyết số 09-NQ/TW ngày 28/01/2022 của Bộ Chính trị.", purpose=purpose)
    assert before["tasks"][0]["references"] != after["tasks"][0]["references"]
    assert [change for change in difference(before, after) if change.list == "tasks"] == []


def test_a_reading_made_before_a_kind_of_fact_was_read_says_nothing_about_it():
    old = {key: value for key, value in REFERENCE_READING.items() if key not in ("quotas", "targets", "deadlines")}
    assert difference(old, REFERENCE_READING) == []


def test_changes_go_through_json():
    for change in difference(
        SMALL, small(period="Từ ngày 01/11/2024 đến ngày 30/9/2025.", duties="1. Văn phòng Sở làm.")
    ):
        again = json.loads(json.dumps(change.to_json(), ensure_ascii=False))
        assert again == change.to_json()
        assert {"id", "list", "what", "label", "before", "after", "before_at", "after_at", "fields"} <= set(again)


@settings(max_examples=30)
@given(st.permutations(range(1, 9)))
def test_the_other_way_round_what_is_added_is_dropped(order):
    start, end = TEXT.index("1. Tổ chức thực hiện hiệu quả"), TEXT.index("IV. TỔ CHỨC THỰC HIỆN")
    items = re.split(r"^\d+\. ", TEXT[start:end], flags=re.MULTILINE)[1:]
    kept = [old for old in order if old != 3]
    changed = "".join(f"{number}. {items[old - 1].strip()}\n\n" for number, old in enumerate(kept, 1))
    after = reading(TEXT[:start] + changed + TEXT[end:])
    forth = [change for change in difference(REFERENCE_READING, after) if change.list == "tasks"]
    back = [change for change in difference(after, REFERENCE_READING) if change.list == "tasks"]
    assert [change.before["text"][:20] for change in forth if change.what == "dropped"] == ["Tập trung khắc phục "]
    assert [change.after["text"][:20] for change in back if change.what == "added"] == ["Tập trung khắc phục "]
    assert not [change for change in (*forth, *back) if change.what == "changed"]
    moved = [sum(change.what == "moved" for change in changes) for changes in (forth, back)]
    assert moved[0] == moved[1]


def test_long_plans_are_compared_in_no_time():
    lines = [
        f"{number}. Nhiệm vụ {number * 7919 % 3001} của đơn vị {number * 104729 % 997}." for number in range(1, 99)
    ]
    one = small(content="\n\n".join(lines * 20))
    other = small(content="\n\n".join([line.replace("đơn vị", "phòng") for line in lines] * 20))
    started = time.process_time()
    difference(one, other)
    assert time.process_time() - started < 5


def test_words_of_two_texts_are_told_apart_and_make_both_texts():
    before, after = "Hoàn thành 95% hồ sơ đúng hạn", "Hoàn thành ít nhất 98% hồ sơ"
    steps = text_difference(before, after)
    assert steps == [
        ("equal", "Hoàn thành "),
        ("delete", "95% "),
        ("insert", "ít nhất 98% "),
        ("equal", "hồ sơ "),
        ("delete", "đúng hạn "),
    ]


@given(st.lists(st.sampled_from("một hai ba bốn".split())), st.lists(st.sampled_from("một hai ba năm".split())))
def test_steps_lead_from_one_text_to_the_other(old, new):
    before, after = " ".join(old), " ".join(new)
    steps = text_difference(before, after)
    assert "".join(text for what, text in steps if what != "delete").split() == new
    assert "".join(text for what, text in steps if what != "insert").split() == old
