"""Pictures of hand signatures and seals: looked at before they stand on a document.

Decree 30/2020, Annex I, II.7 and II.8: the picture of the hand signature is blue, that of the seal red and in its real
size, both as PNG with a transparent ground. The picture is decoded by Typst and PDFium, never by code of ours, after
its size has been read from its header.
"""

import math
import struct
from dataclasses import dataclass
from typing import Any

import numpy
import pypdfium2
import typst

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.pdf import compile_pdf

LARGEST_FILE = 1_000_000
LARGEST_SIDE = 3000
SMALLEST_HAND = 150
SMALLEST_SEAL = 200
"""Width of the ink in pixels: below that the print is a blur (a seal of 36 mm at 150 dpi has 212)."""

_PNG = b"\x89PNG\r\n\x1a\n"
_LOOKED_AT = 300
"""Pixels of the longer side at which colours are judged."""
_INK_ALPHA = 64
_RIGHT_COLOUR = 0.8
_OWN_COLOURS = {"hand": ("xanh", 190.0, 265.0), "seal": ("đỏ", 335.0, 25.0)}
_LABELS = {"hand": "Ảnh chữ ký tay", "seal": "Ảnh con dấu"}
_ROUND = 1.25


@dataclass(frozen=True)
class Picture:
    """A picture that may be placed.

    Attributes:
        data: the PNG.
        width, height: in pixels.
        ink: left, top, right, bottom of what is not transparent, as shares of width and height.
    """

    data: bytes
    width: int
    height: int
    ink: tuple[float, float, float, float]

    @property
    def ink_ratio(self) -> float:
        """Width of the ink divided by its height."""
        left, top, right, bottom = self.ink
        return (right - left) * self.width / ((bottom - top) * self.height)


def check_hand_image(data: bytes) -> Picture:
    """Return the picture of a hand signature.

    Raises PaperworkError: no PNG, damaged, too large or too small, not transparent, empty, not blue.
    """
    return _checked(data, "hand", SMALLEST_HAND)


def check_seal_image(data: bytes) -> Picture:
    """Return the picture of a seal. Raises PaperworkError as `check_hand_image`; not red, not round."""
    picture = _checked(data, "seal", SMALLEST_SEAL)
    if not 1 / _ROUND <= picture.ink_ratio <= _ROUND:
        raise PaperworkError(
            "Hình dấu không tròn: chiều rộng và chiều cao chênh nhau nhiều.",
            _LABELS["seal"],
            "Quét lại con dấu, không kéo giãn, cắt sát quanh dấu.",
        )
    return picture


def _checked(data: bytes, kind: str, smallest: int) -> Picture:
    place = _LABELS[kind]
    width, height = _size(data, place)
    pixels = _pixels(data, width, height, place)
    alpha = pixels[..., 3]
    inked = alpha >= _INK_ALPHA
    if inked.mean() > 0.9:
        raise PaperworkError(
            "Ảnh không có nền trong suốt.", place, "Xóa nền trắng rồi lưu lại dạng PNG có nền trong suốt."
        )
    if not inked.any():
        raise PaperworkError("Ảnh trong suốt hoàn toàn, không có nét nào.", place, "Chọn tệp ảnh khác.")
    rows, columns = numpy.flatnonzero(inked.any(axis=1)), numpy.flatnonzero(inked.any(axis=0))
    ink = (
        float(columns[0]) / inked.shape[1],
        float(rows[0]) / inked.shape[0],
        float(columns[-1] + 1) / inked.shape[1],
        float(rows[-1] + 1) / inked.shape[0],
    )
    ink_width = (ink[2] - ink[0]) * width
    if ink_width < smallest:
        raise PaperworkError(
            f"Nét trong ảnh chỉ rộng {ink_width:.0f} điểm ảnh, in ra sẽ mờ.",
            place,
            f"Quét lại ở 300 dpi; phần nét phải rộng ít nhất {smallest} điểm ảnh.",
        )
    _check_colour(pixels[inked][:, :3], kind, place)
    return Picture(data, width, height, ink)


def _size(data: bytes, place: str) -> tuple[int, int]:
    if not data.startswith(_PNG) or len(data) < 33:
        raise PaperworkError("Tệp này không phải ảnh PNG.", place, "Lưu ảnh dạng PNG có nền trong suốt.")
    if len(data) > LARGEST_FILE:
        raise PaperworkError(
            f"Tệp ảnh nặng {len(data) / 1e6:.1f} MB, quá 1 MB.", place, "Cắt sát quanh nét và lưu lại ở 300 dpi."
        )
    width, height = struct.unpack_from(">II", data, 16)
    if not 0 < width <= LARGEST_SIDE or not 0 < height <= LARGEST_SIDE:
        raise PaperworkError(
            f"Ảnh rộng {width} × cao {height} điểm ảnh, ngoài khoảng từ 1 đến {LARGEST_SIDE}.",
            place,
            "Cắt sát quanh nét và lưu lại ở 300 dpi.",
        )
    return width, height


def _pixels(data: bytes, width: int, height: int, place: str) -> Any:
    """Return the picture as an array of rows × columns × RGBA, made smaller where it is large."""
    scale = min(1.0, _LOOKED_AT / max(width, height))
    sides = {"width": max(width * scale, 1.0), "height": max(height * scale, 1.0)}
    try:
        sheet = compile_pdf("picture.typ", {"data": list(data), **sides}, None)
    except PaperworkError as error:
        if isinstance(error.__cause__, typst.TypstError):
            raise PaperworkError("Tệp ảnh hỏng, không mở được.", place, "Lưu lại ảnh dạng PNG hoặc quét lại.") from None
        raise
    document = pypdfium2.PdfDocument(sheet)
    try:
        bitmap = document[0].render(
            scale=1, fill_color=(0, 0, 0, 0), force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA, rev_byteorder=True
        )
        return bitmap.to_numpy().astype(numpy.float64)
    finally:
        document.close()


def _check_colour(ink: Any, kind: str, place: str) -> None:
    word, low, high = _OWN_COLOURS[kind]
    red, green, blue = ink[:, 0], ink[:, 1], ink[:, 2]
    hue = numpy.degrees(numpy.arctan2(math.sqrt(3) * (green - blue), 2 * red - green - blue)) % 360
    coloured = ink.max(axis=1) - ink.min(axis=1) >= 40
    within = (low <= hue) & (hue <= high) if low < high else (hue >= low) | (hue <= high)
    share = float((coloured & within).mean())
    if share < _RIGHT_COLOUR:
        raise PaperworkError(
            f"Nét không phải màu {word}: chỉ {share:.0%} nét có màu {word}.",
            place,
            f"Nghị định 30/2020/NĐ-CP quy định màu {word}; quét màu lại bản ký, đóng dấu bằng mực {word}.",
        )
