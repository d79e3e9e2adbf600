"""Scans: read by Tesseract; slips mended and told, doubtful numbers told, what is written by hand asked for."""

import io
import os
import shutil
import threading

import numpy
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from tests.plans.pdf_files import Paper, picture_file, pictures, scanned_pdf, typeset, worn
from tests.plans.test_mutations import facts
from tests.plans.test_pdf import SMALL

from thidua.plans import PartialDate, PlanError, ReadingStopped, pages_to_recognise, read_plan
from thidua.plans.intake.apart import draw_page, read_text
from thidua.plans.intake.ocr import Picture, Word
from thidua.plans.intake.paged import _dpi
from thidua.plans.intake.scan import mend_headings, picture_lines
from thidua.plans.vocabulary.confusions import PHRASES, certain_phrase

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and not os.environ.get("THIDUA_REQUIRE_OCR"),
    reason="Tesseract is not installed: apt-get install tesseract-ocr tesseract-ocr-vie",
)
OWN = ("warnings", "pages", "text")


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """The small plan as one picture."""
    return pictures(typeset(SMALL))[0]


@needs_tesseract
def test_a_clean_scan_says_what_the_pdf_says_and_tells_how_far_it_is(page):
    steps: list[tuple[int, int]] = []
    plan = read_plan(scanned_pdf([page]), "quet.pdf", progress=lambda done, of: steps.append((done, of)))
    expected, found = facts(read_plan(typeset(SMALL), "x.pdf")), facts(plan)
    assert {key: found[key] for key in found if key not in OWN} == {
        key: expected[key] for key in found if key not in OWN
    }
    assert steps == [(0, 1), (1, 1)]
    assert plan.pages[0].is_scan
    for line in plan.pages[0].lines:
        assert 0 <= line.box[0] < line.box[2] <= plan.pages[0].width + 1


@needs_tesseract
def test_a_picture_of_a_worn_page_askew_with_a_number_by_hand():
    plan = read_plan(picture_file(worn(with_number_by_hand()), "JPEG"), "quet.jpg")
    document = plan.document
    assert document.number is None
    assert document.symbol == "KH-SNV"
    asked = next(warning for warning in plan.warnings if warning.code == "ocr_handwritten")
    assert "KH-SNV" in plan.text[slice(*asked.at)]
    assert document.date == PartialDate(2024, 9, 5)
    assert [task.id for task in plan.tasks] == ["III.1", "III.2"]
    assert [reference.number for reference in plan.references] == ["10/KH-UBND"]
    assert document.signer.name == "Trần Thị Bích"


def with_number_by_hand() -> Image.Image:
    """The small plan with its number written as by a pen."""
    number = "Số: 0000000/KH-SNV"
    pdf = typeset(Paper(**vars(SMALL) | {"number": number}))
    place = next(line.box for line in read_plan(pdf, "x.pdf").pages[0].lines if line.box[1] > 85)
    left, top, right, bottom = (value * 200 / 72 for value in place)
    letter = (right - left) / len(number)
    first, last = left + 3.6 * letter, left + 9.6 * letter
    picture = pictures(pdf)[0]
    draw = ImageDraw.Draw(picture)
    draw.rectangle((first, top - 6, last, bottom + 6), fill=255)
    steps = range(9)
    draw.line([(first + (last - first) * step / 8, top if step % 2 else bottom - 3 * step) for step in steps], 40, 4)
    return picture


@needs_tesseract
def test_pages_are_told_one_by_one_and_the_caller_may_stop(page):
    steps: list[tuple[int, int]] = []
    blank = Image.new("L", page.size, 255)
    data = scanned_pdf([page, blank])
    assert pages_to_recognise(data, "quet.pdf") == 2
    before = spent_by_programs()
    plan = read_plan(data, "quet.pdf", progress=lambda done, of: steps.append((done, of)), stop=lambda: False)
    read_to_the_end = spent_by_programs() - before
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert plan == read_plan(data, "quet.pdf")

    before, told = spent_by_programs(), []
    with pytest.raises(ReadingStopped):
        read_plan(scanned_pdf([page] * 6), "quet.pdf", progress=lambda *step: told.append(step), stop=lambda: True)
    assert told == [(0, 6)]
    assert spent_by_programs() - before < read_to_the_end


