"""The fixed list of fields that a template of an office may use, for each kind of document.

It is made from the dataclass of the kind, so a field has here the name that it has in the context's JSON, and a new
kind of document needs nothing here. Under `printed` stand the texts as our own layout words them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.generate import KINDS
from thidua.paperwork.told import fields_of as told_fields

DEEPEST = 5
KINDS_OF_VALUE = {
    "text": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "có hoặc không",
    "date": "ngày",
    "time": "giờ",
    "choice": "một trong các giá trị",
    "lines": "danh sách dòng chữ",
    "rows": "danh sách",
    "part": "nhóm",
}

PRINTED = {
    "number_line": ("text", "Dòng số, ký hiệu như in: “Số: 08/QĐ-SNV”"),
    "day_line": ("text", "Dòng địa danh, ngày tháng như in"),
    "type_name": ("text", "Tên loại văn bản, chữ in hoa"),
    "subject": ("text", "Trích yếu như in"),
    "parent_lines": ("lines", "Tên cơ quan chủ quản, từng dòng"),
    "agency_lines": ("lines", "Tên cơ quan ban hành, từng dòng"),
    "addressees": ("lines", "Kính gửi"),
    "paragraphs": ("lines", "Nội dung, từng đoạn, không kể bảng"),
    "signer_lines": ("lines", "Quyền hạn, chức vụ người ký, từng dòng"),
    "signer_name": ("text", "Họ tên người ký"),
    "recipient_lines": ("lines", "Nơi nhận, từng dòng, kể cả dòng Lưu"),
}
"""What our own layout prints, ready-made: every template can be built from these alone."""

_OUR_LAYOUT = {"margins", "sizes", "line_spacing", "paragraph_gap", "first_line_indent"}
"""How our own layout looks; a template has its own."""


@dataclass(frozen=True)
class Field:
    """A field of a template.

    Attributes:
        path: how it is written: "signer.name"; inside a list "grants[].name": "item.name" in a loop over grants.
        label: what it is; kind: key of KINDS_OF_VALUE; choices: the values of a choice and their words.
    """

    path: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def kind_words(self) -> str:
        """The kind of value in words."""
        return KINDS_OF_VALUE[self.kind]


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields of a kind of document. Raises PaperworkError for a kind that does not exist."""
    if kind not in KINDS:
        raise PaperworkError(f"Không có loại văn bản {kind!r}.", "Mẫu văn bản", f"Chọn một trong: {', '.join(KINDS)}.")
    printed = (Field(f"printed.{name}", label, value) for name, (value, label) in PRINTED.items())
    return (Field("printed", "Câu chữ như phần mềm in", "part"), *printed, *_walk(KINDS[kind], "", 1))


def _walk(kind: type, before: str, depth: int) -> Iterator[Field]:
    for item in told_fields(kind):
        if item.name in _OUR_LAYOUT:
            continue
        path = before + item.name
        yield Field(path, item.label, item.kind, tuple(item.choices.items()))
        if item.row is not None and depth < DEEPEST:
            yield from _walk(item.row, path + ("[]." if item.kind == "rows" else "."), depth + 1)


@cache
def field_kinds(kind: str) -> dict[str, str]:
    """Return path → kind of value, for looking up."""
    return {field.path: field.kind for field in fields_of(kind)}
