"""WordprocessingML as text: the few elements that official documents need.

Written directly and parsed once per document: python-docx's objects cost a hundred times more for a table of forty rows
(its `cells` walk the whole table again for every row). All values are escaped here and nowhere else.
"""

import re
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWIPS_PER_MM = 1440 / 25.4
ALIGNMENTS = {"justify": "both", "left": "left", "center": "center", "right": "right"}

_NUMBER = re.compile(r"[^\W_]+(?:/[^\W_]+)*/[^\W_]+(?:-[^\W_]+)+")
"""The number and symbol of a document: "12/TTr-TĐKT"."""


def _hold_together(found: re.Match[str]) -> str:
    """Write a document's number with hyphens at which Word does not end a line."""
    return found.group().replace("-", '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">')


def twips(mm: float) -> int:
    """Return mm in twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def run(text: str, size: float, *, bold: bool = False, italic: bool = False, colour: str = "") -> str:
    """Return a run of text at `size` points; "\\n" breaks the line; `colour` as six hexadecimal digits."""
    marks = f"{'<w:b/><w:bCs/>' if bold else ''}{'<w:i/><w:iCs/>' if italic else ''}"
    marks += f'<w:color w:val="{colour}"/>' if colour else ""
    half_points = round(size * 2)
    lines = [
        _NUMBER.sub(_hold_together, f'<w:t xml:space="preserve">{escape(line)}</w:t>') for line in text.split("\n")
    ]
    size_marks = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return f"<w:r><w:rPr>{marks}{size_marks}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def paragraph(
    content: str,
    *,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    left: float = 0,
    right: float = 0,
    first: float = 0,
    keep: bool = False,
    outline: int | None = None,
    section: str = "",
) -> str:
    """Return a paragraph around the runs `content`.

    Arguments: before, after in points; line as a multiple of the single line; left, right, first (indent of the first
    line) in mm; keep: stays with the next paragraph; outline: level for the navigation pane; section: properties of the
    section that ends here.
    """
    indent = ""
    if left or right or first:
        indent = f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:firstLine="{twips(first)}"/>'
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}"
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="{round(line * 240)}" '
        'w:lineRule="auto"/>'
        f'{indent}<w:jc w:val="{ALIGNMENTS[align]}"/>'
        f"{level}{section}</w:pPr>{content}</w:p>"
    )


def rule(width: float, length: float, *, before: float = 2, keep: bool = False) -> str:
    """Return a centred line `length` mm long inside a space `width` mm wide: the top border of an empty paragraph."""
    side = twips(max(width - length, 0) / 2)
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}"
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="{round(before * 20)}" w:after="0" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/><w:rPr><w:sz w:val="6"/></w:rPr></w:pPr></w:p>'
    )


def full_rule(*, before: float = 0) -> str:
    """Return a line over the whole width: the top border of an empty paragraph."""
    return (
        '<w:p><w:pPr><w:keepNext/><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="{round(before * 20)}" w:after="0" w:line="60" w:lineRule="exact"/>'
        '<w:rPr><w:sz w:val="6"/></w:rPr></w:pPr></w:p>'
    )


def tiny(section: str = "") -> str:
    """Return the smallest possible paragraph: what must stand after a table, or carry the end of a section."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )


def cell(content: str, width: float, *, span: int = 1, middle: bool = False) -> str:
    """Return a cell `width` mm wide over `span` columns, around paragraphs; `middle` centres them in its height."""
    height = '<w:vAlign w:val="center"/>' if middle else ""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spans}{height}</w:tcPr>{content}</w:tc>'


def row(cells: str, *, header: bool = False, height: float = 0) -> str:
    """Return a row that is never split over two pages.

    `header` repeats it on every page; `height` in mm is exact, 0 as high as its content.
    """
    exact = f'<w:trHeight w:val="{twips(height)}" w:hRule="exact"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{exact}{'<w:tblHeader/>' if header else ''}</w:trPr>{cells}</w:tr>"


def frame(content: str, width: float, height: float, colour: str) -> str:
    """Return words in a centred frame, width and height in mm: a table of one cell and the paragraph it needs."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(width)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol '
        f'w:w="{twips(width)}"/></w:tblGrid>{row(cell(content, width, middle=True), height=height)}</w:tbl>{tiny()}'
    )


def cut_grid(rows: str, widths: list[float], padding: float, *, between: bool) -> str:
    """Return a table of slips with dashed lines where it is cut, `padding` mm inside each.

    `between`: whether rows share a page and are cut apart too.
    """
    edges = ("insideH", "insideV") if between else ("insideV",)
    lines = "".join(f'<w:{edge} w:val="dashed" w:sz="4" w:space="0" w:color="808080"/>' for edge in edges)
    margins = "".join(f'<w:{edge} w:w="{twips(padding)}" w:type="dxa"/>' for edge in ("top", "left", "bottom", "right"))
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{rows}</w:tbl>"
    )


def table(rows: str, widths: list[float], *, ruled: bool = False) -> str:
    """Return a table of fixed column widths in mm, with rules and cell margins or without both."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    kind = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if ruled else 'w:val="nil"'
    borders = "".join(f"<w:{edge} {kind}/>" for edge in edges)
    side = twips(1.2) if ruled else 0
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="left"/><w:tblInd w:w="0" '
        'w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{side}" '
        'w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )
