"""Pictures of pages, and where on them the facts stand."""

import io
import json

import numpy
import pypdfium2
import pytest
from PIL import Image, ImageChops
from tests.plans.pdf_files import picture_file, pictures, reference_pdf, typeset
from tests.plans.plan_files import REFERENCE, reference_word
from tests.plans.test_pdf import LOCKED, SMALL

from thidua.plans import PlanError, boxes_of, page_count, page_image, page_lines, read_plan

PDF = typeset(SMALL)
READING = json.loads(json.dumps(read_plan(PDF, "x.pdf").to_json()))


def opened(png: bytes) -> Image.Image:
    """A PNG file as a picture of three colours."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def ink(image: Image.Image, box) -> float:
    """The share of dark pixels in a box in percent of the picture."""
    wide, high = image.size
    left, top = box.left * wide / 100, box.top * high / 100
    part = image.crop((int(left), int(top), int(left + box.width * wide / 100), int(top + box.height * high / 100)))
    return float((numpy.asarray(part.convert("L")) < 128).mean())


def test_pages_are_counted_by_content():
    assert page_count(reference_pdf(), "x.docx") == 4
    assert page_count(picture_file(Image.new("L", (400, 600), 255)), "x.pdf") == 1
    assert page_count(reference_word(), "x.pdf") == 0
    assert page_count(REFERENCE.read_bytes(), "x.txt") == 0


@pytest.mark.parametrize(("asked", "given"), [(900, 900), (10, 200), (99_999, 2000)])
def test_a_page_is_as_wide_as_asked_within_bounds(asked, given):
    image = page_image(PDF, 0, asked)
    assert image.width == given
    assert opened(image.png).size == (image.width, image.height)


def test_a_page_that_is_not_there_is_told():
    with pytest.raises(IndexError):
        page_image(PDF, 1, 800)
    with pytest.raises(IndexError):
        page_image(PDF, -1, 800)


@pytest.mark.parametrize(
    ("data", "words"), [(LOCKED, "mật khẩu"), (b"%PDF-1.7 x", "bị hỏng"), ("thi đua".encode(), "không có trang")]
)
def test_what_has_no_pages_is_refused(data, words):
    with pytest.raises(PlanError) as refusal:
        page_image(data, 0, 800, "tep.pdf")
    assert words in refusal.value.message


def test_the_picture_shows_the_page_and_the_boxes_hit_the_words():
    image = opened(page_image(PDF, 0, 1200).png)
    drawn = pictures(PDF, dpi=145)[0].convert("RGB").resize(image.size)
    assert numpy.asarray(ImageChops.difference(image, drawn)).mean() < 6
    for task in READING["tasks"]:
        (box,) = boxes_of(READING, task["at"])
        assert ink(image, box) > 0.05
    # the same boxes a third of a page lower lie elsewhere
    title = boxes_of(READING, READING["document"]["at"]["title"])[0]
    assert 14 < title.top < 18
    assert title.width < 60


def test_a_box_takes_only_the_words_of_the_fact():
    whole, part = READING["references"][0]["at"][0], "10/KH-UBND"
    start = READING["text"].index(part)
    (box,) = boxes_of(READING, [start, start + len(part)])
    line = next(box for at, box in page_lines(READING, 0) if at[0] <= start < at[1])
    assert line.left < box.left
    assert box.left + box.width < line.left + line.width
    assert box.width < boxes_of(READING, whole)[0].width
    assert boxes_of(READING, [[start, start + 2], [start + 4, start + 6]]) != []
    assert boxes_of(READING, None) == []


def test_a_fact_over_several_lines_has_a_box_for_each():
    reading = read_plan(reference_pdf(), "x.pdf").to_json()
    boxes = boxes_of(reading, reading["tasks"][0]["at"])
    assert len(boxes) > 5
    assert {box.page for box in boxes} == {1}
    assert [box.top for box in boxes] == sorted(box.top for box in boxes)


def test_a_reading_without_pages_has_no_boxes():
    reading = read_plan(REFERENCE.read_bytes(), "x.txt").to_json()
    assert boxes_of(reading, reading["tasks"][0]["at"]) == []
    assert boxes_of({"text": ""}, [0, 3]) == []


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_boxes_of_a_page_that_is_shown_turned_hit_the_words(degrees):
    document = pypdfium2.PdfDocument(PDF)
    document[0].set_rotation(degrees)
    buffer = io.BytesIO()
    document.save(buffer)
    reading = read_plan(buffer.getvalue(), "x.pdf").to_json()
    image = opened(page_image(buffer.getvalue(), 0, 1500).png)
    lines = page_lines(reading, 0)
    assert len(lines) > 10
    for _, box in lines:
        assert 0 <= box.left < box.left + box.width <= 100
        assert ink(image, box) > 0.05


def colourful(mode: str) -> Image.Image:
    """A picture of a red, a green and a half transparent blue field on white."""
    image = Image.new("RGBA", (400, 600), (255, 255, 255, 255))
    image.paste((200, 0, 0, 255), (0, 0, 200, 200))
    image.paste((0, 160, 0, 255), (200, 0, 400, 200))
    image.paste((0, 0, 255, 128), (0, 200, 200, 400))
    return image.convert(mode)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_png_pictures_of_every_kind_are_drawn(mode):
    source = colourful(mode)
    image = opened(page_image(picture_file(source), 0, 400).png)
    flat = Image.new("RGBA", source.size, (255, 255, 255, 255))
    flat.alpha_composite(source.convert("RGBA"))
    for point in ((100, 100), (300, 100), (100, 300), (300, 500)):
        seen, meant = image.getpixel(point), flat.convert("RGB").getpixel(point)
        # dots of one bit are drawn as they lie
        assert mode == "1" or max(abs(one - other) for one, other in zip(seen, meant, strict=True)) < 14


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_jpeg_pictures_are_drawn(mode):
    buffer = io.BytesIO()
    colourful("RGB").convert(mode).save(buffer, "JPEG", quality=95)
    image = opened(page_image(buffer.getvalue(), 0, 400).png)
    meant = Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")
    for point in ((100, 100), (300, 100), (300, 500)):
        seen = image.getpixel(point)
        assert max(abs(one - other) for one, other in zip(seen, meant.getpixel(point), strict=True)) < 80


def test_a_noisy_scan_is_no_big_file():
    noise = numpy.random.default_rng(1).normal(235, 12, (2339, 1654)).clip(0, 255).astype(numpy.uint8)
    image = page_image(picture_file(Image.fromarray(noise), "JPEG"), 0, 1000)
    assert len(image.png) < 700_000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"IHDR" + (3000).to_bytes(4) + (4000).to_bytes(4) + b"\x08\x06\0\0\0", "trong suốt"),
        (b"IHDR" + (300).to_bytes(4) + (400).to_bytes(4) + b"\x08\x02\0\0\1", "xen kẽ"),
    ],
)
def test_a_picture_that_cannot_be_drawn_in_reasonable_time_is_told(content, words):
    data = b"\x89PNG\r\n\x1a\n" + bytes([0, 0, 0, 13]) + content + bytes(60)
    with pytest.raises(PlanError) as refusal:
        page_image(data, 0, 800, "hinh.png")
    assert words in refusal.value.message
