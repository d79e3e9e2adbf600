"""Office profiles: the legal ranges of Decree 30/2020."""

import dataclasses

import pytest

from thidua.paperwork import Margins, PaperworkError, Sizes, document_docx, document_pdf, samples

WIDEST = dataclasses.replace(
    samples.OFFICE, margins=Margins(25, 25, 35, 20), line_spacing=1.5, paragraph_gap=12, first_line_indent=10
)


@pytest.mark.parametrize("office", [samples.OFFICE, WIDEST])
def test_profiles_inside_the_ranges_pass(office):
    assert list(office.errors()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"margins": Margins(top=19)}, "Lề trên 19 mm"),
        ({"margins": Margins(bottom=26)}, "Lề dưới 26 mm"),
        ({"margins": Margins(left=29.5)}, "Lề trái 29.5 mm"),
        ({"margins": Margins(right=21)}, "Lề phải 21 mm"),
        ({"sizes": Sizes(body=12)}, "Cỡ chữ nội dung 12 pt"),
        ({"sizes": Sizes(recipients=12)}, "Cỡ chữ danh sách nơi nhận 12 pt"),
        ({"line_spacing": 1.6}, "Giãn dòng 1.6"),
        ({"paragraph_gap": 3}, "Khoảng cách đoạn 3 pt"),
        ({"first_line_indent": 20}, "Lùi đầu dòng 20 mm"),
        ({"place": ""}, "Chưa có địa danh"),
        ({"agency_lines": ()}, "Chưa có tên cơ quan"),
    ],
)
def test_what_the_decree_forbids_is_refused(change, said):
    office = dataclasses.replace(samples.OFFICE, **change)
    with pytest.raises(PaperworkError, match=said):
        office.check()
    with pytest.raises(PaperworkError, match=said):
        document_pdf(dataclasses.replace(samples.decision(2, 0), office=office))


def test_all_faults_are_listed_at_once():
    office = dataclasses.replace(samples.OFFICE, margins=Margins(left=20, right=30), line_spacing=3)
    assert len(list(office.errors())) == 3


def test_a_long_agency_name_must_be_broken_by_hand():
    name = "TRƯỜNG CAO ĐẲNG KINH TẾ KỸ THUẬT DU LỊCH VÀ CÔNG NGHỆ KHÁNH HÒA"
    one_line = dataclasses.replace(samples.OFFICE, agency_lines=(name,))
    decision = samples.decision(2, 0)
    for generate in (document_pdf, document_docx):
        with pytest.raises(PaperworkError, match="Ngắt tên cơ quan"):
            generate(dataclasses.replace(decision, office=one_line))
    three = ("TRƯỜNG CAO ĐẲNG KINH TẾ", "KỸ THUẬT DU LỊCH", "VÀ CÔNG NGHỆ KHÁNH HÒA")
    assert document_pdf(dataclasses.replace(decision, office=dataclasses.replace(one_line, agency_lines=three)))
