"""What the papers of a year say and what they refuse: plan, letter, pledge, ballot, invitation, confirmations."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from thidua.paperwork import (
    DOCUMENT_TYPES,
    AnnexTable,
    Author,
    BallotNominee,
    HonourRow,
    Line,
    Marks,
    PaperworkError,
    Party,
    cells,
    document_docx,
    document_pdf,
    file_name,
    paper_of,
    samples,
)
from thidua.paperwork.check import check_document
from thidua.paperwork.samples import SAMPLES

from .reading import pages, running_text, word_texts
from .telling import body

replace = dataclasses.replace


# ── Plan, letter, notice, general ──


@pytest.mark.parametrize("kind", ["plan", "letter", "notice", "general"])
@pytest.mark.parametrize("change", [{"subject": ""}, {"lines": ()}])
def test_a_free_document_needs_a_subject_and_content(kind, change):
    with pytest.raises(PaperworkError, match="Chưa có"):
        replace(SAMPLES[kind](), **change).compose()


def test_a_letter_needs_addressees_and_has_no_type_name():
    with pytest.raises(PaperworkError, match="Kính gửi"):
        replace(SAMPLES["letter"](), addressees=()).compose()
    paper = paper_of(SAMPLES["letter"]())
    assert paper.type_name == ""
    assert paper.letter_subject.startswith("V/v cung cấp số liệu")
    assert paper.number_line == "Số: 1302/SNV-TĐKT"
    assert paper.recipients == ("Như trên",)


@pytest.mark.parametrize("code", DOCUMENT_TYPES)
def test_every_type_has_its_name_and_its_abbreviation_in_the_number(code):
    paper = paper_of(replace(SAMPLES["general"](), type_code=code))
    assert paper.type_name == DOCUMENT_TYPES[code].upper()
    assert paper.number_line == f"Số: 02/{code}-SNV"


def test_the_abbreviations_that_are_often_wrong():
    assert DOCUMENT_TYPES["QyĐ"] == "Quy định"
    assert DOCUMENT_TYPES["TC"] == "Thông cáo"
    assert "CV" not in DOCUMENT_TYPES


# ── Pledge ──


def parties(count: int) -> tuple[Party, ...]:
    return tuple(Party(f"Đơn vị số {number}", ("THỦ TRƯỞNG",), f"Lê Văn {number}") for number in range(1, count + 1))


def test_all_parties_sign_and_the_head_of_the_cluster_last():
    names = [item.name for item in SAMPLES["pledge"]().compose().signatures]
    assert names == [*(party.name for party in SAMPLES["pledge"]().parties), samples.DIRECTOR.name]


@pytest.mark.parametrize("count", [2, 3, 5, 6, 20])
def test_nobody_signs_alone_on_a_page(count):
    context = replace(SAMPLES["pledge"](), parties=parties(count))
    found = pages(document_pdf(context))
    last = "\n".join(line.text for line in found[-1].lines)
    assert samples.DIRECTOR.name in last
    assert "Lê Văn" in last
    printed = running_text(document_pdf(context))
    assert all(f"Lê Văn {number}" in printed for number in range(1, count + 1))
    assert all(f"Lê Văn {number}" in word_texts(document_docx(context)) for number in range(1, count + 1))


@pytest.mark.parametrize(
    "change",
    [
        {"parties": parties(1)},
        {"parties": (*parties(2), parties(1)[0])},
        {"parties": (*parties(2), Party("Đơn vị khác", ()))},
        {"commitments": ()},
    ],
)
def test_a_pledge_that_binds_nobody_is_refused(change):
    with pytest.raises(PaperworkError):
        replace(SAMPLES["pledge"](), **change).compose()


def test_a_pledge_inside_a_body_and_for_a_movement_is_worded_so():
    own = replace(SAMPLES["pledge"](), cluster="", movement="Dân vận khéo")
    assert own.compose().subject == "Phong trào thi đua “Dân vận khéo” năm 2026"
    assert any("Các đơn vị thuộc Sở Nội vụ tỉnh Khánh Hòa (05 đơn vị)" in line for line in body(own))


# ── Ballot ──


def ballot(**change):
    return replace(SAMPLES["ballot"](), **change)


@pytest.mark.parametrize(
    ("per_page", "size", "sheets"), [("1", (210, 297), 9), ("2", (297, 210), 5), ("4", (210, 297), 3)]
)
def test_as_many_ballots_as_asked_for_share_a_page(per_page, size, sheets):
    found = pages(document_pdf(ballot(per_page=per_page)))
    assert [(round(page.width), round(page.height)) for page in found] == [size] * sheets
    assert running_text(document_pdf(ballot(per_page=per_page))).count("PHIẾU BẦU") == 9
    assert word_texts(document_docx(ballot(per_page=per_page))).count("PHIẾU BẦU") == 9


def test_ballots_are_alike_and_unsigned_and_carry_their_codes():
    codes = tuple(f"KHN-{number:03d}" for number in range(9))
    printed = running_text(document_pdf(ballot(codes=codes)))
    assert all(printed.count(code) == 1 for code in codes)
    for absent in ("CỘNG HÒA", "GIÁM ĐỐC", "Nơi nhận", "Số:"):
        assert absent not in printed
    assert printed.count("Đồng ý") == 9


def test_a_ballot_stays_inside_its_cut():
    page = pages(document_pdf(ballot(per_page="4", nominees=SAMPLES["ballot"]().nominees[:4])))[0]
    left = [line for line in page.words if line.left < 105]
    assert max(word.right for word in left) <= 105 - 4.9
    assert min(word.left for word in page.words) >= 15 - 0.1


def test_abstention_is_a_column_when_asked_for():
    assert "TT|Họ và tên/Tên tập thể|Đồng ý|Không đồng ý" in body(ballot())
    assert "TT|Họ và tên/Tên tập thể|Đồng ý|Không đồng ý|Không có ý kiến" in body(ballot(with_abstention=True))


def test_a_list_too_long_for_its_ballot_is_refused_and_fits_on_a_larger_one():
    many = tuple(BallotNominee(f"Nguyễn Văn {number}", "Phòng Lao động - Việc làm") for number in range(16))
    with pytest.raises(PaperworkError, match=r"cao \d+ mm, một phiếu chỉ có 128 mm"):
        ballot(per_page="4", nominees=many).compose()
    data = document_pdf(ballot(per_page="1", nominees=many, count=1))
    assert len(pages(data)) == 1
    assert "Nguyễn Văn 15" in running_text(data)


@pytest.mark.parametrize("per_page", ["1", "2", "4"])
def test_the_longest_list_that_is_accepted_really_fits(per_page):
    """The height is computed before printing: it must not be less than what Typst needs."""
    count = 1
    while True:
        nominees = tuple(
            BallotNominee(f"Nguyễn Hoàng Phúc {number}", "Phòng Tổ chức, biên chế") for number in range(count + 1)
        )
        try:
            ballot(per_page=per_page, nominees=nominees).compose()
        except PaperworkError:
            break
        count += 1
    fullest = ballot(per_page=per_page, nominees=nominees[:-1], count=1, codes=("MA-01",))
    [page] = pages(document_pdf(fullest))
    bottom = max(word.top for word in page.words if word.text != "MA-01")
    height = {"1": 297.0, "2": 210.0, "4": 148.5}[per_page]
    assert bottom < page.word("MA-01").top < height - 8


@pytest.mark.parametrize(
    "change", [{"nominees": ()}, {"count": 0}, {"count": 501}, {"codes": ("A",)}, {"codes": ("A",) * 9}]
)
def test_ballots_that_cannot_be_counted_are_refused(change):
    with pytest.raises(PaperworkError, match="Phiếu bầu"):
        ballot(**change).compose()


# ── Invitation, certificates, letters ──


def test_an_invitation_names_time_and_place():
    lines = body(SAMPLES["invitation"]())
    assert "Thời gian: 08 giờ 00, ngày 19 tháng 12 năm 2025." in lines
    one = body(replace(SAMPLES["invitation"](), guests=("ông Lê Văn Tám",), starts_at=None, chair="", notes=()))
    assert one[0] == "Sở Nội vụ tỉnh Khánh Hòa trân trọng kính mời: ông Lê Văn Tám."
    assert "Thời gian: ngày 19 tháng 12 năm 2025." in one
    assert not any(line.startswith(("Chủ trì", "Lưu ý")) for line in one)


@pytest.mark.parametrize("change", [{"guests": ()}, {"event": ""}, {"meeting_place": ""}])
def test_an_invitation_without_a_part_is_refused(change):
    with pytest.raises(PaperworkError, match="Giấy mời"):
        replace(SAMPLES["invitation"](), **change).compose()


@pytest.mark.parametrize(
    "shares",
    [(Decimal(60), Decimal(30)), (Decimal(100), None), (Decimal(60), Decimal(50)), (Decimal("33.3"), Decimal("66.6"))],
)
def test_shares_of_authors_make_up_the_whole(shares):
    authors = tuple(Author(f"Lê Văn {at}", share=share) for at, share in enumerate(shares))
    with pytest.raises(PaperworkError, match="chưa đủ 100%"):
        replace(SAMPLES["initiative"](), authors=authors).compose()


def test_shares_may_be_fractions_of_a_percent_or_not_told():
    half = (Author("Lê Văn A", share=Decimal("62.5")), Author("Lê Văn B", share=Decimal("37.5")))
    assert "1|Lê Văn A||62,5%" in body(replace(SAMPLES["initiative"](), authors=half))
    assert "1|Lê Văn A|" in body(replace(SAMPLES["initiative"](), authors=(Author("Lê Văn A"),)))


@pytest.mark.parametrize("change", [{"name": ""}, {"authors": ()}, {"effect": ()}])
def test_a_certificate_of_an_initiative_without_a_part_is_refused(change):
    with pytest.raises(PaperworkError, match="Giấy xác nhận sáng kiến"):
        replace(SAMPLES["initiative"](), **change).compose()


def test_only_honours_with_a_decision_are_confirmed():
    rows = (*SAMPLES["confirmation"]().honours[:1], HonourRow(2020, "Giấy khen"))
    with pytest.raises(PaperworkError, match="dòng 2"):
        replace(SAMPLES["confirmation"](), honours=rows).compose()
    for change in ({"whom": ""}, {"honours": ()}):
        with pytest.raises(PaperworkError):
            replace(SAMPLES["confirmation"](), **change).compose()


@pytest.mark.parametrize(
    ("action", "purpose", "subject", "ending"),
    [
        ("reissue", "request", "V/v đề nghị cấp lại hiện vật khen thưởng", "cam đoan"),
        ("exchange", "request", "V/v đề nghị cấp đổi hiện vật khen thưởng", "nộp lại hiện vật cũ"),
        ("reissue", "answer", "V/v cấp lại hiện vật khen thưởng", "liên hệ để nhận"),
        ("exchange", "answer", "V/v cấp đổi hiện vật khen thưởng", "liên hệ để nhận"),
    ],
)
def test_exchange_and_re_issue_are_asked_for_and_granted(action, purpose, subject, ending):
    context = replace(SAMPLES["reissue"](), action=action, purpose=purpose)
    assert context.compose().letter_subject == subject
    assert ending in body(context)[-1]


@pytest.mark.parametrize("change", [{"rows": ()}, {"addressees": ()}])
def test_a_letter_on_nothing_is_refused(change):
    with pytest.raises(PaperworkError):
        replace(SAMPLES["reissue"](), **change).compose()


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_document_has_a_short_ascii_name(kind):
    name = file_name(SAMPLES[kind](), "docx")
    assert name.isascii()
    assert len(name) <= 50


def test_a_draft_has_blank_spaces():
    draft = replace(SAMPLES["plan"](), number="", day=None, marks=Marks())
    printed = running_text(document_pdf(draft))
    assert "Số: ……/KH-SNV" in printed
    assert "(Kèm theo Kế hoạch số ……/KH-SNV ngày …… tháng …… năm …… của" in printed


def test_five_hundred_rows_print_once_each_with_a_heading_on_every_page():
    decision = samples.decision(490, 10)
    found = pages(document_pdf(decision))
    annex = found[1:]
    assert len(annex) > 10
    assert all(any(line.text.startswith("TT Họ và tên") for line in page.lines) for page in annex)
    assert (
        sum(line.text.count("710.000") + line.text.count("2.340.000") for page in annex for line in page.lines) == 490
    )


def test_recipients_beyond_a_page_are_printed_one_below_the_other_and_the_signer_stays_with_the_text():
    many = tuple(f"Phòng, đơn vị số {number} thuộc Sở" for number in range(90))
    decision = replace(samples.decision(1, 0), recipients=many)
    data = document_pdf(decision)
    found = pages(data)
    assert found[0].word("Điều").top < found[0].word("Lâm").top
    for page in found:
        tops = [round(word.top, 1) for word in page.words if word.text == "số" and word.left < 60]
        assert len(tops) == len(set(tops))
    assert len([name for name in many if f"- {name};" in running_text(data)]) == 90
    for file in (data, document_docx(decision)):
        assert check_document(file, "a", samples.DAY) == []


def test_a_title_of_more_than_sixty_letters_is_broken_evenly_without_a_word_left_over():
    subject = (
        "Tổng kết phong trào thi đua xây dựng nông thôn mới, đô thị văn minh và giảm nghèo bền vững giai đoạn "
        "2021 - 2025"
    )
    plan = replace(SAMPLES["plan"](), subject=subject, lines=(Line("text", "Nội dung."),), annexes=())
    page = pages(document_pdf(plan))[0]
    top = page.line("KẾ HOẠCH").top
    title = [line for line in page.lines if top < line.top < page.line("Thực hiện").top]
    assert " ".join(line.text for line in title) == subject
    assert min(line.length for line in title) > 0.6 * max(line.length for line in title)


def test_dates_in_the_body_need_no_clock():
    assert paper_of(replace(SAMPLES["count"](), opened=None, closed=None, counted_on=datetime.date(2025, 12, 1)))


def test_a_payment_list_says_why_an_amount_is_not_coefficient_times_salary():
    payment = SAMPLES["payment"]()
    words = "làm tròn theo quy định"
    assert words in " ".join(body(payment))
    exact = tuple(replace(row, amount=int(row.coefficient * row.base_salary)) for row in payment.rows)
    assert words not in " ".join(body(replace(payment, rows=exact)))


def test_the_title_of_a_narrow_column_has_two_lines_at_most():
    columns = "TT|Họ và tên|Chức vụ, đơn vị|Danh hiệu, hình thức khen thưởng"
    rows = (cells(1, "Lê Hữu Sỹ", "Chuyên viên, Phòng Tổ chức biên chế và Công chức, viên chức", "Giấy khen"),)
    notice = replace(SAMPLES["notice"](), annexes=(AnnexTable("Danh sách", columns, rows),))
    page = pages(document_pdf(notice))[-1]
    assert page.word("hiệu,").top == pytest.approx(page.word("Danh").top, abs=0.5)
    assert page.word("thưởng").top - page.word("hiệu,").top < 6
