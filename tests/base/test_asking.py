import pytest

from thidua.base.asking import whole_number, whole_numbers


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("0", 0), ("٣", 3)])
def test_digits_are_a_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", [None, "", "²", "-1", "1.5", "abc", "9" * 5000])
def test_anything_else_is_none(text):
    assert whole_number(text) is None


def test_of_ticked_boxes_only_numbers_count():
    assert whole_numbers(["3", "x", "3", "²", "5"]) == {3, 5}
