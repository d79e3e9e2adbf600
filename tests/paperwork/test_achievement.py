"""Achievement reports and the forms of Decree 152/2025 as data."""

import datetime
from dataclasses import fields, replace

import pytest

from thidua.paperwork import AchievementReport, Fact, HonourRow, PaperworkError, RatingRow, document_pdf, forms
from thidua.paperwork.documents.achievement import CONTENT_FIELDS, TABLES
from thidua.paperwork.documents.base import BLANK
from thidua.paperwork.layout import stays_whole
from thidua.paperwork.samples import SAMPLES

from .reading import pages, running_text
from .telling import body

REPORTS = [item.code for item in forms.forms() if item.parts]
DAY = datetime.date(2026, 1, 20)


def report(code: str = "05", **change):
    return replace(SAMPLES[f"achievement-{code}"](), **change)


def test_there_are_eleven_reports_between_the_submission_and_the_certificate():
    assert [f"{number:02d}" for number in range(2, 13)] == REPORTS
    assert {item.code: item.kind for item in forms.forms() if not item.parts} == {
        "01": "submission",
        "13": "initiative",
    }


def test_only_the_numbers_that_were_seen_are_called_confirmed():
    known = {item.code: item.number_knowledge for item in forms.forms() if item.number_knowledge != "inferred"}
    assert known == {"01": "confirmed", "05": "confirmed", "13": "secondary"}


@pytest.mark.parametrize("code", REPORTS)
def test_every_form_says_what_is_ours_and_names_only_fields_of_the_report(code):
    form = forms.form(code)
    assert "lời văn là của phần mềm" in form.warning(DAY)
    names = {item.name for item in fields(AchievementReport)}
    assert {item.field for part in form.parts for item in part.items} <= names & (CONTENT_FIELDS | {"facts"})
    assert form.decree == "152/2025/NĐ-CP"


def test_a_form_is_not_used_before_its_decree_and_with_a_warning_after_an_end_that_is_not_confirmed():
    with pytest.raises(PaperworkError, match="không có hiệu lực ngày 30/06/2025"):
        forms.form("05", datetime.date(2025, 6, 30))
    assert forms.form("05", datetime.date(2025, 7, 1))
    late = datetime.date(2027, 3, 1)
    assert "hết hiệu lực" in forms.form("05", late).warning(late)
    assert "hết hiệu lực" not in forms.form("05", late).warning(datetime.date(2027, 2, 28))
    sure = replace(forms.form("05"), end_knowledge="confirmed")
    assert not sure.usable(late)
    assert sure.usable(datetime.date(2027, 2, 28))


@pytest.mark.parametrize(
    ("subject", "kind", "code"),
    [
        ("collective", "flag", "02"),
        ("individual", "national_title", "03"),
        ("collective", "merit", "04"),
        ("individual", "merit", "05"),
        ("collective", "spontaneous", "06"),
        ("individual", "spontaneous", "06"),
        ("individual", "dedication", "07"),
        ("individual", "movement", "08"),
        ("collective", "hero", "09"),
        ("individual", "hero", "10"),
        ("collective", "external", "11"),
        ("individual", "external", "12"),
    ],
)
def test_the_form_is_found_by_whom_and_for_what(subject, kind, code):
    assert forms.form_for(subject, kind, DAY).code == code


def test_no_form_is_guessed():
    with pytest.raises(PaperworkError, match="Chọn mẫu báo cáo bằng tay"):
        forms.form_for("collective", "dedication", DAY)
    with pytest.raises(PaperworkError, match="Không có mẫu số 99"):
        forms.form("99")


@pytest.mark.parametrize("code", REPORTS)
def test_a_report_has_the_parts_of_its_form_in_order(code):
    lines = body(report(code))
    titles = [line for line in lines if line.split(". ")[0] in ("I", "II", "III")]
    assert [title.split(". ", 1)[1] for title in titles] == [part.title.upper() for part in forms.form(code).parts]


