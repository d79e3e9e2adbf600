"""The boxes (ô số) of Decree 30/2020 as WordprocessingML, one function each."""

from collections.abc import Sequence

from thidua.paperwork.blocks import Annex, Block, Paper, Paragraph, Row, Signature, Slips, Stamp, Table
from thidua.paperwork.compounds import begins_whole, no_dash_first
from thidua.paperwork.layout import (
    ASCENDER,
    MOTTO,
    NATION,
    SIGNATURE_SPACE,
    SIGNER_SHARE,
    SLIP_PADDING,
    column_widths,
    header_layout,
    recipient_lines,
    recipients_beside_signer,
    signature_rows,
    stays_whole,
    subject_lines,
    text_width_of,
    title_lines,
)
from thidua.paperwork.metrics import text_width
from thidua.paperwork.office import OfficeProfile
from thidua.paperwork.word import markup

RED = "C00000"
BEFORE_SIGNATURE = 14
BETWEEN_SIGNATURES = 24
ABOVE_RECIPIENTS = 10
"""Points above the first row of signers, above the others, and above recipients that stand below them."""


def header(paper: Paper) -> str:
    """Boxes 1 to 4 and 5b: agency and Quốc hiệu; number and date on one row however high the agency's name."""
    measures = header_layout(paper)
    sizes = paper.office.sizes

    def centred(text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0) -> str:
        return markup.paragraph(markup.run(text, size, bold=bold, italic=italic), align="center", before=before)

    agency = "".join(centred(line, measures.agency_size) for line in paper.parent_lines)
    agency += "".join(centred(line, measures.agency_size, bold=True) for line in paper.agency_lines)
    agency += markup.rule(measures.left, measures.agency_line)
    nation = centred(NATION, measures.nation_size, bold=True) + centred(MOTTO, measures.motto_size, bold=True)
    nation += markup.rule(measures.right, measures.motto_line)
    level = 4 + (sizes.place - sizes.number) * ASCENDER
    number = centred(paper.number_line, sizes.number, before=level) if paper.number_line else ""
    if measures.letter_subject:
        number += _even(list(measures.letter_subject), measures.left, sizes.letter_subject, bold=False, before=6)
    for item in paper.stamps:
        number += _stamp(item)
    day = centred(paper.day_line, sizes.place, italic=True, before=4)
    widths = [measures.left, measures.right]
    rows = "".join(
        markup.row(markup.cell(left, widths[0]) + markup.cell(right, widths[1]))
        for left, right in ((agency, nation), (number or markup.tiny(), day))
    )
    return markup.table(rows, widths) + markup.tiny()


def _stamp(item: Stamp) -> str:
    """Boxes 10a, 10b and 11: words in a frame."""
    colour = RED if item.red else "000000"
    words = markup.paragraph(markup.run(item.text, 13, bold=True, colour=colour), align="center")
    return _gap(6) + markup.frame(words, item.width, item.height, colour)


def addressees(paper: Paper) -> str:
    """Box 9a: one addressee on the line of "Kính gửi", several as a list below it."""
    size = paper.office.sizes.body
    if len(paper.addressees) == 1:
        return markup.paragraph(
            markup.run(f"Kính gửi: {paper.addressees[0]}.", size), align="center", before=18, after=12
        )
    label = "Kính gửi: "
    left = 25.0
    lines = [markup.paragraph(markup.run(label.strip(), size), left=left, before=18, keep=True)]
    last = len(paper.addressees) - 1
    for index, name in enumerate(paper.addressees):
        text = f"- {name}{'.' if index == last else ';'}"
        lines.append(
            markup.paragraph(
                markup.run(text, size), left=left + text_width(label, size), before=3, after=12 if index == last else 0
            )
        )
    return "".join(lines)


def title(paper: Paper) -> str:
    """Box 5a: the type of the document, its subject and the line below."""
    sizes = paper.office.sizes
    content = markup.paragraph(
        markup.run(paper.type_name, sizes.title, bold=True), align="center", before=18, keep=True, outline=0
    )
    lines, length = subject_lines(paper)
    if not lines:
        return content
    width = text_width_of(paper.office, paper.landscape)
    content += _even(lines, width, sizes.subject)
    return content + markup.rule(width, length, keep=True)


def _even(lines: list[str], width: float, size: float, *, bold: bool = True, before: float = 2) -> str:
    """Return a centred paragraph between indents so wide that Word breaks the text where `lines` end.

    The text stays in one piece: who edits or copies it finds no hard line breaks.
    """
    widest = max(text_width(line, size, bold=bold) for line in lines)
    side = max((width - widest) / 2 - 1, 0) if len(lines) > 1 else 0
    # Word would draw the first syllable of the next line up, where it fits, though its word begins there.
    text = " ".join([*lines[:1], *(begins_whole(line) for line in lines[1:])])
    return markup.paragraph(
        markup.run(text, size, bold=bold), align="center", before=before, left=side, right=side, keep=True
    )


