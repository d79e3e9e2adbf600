import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.base.refusal import Refused
from thidua.decisions.blanks.serials import serials_from


@pytest.mark.parametrize(
    ("first", "serials"),
    [
        ("000123", ["000123", "000124", "000125"]),
        ("KH 0099", ["KH 0099", "KH 0100", "KH 0101"]),
        (" 7 ", ["7", "8", "9"]),
        ("2025-BK-08", ["2025-BK-08", "2025-BK-09", "2025-BK-10"]),
    ],
)
def test_a_pile_is_numbered_upwards_with_its_zeros(first, serials):
    assert serials_from(first, 3) == serials


@given(st.text(st.characters(categories=("L", "N", "P")), max_size=8), st.integers(0, 10**6 - 1), st.integers(1, 50))
def test_serials_are_all_different_and_as_long_as_the_first(prefix, start, count):
    first = f"{prefix}{start:08d}"
    found = serials_from(first, count)
    assert found[0] == first
    assert len(set(found)) == count
    assert {len(serial) for serial in found} == {len(first)}


@pytest.mark.parametrize("first", ["", "KH", "12a", "9"])
def test_what_is_no_serial_or_does_not_suffice_is_refused(first):
    with pytest.raises(Refused) as refused:
        serials_from(first, 3)
    assert refused.value.code == "bad_serial"
