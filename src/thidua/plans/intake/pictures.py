"""How big a picture is, told by its head, before anything unpacks it."""

from thidua.plans.errors import PlanError
from thidua.text import format_number

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 40_000_000
_FEWEST_PIXELS = 200 * 200
_FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})


def require_reasonable_size(data: bytes, filename: str) -> None:
    """Refuse a picture that unpacks to far too much, is too small to be a page, or is damaged.

    Raises:
        PlanError: what is wrong with it.
    """
    size = _png_size(data) if data.startswith(_PNG) else _jpeg_size(data)
    if size is None:
        raise PlanError("Tệp hình ảnh bị hỏng.", filename, "Hãy quét lại, lưu dạng PDF hoặc PNG.")
    width, height = size
    if width * height > _MOST_PIXELS:
        shown = f"{format_number(width)} × {format_number(height)} điểm ảnh"
        raise PlanError(f"Hình ảnh quá lớn ({shown}).", filename, "Hãy quét lại ở 200 đến 300 dpi.")
    if width * height < _FEWEST_PIXELS:
        raise PlanError("Hình ảnh quá nhỏ để đọc chữ.", filename, "Hãy quét lại ở 200 đến 300 dpi.")


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk the segments of a JPEG to the frame, which says height and width."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None