def body(
    blocks: Sequence[Block],
    office: OfficeProfile,
    width: float,
    *,
    keep_last: bool,
    first_gap: float = 0,
    size: float = 0,
) -> str:
    """Box 6.

    `keep_last` holds the last block on the page of the signature, so that this never stands alone; `first_gap` is added
    above the first block, in points; `size` of the text, 0 for the office's.
    """
    last = len(blocks) - 1
    parts = []
    for index, block in enumerate(blocks):
        keep = keep_last and index == last
        extra = 0 if index else first_gap
        if isinstance(block, Table):
            parts.append(_space(office, extra=extra) + _table(block, office, width, keep_last=keep))
        elif isinstance(block, Slips):
            parts.append(_slips(block, office))
        else:
            parts.append(_paragraph(block, office, keep=keep, extra=extra, size=size))
    return "".join(parts)


def _slips(block: Slips, office: OfficeProfile) -> str:
    """The same small sheet several times, with lines to cut along."""
    inner = block.width - 2 * SLIP_PADDING
    content = body(block.blocks, office, inner, keep_last=False, size=block.size)
    cells = []
    for index in range(block.count):
        code = markup.run(block.codes[index], block.size) if block.codes else ""
        below = markup.paragraph(code, align="right", before=6) if code else ""
        cells.append(markup.cell(content + below, block.width))
    empty = markup.cell(markup.tiny(), block.width)
    cells += [empty] * (-len(cells) % block.across)
    rows = "".join(
        markup.row("".join(cells[at : at + block.across]), height=block.height)
        for at in range(0, len(cells), block.across)
    )
    return markup.cut_grid(rows, [block.width] * block.across, SLIP_PADDING, between=block.down > 1)


def _space(office: OfficeProfile, *, extra: float = 0) -> str:
    return _gap(office.paragraph_gap + extra)


