"""QR codes as paths, so that they are sharp at every size."""

from typing import Any

import segno

from thidua.paperwork.errors import PaperworkError

QR_MASK = 2
"""A fixed mask: readers take any, and choosing the prettiest of eight would take four seconds for a thousand codes."""
LONGEST_URL = 300


def qr_path(url: str, place: str = "Mã QR") -> dict[str, Any]:
    """Return the QR code of `url` as {"size": modules on a side, "path": an SVG path in modules}.

    Raises PaperworkError when `url` is no web address in ASCII or longer than 300 characters.
    """
    if not url.isascii() or not url.startswith(("http://", "https://")) or len(url) > LONGEST_URL:
        raise PaperworkError(
            "Địa chỉ xác minh không hợp lệ.", place, "Địa chỉ phải bắt đầu bằng https:// và không có dấu."
        )
    code = segno.make(url, error="m", mask=QR_MASK, boost_error=False, micro=False)
    rows = []
    for y, row in enumerate(code.matrix):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                rows.append(f"M{start} {y}h{x - start}v1h{start - x}z")
                start = None
    return {"size": len(code.matrix), "path": "".join(rows)}
