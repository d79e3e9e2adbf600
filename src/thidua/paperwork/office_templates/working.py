"""The part that touches an office's file; runs in a process of its own (`isolated`)."""

import io
import zipfile
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office_templates.environment import TemplateEnvironment
from thidua.paperwork.office_templates.fields import field_kinds, fields_of
from thidua.paperwork.office_templates.parts import LARGEST_UNPACKED, Line, lines_of, open_package
from thidua.paperwork.office_templates.report import FieldUse, Mistake, TemplateReport
from thidua.paperwork.office_templates.rules import Walk
from thidua.paperwork.word.base import EPOCH

_EXPECTED = (
    ("Số và ký hiệu", ("printed.number_line", "number")),
    ("Ngày ban hành", ("printed.day_line", "day")),
    ("Trích yếu", ("printed.subject", "subject")),
    ("Họ tên người ký", ("printed.signer_name", "signer.name")),
)
_LOOPS = "Đặt lệnh lặp trong một đoạn ({%p for … %}) hoặc một hàng bảng ({%tr for … %}) riêng, đủ cả lệnh kết thúc."


def inspect(data: bytes, kind: str, sample: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON of the report; `sample` are the values to try it with."""
    report = _look(open_package(data), kind)
    if report.usable:
        try:
            render(data, kind, sample)
        except PaperworkError as error:
            mistake = Mistake(error.message, error.place, error.mend)
            report = TemplateReport(report.fields, (mistake,), report.remarks)
    return report.as_json()


def _look(parts: dict[str, bytes], kind: str) -> TemplateReport:
    kinds = field_kinds(kind)
    uses: list[tuple[str, str]] = []
    mistakes: list[Mistake] = []
    for lines in lines_of(parts).values():
        _look_at(lines, kinds, uses, mistakes)
    places: dict[str, list[str]] = {}
    for path, place in uses:
        where = places.setdefault(path, [])
        if place not in where:
            where.append(place)
    labels = {item.path: item.label for item in fields_of(kind)}
    used = tuple(FieldUse(path, labels[path], tuple(where)) for path, where in places.items())
    if not used and not mistakes:
        mistakes.append(
            Mistake("Mẫu không có trường nào để điền.", "Cả tệp", "Thêm các trường như {{ printed.number_line }}.")
        )
    return TemplateReport(used, tuple(mistakes), tuple(_lacking(places)))


def _look_at(lines: list[Line], kinds: dict[str, str], uses: list[tuple[str, str]], mistakes: list[Mistake]) -> None:
    def place_of(line: int) -> str:
        return lines[min(line, len(lines)) - 1].place if lines else "Cả tệp"

    walk = Walk(kinds, place_of)
    try:
        # Not the checking environment: here all mistakes are wanted, with their places.
        tree = super(TemplateEnvironment, TemplateEnvironment(kinds))._parse(
            "\n".join(line.text for line in lines), None, None
        )
    except TemplateSyntaxError as error:
        mistakes.append(Mistake("Thẻ viết sai hoặc thiếu phần kết thúc.", place_of(error.lineno), _syntax(error)))
        return
    walk.check(tree)
    uses += walk.uses
    mistakes += walk.mistakes


def _syntax(error: TemplateSyntaxError) -> str:
    return f"Kiểm tra các dấu {{{{ }}}}, {{% %}} ở chỗ này và lệnh kết thúc (máy báo: {error.message})."


def _lacking(places: dict[str, list[str]]) -> list[Mistake]:
    """What every document has and this template does not print from a field: it may be typed in, so only a remark."""
    return [
        Mistake(f"Mẫu không dùng trường nào cho: {words}.", "Cả tệp", f"Thêm {{{{ {paths[0]} }}}} nếu chưa ghi sẵn.")
        for words, paths in _EXPECTED
        if not any(path in places for path in paths)
    ]


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl mends broken XML in silence, and text is lost; a template that breaks it is refused instead."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        return super().fix_tables(xml)

    def render_properties(self, _context: dict[str, Any], _jinja_env: Any = None) -> None:
        """Leave the properties of the file alone."""


def render(data: bytes, kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return {"docx": the filled file}.

    Raises PaperworkError: a tag that is not allowed, a loop that tears the file apart, a result that is too large.
    """
    open_package(data)
    template = _StrictTemplate(io.BytesIO(data))
    try:
        template.render(values, TemplateEnvironment(field_kinds(kind)))
    except etree.XMLSyntaxError:
        raise PaperworkError("Lệnh lặp hoặc điều kiện đặt sai chỗ làm hỏng tệp.", "Mẫu văn bản", _LOOPS) from None
    except TemplateError as error:
        raise PaperworkError(
            f"Mẫu không điền được ({error}).", "Mẫu văn bản", "Kiểm tra các thẻ theo danh sách trường."
        ) from None
    memory = io.BytesIO()
    template.save(memory)
    return {"docx": _without_clock(memory)}


def _without_clock(stream: io.BytesIO) -> bytes:
    """Return the package without the time of day, so that the same document has the same hash."""
    result = io.BytesIO()
    size = 0
    with zipfile.ZipFile(stream) as package, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as fixed:
        for item in package.infolist():
            size += item.file_size
            if size > LARGEST_UNPACKED:
                raise PaperworkError("Văn bản lập ra quá lớn.", "Mẫu văn bản", "Đơn giản hóa mẫu.")
            entry = zipfile.ZipInfo(item.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, package.read(item))
    return result.getvalue()
