"""Quotes show whole words around what is meant."""

import pytest

from thidua.paperwork.check.rules.base import around

TEXT = "Tiền thưởng thực hiện theo quy định tại điều 55 Nghị định số 152/2025/NĐ-CP của Chính phủ."


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("điều 55", "… theo quy định tại điều 55 Nghị định số …"),
        ("Tiền", "Tiền thưởng thực hiện theo …"),
        ("phủ.", "… của Chính phủ."),
        (TEXT, TEXT),
    ],
)
def test_a_quote_is_cut_between_words(words, quote):
    start = TEXT.index(words)
    assert around(TEXT, start, start + len(words), 22) == quote


def test_what_is_meant_is_always_whole():
    assert around("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 33, 34, 5) == "… , …"
