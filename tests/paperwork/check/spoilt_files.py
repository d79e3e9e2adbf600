"""Files that are spoilt one by one: the Word file by python-docx, the PDF by the data that Typst is given."""

from typing import Any

from .spoiling import word_drop, word_drop_rule, word_look, word_stretch_rule, word_swap_cells, word_text
from .spoilt_papers import Case

WORD: list[Case] = [
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
    (
        "decision",
        word_text("Độc lập", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),
        "motto_text",
        "motto",
        "–",
    ),
    (
        "decision",
        word_text("Độc lập", "Độc lập - Tự do - Hạnh phúc", "Độc Lập - Tự Do - Hạnh Phúc"),
        "motto_text",
        "motto",
        "Tự Do",
    ),
    (
        "decision",
        word_text("Độc lập", "Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc"),
        "motto_text",
        "motto",
        "Độc lập-",
    ),
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
    ("decision", word_text("- Lưu", "Lưu: ", "Lưu:"), "archive_form", "recipients", "Lưu:VT"),
    ("decision", word_text("Nơi nhận", "Nơi nhận:", "Nơi nhận"), "recipients_label", "recipients", "Nơi nhận"),
    ("letter", word_text("Kính gửi", "Kính gửi:", "Kính gửi"), "addressees_label", "addressees", "Kính gửi"),
    ("letter", word_text("- Phòng Công chức", "chức;", "chức."), "addressees_end", "addressees", "Phòng Công chức"),
    ("letter", word_text("- Trung tâm", "tỉnh.", "tỉnh;"), "addressees_end", "addressees", "Trung tâm"),
    # spaces
    (
        "plan",
        word_text("Thực hiện chỉ đạo", "Thực hiện chỉ", "Thực hiện  chỉ"),
        "double_space",
        "body",
        "Thực hiện chỉ",
    ),
    ("plan", word_text("Thực hiện chỉ đạo", "Khánh Hòa,", "Khánh Hòa ,"), "space_before_sign", "body", "Khánh Hòa ,"),
    ("plan", word_text("Thực hiện chỉ đạo", "Khánh Hòa, Sở", "Khánh Hòa,Sở"), "space_after_sign", "body", "Hòa,Sở"),
    ("plan", word_text("2. Yêu cầu", "quán triệt", "qua\u0301n triệt"), "decomposed", "body", "Yêu cầu"),
    ("plan", word_text("Thực hiện chỉ đạo", "Thực hiện", "thực hiện"), "capital_sentence", "body", "thực hiện"),
]


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


PDF: list[Case] = [
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
    (
        "decision",
        data(recipient_lines=["- Như Điều 4;", "- Ban Giám đốc Sở", "- Lưu: VT."]),
        "recipients_end",
        "recipients",
        "Ban Giám đốc",
    ),
    (
        "decision",
        data(recipient_lines=["- Như Điều 4;", "- Lưu: VT;", "- Ban Giám đốc Sở."]),
        "archive_last",
        "recipients",
        "Lưu",
    ),
    ("decision", data(recipient_lines=["- Như Điều 4;", "- Lưu VT."]), "archive_form", "recipients", "Lưu VT"),
]
