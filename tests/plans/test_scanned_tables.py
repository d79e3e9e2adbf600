"""Tables on scans: ruled ones by their lines, bare ones by their columns; what is not sure is told."""

import io

import numpy
import pytest
from PIL import Image, ImageDraw
from tests.plans.marking import Count, compare, plans_with_tables
from tests.plans.pdf_files import pictures, scanned_pdf, typeset_text, worn
from tests.plans.test_scans import needs_tesseract

from thidua.plans import read_plan
from thidua.plans.intake.cells import _believed
from thidua.plans.intake.ocr import Word
from thidua.plans.intake.ruled import levelled, pixels_of

TABLES = plans_with_tables()


def grey(picture: Image.Image) -> bytes:
    """A picture as PGM."""
    buffer = io.BytesIO()
    picture.convert("L").save(buffer, "PPM")
    return buffer.getvalue()


def table(*, degrees: float = 0.0) -> Image.Image:
    """A table of two rows and three columns; in its last cell a black mark low down."""
    picture = Image.new("L", (1000, 800), 255)
    draw = ImageDraw.Draw(picture)
    for x in (100, 300, 600, 900):
        draw.line((x, 200, x, 600), 0, 3)
    for y in (200, 300, 600):
        draw.line((100, y, 900, y), 0, 3)
    draw.rectangle((680, 500, 720, 530), fill=0)
    draw.line((300, 100, 700, 100), 0, 2)
    return picture.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)


@pytest.mark.parametrize("degrees", [0.0, 0.6, -1.2])
def test_a_ruled_table_is_found_straight_or_askew(degrees):
    _, ruled = levelled(grey(table(degrees=degrees)))
    (grid,) = ruled.grids
    assert [len(grid.columns), len(grid.rows)] == [4, 3]
    widths = [after - before for before, after in zip(grid.columns, grid.columns[1:], strict=False)]
    assert widths == pytest.approx([200, 300, 300], abs=4)


def test_lines_of_the_table_go_and_what_is_low_in_a_cell_moves_up():
    picture, ruled = levelled(grey(table()))
    pixels = pixels_of(picture)
    inked = numpy.argwhere(pixels < 150)
    # the line above the table belongs to no table
    assert set(inked[inked[:, 0] < 190][:, 0]) <= {99, 100, 101}
    mark = inked[inked[:, 0] > 190]
    assert mark[:, 0].min() < 320
    (shift,) = (ruled.shift(cell) for cell in [ruled.cell(700, 320)])
    assert mark[:, 0].min() + shift == pytest.approx(500, abs=2)


@pytest.mark.parametrize("picture", [Image.new("L", (900, 900), 255), Image.new("L", (900, 900), 0)])
def test_a_page_without_tables_stays_as_it_is(picture):
    data = grey(picture)
    assert levelled(data) == (data, levelled(b"\x89PNG")[1])


def word(text: str, sureness: float) -> Word:
    """A word somewhere."""
    return Word(text, (1, 1, 1), 0, 0, 10, 10, sureness)


@pytest.mark.parametrize(
    ("first", "second", "believed"),
    [
        ([("4", 44)], [("4", 73)], ("4", 90)),
        ([("1", 60)], [("7", 73)], ("7", 50)),
        ([("ái", 13)], [("1", 77)], ("1", 50)),
        ([], [("5", 88)], ("5", 50)),
        ([("Ä", 87)], [("nh", 41)], None),
        ([], [], None),
    ],
)
def test_a_cell_is_believed_as_far_as_two_readings_agree(first, second, believed):
    assert _believed([word(*one) for one in first], [word(*one) for one in second]) == believed


def counted(*, has_lines: bool, level: str, is_worn: bool) -> tuple[dict[str, Count], list[str]]:
    """The facts of all plans with tables on scans, and the plans with losses that no warning tells."""
    counts: dict[str, Count] = {}
    silent = []
    for path, marks in TABLES:
        pages = pictures(typeset_text(path.read_text("utf-8"), has_lines=has_lines, level=level))
        pages = [worn(page, seed=number) for number, page in enumerate(pages)] if is_worn else pages
        plan = read_plan(scanned_pdf(pages), "quet.pdf")
        results = compare(plan, marks, is_scan=True)
        for kind in ("tasks", "quotas", "duties"):
            counts.setdefault(kind, Count()).add(results[kind][0])
        told = {"table_unread", "ocr_number", "ocr_mended", "ocr_heading"} & {one.code for one in plan.warnings}
        if any(results[kind][1] for kind in ("tasks", "quotas")) and not told:
            silent.append(path.stem)
    return counts, silent


@needs_tesseract
@pytest.mark.parametrize(
    ("has_lines", "level", "is_worn"), [(True, "top", False), (True, "middle", True), (False, "top", False)]
)
def test_nine_of_ten_facts_are_read_and_losses_are_told(has_lines, level, is_worn):
    counts, silent = counted(has_lines=has_lines, level=level, is_worn=is_worn)
    total = Count()
    for count in counts.values():
        total.add(count)
    # on a worn page single figures get lost; that is told
    assert total.f1 >= (0.85 if is_worn else 0.9)
    assert silent == []


@needs_tesseract
def test_a_bare_table_set_in_the_middle_is_told_where_it_cannot_be_read():
    path, _ = next(entry for entry in TABLES if entry[0].stem == "nhiem-vu-theo-nhom")
    pages = pictures(typeset_text(path.read_text("utf-8"), has_lines=False, level="middle"))
    plan = read_plan(scanned_pdf(pages), "quet.pdf")
    assert "table_unread" in {warning.code for warning in plan.warnings}
