"""Capital letters as far as they can be decided without understanding the text (Annex II)."""

import re
from collections.abc import Iterator

from thidua.paperwork.check.findings import Finding, Severity, capitals_clause
from thidua.paperwork.check.model import Paragraph
from thidua.paperwork.compounds import NO_BREAK
from thidua.text import CAPITAL, SMALL

from .base import Check, around, found

_TEXTS = capitals_clause("V (tên các loại văn bản)")
_SPECIAL = capitals_clause("V (danh từ thuộc trường hợp đặc biệt)")
_UNITS = capitals_clause("III (tên đơn vị hành chính)")
_AGENCY = capitals_clause("IV (tên cơ quan, tổ chức)")

_ARTICLE = re.compile(r"(?<![\w-])điều\s+\d+\b(?!\s*(?:kiện|trị|ước))")
_CLAUSE = re.compile(
    r"(?<![\w-])(?:điểm\s+[a-zđ]\b[\s,]*)?khoản\s+\d+\b(?=[\s,]+[ĐđD])"
    r"|(?<![\w-])điểm\s+[a-zđ]\b(?=[\s,]+[Kk]hoản\s+\d)"
)
_CHAPTER = re.compile(r"(?<![\w-])(?:chương|phần|mục)\s+[IVX]+\b")
_PEOPLE = re.compile(r"(?<![\w-])nhân dân\b")
_PEOPLE_IN_NAMES = re.compile(
    r"(?:[Ủủ]y ban|[Uu]ỷ ban|[Hh]ội đồng|[Tt]òa án|[Vv]iện kiểm sát|[Cc]ông an|[Qq]uân đội|[Cc]ảnh sát|[Nn]ghệ sĩ"
    r"|[Nn]hà giáo|[Tt]hầy thuốc|[Bb]áo|[Nn]ghệ nhân|[Tt]hanh tra|[Hh]ội thẩm|[Qq]uỹ tín dụng|[Ll]ực lượng vũ trang)\s$"
)
_STATE = re.compile(r"(?<![\w-])nhà nước\b")
_STATE_ALONE = re.compile(r"(?:của|Đảng và|Đảng,|pháp luật của|và|cho|với)\s$")
_CITIES = re.compile(r"(?<![\w-])thành phố Hồ Chí Minh|(?<![\w-])thủ đô Hà Nội")
_COMMON_UNIT = re.compile(
    rf"(?<=[{SMALL},;]\s)(?:Tỉnh|Huyện|Xã|Phường|Thị trấn|Đặc khu)\s(?=[{CAPITAL}][{SMALL}]+\s[{CAPITAL}])"
)
_NUMBERED_UNIT = re.compile(r"(?<![\w-])(?:phường|quận|xã)\s\d+\b")
_LAW = re.compile(rf"(?<![\w-])(?:luật|bộ luật)\s(?=[{CAPITAL}][{SMALL}]+\s[{SMALL}])")
_EMULATION_LAW = re.compile(r"\bLuật\s+Thi đua\s*(?:,|-|–|và)?\s*[Kk]hen thưởng")
_EMULATION_LAW_RIGHT = re.compile(r"Luật Thi đua, khen thưởng")
_OLD_LAW = re.compile(r"\s*(?:năm\s+)?(?:ngày \d+ tháng \d+ năm\s+|số\s+15/)?2003|\s+số\s+(?:15/2003|39/2013|47/2005)")
_COUNCIL = re.compile(r"\bHội đồng\s+[Tt]hi đua\s*(?:,|-|–)?\s*[Kk]hen thưởng")
_COUNCIL_RIGHT = re.compile(r"Hội đồng Thi đua - Khen thưởng")
_MEDALS = re.compile(rf"(?<![\w-])(?:huân chương|huy chương)\s(?=[{CAPITAL}])")


def capitals(check: Check) -> Iterator[Finding]:
    """Capital letters in the running text."""
    boxes = check.boxes
    for paragraph in [*boxes.subject, *boxes.letter_subject, *boxes.addressees, *boxes.prose]:
        if not paragraph.is_upper:
            box = "bases" if paragraph in boxes.bases else "body"
            yield from _paragraph(paragraph, box)


