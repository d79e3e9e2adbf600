"""Word templates that the tests make themselves."""

import io
import zipfile

import docx


def word(*paragraphs: str, rows: list[list[str]] | None = None, header: str = "") -> bytes:
    """Return a Word file of the paragraphs, a table of `rows` and a header."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for line, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, cells, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def good() -> bytes:
    """Return a template of a decision as an office would make it."""
    return word(
        "{{ printed.number_line }}",
        "{{ printed.day_line }}",
        "QUYẾT ĐỊNH {{ printed.subject|hoa }}",
        "{%p for doan in printed.paragraphs %}",
        "{{ doan }}",
        "{%p endfor %}",
        "{%p if grants %}",
        "Từ {{ day|ngay_dai }}, có danh sách kèm theo:",
        "{%p endif %}",
        "{{ signer.name }}",
        rows=[
            ["TT", "Họ tên", "Tiền"],
            ["{%tr for dong in grants %}", "", ""],
            ["{{ loop.index }}", "{{ dong.salutation }} {{ dong.name }}", "{{ dong.money|tien }}"],
            ["{%tr endfor %}", "", ""],
        ],
        header="{{ office.name }}",
    )


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return the Word file with one part more, or another one in its place."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as changed:
        for item in package.namelist():
            if item != name:
                changed.writestr(item, package.read(item))
        changed.writestr(name, content)
    return result.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Return one part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
