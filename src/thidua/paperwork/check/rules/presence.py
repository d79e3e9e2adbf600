"""Which boxes must be there, and where they stand (Annex I, part I, II; Điều 8)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from thidua.paperwork.check import words
from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph
from thidua.text import squeeze

from .base import Check, found, text_fix

_NAMES = {
    "nation": ("Quốc hiệu", "II.1", f"Ghi “{words.NATION_TEXT}” ở góc trên bên phải trang đầu."),
    "motto": ("Tiêu ngữ", "II.1", f"Ghi “{words.MOTTO_TEXT}” dưới Quốc hiệu."),
    "agency": ("tên cơ quan ban hành", "II.2", "Ghi tên cơ quan ban hành ở góc trên bên trái trang đầu."),
    "number": ("số, ký hiệu", "II.3", "Ghi “Số: …/…” dưới tên cơ quan ban hành."),
    "place": ("địa danh, thời gian ban hành", "II.4", "Ghi “Địa danh, ngày … tháng … năm …” dưới Tiêu ngữ."),
    "type_name": ("tên loại văn bản", "II.5", "Ghi tên loại bằng chữ in hoa, đậm, giữa trang, trên trích yếu."),
    "subject": ("trích yếu nội dung", "II.5", "Ghi trích yếu ngay dưới tên loại văn bản."),
    "letter_subject": ("trích yếu công văn", "II.5", "Ghi “V/v …” dưới số, ký hiệu."),
    "addressees": ("nơi gửi (Kính gửi)", "II.9", "Ghi “Kính gửi: …” trên phần nội dung."),
    "body": ("nội dung", "II.6", "Soạn nội dung văn bản."),
    "authority": ("chức vụ người ký", "II.7", "Ghi quyền hạn, chức vụ của người ký ở bên phải, cuối văn bản."),
    "signer": ("họ tên người ký", "II.7", "Ghi đầy đủ họ và tên người ký dưới khoảng ký."),
    "recipients": ("“Nơi nhận”", "II.9", "Ghi “Nơi nhận:” và danh sách nơi nhận ở bên trái, cuối văn bản."),
}
_WITHOUT_RECIPIENTS = {
    "GIẤY GIỚI THIỆU",
    "GIẤY NGHỈ PHÉP",
    "BIÊN BẢN",
    "HỢP ĐỒNG",
    "BẢN GHI NHỚ",
    "BẢN THỎA THUẬN",
    "GIẤY ỦY QUYỀN",
    "PHIẾU BÁO",
    "PHIẾU CHUYỂN",
    "PHIẾU GỬI",
}
_SUBJECT_IN_TITLE = {
    "GIẤY MỜI",
    "GIẤY GIỚI THIỆU",
    "GIẤY NGHỈ PHÉP",
    "PHIẾU GỬI",
    "PHIẾU CHUYỂN",
    "PHIẾU BÁO",
    "CÔNG ĐIỆN",
    "GIẤY ỦY QUYỀN",
    "BIÊN BẢN",
    "HỢP ĐỒNG",
}


def presence(check: Check) -> Iterator[Finding]:
    """Every box that the kind of document must have."""
    boxes = check.boxes
    wanted = ["nation", "motto", "agency", "place"]
    if boxes.kind != "form":
        wanted += ["number", "body", "authority", "signer"]
    if boxes.kind == "named":
        if (
            boxes.type not in _SUBJECT_IN_TITLE
            and squeeze(boxes.type_name.text if boxes.type_name else "") == boxes.type
        ):
            wanted.append("subject")
        if boxes.type == "TỜ TRÌNH":
            wanted.append("addressees")
        if boxes.type not in _WITHOUT_RECIPIENTS:
            wanted.append("recipients")
    elif boxes.kind == "letter":
        wanted += ["letter_subject", "addressees", "recipients"]
    elif boxes.type_name is None and boxes.number is not None:
        wanted.append("type_name")
    missing = {name for name in wanted if not _has(check, name)}
    for name in wanted:
        if name in missing:
            label, point, mend = _NAMES[name]
            yield found(f"missing_{name}", "error", name, None, f"Không thấy {label}.", mend, clause(point))


def _has(check: Check, name: str) -> bool:
    boxes = check.boxes
    if name == "authority":
        return any(signer.lines for signer in boxes.signers)
    if name == "signer":
        # A draft leaves the name blank; that there is a post is asked for above.
        return any(signer.name for signer in boxes.signers) or not any(signer.lines for signer in boxes.signers)
    if name == "addressees":
        return boxes.addressees_label is not None
    if name == "recipients":
        return boxes.recipients_label is not None or bool(boxes.recipients)
    if name == "body":
        return any(len(item.text.strip()) > 10 for item in boxes.body)
    return bool(getattr(boxes, name))


def wording(check: Check) -> Iterator[Finding]:
    """Quốc hiệu and Tiêu ngữ letter by letter."""
    for name, wanted in (("nation", words.NATION_TEXT), ("motto", words.MOTTO_TEXT)):
        paragraph: Paragraph | None = getattr(check.boxes, name)
        if paragraph is None:
            continue
        text = squeeze(paragraph.text)
        same_letters = re.sub(r"[^\w]", "", text).upper() == re.sub(r"[^\w]", "", wanted).upper()
        if text == wanted or (same_letters and text.upper() == wanted and name == "nation"):
            continue
        if name == "motto" and text == wanted.upper():
            continue  # capitals throughout are told by the rule on styles
        label = _NAMES[name][0]
        start = paragraph.text.index(paragraph.text.strip())
        fix = text_fix(paragraph, start, start + len(paragraph.text.strip()), wanted) if same_letters else None
        yield found(
            f"{name}_text",
            "error",
            name,
            paragraph,
            f"{label} viết chưa đúng.",
            f"Viết “{wanted}”"
            + (
                ", chữ cái đầu mỗi cụm từ viết hoa, giữa các cụm từ có gạch nối và cách chữ."
                if name == "motto"
                else "."
            ),
            clause("II.1"),
            fix=fix,
        )


def order(check: Check) -> Iterator[Finding]:
    """Quốc hiệu on the right, the agency on the left; what comes first stands first."""
    boxes = check.boxes
    left = [("agency", _end(boxes.agency, 0)), ("number", boxes.number)]
    right = [("nation", boxes.nation), ("motto", boxes.motto), ("place", boxes.place)]
    for name, paragraph in left:
        if paragraph is not None and paragraph.side == "right":
            yield _misplaced(name, paragraph, "ở bên trái, phía trên")
    for name, paragraph in right:
        if paragraph is not None and paragraph.side == "left":
            yield _misplaced(name, paragraph, "ở bên phải, phía trên")
    if boxes.recipients_label is not None and boxes.recipients_label.side == "right":
        yield _misplaced("recipients", boxes.recipients_label, "ở bên trái, ngang phần ký")
    if len(boxes.signers) == 1 and boxes.signers[0].lines and boxes.signers[0].lines[0].side == "left":
        yield _misplaced("authority", boxes.signers[0].lines[0], "ở bên phải, cuối văn bản")
    yield from _sequence(check)


def _end(paragraphs: list[Paragraph], index: int) -> Paragraph | None:
    return paragraphs[index] if paragraphs else None


def _sequence(check: Check) -> Iterator[Finding]:
    boxes = check.boxes
    rows = [
        [("nation", boxes.nation), ("motto", boxes.motto), ("place", boxes.place), ("type_name", boxes.type_name)],
        [("agency", _end(boxes.agency, -1)), ("number", boxes.number), ("type_name", boxes.type_name)],
        [("type_name", boxes.type_name), ("subject", _end(boxes.subject, 0))],
        [("number", boxes.number), ("letter_subject", _end(boxes.letter_subject, 0))],
    ]
    told: set[str] = set()
    for row in rows:
        present = [(name, item) for name, item in row if item is not None]
        for (_, above), (name, below) in pairwise(present):
            if below.number < above.number and name not in told:
                told.add(name)
                yield _misplaced(name, below, "đúng thứ tự của mẫu")
    if boxes.annexes and boxes.signers and boxes.signers[0].lines:
        last = boxes.signers[0].lines[0]
        if boxes.annexes[0].label.number < last.number:
            yield _misplaced("annex", boxes.annexes[0].label, "sau phần ký và nơi nhận")


def _misplaced(name: str, paragraph: Paragraph, where: str) -> Finding:
    label, point, _ = _NAMES.get(name, ("phụ lục", "III.1", ""))
    return found(
        f"place_{name}",
        "error",
        name,
        paragraph,
        f"{label[0].upper()}{label[1:]} không đứng đúng chỗ.",
        f"Chuyển {where}.",
        clause(point if name != "annex" else "III.1"),
    )
