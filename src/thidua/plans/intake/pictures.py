"""Pictures (PNG, JPEG): how big they are, told by their head before anything unpacks them; and as a page of PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.plans.errors import PlanError
from thidua.text import format_number

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 40_000_000
#: Transparent pixels are laid on white one by one, at a quarter of a second a million.
_MOST_TRANSPARENT = 10_000_000
_FEWEST_PIXELS = 200 * 200
#: A page is at most this much longer than wide; longer strips take Tesseract minutes.
_LONGEST_SHAPE = 5
_FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
_MEND = "Hãy quét lại ở 200 đến 300 dpi, mỗi trang một hình, lưu dạng PDF hoặc PNG."
_A4_HEIGHT = 842.0
#: Samples a pixel by the color type of PNG (ISO/IEC 15948): grey, colour, palette, grey and colour with transparency.
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
#: Laid on white paper: each colour less white, times how much it covers, plus white (ISO 32000, 7.10.5).
_ON_WHITE = {
    2: (b"/DeviceGray", b"{exch 1 sub mul 1 add}"),
    4: (
        b"/DeviceRGB",
        b"{3 index 1 sub 1 index mul 1 add 3 index 1 sub 2 index mul 1 add 3 index 1 sub 3 index mul 1 add"
        b" 7 3 roll pop pop pop pop}",
    ),
}


@dataclass(frozen=True)
class Head:
    """What the head of a picture says: size in pixels, samples a pixel, and for PNG bits, color type, interlacing."""

    width: int
    height: int
    samples: int
    bits: int = 8
    color_type: int = -1
    is_interlaced: bool = False

    @property
    def is_transparent(self) -> bool:
        """Whether pixels may let the paper through."""
        return self.color_type in (4, 6)

    @property
    def is_drawable(self) -> bool:
        """Whether PDF can hold it, and it is drawn in reasonable time."""
        too_much = self.is_transparent and self.width * self.height > _MOST_TRANSPARENT
        return not self.is_interlaced and not too_much


def require_reasonable_size(data: bytes, filename: str) -> Head:
    """Refuse a picture that unpacks to far too much, is too small or too long to be a page, or is damaged.

    Raises:
        PlanError: what is wrong with it.
    """
    head = _png_head(data) if data.startswith(_PNG) else _jpeg_head(data)
    if head is None or not head.width or not head.height:
        raise PlanError("Tệp hình ảnh bị hỏng.", filename, "Hãy quét lại, lưu dạng PDF hoặc PNG.")
    shown = f"{format_number(head.width)} × {format_number(head.height)} điểm ảnh"
    if head.width * head.height > _MOST_PIXELS:
        raise PlanError(f"Hình ảnh quá lớn ({shown}).", filename, _MEND)
    if head.width * head.height < _FEWEST_PIXELS:
        raise PlanError("Hình ảnh quá nhỏ để đọc chữ.", filename, _MEND)
    if max(head.width, head.height) > _LONGEST_SHAPE * min(head.width, head.height):
        raise PlanError(f"Hình ảnh quá dài hoặc quá rộng so với một trang giấy ({shown}).", filename, _MEND)
    return head


def as_pdf(data: bytes, filename: str) -> bytes:
    """Return a picture as a PDF of one page, its pixels not touched, for PDFium to draw.

    Raises:
        PlanError: it is damaged, far too big, or not drawable (`Head.is_drawable`).
    """
    head = require_reasonable_size(data, filename)
    is_png = head.color_type >= 0
    if not head.is_drawable:
        what = "PNG lưu kiểu xen kẽ" if head.is_interlaced else "có nền trong suốt quá lớn"
        raise PlanError(f"Không vẽ được hình ảnh {what}.", filename, "Hãy lưu lại thành JPEG hoặc PDF.")
    # the longer side as long as that of an A4 page
    points = _A4_HEIGHT / max(head.width, head.height)
    wide, high = head.width * points, head.height * points
    stream = b"".join(content for kind, content in _png_chunks(data) if kind == b"IDAT") if is_png else data
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d" % (head.width, head.height, head.bits)
        + (_png_entries(data, head) if is_png else _jpeg_entries(head))
        + b"/Length %d>>stream\n" % len(stream)
    )
    drawing = b"%.2f 0 0 %.2f 0 0 cm/I Do" % (wide, high)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>"
        % (wide, high),
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawing), drawing),
        image + stream + b"\nendstream",
    ]
    function = _ON_WHITE.get(head.samples) if is_png else None
    if function:
        program = function[1]
        limits = b"0 1 " * head.samples
        outputs = b"0 1 0 1 0 1" if head.samples == 4 else b"0 1"
        objects.append(
            b"<</FunctionType 4/Domain[%b]/Range[%b]/Length %d>>stream\n%b\nendstream"
            % (limits, outputs, len(program), program)
        )
    return pdf_file(objects)


def pdf_file(objects: list[bytes]) -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue."""
    parts, offsets, length = [b"%PDF-1.5\n"], [], 9
    for number, content in enumerate(objects, 1):
        part = b"%d 0 obj%b endobj\n" % (number, content)
        offsets.append(length)
        parts.append(part)
        length += len(part)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, rows))
    parts.append(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, length))
    return b"".join(parts)


def _png_entries(data: bytes, head: Head) -> bytes:
    filtering = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % (
        *(head.samples, head.bits, head.width),
    )
    if head.samples in _ON_WHITE:
        names = b"/R/G/B/A" if head.samples == 4 else b"/G/A"
        return filtering + b"/ColorSpace[/DeviceN[%b] %b 6 0 R]" % (names, _ON_WHITE[head.samples][0])
    if head.color_type == 3:
        palette = _palette(data)
        space = b"/ColorSpace[/Indexed/DeviceRGB %d<%b>]" % (len(palette) // 3 - 1, palette.hex().encode())
        return filtering + space
    return filtering + b"/ColorSpace" + _SPACES[head.samples]


def _palette(data: bytes) -> bytes:
    """The colours of a PNG with a palette, transparent ones laid on white."""
    chunks = dict(_png_chunks(data))
    colours, covers = chunks.get(b"PLTE", bytes(3))[:768], chunks.get(b"tRNS", b"")
    return bytes(
        255 - (255 - value) * (covers[index // 3] if index // 3 < len(covers) else 255) // 255
        for index, value in enumerate(colours)
    )


def _jpeg_entries(head: Head) -> bytes:
    inverted = b"/Decode[1 0 1 0 1 0 1 0]" if head.samples == 4 else b""
    return b"/Filter/DCTDecode/ColorSpace" + _SPACES.get(head.samples, b"/DeviceRGB") + inverted


def _png_head(data: bytes) -> Head | None:
    if len(data) < 29 or data[12:16] != b"IHDR" or data[25] not in _SAMPLES:
        return None
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return Head(width, height, _SAMPLES[data[25]], data[24], data[25], bool(data[28]))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _jpeg_head(data: bytes) -> Head | None:
    """Walk the segments of a JPEG to the frame, which says height and width."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            return Head(int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7]), data[at + 9])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None
