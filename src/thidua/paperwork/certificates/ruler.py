"""The test page of a blank: rulers along the edges and the place of every text, to measure what a printer shifts."""

from typing import Any

from thidua.paperwork.certificates.blank import Blank, Offset
from thidua.paperwork.certificates.overlay import NO_OFFSET
from thidua.paperwork.pdf import compile_pdf

CROSS = 20.0
"""The measuring cross stands so far in mm from the left and the upper edge."""


def ruler_pdf(blank: Blank, *, offset: Offset = NO_OFFSET) -> bytes:
    """Return one page of the blank's size to print on plain paper and hold against a blank.

    The cross in the upper left has to be 20 mm from both edges: what a ruler shows more or less is the printer's
    shift. Raises PaperworkError for a blank that cannot be printed.
    """
    blank.check()
    offset.check()
    fields: list[dict[str, Any]] = []
    for field in blank.fields:
        left, top, right, bottom = field.box
        fields.append(
            {
                "label": field.label,
                "x": left + offset.x,
                "y": top + offset.y,
                "width": right - left,
                "height": bottom - top,
                "base": field.y + offset.y,
            }
        )
    data = {
        "title": f"Tờ thử: {blank.name}",
        "width": blank.width,
        "height": blank.height,
        "cross": CROSS,
        "offset": {"x": offset.x, "y": offset.y},
        "help": (
            f"Tờ thử của phôi “{blank.name}”, {blank.width:g} × {blank.height:g} mm. In ở tỷ lệ 100 % (không “vừa "
            f"trang”). Dấu + đỏ phải cách mép trái {CROSS:g} mm và mép trên {CROSS:g} mm. Đo được nhiều hơn 1 mm thì "
            "nhập -1, ít hơn 1 mm thì nhập 1 vào độ lệch của máy in. Áp tờ này lên phôi, soi trước ánh sáng để xem "
            "từng ô."
        ),
        "fields": fields,
    }
    return compile_pdf("ruler.typ", data, None)
