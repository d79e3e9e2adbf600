"""Parts of names, likeness of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text import similarity, split_name

_NAMES = st.text(alphabet="abcdđeêghiô ưmnt", max_size=25)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Thị Minh Khai", ("Nguyễn", "Thị Minh", "Khai")),
        ("  Lê   Lợi ", ("Lê", "", "Lợi")),
        ("Bình", ("", "", "Bình")),
        ("", ("", "", "")),
        ("Vo\u0303 Nguyên Giáp", ("Võ", "Nguyên", "Giáp")),
    ],
)
def test_a_name_splits_into_family_middle_and_given_name(name, parts):
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Nguyễn Văn An", "nguyen van an", 1),
        ("abcd", "abdc", 0.75),
        ("abcd", "abc", 0.75),
        ("abcd", "xyzt", 0),
        ("", "", 1),
        ("", "a", 0),
    ],
)
def test_similarity_counts_the_letters_to_change(one, other, likeness):
    assert similarity(one, other) == pytest.approx(likeness)


@given(_NAMES, _NAMES)
def test_similarity_is_symmetric_and_between_none_and_all(one, other):
    likeness = similarity(one, other)
    assert 0 <= likeness <= 1
    assert likeness == similarity(other, one)
    assert similarity(one, one) == 1
