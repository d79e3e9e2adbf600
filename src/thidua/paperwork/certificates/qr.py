"""QR codes as paths, so that they are sharp at every size."""

import re
from typing import Any

import segno

from thidua.paperwork.errors import PaperworkError

QR_MASK = 2
"""A fixed mask: readers take any, and choosing the prettiest of eight would take four seconds for a thousand codes."""
LONGEST_URL = 300
_DARK = re.compile(b"\x01+")


def qr_path(url: str, place: str = "Mã QR") -> dict[str, Any]:
    """Return the QR code of `url` as {"size": modules on a side, "path": an SVG path in modules}.

    Raises PaperworkError when `url` is no web address in ASCII or longer than 300 characters.
    """
    if not url.isascii() or not url.startswith(("http://", "https://")) or len(url) > LONGEST_URL:
        raise PaperworkError(
            "Địa chỉ xác minh không hợp lệ.", place, "Địa chỉ phải bắt đầu bằng https:// và không có dấu."
        )
    code = segno.make(url, error="m", mask=QR_MASK, boost_error=False, micro=False)
    runs = (
        f"M{start} {y}h{end - start}v1h{start - end}z"
        for y, row in enumerate(code.matrix)
        for start, end in (run.span() for run in _DARK.finditer(row))
    )
    return {"size": len(code.matrix), "path": "".join(runs)}
