"""Kính gửi and Nơi nhận: lists, "Lưu", what they refer to (Annex I, part I, II.9)."""

import re
from collections.abc import Iterator

from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph
from thidua.text import squeeze

from .base import Check, found, text_fix

_POINT = clause("II.9")
_ARCHIVE = re.compile(
    r"\s*(?P<dash>[-–+•]?)\s*(?P<word>L[ưu]u|LƯU)\s*(?P<colon>[:;]?)(?P<spaced>\s*)(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_SOCIAL = re.compile(r"CÔNG ĐOÀN|LIÊN ĐOÀN|ĐOÀN THANH NIÊN|TỈNH ĐOÀN|MẶT TRẬN|HỘI (?!ĐỒNG)")
"""Unions and associations follow the decree as it fits them (Article 1); their archive is that of their office."""
_AS_ARTICLE = re.compile(r"Như\s+(?:Đ|đ)iều\s+(\d+)")


def recipients(check: Check) -> Iterator[Finding]:
    """ "Nơi nhận": its label, its dashes and semicolons, and the archive at the end."""
    boxes = check.boxes
    label = boxes.recipients_label
    if label is None:
        return
    text = label.text.strip()
    if text != "Nơi nhận:" and not re.match(r"Nơi nhận:\s*[-–]", text):
        start = label.text.index(text)
        fix = text_fix(label, start, start + len(text), "Nơi nhận:") if len(text) < 12 else None
        yield found(
            "recipients_label",
            "error",
            "recipients",
            label,
            "Từ “Nơi nhận” viết không đúng mẫu.",
            "Viết “Nơi nhận:”, có dấu hai chấm.",
            _POINT,
            fix=fix,
        )
    items = boxes.recipients
    if not items:
        yield found(
            "recipients_empty",
            "error",
            "recipients",
            label,
            "Chưa có nơi nhận nào.",
            "Ghi từng nơi nhận trên một dòng, dòng cuối “- Lưu: VT, …”.",
            _POINT,
        )
        return
    for index, item in enumerate(items):
        yield from _list_item(item, is_last=index == len(items) - 1, box="recipients")
    yield from _archive(check, items)
    yield from _as_above(check, items)


def _list_item(item: Paragraph, *, is_last: bool, box: str) -> Iterator[Finding]:
    text = item.text.rstrip()
    if not re.match(r"\s*[-–]\s*\S", item.text):
        yield found(
            f"{box}_dash",
            "error",
            box,
            item,
            "Dòng không bắt đầu bằng gạch đầu dòng.",
            "Viết gạch đầu dòng “- ” trước mỗi nơi.",
            _POINT,
        )
    wanted = "." if is_last else ";"
    if not text.endswith(wanted):
        stop = len(text.rstrip(".;,: "))
        message = "Dòng cuối phải kết thúc bằng dấu chấm." if is_last else "Dòng phải kết thúc bằng dấu chấm phẩy."
        yield found(
            f"{box}_end",
            "error",
            box,
            item,
            message,
            f"Kết thúc bằng “{wanted}”.",
            _POINT,
            fix=text_fix(item, stop, len(text), wanted),
        )


def _archive(check: Check, items: list[Paragraph]) -> Iterator[Finding]:
    where = next((index for index, item in enumerate(items) if _ARCHIVE.match(squeeze(item.text))), None)
    if where is None:
        yield found(
            "archive_missing",
            "error",
            "recipients",
            items[-1],
            "Thiếu dòng “Lưu”.",
            "Thêm dòng cuối “- Lưu: VT, <đơn vị soạn thảo>.”.",
            _POINT,
        )
        return
    item = items[where]
    match = _ARCHIVE.match(item.text)
    if match is None:
        return
    if where != len(items) - 1:
        yield found(
            "archive_last",
            "error",
            "recipients",
            item,
            "Dòng “Lưu” không ở cuối.",
            "Chuyển dòng “- Lưu: …” xuống cuối danh sách nơi nhận.",
            _POINT,
        )
    if match["word"] != "Lưu" or match["colon"] != ":":
        end = match.end("colon") if match["colon"] else match.end("word")
        yield found(
            "archive_form",
            "error",
            "recipients",
            item,
            "Sau chữ “Lưu” phải có dấu hai chấm.",
            "Viết “- Lưu: VT, …”.",
            _POINT,
            fix=text_fix(item, match.start("word"), end, "Lưu:"),
        )
    elif match["rest"] and not match["spaced"]:
        start = match.end("colon")
        yield found(
            "archive_form",
            "hint",
            "recipients",
            item,
            "Sau “Lưu:” không có dấu cách.",
            "Viết “- Lưu: VT, …”.",
            _POINT,
            fix=text_fix(item, match.start("word"), start, "Lưu: "),
        )
    own = " ".join(line.text for line in check.boxes.agency).upper()
    if not re.search(r"\b(?:VT|Văn thư|HS)\b", match["rest"]) and not _SOCIAL.search(own):
        yield found(
            "archive_office",
            "error",
            "recipients",
            item,
            "Dòng “Lưu” không ghi văn thư cơ quan (VT).",
            "Viết “- Lưu: VT, <đơn vị soạn thảo>.”.",
            _POINT,
        )


def _as_above(check: Check, items: list[Paragraph]) -> Iterator[Finding]:
    boxes = check.boxes
    first = squeeze(items[0].text)
    says_above = next((item for item in items if re.match(r"[-–]?\s*Như trên", squeeze(item.text))), None)
    if says_above is not None and boxes.addressees_label is None and boxes.type != "GIẤY MỜI":
        yield found(
            "recipients_as_above",
            "warning",
            "recipients",
            says_above,
            "Ghi “Như trên” nhưng văn bản không có “Kính gửi”.",
            "Ghi rõ tên nơi nhận.",
            _POINT,
        )
    if boxes.addressees_label is not None and says_above is None and not re.search(r"trên", first):
        yield found(
            "recipients_as_above",
            "warning",
            "recipients",
            items[0],
            "Văn bản có “Kính gửi” nhưng Nơi nhận không bắt đầu bằng “Như trên”.",
            "Ghi dòng đầu “- Như trên;”.",
            _POINT,
        )
    articles = {int(number) for item in boxes.prose for number in re.findall(r"^\s*Điều\s+(\d+)\s*[.:]", item.text)}
    for item in items:
        match = _AS_ARTICLE.search(item.text)
        if match and articles and int(match[1]) not in articles:
            yield found(
                "recipients_article",
                "error",
                "recipients",
                item,
                f"Ghi “Như Điều {match[1]}” nhưng văn bản không có Điều {match[1]}.",
                f"Ghi đúng điều nêu nơi thi hành; điều cuối cùng là Điều {max(articles)}.",
                _POINT,
            )


def addressees(check: Check) -> Iterator[Finding]:
    """ "Kính gửi": one on its line, several as a list."""
    label, items = check.boxes.addressees_label, check.boxes.addressees
    if label is None:
        return
    text = squeeze(label.text)
    match = re.match(r"Kính gửi\s*(:?)\s*(.*)", text)
    if match is None or not match[1]:
        end = len(label.text.rstrip()) if text.lower() == "kính gửi" else None
        start = label.text.index(label.text.strip())
        fix = text_fix(label, start, end, "Kính gửi:") if end is not None else None
        yield found(
            "addressees_label",
            "error",
            "addressees",
            label,
            "“Kính gửi” viết không đúng mẫu.",
            "Viết “Kính gửi:”, có dấu hai chấm.",
            _POINT,
            fix=fix,
        )
        return
    if not match[2] and not items:
        yield found(
            "addressees_empty",
            "error",
            "addressees",
            label,
            "Sau “Kính gửi:” chưa có tên nơi gửi.",
            "Ghi tên cơ quan, tổ chức hoặc cá nhân nhận văn bản.",
            _POINT,
        )
    for index, item in enumerate(items):
        yield from _list_item(item, is_last=index == len(items) - 1, box="addressees")