def _gap(points: float) -> str:
    height = round(points * 20)
    return (
        f'<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="{height}" '
        'w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    )


def _paragraph(block: Paragraph, office: OfficeProfile, *, keep: bool, extra: float, size: float = 0) -> str:
    size = size or office.sizes.body
    return markup.paragraph(
        "".join(markup.run(no_dash_first(part.text), size, bold=part.bold, italic=part.italic) for part in block.runs),
        align=block.align,
        before=extra + (office.paragraph_gap if block.gap is None else block.gap),
        line=office.line_spacing,
        left=block.left,
        first=office.first_line_indent if block.indent else 0,
        keep=keep or block.keep,
    )


def _table(block: Table, office: OfficeProfile, width: float, *, keep_last: bool) -> str:
    size = block.size or office.sizes.table
    widths = column_widths(block.columns, width)

    def text(content: str, align: str, *, bold: bool = False, keep: bool = False) -> str:
        words = markup.run(no_dash_first(content), size, bold=bold)
        return markup.paragraph(words, align=align, before=2, after=2, keep=keep)

    def cell(content: str, wide: float, span: int = 1) -> str:
        return markup.cell(content, wide, span=span, middle=True)

    def cells(row: Row, *, keep: bool) -> str:
        if row.kind == "group":
            return cell(text(row.cells[0], "left", bold=True, keep=True), width, span=len(widths))
        if row.kind == "total":
            spanned = len(widths) - len(row.cells) + 1
            first = cell(text(row.cells[0], "center", bold=True, keep=keep), sum(widths[:spanned]), span=spanned)
            rest = zip(row.cells[1:], widths[spanned:], block.columns[spanned:], strict=True)
            return first + "".join(
                cell(text(value, column.align, bold=True, keep=keep), wide) for value, wide, column in rest
            )
        return "".join(
            cell(text(value, column.align, keep=keep), wide)
            for value, wide, column in zip(row.cells, widths, block.columns, strict=True)
        )

    headings = "".join(
        cell(text(column.title, "center", bold=True, keep=True), wide)
        for column, wide in zip(block.columns, widths, strict=True)
    )
    rows = [markup.row(headings, header=True)]
    last = len(block.rows) - 1
    whole = stays_whole(block)
    for index, row in enumerate(block.rows):
        before_total = index < last and block.rows[index + 1].kind == "total"
        keep = keep_last if index == last else whole or before_total
        rows.append(markup.row(cells(row, keep=keep)))
    return markup.table("".join(rows), widths, ruled=True)


def closing(paper: Paper) -> str:
    """Boxes 7 and 9b: recipients on the left, signer on the right; or two or three signers and the recipients below."""
    width = text_width_of(paper.office, paper.landscape)
    if not paper.signatures:
        return ""
    signed = signature_rows(paper)
    if len(paper.signatures) == 1:
        widths = [width * (1 - SIGNER_SHARE), width * SIGNER_SHARE]
        posts, name = _signature(signed[0][0], paper.office)
        beside = recipients_beside_signer(paper)
        cells = markup.cell(_recipients(paper, beside) or markup.tiny(), widths[0])
        table = markup.table(markup.row(cells + markup.cell(posts + name, widths[1])), widths)
        # A long list runs on below, over as many pages as it needs.
        rest = _recipient_list(paper, recipient_lines(paper)[beside:], right=widths[1])
        return _gap(BEFORE_SIGNATURE) + table + (markup.tiny() + rest if rest else "")
    # Posts and names in rows of their own, so that the names stand level however many lines the posts have.
    below = _recipients(paper)
    parts = [
        _gap(BETWEEN_SIGNATURES if index else BEFORE_SIGNATURE)
        + _signers(signers, width, paper.office, keep=index == len(signed) - 2)
        for index, signers in enumerate(signed)
    ]
    return "".join(parts) + (_gap(ABOVE_RECIPIENTS) + below if below else "")


def _signers(signers: Sequence[Signature], width: float, office: OfficeProfile, *, keep: bool) -> str:
    """A row of signers; `keep` holds it on the page of the next, since nobody signs alone on a page."""
    widths = [width / len(signers)] * len(signers)
    columns = [_signature(item, office, keep=keep) for item in signers]
    rows = "".join(
        markup.row("".join(markup.cell(content, wide) for content, wide in zip(cells, widths, strict=True)))
        for cells in zip(*columns, strict=True)
    )
    return markup.table(rows, widths)


def copy_block(copy: Paper, width: float) -> str:
    """What a copy adds on the sheet of the document: who copies, form and number of the copy, who signs it."""
    measures = header_layout(copy)
    sizes = copy.office.sizes

    def centred(text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0) -> str:
        return markup.paragraph(markup.run(text, size, bold=bold, italic=italic), align="center", before=before)

    agency = "".join(centred(line, measures.agency_size) for line in copy.parent_lines)
    agency += "".join(centred(line, measures.agency_size, bold=True) for line in copy.agency_lines)
    agency += markup.rule(measures.left, measures.agency_line)
    widths = [measures.left, width - measures.left]
    rows = (
        (agency, centred(copy.type_name, sizes.title, bold=True)),
        (centred(copy.number_line, sizes.number, before=4), centred(copy.day_line, sizes.place, italic=True, before=4)),
    )
    table = "".join(markup.row(markup.cell(left, widths[0]) + markup.cell(right, widths[1])) for left, right in rows)
    return markup.tiny() + markup.full_rule(before=16) + markup.table(table, widths) + markup.tiny() + closing(copy)


def _signature(item: Signature, office: OfficeProfile, *, keep: bool = False) -> tuple[str, str]:
    """Return the post (box 7a) and the name (box 7b) with the space for the signature above it."""
    size = office.sizes.body
    posts = "".join(
        markup.paragraph(markup.run(line, size, bold=True), align="center", keep=True) for line in item.lines
    )
    if item.note:
        posts += markup.paragraph(markup.run(item.note, size - 1, italic=True), align="center", keep=True)
    name = markup.run(item.name, size, bold=True)
    return posts, markup.paragraph(name, align="center", before=SIGNATURE_SPACE, keep=keep)


def _recipients(paper: Paper, most: int | None = None) -> str:
    lines = recipient_lines(paper)[:most]
    if not lines:
        return ""
    label = markup.run("Nơi nhận:", paper.office.sizes.recipients_label, bold=True, italic=True)
    return markup.paragraph(label, keep=True) + _recipient_list(paper, lines)


def _recipient_list(paper: Paper, lines: Sequence[str], *, right: float = 0) -> str:
    size = paper.office.sizes.recipients
    return "".join(markup.paragraph(markup.run(text, size), right=right) for text in lines)


def annex(item: Annex, office: OfficeProfile) -> str:
    """An annex: label, title in capitals, "(Kèm theo …)", content (Annex I, III.1)."""
    width = text_width_of(office, item.landscape)
    size = office.sizes.title
    content = ""
    if item.label:
        content += markup.paragraph(markup.run(item.label, size, bold=True), align="center", keep=True, outline=0)
    content += _even(title_lines(item.title, width, size), width, size)
    if item.reference:
        reference = markup.run(item.reference, office.sizes.body, italic=True)
        content += markup.paragraph(reference, align="center", before=2, after=6, keep=True)
    return content + body(item.blocks, office, width, keep_last=False)