def spent_by_programs() -> float:
    """Seconds of processor time of the programs that this process has started and that have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


@needs_tesseract
def test_progress_and_stop_are_called_in_the_callers_thread(page):
    threads: set[int] = set()
    read_plan(
        picture_file(page),
        "quet.png",
        progress=lambda *_: threads.add(threading.get_ident()),
        stop=lambda: threads.add(threading.get_ident()) is not None,
    )
    assert threads == {threading.get_ident()}


def test_what_has_text_asks_for_no_recognition():
    assert pages_to_recognise(typeset(SMALL), "x.pdf") == 0
    assert pages_to_recognise("KẾ HOẠCH thi đua".encode(), "x.txt") == 0
    with pytest.raises(PlanError, match="hình ảnh bị hỏng"):
        pages_to_recognise(b"\x89PNG\r\n\x1a\n" + bytes(50), "x.png")


def test_without_tesseract_the_message_has_the_one_command(page, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    for data in (scanned_pdf([page]), picture_file(page)):
        with pytest.raises(PlanError) as refusal:
            read_plan(data, "quet.pdf")
        assert "sudo apt-get install tesseract-ocr tesseract-ocr-vie" in refusal.value.mend
        assert refusal.value.mend.startswith("Hãy ")


def line(*words: tuple[str, float], left: int = 250, top: int = 500, number: int = 1) -> list[Word]:
    """Words of one line of a page at 200 dpi, each with how sure it is."""
    result: list[Word] = []
    for text, sureness in words:
        result.append(Word(text, (1, 1, number), left, top, len(text) * 16, 30, sureness))
        left += len(text) * 16 + 14
    return result


def read_words(*words: tuple[str, float]):
    """The first piece of a page with one line."""
    return picture_lines(Picture(1654, 2339, tuple(line(*words))), 0).pieces[0]


def test_lost_marks_in_words_of_the_field_are_mended_and_told():
    piece = read_words(("tặng", 95), ("Băng", 93), ("khen", 95), ("cho", 95), ("tập", 95), ("thế;", 90))
    assert piece.text == "tặng Bằng khen cho tập thể;"
    assert [doubt.message for doubt in piece.doubts] == [
        "Đã sửa dấu “Băng khen” thành “Bằng khen”.",
        "Đã sửa dấu “tập thế” thành “tập thể”.",
    ]
    assert piece.text[piece.doubts[0].start : piece.doubts[0].end] == "Bằng"


@pytest.mark.parametrize("text", ["phương tiện truyền thông", "chi tiêu tiết kiệm", "có quan tâm", "cả nhân dân"])
def test_words_that_have_a_twin_stay(text):
    piece = read_words(*((word, 80.0) for word in text.split()))
    assert piece.text == text
    assert piece.doubts == ()


def test_a_right_phrase_of_the_list_stays():
    for first, second in PHRASES.values():
        assert certain_phrase(first, second) is None
        assert certain_phrase(first.upper(), second.upper()) is None


def test_doubtful_numbers_are_told_and_kept():
    piece = read_words(("trước", 95), ("ngày", 95), ("31/8/2026", 60), ("đạt", 95), ("90%", 92))
    assert piece.text == "trước ngày 31/8/2026 đạt 90%"
    assert [(doubt.code, piece.text[doubt.start : doubt.end]) for doubt in piece.doubts] == [
        ("ocr_number", "31/8/2026")
    ]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((("Số:", 95), ("12/KH-SNV", 90)), "Số: 12/KH-SNV"),
        ((("Số:", 95), ("J4%", 20), ("/KH-SNV", 90)), "Số:     /KH-SNV"),
        ((("Số:", 95), ("12", 40), ("/KH-SNV", 90)), "Số:     /KH-SNV"),
        ((("Số:", 95), ("/KH-SNV", 90)), "Số:     /KH-SNV"),
    ],
)
def test_a_number_that_is_not_printed_clearly_is_left_blank(words, text):
    piece = read_words(*words)
    assert piece.text == text
    assert ("ocr_handwritten" in [doubt.code for doubt in piece.doubts]) is (text != "Số: 12/KH-SNV")


def test_a_day_by_hand_is_left_blank_and_the_printed_year_stays():
    clear = [(word, 95.0) for word in "An Hòa, ngày ? tháng 9 năm 2024".split()]
    clear[3] = ("4f", 30.0)
    piece = read_words(*clear)
    assert piece.text == "An Hòa, ngày      tháng 9 năm 2024"


def test_a_date_in_the_running_text_is_no_date_of_the_head():
    text = "Thực hiện Kế hoạch của tỉnh, ngày 05 tháng 9 năm 2024 Sở ban hành văn bản"
    assert read_words(*((word, 60.0) for word in text.split())).text == text


def test_strokes_of_roman_numbers_come_back_in_their_order():
    texts = ["L MỤC ĐÍCH", "1. Mục đích", "H. ĐỐI TƯỢNG", "II NỘI DUNG", "IV. TỔ CHỨC THỰC HIỆN"]
    words: list[Word] = []
    for number, text in enumerate(texts):
        words += line(*((one, 95.0) for one in text.split()), top=300 + 60 * number, number=number)
    pieces = mend_headings(picture_lines(Picture(1654, 2339, tuple(words)), 0).pieces)
    assert [piece.text for piece in pieces] == [
        *("I. MỤC ĐÍCH", "1. Mục đích", "II. ĐỐI TƯỢNG", "III. NỘI DUNG", "IV. TỔ CHỨC THỰC HIỆN"),
    ]
    assert [doubt.code for piece in pieces for doubt in piece.doubts] == ["ocr_heading"]


def test_a_heading_that_was_not_read_shifts_no_other():
    words: list[Word] = []
    for number, text in enumerate(["II.ĐỐI TƯỢNG", "II. NỘI DUNG", "IV. TỔ CHỨC"]):
        words += line(*((one, 95.0) for one in text.split()), top=300 + 60 * number, number=number)
    pieces = mend_headings(picture_lines(Picture(1654, 2339, tuple(words)), 0).pieces)
    assert [piece.text for piece in pieces] == ["II. ĐỐI TƯỢNG", "III. NỘI DUNG", "IV. TỔ CHỨC"]


def test_roman_numbers_behind_their_noun_come_back():
    assert (
        read_words(("khóa", 95), ("XHI,", 90), ("lần", 95), ("thứ", 95), ("XVIH", 90)).text
        == "khóa XIII, lần thứ XVIII"
    )


def test_the_name_of_the_state_opens_the_right_column_however_near_the_left_one_comes():
    words = line(*((one, 95.0) for one in "UBND HUYỆN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".split()))
    pieces = picture_lines(Picture(1654, 2339, tuple(words)), 0).pieces
    assert [piece.text for piece in pieces] == ["UBND HUYỆN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_specks_are_no_text():
    assert read_words(("UBND", 95), ("ˆ", 90), ("TỈNH", 95)).text == "UBND TỈNH"


def test_a_page_of_monstrous_size_is_drawn_no_bigger_than_any_other():
    document = pypdfium2.PdfDocument.new()
    document.new_page(200_000, 200_000)
    buffer = io.BytesIO()
    document.save(buffer)
    (size,), _, _ = read_text(buffer.getvalue(), "x.pdf")
    drawn = draw_page(buffer.getvalue(), "x.pdf", 0, dpi=_dpi(size), colours="grey", width=0, height=0)
    assert len(drawn) < 2400 * 2400 + 100


def half_noise(page: Image.Image) -> Image.Image:
    """A page whose lower part is nothing but specks, over which Tesseract would sit for a long time."""
    pixels = numpy.asarray(page).copy()
    specks = (numpy.random.default_rng(1).random((240, 480)) > 0.2).repeat(3, 0).repeat(3, 1)
    pixels[1600 : 1600 + 720, 100 : 100 + 1440] = specks.astype(numpy.uint8) * 255
    return Image.fromarray(pixels)


@needs_tesseract
def test_of_a_page_with_noise_the_rest_is_read_and_the_noise_is_told(page, monkeypatch):
    monkeypatch.setattr("thidua.plans.intake.ocr._MOST_PROCESSOR_SECONDS", 2)
    plan = read_plan(scanned_pdf([half_noise(page)]), "quet.pdf")
    (told,) = (one for one in plan.warnings if one.code == "page_unread")
    assert "Trang 1: Một phần ảnh trang nhiễu quá nhiều" in told.message
    assert [task.id for task in plan.tasks] == ["III.1", "III.2"]