def test_the_history_of_honours_is_told_with_number_day_and_issuer():
    assert "1|2024|Giấy khen|Số 12/QĐ-SNV ngày 16/12/2024 của Giám đốc Sở Nội vụ" in body(report())
    half = (HonourRow(2020, "Giấy khen"), HonourRow(2021, "Giấy khen", decided_by="Giám đốc Sở"))
    lines = body(report(awards=half))
    assert "1|2020|Giấy khen|" in lines
    assert "2|2021|Giấy khen|Giám đốc Sở" in lines


def test_who_has_no_honours_says_so():
    assert "Không có." in body(report(titles=(), awards=()))


def test_a_form_without_a_place_for_a_text_refuses_it_rather_than_lose_it():
    with pytest.raises(PaperworkError, match="Mẫu 06 không có mục “Xếp loại hằng năm”"):
        report("06", ratings=SAMPLES["achievement-05"]().ratings).compose()


@pytest.mark.parametrize("change", [{"nominee": ""}, {"award": ""}, {"results": (), "deed": ()}])
def test_a_report_without_name_award_or_achievement_is_refused(change):
    with pytest.raises(PaperworkError, match="Báo cáo thành tích, mẫu 05"):
        report(**change).compose()


def test_reporter_signs_right_and_the_superior_left():
    signers = report().compose().signatures
    assert signers[0].lines[0].startswith("XÁC NHẬN CỦA CẤP TRÌNH KHEN")
    assert signers[1].lines == ("NGƯỜI BÁO CÁO",)
    assert len(report(superior=None).compose().signatures) == 1
    page = pages(document_pdf(report()))[-1]
    assert page.word("NGƯỜI").left > 105
    assert page.word("XÁC").left < 105


def test_a_report_shows_a_number_only_when_it_has_one():
    assert "Số:" not in running_text(document_pdf(report()))
    assert "Số: 05/BCTT-SNV" in running_text(document_pdf(report(number="5")))


def test_columns_of_targets_that_nobody_filled_are_left_out():
    rows = SAMPLES["achievement-02"]().indicators
    assert TABLES["indicators"](rows).columns[-1].title == "Tỷ lệ"
    bare = tuple(replace(row, rate="", unit="", note="x") for row in rows)
    assert [column.title for column in TABLES["indicators"](bare).columns] == [
        "TT",
        "Chỉ tiêu",
        "Kế hoạch",
        "Thực hiện",
        "Ghi chú",
    ]


@pytest.mark.parametrize("code", ["11", "12"])
def test_the_office_vouches_for_the_report_on_foreigners_who_do_not_sign_it(code):
    text = running_text(document_pdf(report(code)))
    assert "Sở Nội vụ tỉnh Khánh Hòa cam đoan" in text
    assert "(tên giả định) cam đoan" not in text


def test_the_nominee_vouches_for_the_own_report():
    assert "Bùi Đức Dũng cam đoan" in running_text(document_pdf(report("05")))


def test_what_is_left_to_be_written_by_hand_gets_no_full_stop():
    paper = report("06", facts=(Fact("Chức vụ, đơn vị công tác hoặc địa chỉ", BLANK),))
    assert f"{BLANK}." not in running_text(document_pdf(paper))
    assert BLANK in running_text(document_pdf(paper))


def test_a_table_of_many_lines_is_split_rather_than_leaving_half_a_page_white():
    one = HonourRow(2024, "Giấy khen", "12/QĐ-SNV", datetime.date(2024, 12, 16), "Giám đốc Sở Nội vụ")
    assert stays_whole(TABLES["awards"]((one,) * 6))
    assert not stays_whole(TABLES["awards"]((one,) * 7))
    short = RatingRow(2024, "Hoàn thành tốt nhiệm vụ", "")
    assert stays_whole(TABLES["ratings"]((short,) * 8))
    assert not stays_whole(TABLES["ratings"]((short,) * 9))
