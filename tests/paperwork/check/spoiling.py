"""Ways to spoil a right document: in its blocks (of which both files are made), in the Word file, in the PDF's data."""

import dataclasses
import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document as WordDocument

from thidua.paperwork.blocks import Paper, Paragraph, Run
from thidua.paperwork.pdf import compile_pdf, paper_data

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def retext(old: str, new: str) -> Callable[[Paper], Paper]:
    """Replace words of the body; the words must be there."""

    def change(paper: Paper) -> Paper:
        blocks = []
        hits = 0
        for block in paper.blocks:
            if isinstance(block, Paragraph):
                runs = []
                for run in block.runs:
                    hits += old in run.text
                    runs.append(dataclasses.replace(run, text=run.text.replace(old, new)))
                block = dataclasses.replace(block, runs=tuple(runs))
            blocks.append(block)
        assert hits, f"“{old}” is not in the sample"
        return dataclasses.replace(paper, blocks=tuple(blocks))

    return change


def change(**fields: Any) -> Callable[[Paper], Paper]:
    """Change fields of the paper."""
    return lambda paper: dataclasses.replace(paper, **fields)


def office(**fields: Any) -> Callable[[Paper], Paper]:
    """Change the layout of the office beyond what is legal."""
    return lambda paper: dataclasses.replace(paper, office=dataclasses.replace(paper.office, **fields))


def size(**fields: float) -> Callable[[Paper], Paper]:
    """Change sizes beyond what is legal."""
    return lambda paper: office(sizes=dataclasses.replace(paper.office.sizes, **fields))(paper)


def margin(**fields: float) -> Callable[[Paper], Paper]:
    """Change margins beyond what is legal."""
    return lambda paper: office(margins=dataclasses.replace(paper.office.margins, **fields))(paper)


def drop_block(words: str) -> Callable[[Paper], Paper]:
    """Leave out the paragraph with these words."""

    def change_blocks(paper: Paper) -> Paper:
        kept = tuple(block for block in paper.blocks if words not in text_of(block))
        assert len(kept) == len(paper.blocks) - 1
        return dataclasses.replace(paper, blocks=kept)

    return change_blocks


def text_of(block: Any) -> str:
    """The text of a paragraph block."""
    return "".join(run.text for run in block.runs) if isinstance(block, Paragraph) else ""


def add_block(text: str, at: int = -1, *, bold: bool = False) -> Callable[[Paper], Paper]:
    """Put a paragraph into the body."""

    def change_blocks(paper: Paper) -> Paper:
        blocks = list(paper.blocks)
        blocks.insert(at if at >= 0 else len(blocks) + at, Paragraph((Run(text, bold=bold),)))
        return dataclasses.replace(paper, blocks=tuple(blocks))

    return change_blocks


def spoil_word(data: bytes, spoil: Callable[[WordDocument], None]) -> bytes:
    """Return the Word file with something spoilt by python-docx."""
    document = docx.Document(io.BytesIO(data))
    spoil(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraphs(document: WordDocument, words: str) -> list[Any]:
    """All `w:p` of the file whose text begins with `words`."""
    found = []
    for element in document.element.body.iter(f"{W}p"):
        text = "".join(
            {f"{W}t": node.text or "", f"{W}noBreakHyphen": "-"}.get(node.tag, "") for node in element.iter()
        )
        if text.startswith(words):
            found.append(element)
    assert found, f"no paragraph “{words}”"
    return found


def word_look(words: str, name: str, value: Any) -> Callable[[WordDocument], None]:
    """Give the runs of a paragraph a property: font, size (half points), b, i, color."""

    def spoil(document: WordDocument) -> None:
        for run in paragraphs(document, words)[0].iter(f"{W}r"):
            properties = run.get_or_add_rPr()
            if name == "font":
                fonts = properties.get_or_add_rFonts()
                for slot in ("ascii", "hAnsi", "cs"):
                    fonts.set(f"{W}{slot}", value)
                continue
            for old in properties.findall(f"{W}{name}"):
                properties.remove(old)
            made = properties.makeelement(f"{W}{name}", {f"{W}val": value})
            properties.insert(0, made)

    return spoil


def word_text(words: str, old: str, new: str) -> Callable[[WordDocument], None]:
    """Replace words inside one `w:t` of a paragraph."""

    def spoil(document: WordDocument) -> None:
        for node in paragraphs(document, words)[0].iter(f"{W}t"):
            if old in (node.text or ""):
                node.text = node.text.replace(old, new)
                return
        raise AssertionError(f"“{old}” is not in “{words}”")

    return spoil


def word_drop(words: str) -> Callable[[WordDocument], None]:
    """Take the text of a paragraph away; the empty paragraph stays, as when somebody clears a line."""

    def spoil(document: WordDocument) -> None:
        element = paragraphs(document, words)[0]
        for run in list(element.iter(f"{W}r")):
            run.getparent().remove(run)

    return spoil


def word_drop_rule(index: int) -> Callable[[WordDocument], None]:
    """Take away the line number `index`: agency, Tiêu ngữ, subject."""

    def spoil(document: WordDocument) -> None:
        border = list(document.element.body.iter(f"{W}pBdr"))[index]
        border.getparent().remove(border)

    return spoil


def word_stretch_rule(index: int, side: int) -> Callable[[WordDocument], None]:
    """Make a line longer or shorter: `side` twentieths of a point are left free on both sides."""

    def spoil(document: WordDocument) -> None:
        properties = list(document.element.body.iter(f"{W}pBdr"))[index].getparent()
        indent = properties.find(f"{W}ind")
        indent.set(f"{W}left", str(side))
        indent.set(f"{W}right", str(side))

    return spoil


def word_swap_cells(table: int, row: int) -> Callable[[WordDocument], None]:
    """Swap the two cells of a row: what stood on the left stands on the right."""

    def spoil(document: WordDocument) -> None:
        cells = document.tables[table].rows[row]._tr.findall(f"{W}tc")
        first, second = cells[0], cells[1]
        contents = [[item for item in cell if item.tag != f"{W}tcPr"] for cell in (first, second)]
        for cell, content in ((first, contents[1]), (second, contents[0])):
            for item in content:
                cell.append(item)

    return spoil


def spoil_pdf(paper: Paper, spoil: Callable[[dict[str, Any]], None]) -> bytes:
    """Return a PDF of which the data was spoilt on the way to Typst."""
    data = paper_data(paper)
    spoil(data)
    return compile_pdf("paper.typ", data, paper.day)
