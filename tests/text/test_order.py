"""The order of words and people."""

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text import person_sort_key, sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["An", "Ân", "Ba", "Dung", "Đa"],
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["ban mai", "bàn ghế", "bán lẻ", "bang"],
        ["Phòng 2", "Phòng 10", "Phòng Nội vụ"],
        ["Sở Nội vụ", "Sở Nội vụ tỉnh", "Sở Tài chính"],
        ["lan", "lang", "lăn", "lân"],
    ],
)
def test_words_stand_as_in_a_dictionary(ordered):
    shuffled = ordered.copy()
    Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ordered


def test_people_are_listed_by_given_name_then_family_name_then_middle_names():
    people = ["Trần Văn An", "Nguyễn Thị An", "Nguyễn Văn An", "Lê Thị Ánh", "Phạm Bình", "Nguyễn Hoàng Ân"]
    expected = ["Nguyễn Thị An", "Nguyễn Văn An", "Trần Văn An", "Lê Thị Ánh", "Nguyễn Hoàng Ân", "Phạm Bình"]
    assert sorted(people, key=person_sort_key) == expected


def test_case_and_punctuation_do_not_count():
    assert sort_key("UBND tỉnh, huyện") == sort_key("ubnd TỈNH - Huyện")


@given(st.text())
def test_keys_hold_digits_and_small_letters_only_so_that_every_collation_keeps_them(text):
    key = sort_key(text)
    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())


@given(st.text(alphabet="aăâbcdđeêoôơuưyàáảãạ ", max_size=12))
def test_keys_do_not_depend_on_the_form_of_the_letters(text):
    assert sort_key(nfd(text)) == sort_key(text)


@given(st.text(alphabet="abnghuio", min_size=1, max_size=8), st.text(alphabet="abnghuio", min_size=1, max_size=8))
def test_plain_words_stand_in_the_order_of_the_alphabet(one, other):
    assert (sort_key(one) < sort_key(other)) == (one < other)


def nfd(text):
    """The text with its marks apart."""
    return unicodedata.normalize("NFD", text)


def test_long_numbers_are_sorted_by_value_too():
    numbers = ["9", "10", "99999999999", "100000000000", "٣" + "0" * 12]
    assert sorted(numbers[3:] + numbers[:3], key=sort_key) == numbers
    assert sort_key("7" * 5000)
