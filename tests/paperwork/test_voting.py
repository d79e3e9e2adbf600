"""Shares of votes: "at least" and "more than", counted in whole votes."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.paperwork import NomineeVote, PaperworkError, VoteGroup, needed_votes
from thidua.paperwork.documents.voting import asked_words, check_votes
from thidua.paperwork.samples import SAMPLES

from .telling import body

GROUP = VoteGroup("Giấy khen", (NomineeVote("Lê Văn Tám", 5, 4, True),), threshold_percent=50, rule="more_than")


@pytest.mark.parametrize(
    ("rule", "share", "base", "needed"),
    [
        ("at_least", "4/5", 9, 8),
        ("at_least", "4/5", 10, 8),
        ("more_than", "4/5", 10, 9),
        ("at_least", "2/3", 9, 6),
        ("more_than", "2/3", 9, 7),
        ("at_least", "2/3", 10, 7),
        ("more_than", "1/2", 9, 5),
        ("more_than", "1/2", 8, 5),
        ("at_least", "1/2", 8, 4),
    ],
)
def test_how_many_votes_are_needed(rule, share, base, needed):
    group = replace(GROUP, rule=rule, share=share, threshold_percent=None)
    assert needed_votes(group, base) == needed


@given(st.integers(1, 60), st.integers(0, 100), st.sampled_from(["at_least", "more_than"]))
def test_the_needed_votes_reach_the_share_and_one_fewer_does_not(base, percent, rule):
    needed = needed_votes(replace(GROUP, threshold_percent=percent, rule=rule), base)
    share = Fraction(percent, 100)

    def reached(votes):
        return votes > share * base if rule == "more_than" else votes >= share * base

    assert reached(needed)
    assert needed == 0 or not reached(needed - 1)


def test_the_words_name_rule_share_and_votes():
    assert asked_words(GROUP, 9) == "phải đạt trên 50%, tức ít nhất 5/9 phiếu"
    least = replace(GROUP, share="2/3", rule="at_least")
    assert asked_words(least, 9) == "phải đạt từ 2/3 trở lên, tức ít nhất 6/9 phiếu"
    assert asked_words(replace(GROUP, threshold_percent=None), 9) == ""


def test_half_is_not_more_than_half():
    half = replace(GROUP, nominees=(NomineeVote("Lê Văn Tám", 4, 4, True),))
    with pytest.raises(PaperworkError, match="4/8 phiếu, cần ít nhất 5"):
        check_votes(half, 8, 8)
    check_votes(replace(half, rule="at_least"), 8, 8)


@pytest.mark.parametrize("share", ["ba phần tư", "90%", "1/0", "5/4", "-1/2", "80"])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(PaperworkError, match="Tỷ lệ phải đạt không hợp lệ"):
        check_votes(replace(GROUP, share=share), 9, 9)


def test_a_stated_number_of_votes_must_agree_with_the_share():
    check_votes(replace(GROUP, needed=5), 9, 9)
    with pytest.raises(PaperworkError, match="Ghi cần 4 phiếu nhưng theo tỷ lệ là 5/9"):
        check_votes(replace(GROUP, needed=4), 9, 9)


def test_minutes_and_count_tell_the_votes_in_the_same_words():
    said = "Tỷ lệ đồng ý tính trên tổng số 9 thành viên Hội đồng; phải đạt trên 50%, tức ít nhất 5/9 phiếu."
    assert said in body(replace(SAMPLES["minutes"](), votes=(GROUP,)))
    assert said in body(replace(SAMPLES["count"](), votes=(GROUP,)))


def test_without_units_the_table_has_no_column_for_them():
    assert any(
        line.startswith("TT|Họ và tên/Tên tập thể|Đồng ý") for line in body(replace(SAMPLES["count"](), votes=(GROUP,)))
    )


@pytest.mark.parametrize("change", [{"tellers": ()}, {"votes": ()}, {"present": 0}, {"present": 9, "wrote": 1}])
def test_a_count_that_lacks_a_part_or_does_not_add_up_is_refused(change):
    with pytest.raises(PaperworkError, match="Biên bản kiểm phiếu"):
        replace(SAMPLES["count"](), **change).compose()


def test_the_second_teller_signs_beside_the_head_unless_somebody_else_does():
    assert SAMPLES["count"]().compose().signatures[0].lines == ("THÀNH VIÊN",)
    alone = replace(SAMPLES["count"](), tellers=SAMPLES["count"]().tellers[:1])
    assert len(alone.compose().signatures) == 1
