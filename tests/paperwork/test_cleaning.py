"""Texts that can be printed, and those that cannot."""

import dataclasses
import unicodedata

import pytest

from thidua.paperwork import PaperworkError, samples
from thidua.paperwork.cleaning import clean, clean_text


def test_both_unicode_forms_give_the_same_text():
    name = "Nguyễn Thị Ưng Ứng"
    assert clean_text(unicodedata.normalize("NFD", name), "Họ tên") == name


def test_spaces_and_invisible_signs_are_tidied():
    assert clean_text("  Lê\u00a0Văn\u200b \n Tám ", "Họ tên") == "Lê Văn Tám"


@pytest.mark.parametrize("sign", ["😀", "漢", "\x00", "\x07", "\ue000"])
def test_signs_that_cannot_be_printed_are_refused_with_their_place(sign):
    with pytest.raises(PaperworkError) as refused:
        clean_text(f"Lê {sign} Tám", "Danh sách, dòng 3, họ tên")
    assert refused.value.place == "Danh sách, dòng 3, họ tên"
    assert f"U+{ord(sign):04X}" in refused.value.message


@pytest.mark.parametrize("text", ["محمد", "שלום", "Lê \u202eTám"])
def test_right_to_left_writing_is_refused(text):
    with pytest.raises(PaperworkError, match="phải sang trái"):
        clean_text(text, "Họ tên")


def test_too_long_texts_and_words_are_refused_and_long_ones_pass():
    assert clean_text("Nguyễn " * 30, "Họ tên", longest=250)
    assert clean_text("a" * 80, "Họ tên")
    with pytest.raises(PaperworkError, match="Dài 286"):
        clean_text("Nguyễn " * 41, "Họ tên", longest=250)
    with pytest.raises(PaperworkError, match="từ dài 81"):
        clean_text("a" * 81, "Họ tên")


def test_the_place_names_list_and_row():
    decision = samples.decision(3, 0)
    broken = dataclasses.replace(
        decision, grants=(decision.grants[0], dataclasses.replace(decision.grants[1], unit="Phòng 😀"))
    )
    with pytest.raises(PaperworkError) as refused:
        clean(broken)
    assert refused.value.place == "Danh sách, dòng 2, đơn vị"


def test_lists_become_tuples_and_empty_lines_go():
    decision = dataclasses.replace(samples.decision(3, 0), recipients=["Như Điều 4", "", "  "])
    assert clean(decision).recipients == ("Như Điều 4",)


def test_cleaning_twice_changes_nothing():
    once = clean(samples.minutes())
    assert clean(once) == once
