"""Figures of a review: those of the text are those of its tables."""

from dataclasses import replace

import pytest

from thidua.paperwork import FigureTable, Line, PaperworkError, cells
from thidua.paperwork.samples import SAMPLES

from .telling import body

TABLE = FigureTable(
    "Khen thưởng", "Hình thức|Tập thể|Cá nhân", (cells("Bằng khen", 2, 7), cells("Giấy khen", 3, "1.200"))
)


def review(*texts: str, table: FigureTable = TABLE):
    return replace(
        SAMPLES["review"](), introduction=(), tables=(table,), lines=tuple(Line("text", text) for text in texts)
    )


def test_cells_are_named_by_name_or_number_and_sums_are_computed():
    found = body(
        review("Có {1|tổng|Tập thể} tập thể, {1|Giấy khen|cá nhân} cá nhân, {1|1|2} Bằng khen, {1|TỔNG|2} lượt")
    )
    assert found[0] == "Có 05 tập thể, 1.200 cá nhân, 07 Bằng khen, 1.207 lượt."


@pytest.mark.parametrize(
    "text",
    ["{2|tổng|Cá nhân} cá nhân", "{0|tổng|Cá nhân}", "{1|Cờ|Cá nhân}", "{1|3|Cá nhân}", "{1|tổng|Hộ}", "{1|tổng|3}"],
)
def test_a_cell_that_is_not_there_is_named(text):
    with pytest.raises(PaperworkError) as refused:
        review(text).compose()
    assert text.split("}")[0] in refused.value.place


@pytest.mark.parametrize(
    "text",
    [
        "Khen thưởng 6 tập thể",
        "khen 1.201 cá nhân",
        "khen 1201 cá nhân",
        "trong đó 4 Giấy khen",
        "có 06 Tập thể, vượt kế hoạch",
    ],
)
def test_a_figure_that_contradicts_the_table_is_refused(text):
    with pytest.raises(PaperworkError, match="nhưng bảng không có số"):
        review(text).compose()


@pytest.mark.parametrize(
    "text",
    [
        "Khen thưởng 5 tập thể, 1.207 cá nhân",
        "khen 1207 cá nhân",
        "trong đó 7 Bằng khen cho cá nhân",
        "Năm 2025 tập thể Sở đoàn kết",
        "theo Quyết định số 12 tập thể được biểu dương",
        "ngày 06 cá nhân báo cáo",
    ],
)
def test_figures_of_the_table_and_numbers_that_are_none_pass(text):
    assert review(text).compose()


def test_a_sum_that_the_table_does_not_show_is_no_figure_of_it():
    with pytest.raises(PaperworkError, match="không có số 5"):
        review("Khen thưởng 5 tập thể", table=replace(TABLE, with_total=False)).compose()


@pytest.mark.parametrize("cell", ["", "ba", "-1", "1.5", "1,000", "12.00", "²"])
def test_a_cell_that_is_no_whole_number_is_named_by_table_and_row(cell):
    table = replace(TABLE, rows=(cells("Bằng khen", 2, 7), cells("Giấy khen", 3, cell)))
    with pytest.raises(PaperworkError) as refused:
        review("Kết quả", table=table).compose()
    assert refused.value.place == "Bảng 1, hàng 2"


def test_a_table_stands_where_its_line_is_or_at_the_end_and_only_once():
    placed = body(review("Kết quả như sau:", "{bảng 1}", "Hết phần một"))
    caption = "Bảng 1. Khen thưởng"
    assert placed.index(caption) < placed.index("Hết phần một.")
    assert placed.count(caption) == 1
    assert "Tổng cộng|5|1.207" in placed
    last = body(review("Kết quả như sau"))
    assert last.index(caption) > last.index("Kết quả như sau.")
    with pytest.raises(PaperworkError, match="Không có bảng 2"):
        review("{bảng 2}", "Hết").compose()


def test_both_stages_are_named():
    assert "tổng kết phong trào" in body(review("Kết quả"))[-1]
    assert "sơ kết công tác thi đua" in body(replace(review("Kết quả"), stage="interim", movement=""))[-1]