def _paragraph(paragraph: Paragraph, box: str) -> Iterator[Finding]:
    # Spaces at which no line ends are spaces here; the places of the findings stay the same.
    text = paragraph.text.replace(NO_BREAK, " ")

    def tell(code: str, severity: Severity, match: re.Match[str], message: str, mend: str, point: str) -> Finding:
        quote = around(text, match.start(), match.end())
        return found(code, severity, box, paragraph, message, mend, point, quote=quote)

    for match in _ARTICLE.finditer(text):
        yield tell(
            "capital_article",
            "warning",
            match,
            f"“{match[0]}” viện dẫn một điều cụ thể nhưng viết thường.",
            f"Viết “Đ{match[0][1:]}”.",
            _TEXTS,
        )
    for match in _CLAUSE.finditer(text):
        yield tell(
            "capital_clause",
            "hint",
            match,
            f"“{match[0]}” viện dẫn khoản, điểm cụ thể nhưng viết thường.",
            "Viết hoa chữ cái đầu của “Khoản”, “Điểm” khi viện dẫn, thống nhất trong cả văn bản.",
            _TEXTS,
        )
    for match in _CHAPTER.finditer(text):
        yield tell(
            "capital_chapter",
            "hint",
            match,
            f"“{match[0]}” viện dẫn cụ thể nhưng viết thường.",
            "Viết hoa chữ cái đầu khi viện dẫn phần, chương, mục cụ thể.",
            _TEXTS,
        )
    for match in _PEOPLE.finditer(text):
        if not _PEOPLE_IN_NAMES.search(text[: match.start()]):
            yield tell(
                "capital_people", "warning", match, "“nhân dân” phải viết hoa: Nhân dân.", "Viết “Nhân dân”.", _SPECIAL
            )
    for match in _STATE.finditer(text):
        if _STATE_ALONE.search(text[: match.start()]):
            yield tell(
                "capital_state", "warning", match, "“nhà nước” phải viết hoa: Nhà nước.", "Viết “Nhà nước”.", _SPECIAL
            )
    for match in _CITIES.finditer(text):
        right = match[0][0].upper() + match[0][1:]
        yield tell(
            "capital_city",
            "warning",
            match,
            f"“{match[0]}” phải viết hoa cả danh từ chung.",
            f"Viết “{right}”.",
            _UNITS,
        )
    for match in _COMMON_UNIT.finditer(text):
        yield tell(
            "capital_unit",
            "warning",
            match,
            f"“{match[0].strip()}” giữa câu không viết hoa.",
            f"Viết “{match[0].strip().lower()}”; chỉ viết hoa tên riêng.",
            _UNITS,
        )
    for match in _NUMBERED_UNIT.finditer(text):
        right = match[0][0].upper() + match[0][1:]
        yield tell(
            "capital_unit",
            "warning",
            match,
            f"“{match[0]}” mang số phải viết hoa danh từ chung.",
            f"Viết “{right}”.",
            _UNITS,
        )
    for match in _LAW.finditer(text):
        yield tell(
            "capital_law", "warning", match, "Tên luật cụ thể phải viết hoa chữ “Luật”.", "Viết “Luật …”.", _TEXTS
        )
    for match in _EMULATION_LAW.finditer(text):
        if not _EMULATION_LAW_RIGHT.fullmatch(match[0]) and not _OLD_LAW.match(text, match.end()):
            yield tell(
                "law_name",
                "warning",
                match,
                f"Tên luật viết chưa đúng: “{match[0]}”.",
                "Viết “Luật Thi đua, khen thưởng”.",
                _TEXTS,
            )
    for match in _COUNCIL.finditer(text):
        if not _COUNCIL_RIGHT.fullmatch(match[0]):
            yield tell(
                "council_name",
                "hint",
                match,
                f"Tên hội đồng viết chưa đúng: “{match[0]}”.",
                "Viết “Hội đồng Thi đua - Khen thưởng”.",
                _AGENCY,
            )
    for match in _MEDALS.finditer(text):
        yield tell(
            "capital_medal",
            "warning",
            match,
            f"“{match[0].strip()}” đứng trước tên cụ thể phải viết hoa.",
            "Viết hoa “Huân chương”, “Huy chương” khi nêu tên cụ thể.",
            capitals_clause("V"),
        )


def sentence_start(check: Check) -> Iterator[Finding]:
    """A new line of the body begins with a capital letter."""
    if check.sheet.kind != "docx":
        return  # where a paragraph begins in a PDF is a guess
    for paragraph in check.boxes.prose:
        text = re.sub(r"^\s*(?:[-–+•]|\d{1,2}[.)]|[a-zđ]\))\s*", "", paragraph.text)
        if re.match(rf"[{SMALL}]{{2,}}", text):
            yield found(
                "capital_sentence",
                "hint",
                "body",
                paragraph,
                "Đầu dòng không viết hoa.",
                "Viết hoa chữ cái đầu câu, đầu dòng.",
                capitals_clause("I"),
            )
