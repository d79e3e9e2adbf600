"""What the documents say, and what they refuse."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from thidua.paperwork import (
    Condition,
    Grant,
    Member,
    NomineeVote,
    PaperworkError,
    PaymentRow,
    Signer,
    VoteGroup,
    conditions_from_verdict,
    document_docx,
    document_pdf,
    file_name,
    samples,
)
from thidua.paperwork.documents.base import closed, count_words, plain_title, sentence, two_digits
from thidua.paperwork.documents.voting import percent
from thidua.paperwork.samples import SAMPLES

from .kinds import ONE_EACH, WITHOUT_SIGNER
from .reading import running_text

replace = dataclasses.replace


# ── The decision ──


def test_a_decision_adds_up_the_money_of_its_list():
    decision = samples.decision()
    total = sum(grant.money for grant in decision.grants)
    printed = running_text(document_pdf(decision))
    shown = f"{total:,}".replace(",", ".")
    assert printed.count(shown) == 3
    assert "Danh sách này có 05 tập thể và 35 cá nhân" in printed


def test_a_decision_without_money_has_no_money_column_and_no_article_on_it():
    decision = samples.decision(3, 1)
    decision = replace(decision, grants=tuple(replace(grant, money=None) for grant in decision.grants))
    printed = running_text(document_pdf(decision))
    assert "Tiền thưởng" not in printed
    assert "Điều 3. Chánh Văn phòng" in printed
    assert "Điều 4" not in printed.replace("Như Điều 4", "")


@pytest.mark.parametrize("money", [None, -1])
def test_a_half_silent_or_negative_list_of_money_is_refused(money):
    decision = samples.decision(3, 0)
    grants = (decision.grants[0], replace(decision.grants[1], money=money), decision.grants[2])
    with pytest.raises(PaperworkError) as refused:
        document_pdf(replace(decision, grants=grants))
    assert "dòng" in refused.value.place


def test_no_reward_is_not_a_silent_record():
    decision = samples.decision(3, 0)
    grants = (decision.grants[0], replace(decision.grants[1], money=0), decision.grants[2])
    assert document_pdf(replace(decision, grants=grants))


def test_few_names_can_stand_inside_the_first_article():
    grants = (
        Grant(
            "Giấy khen", "award_form", "individual", "Lê Thị Hoa", salutation="Bà", post="Chuyên viên", money=702_000
        ),
        Grant(
            "Giấy khen", "award_form", "individual", "Trần Văn Đông", salutation="Ông", post="Kế toán", money=702_000
        ),
    )
    printed = running_text(document_pdf(replace(samples.decision(), grants=grants, annexed=False)))
    assert "Điều 1. Tặng Giấy khen cho 02 cá nhân" in printed
    assert "1. Bà Lê Thị Hoa, Chuyên viên: Giấy khen; 2. Ông Trần Văn Đông, Kế toán: Giấy khen." in printed
    assert "Phụ lục" not in printed


def test_own_articles_replace_the_standard_ones():
    decision = replace(
        samples.decision(2, 0), articles=("Tặng Giấy khen cho hai cá nhân.", "Quyết định có hiệu lực ngay")
    )
    printed = running_text(document_pdf(decision))
    assert "Điều 1. Tặng Giấy khen cho hai cá nhân. Điều 2. Quyết định có hiệu lực ngay./." in printed
    assert "Chánh Văn phòng" not in printed


def test_who_stands_twice_in_a_list_is_counted_as_two_awards():
    decision = samples.decision(2, 0)
    twice = replace(decision.grants[0], award="Lao động tiên tiến", category="title")
    printed = running_text(document_pdf(replace(decision, grants=(*decision.grants, twice))))
    assert "Danh sách này có 03 lượt cá nhân" in printed


def test_bases_end_with_semicolons_and_the_last_with_a_full_stop():
    bases = ("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", "Căn cứ Quy chế.")
    printed = running_text(
        document_pdf(replace(samples.decision(2, 0), legal_bases=bases, proposal="Xét đề nghị của Hội đồng"))
    )
    assert (
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Căn cứ Quy chế; Xét đề nghị của Hội đồng."
        in printed
    )


@pytest.mark.parametrize("change", [{"grants": ()}, {"legal_bases": ()}])
def test_an_empty_decision_is_refused(change):
    for generate in (document_pdf, document_docx):
        with pytest.raises(PaperworkError):
            generate(replace(samples.decision(), **change))


@pytest.mark.parametrize("kind", [kind for kind in ONE_EACH if kind not in WITHOUT_SIGNER])
@pytest.mark.parametrize("signer", [None, Signer((), "Lê Văn Tám")])
def test_no_document_without_a_signer(kind, signer):
    document = replace(SAMPLES[kind](), signer=signer)
    with pytest.raises(PaperworkError, match="người ký"):
        document.compose()


@pytest.mark.parametrize("kind", ["decision", "minutes", "reminder", "submission"])
def test_a_numbered_document_needs_the_name_of_its_signer_and_a_draft_does_not(kind):
    document = replace(SAMPLES[kind](), signer=Signer(("GIÁM ĐỐC",), " "))
    with pytest.raises(PaperworkError, match="họ tên của người ký"):
        document.compose()
    assert replace(document, number="").compose().signatures[-1].lines == ("GIÁM ĐỐC",)


@pytest.mark.parametrize("kind", ["registration", "payment", "appraisal"])
def test_lists_can_be_signed_with_a_name_written_by_hand(kind):
    document = replace(SAMPLES[kind](), signer=Signer(("THỦ TRƯỞNG ĐƠN VỊ",), "", "(Ký, ghi rõ họ tên)"))
    assert "THỦ TRƯỞNG ĐƠN VỊ" in running_text(document_pdf(document))


# ── Numbers and names ──


@pytest.mark.parametrize(("number", "shown"), [("5", "05"), ("12", "12"), ("0125", "0125"), ("5a", "5a"), ("", "")])
def test_numbers_below_ten_have_a_leading_zero(number, shown):
    assert two_digits(number) == shown


def test_the_end_of_a_document_is_marked_once():
    assert (
        closed("Chịu trách nhiệm thi hành.") == closed("Chịu trách nhiệm thi hành./.") == "Chịu trách nhiệm thi hành./."
    )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"tập thể": 0, "cá nhân": 1}, "01 cá nhân"),
        ({"tập thể": 5, "cá nhân": 35}, "05 tập thể và 35 cá nhân"),
        ({"tập thể": 1, "cá nhân": 2, "hộ gia đình": 3}, "01 tập thể, 02 cá nhân và 03 hộ gia đình"),
    ],
)
def test_counts_in_words(counts, words):
    assert count_words(counts) == words


def test_an_award_for_collectives_and_people_is_named_once():
    grants = (
        Grant("Giấy khen", "award_form", "collective", "Văn phòng Sở"),
        Grant("Lao động tiên tiến", "title", "individual", "Lê Thị Hoa"),
        Grant("Giấy khen", "award_form", "individual", "Trần Văn Đông"),
    )
    printed = running_text(document_pdf(replace(samples.decision(), grants=grants, reason="")))
    assert "Tặng Giấy khen cho 01 tập thể và 01 cá nhân; danh hiệu “Lao động tiên tiến” cho 01 cá nhân (Danh" in printed


def test_a_unit_that_the_post_names_is_not_repeated():
    assert (
        Grant("", "title", "individual", "", post="Kế toán, Văn phòng Sở", unit="Văn phòng Sở").station
        == "Kế toán, Văn phòng Sở"
    )
    assert Grant("", "title", "individual", "", post="Kế toán", unit="Văn phòng Sở").station == "Kế toán, Văn phòng Sở"


def test_titles_for_the_properties_keep_names_as_they_are():
    assert plain_title("Quyết định", "Về việc khen thưởng") == "Quyết định về việc khen thưởng"
    assert plain_title("Biên bản", "Hội đồng Thi đua - Khen thưởng") == "Biên bản: Hội đồng Thi đua - Khen thưởng"


@pytest.mark.parametrize(("text", "said"), [("Nhất trí..", "Nhất trí."), ("Nhất trí", "Nhất trí."), ("Gồm:", "Gồm:")])
def test_sentences_end_once(text, said):
    assert sentence(text) == said


def test_file_names_are_short_and_ascii():
    name = file_name(replace(samples.decision(), symbol="QĐ-" + "TĐKT" * 30), "docx")
    assert name.isascii()
    assert len(name) <= 50
    assert file_name(samples.decision(), "pdf") == "08-qd-snv-2025-12-05.pdf"
    assert file_name(replace(samples.reminder(), number="", day=None), "pdf") == "du-thao-snv-tdkt.pdf"
    assert file_name(samples.minutes(), "pdf").startswith("03-bb-hdtdkt")


def test_a_symbol_is_asked_for_when_the_office_has_none():
    decision = replace(samples.decision(2, 0), office=replace(samples.OFFICE, symbol=""))
    with pytest.raises(PaperworkError, match="ký hiệu"):
        document_pdf(decision)
    assert document_pdf(replace(decision, symbol="QĐ-ABC"))


# ── The minutes ──


def vote(**change):
    group = VoteGroup(
        "Chiến sĩ thi đua cơ sở",
        (NomineeVote("Lê Văn Tám", in_favour=8, against=1, passed=True),),
        threshold_percent=80,
        issued=9,
        returned=9,
        valid=9,
    )
    return replace(samples.minutes(), votes=(replace(group, **change),))


def test_shares_are_of_all_members_and_said_so():
    printed = running_text(document_pdf(vote()))
    assert (
        "Tỷ lệ đồng ý tính trên tổng số 9 thành viên Hội đồng; phải đạt từ 80% trở lên, tức ít nhất 8/9 phiếu."
        in printed
    )
    assert "88,89%" in printed


def test_shares_can_be_of_those_present():
    group = {"base": "present", "nominees": (NomineeVote("Lê Văn Tám", in_favour=6, against=1, passed=True),)}
    printed = running_text(document_pdf(vote(**group)))
    assert "tính trên 7 thành viên có mặt" in printed
    assert "85,71%" in printed


@pytest.mark.parametrize(
    "change",
    [
        {"nominees": (NomineeVote("Lê Văn Tám", in_favour=7, against=2, passed=True),)},
        {"nominees": (NomineeVote("Lê Văn Tám", in_favour=8, against=2, passed=True),)},
        {"nominees": (NomineeVote("Lê Văn Tám", in_favour=8, against=-1, passed=True),)},
        {"nominees": ()},
        {"valid": 8},
        {"issued": 8},
    ],
)
def test_votes_that_contradict_themselves_or_the_threshold_are_refused(change):
    with pytest.raises(PaperworkError, match="Kết quả bỏ phiếu"):
        document_pdf(vote(**change))


def test_a_nominee_below_the_threshold_is_shown_as_not_passed():
    below = {"nominees": (NomineeVote("Lê Văn Tám", in_favour=7, against=2, passed=False),)}
    assert "77,78% Không đạt" in running_text(document_pdf(vote(**below)))


def test_a_base_of_its_own_is_printed_and_used():
    printed = running_text(
        document_pdf(
            vote(
                base_members=8,
                issued=8,
                returned=8,
                valid=8,
                nominees=(NomineeVote("Lê Văn Tám", in_favour=7, against=1, passed=True),),
            )
        )
    )
    assert "tổng số 8 thành viên" in printed
    assert "87,5%" in printed


def test_attendance_must_add_up():
    with pytest.raises(PaperworkError, match="Có mặt 7, vắng 2, không khớp tổng số 10"):
        document_pdf(replace(samples.minutes(), members_total=10))


def test_absent_members_are_listed_with_reason_and_written_opinion():
    printed = running_text(document_pdf(samples.minutes()))
    assert "07/09 thành viên" in printed
    assert "(đi công tác; đã gửi ý kiến bằng văn bản)" in printed
    alone = replace(samples.minutes(), present=samples.minutes().present[:1], absent=(), members_total=1, votes=())
    assert "2. Vắng mặt: không." in running_text(document_pdf(alone))
    assert "III. KẾT LUẬN" in running_text(document_pdf(alone))


def test_minutes_not_yet_closed_have_blank_spaces():
    printed = running_text(document_pdf(replace(samples.minutes(), closed=None)))
    assert "kết thúc vào …… giờ ……" in printed


@pytest.mark.parametrize(
    ("value", "shown"), [(80, "80%"), (88.888, "88,89%"), (100, "100%"), (66.5, "66,5%"), (0, "0%")]
)
def test_percents(value, shown):
    assert percent(value) == shown


def test_invited_guests_move_the_numbers_on():
    printed = running_text(
        document_pdf(replace(samples.minutes(), invited=(Member("Phạm Thị Sen", "Chủ tịch Công đoàn"),)))
    )
    assert "3. Khách mời: - Phạm Thị Sen, Chủ tịch Công đoàn." in printed
    assert "5. Thư ký:" in printed


# ── Letter, submission, sheet, lists ──


def test_a_letter_has_no_type_name_and_its_subject_below_the_number():
    printed = running_text(document_pdf(samples.reminder()))
    assert "Số: 1275/SNV-TĐKT" in printed
    assert "V/v đôn đốc gửi báo cáo" in printed
    assert printed.count("V/v") == 1
    assert "CÔNG VĂN" not in printed


def test_one_addressee_stands_on_the_line_of_kinh_gui():
    printed = running_text(
        document_pdf(replace(samples.reminder(), addressees=("Văn phòng Sở",), subject="Về việc đôn đốc"))
    )
    assert "Kính gửi: Văn phòng Sở." in printed
    assert "V/v đôn đốc" in printed


@pytest.mark.parametrize("field", ["addressees", "introduction", "missing", "deadline"])
def test_a_letter_that_lacks_a_part_is_refused(field):
    empty = "" if field == "deadline" else ()
    with pytest.raises(PaperworkError, match="Công văn đôn đốc"):
        document_pdf(replace(samples.reminder(), **{field: empty}))


def test_a_submission_counts_by_award_and_lists_without_money():
    printed = running_text(document_pdf(samples.submission()))
    assert "- Danh hiệu “Tập thể lao động tiên tiến” cho 02 tập thể;" in printed
    assert "cho 02 tập thể và 12 cá nhân" in printed
    assert "Tiền thưởng" not in printed
    for change in ({"grants": ()}, {"addressees": ()}):
        with pytest.raises(PaperworkError):
            document_pdf(replace(samples.submission(), **change))


def test_a_sheet_never_says_eligible_beside_an_unmet_condition():
    unmet = (Condition("unmet", "Chưa có sáng kiến", "Điều 23"),)
    with pytest.raises(PaperworkError, match="chưa đạt"):
        document_pdf(replace(samples.appraisal(), conditions=unmet, outcome="eligible"))
    assert "Chưa đủ điều kiện" in running_text(
        document_pdf(replace(samples.appraisal(), conditions=unmet, outcome="not_eligible"))
    )


def test_assumed_law_is_marked():
    assert "(*) Nội dung quy định chưa được đối chiếu" in running_text(document_pdf(samples.appraisal()))
    sure = tuple(replace(condition, knowledge="confirmed") for condition in samples.appraisal().conditions)
    assert "(*)" not in running_text(document_pdf(replace(samples.appraisal(), conditions=sure)))


def test_conditions_come_from_a_verdict_of_the_law():
    cite = {"document": "06/2022/QH15", "article": 23, "clause": 1, "point": "a"}
    verdict = {
        "path": "years",
        "conditions": [
            {
                "id": "1",
                "path": "years",
                "state": "met",
                "text": "Hai năm liên tục",
                "cite": cite,
                "knowledge": "confirmed",
            },
            {"id": "2", "path": "deed", "state": "unmet", "text": "Đột xuất", "cite": cite, "knowledge": "quoted"},
            {
                "id": "3",
                "path": None,
                "state": "unknown",
                "text": "Không bị kỷ luật",
                "cite": {"document": "X"},
                "knowledge": "assumed",
                "needs_judgement": True,
            },
        ],
    }
    assert conditions_from_verdict(verdict) == (
        Condition("met", "Hai năm liên tục", "điểm a khoản 1 Điều 23, 06/2022/QH15"),
        Condition("unknown", "Không bị kỷ luật", "X", "assumed", needs_judgement=True),
    )


def test_a_registration_list_counts_its_rows():
    printed = running_text(document_pdf(samples.registration()))
    assert "Tổng số đăng ký: 01 tập thể, 09 cá nhân./." in printed
    assert "I. NỘI DUNG CAM KẾT" in printed
    bare = replace(samples.registration(), commitments=(), union_signer=None)
    assert "I. DANH SÁCH ĐĂNG KÝ" in running_text(document_pdf(bare))
    with pytest.raises(PaperworkError):
        document_pdf(replace(bare, rows=()))


def test_a_payment_list_adds_up_in_figures_and_words():
    rows = (
        PaymentRow("Lê Thị Hoa", 702_000, coefficient=Decimal("0.3"), base_salary=2_340_000),
        PaymentRow("Tổ Một", 1_404_000, coefficient=Decimal("0.6"), base_salary=2_340_000, recipient="collective"),
    )
    printed = running_text(document_pdf(replace(samples.payment(), rows=rows)))
    assert "Tổng số tiền: 2.106.000 đồng (Bằng chữ: Hai triệu một trăm linh sáu nghìn đồng)./." in printed
    assert " 0,3 2.340.000 702.000" in printed
    with pytest.raises(PaperworkError, match="số âm"):
        document_pdf(replace(samples.payment(), rows=(PaymentRow("Lê Thị Hoa", -5),)))


def test_dates_have_leading_zeros_as_the_decree_asks():
    printed = running_text(document_pdf(replace(samples.decision(2, 0), day=datetime.date(2026, 2, 3))))
    assert "Khánh Hòa, ngày 03 tháng 02 năm 2026" in printed
