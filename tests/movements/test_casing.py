"""Words in capitals are written as the document writes them elsewhere."""

from __future__ import annotations

import pytest

from thidua.movements.casing import as_in_a_sentence

TEXT = (
    "ỦY BAN NHÂN DÂN\nUBND tỉnh Lam Giang giao Sở Nội vụ; tại Lam Giang, Nhân dân và các sở.\n"
    "Phong trào thi đua. Thi đua của tỉnh; mọi người thi đua.\n"
)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("PHÁT ĐỘNG THI ĐUA TẠI LAM GIANG LẦN THỨ VI", "Phát động thi đua tại Lam Giang lần thứ VI"),
        ("Phát động thi đua", "Phát động thi đua"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Chủ tịch Ủy ban Nhân dân tỉnh"),
        ("", ""),
    ],
)
def test_words_in_capitals_are_written_as_in_a_sentence(words: str, written: str) -> None:
    assert as_in_a_sentence(words, TEXT) == written


def test_what_the_text_says_nothing_of_is_small() -> None:
    assert as_in_a_sentence("HỘI NGHỊ ĐIỂN HÌNH", "") == "Hội nghị điển hình"
