"""Papers that are spoilt in their blocks, so that the Word file and the PDF both are."""

from typing import Any

from thidua.paperwork.blocks import Annex, Signature, plain

from .spoiling import change, drop_block, margin, office, retext, size

Case = tuple[str, Any, str, str, str]
"""Kind of paper, what is spoilt, the code that must be found, its box, words of its quote."""


def signers(*lines: str, name: str = "Trần Thị Diễm Quỳnh") -> Any:
    return change(signatures=(Signature(lines, name),))


def annexes(*items: tuple[str, str, str]) -> Any:
    return change(annexes=tuple(Annex(*item, (plain("Nội dung của phụ lục này."),)) for item in items))


def move_point(old: str, new: str) -> Any:
    return retext(f"{old}) Các phòng", f"{new}) Các phòng")


BOTH: list[Case] = [
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
    (
        "plan",
        change(
            type_name="TỜ TRÌNH", number_line="Số: 15/TTR-SNV", addressees=("Giám đốc Sở",), recipients=("Như trên",)
        ),
        "symbol_case",
        "number",
        "TTR",
    ),
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
    (
        "decision",
        retext(
            "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy",
            "Nghị định số 152/2025/NĐ-CP của Chính phủ quy",
        ),
        "citation_date",
        "bases",
        "152/2025",
    ),
    ("decision", retext("năm 2025 của Chính phủ quy", "năm 2025 quy"), "citation_issuer", "bases", "152/2025"),
    (
        "decision",
        retext("Nghị định số 152/2025/NĐ-CP ngày", "Nghị định 152/2025/NĐ-CP ngày"),
        "citation_number",
        "bases",
        "Nghị định 152",
    ),
    (
        "decision",
        retext("152/2025/NĐ-CP ngày 14 tháng 6 năm 2025", "98/2023/NĐ-CP ngày 31 tháng 12 năm 2023"),
        "dead_reference",
        "bases",
        "98/2023",
    ),
    (
        "decision",
        retext("tại Điều 55 Nghị định số 152/2025/NĐ-CP", "tại Điều 55 Nghị định số 98/2023/NĐ-CP"),
        "dead_reference",
        "body",
        "98/2023",
    ),
    (
        "decision",
        retext("152/2025/NĐ-CP ngày 14 tháng 6 năm 2025", "335/2025/NĐ-CP ngày 21 tháng 12 năm 2025"),
        "early_reference",
        "bases",
        "335/2025",
    ),
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
    # signature
    ("decision", signers("TM. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "authority_tm", "authority", "TM. GIÁM ĐỐC"),
    ("decision", signers("KT. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC"), "authority_kt", "authority", "KT. GIÁM ĐỐC"),
    ("decision", signers("KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC"), "authority_kt", "authority", "KT. CHỦ TỊCH"),
    ("decision", signers("KT. Giám đốc", "Phó Giám đốc"), "case_authority", "authority", "KT. Giám đốc"),
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
    (
        "decision",
        change(recipients=("Như Điều 7", "Ban Giám đốc Sở")),
        "recipients_article",
        "recipients",
        "Như Điều 7",
    ),
    ("plan", change(recipients=("Như trên",)), "recipients_as_above", "recipients", "Như trên"),
    ("letter", change(recipients=("Giám đốc Sở",)), "recipients_as_above", "recipients", "Giám đốc"),
    # capital letters and names
    ("decision", retext("tại Điều 55 Nghị định", "tại điều 55 Nghị định"), "capital_article", "body", "điều 55"),
    ("decision", retext("tại Điều 55 Nghị định", "tại khoản 2 Điều 55 Nghị định"), "capital_clause", "body", "khoản 2"),
    ("decision", retext("được Nhân dân", "được nhân dân"), "capital_people", "body", "nhân dân"),
    ("decision", retext("do tỉnh Khánh Hòa", "do Tỉnh Khánh Hòa"), "capital_unit", "body", "Tỉnh Khánh"),
    ("decision", retext("do tỉnh Khánh Hòa", "do thành phố Hồ Chí Minh"), "capital_city", "body", "thành phố"),
    ("decision", retext("do tỉnh Khánh Hòa", "do phường 1"), "capital_unit", "body", "phường 1"),
    (
        "decision",
        retext("theo quy định tại", "theo luật Viên chức và quy định tại"),
        "capital_law",
        "body",
        "luật Viên",
    ),
    (
        "decision",
        retext("Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Luật Thi đua khen thưởng"),
        "law_name",
        "bases",
        "Luật Thi đua khen",
    ),
    (
        "decision",
        retext("Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Luật Thi đua - Khen thưởng"),
        "law_name",
        "bases",
        "Luật Thi đua - Khen",
    ),
    (
        "decision",
        retext("thực hiện theo quy định", "thực hiện theo chính sách của nhà nước và quy định"),
        "capital_state",
        "body",
        "nhà nước",
    ),
    ("letter", retext("đề nghị các đơn vị quan tâm", "đề nghị các CQĐV quan tâm"), "abbreviation", "body", "CQĐV"),
    # annexes
    ("decision", retext(" (Danh sách tại Phụ lục kèm theo)", ""), "annex_not_mentioned", "annex", "Phụ lục"),
    (
        "decision",
        annexes(("Phụ lục", "DANH SÁCH", "(Kèm theo Quyết định số 09/QĐ-SNV ngày 05 tháng 9 năm 2025)")),
        "annex_number",
        "annex",
        "09/QĐ",
    ),
    (
        "decision",
        annexes(("Phụ lục", "DANH SÁCH", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 06 tháng 9 năm 2025)")),
        "annex_date",
        "annex",
        "06 tháng 9",
    ),
    ("decision", annexes(("Phụ lục", "DANH SÁCH", "")), "annex_reference", "annex", "Phụ lục"),
    (
        "decision",
        annexes(
            ("Phụ lục", "DANH SÁCH A", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025)"),
            ("Phụ lục", "DANH SÁCH B", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025)"),
        ),
        "annex_numbering",
        "annex",
        "Phụ lục",
    ),
    (
        "decision",
        annexes(
            ("Phụ lục I", "DANH SÁCH A", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025)"),
            ("Phụ lục III", "DANH SÁCH B", "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025)"),
        ),
        "annex_numbering",
        "annex",
        "Phụ lục III",
    ),
]
