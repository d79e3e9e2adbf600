"""Documents cited by number, names of bodies, deadlines: sentence by sentence."""

from datetime import date

import pytest

from thidua.plans.facts.period import find_due
from thidua.plans.facts.references import find_references
from thidua.plans.structure.passages import Passage, clean
from thidua.plans.vocabulary.bodies import leading_bodies


def passage(text: str) -> Passage:
    """A sentence as a passage."""
    return clean(text, 0, len(text), marked_up=False)


@pytest.mark.parametrize(
    ("sentence", "kind", "number", "day", "issuer", "subject"),
    [
        (
            "Quyết định số 1719/QĐ-TTg ngày 14 tháng 10 năm 2021 của Thủ tướng Chính phủ phê duyệt Đề án.",
            *(
                "Quyết định",
                "1719/QĐ-TTg",
                date(2021, 10, 14),
                "Thủ tướng Chính phủ",
                "phê duyệt Đề án",
            ),
        ),
        (
            "Thông tư 15/2025/TT-BNV ngày 04/8/2025 của Bộ trưởng Bộ Nội vụ quy định chi tiết một số điều;",
            *("Thông tư", "15/2025/TT-BNV", date(2025, 8, 4), "Bộ trưởng Bộ Nội vụ", "quy định chi tiết một số điều"),
        ),
        (
            "Kế hoạch số 05/KH-BGTVT ngày 03/01/2024 của Bộ Giao thông vận tải về an toàn giao thông, Sở ban hành:",
            *("Kế hoạch", "05/KH-BGTVT", date(2024, 1, 3), "Bộ Giao thông vận tải", "an toàn giao thông"),
        ),
        (
            "Kế hoạch số 9/KH-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch và Kế hoạch của tỉnh.",
            *("Kế hoạch", "9/KH-BVHTTDL", None, "Bộ Văn hóa, Thể thao và Du lịch", None),
        ),
        (
            "Công văn số 1234/UBND-NC ngày 1/2/2025 của UBND tỉnh về việc tổ chức phát động.",
            *("Công văn", "1234/UBND-NC", date(2025, 2, 1), "UBND tỉnh", "tổ chức phát động"),
        ),
        (
            "văn bản số 88/SNV-TĐKT ngày 01-02-2025 của Sở Nội vụ",
            *("Văn bản", "88/SNV-TĐKT", date(2025, 2, 1), "Sở Nội vụ", None),
        ),
        (
            "Quy định số 399-QĐ/TW ngày 01/01/2026 của Ban Bí thư về văn bản của Đảng",
            *("Quy định", "399-QĐ/TW", date(2026, 1, 1), "Ban Bí thư", "văn bản của Đảng"),
        ),
        (
            "Nghị quyết số 1211/2016/UBTVQH13 ngày 25/5/2016 của Ủy ban Thường vụ Quốc hội",
            *("Nghị quyết", "1211/2016/UBTVQH13", date(2016, 5, 25), "Ủy ban Thường vụ Quốc hội", None),
        ),
        ("Nghị quyết số 42 / NQ - CP của Chính phủ", "Nghị quyết", "42/NQ-CP", None, "Chính phủ", None),
        ("Chỉ thị số 35-CT/TW", "Chỉ thị", "35-CT/TW", None, None, None),
        ("(Quyết định số 07/QÐ-UBND)", "Quyết định", "07/QĐ-UBND", None, None, None),
        (
            "Kết luận số 83-KL/TW ngày 30/8/2010 của Ban Bí thư",
            "Kết luận",
            "83-KL/TW",
            date(2010, 8, 30),
            "Ban Bí thư",
            None,
        ),
    ],
)
def test_a_document_is_read_from_its_sentence(sentence, kind, number, day, issuer, subject):
    references = find_references([passage(sentence)])
    assert [(each.kind, each.number, each.date, each.issuer, each.subject) for each in references.items] == [
        (kind, number, day, issuer, subject)
    ]
    assert references.warnings == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghị quyết Đại hội Đảng bộ Sở Nội vụ nhiệm kỳ 2020 - 2025",
        "Quy chế thi đua, khen thưởng của Sở Nội vụ",
        "Luật Thi đua, khen thưởng năm 2022",
        "đạt 95% trở lên, tăng 1/3 so với năm 2024; tỷ lệ 3/4",
        "từ 01/01/2025 đến 31/12/2025, giai đoạn 2021-2025",
        "một số cơ chế, số 12 đường Trần Phú",
        "COVID-19, TP-HCM, A4/A3",
    ],
)
def test_what_has_no_number_is_not_cited_by_number(sentence):
    assert find_references([passage(sentence)]).items == []


def test_several_numbers_behind_one_noun():
    found = find_references([passage("các Quyết định số 1/QĐ-UBND, số 2/QĐ-UBND và số 3/QĐ-UBND của UBND tỉnh")])
    assert [(each.kind, each.number) for each in found.items] == [
        ("Quyết định", "1/QĐ-UBND"),
        ("Quyết định", "2/QĐ-UBND"),
        ("Quyết định", "3/QĐ-UBND"),
    ]


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("Văn phòng Sở theo dõi, đôn đốc.", ("Văn phòng Sở",)),
        ("Giao Phòng Thi đua - Khen thưởng chủ trì tham mưu.", ("Phòng Thi đua - Khen thưởng",)),
        ("Giao Trạm Y tế và Đoàn xã phối hợp.", ("Trạm Y tế", "Đoàn xã")),
        (
            "Công đoàn, Đoàn Thanh niên, Hội Cựu chiến binh tổ chức thi.",
            ("Công đoàn", "Đoàn Thanh niên", "Hội Cựu chiến binh"),
        ),
        ("Thủ trưởng các cơ quan, tổ chức, đơn vị chịu trách nhiệm.", ("Thủ trưởng các cơ quan, tổ chức, đơn vị",)),
        ("Sở Nội vụ (Ban Thi đua): hướng dẫn.", ("Sở Nội vụ",)),
        (
            "UBND các xã, phường; các trường học trên địa bàn phát động.",
            ("UBND các xã, phường", "các trường học trên địa bàn"),
        ),
        ("Tổ chức hội nghị tổng kết.", ()),
        ("Báo cáo kết quả về Sở.", ()),
        ("Đoàn kết, sáng tạo trong lao động.", ()),
        ("Các chỉ tiêu phải hoàn thành.", ()),
        ("Phát động phong trào.", ()),
        ("", ()),
    ],
)
def test_bodies_that_a_sentence_opens_with(sentence, bodies):
    assert leading_bodies(passage(sentence)) == bodies


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("hoàn thành trước ngày 31/3/2026", date(2026, 3, 31)),
        ("Gửi báo cáo chậm nhất là ngày 05 tháng 12 năm 2025.", date(2025, 12, 5)),
        ("hoàn thành trong tháng 02/2024", date(2024, 2, 29)),
        ("thời hạn: 31/12/2025", date(2025, 12, 31)),
        ("Kỷ niệm 95 năm ngày thành lập Đảng (03/02/1930 - 03/02/2025)", None),
        ("theo Kế hoạch số 10/KH-UBND ngày 01/8/2024", None),
        ("trong năm 2025", None),
        ("trước ngày 30/02/2026", None),
    ],
)
def test_deadlines(sentence, due):
    assert find_due([passage(sentence)])[0] == due
