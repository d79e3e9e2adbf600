"""The places on a blank in the reader's language; the printing library names them in Vietnamese only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PLACE_NAMES = {
    "authority": _("Người có thẩm quyền tặng"),
    "lead": _("Chữ “TẶNG”"),
    "award": _("Danh hiệu, hình thức"),
    "name": _("Tên người nhận"),
    "detail": _("Chức vụ, đơn vị"),
    "achievement": _("Thành tích"),
    "decision": _("Dòng “Quyết định số … ngày …”"),
    "number": _("Số quyết định (khi phôi đã in chữ “Số”)"),
    "date": _("Ngày quyết định (dd/mm/yyyy)"),
    "register": _("Số vào sổ vàng"),
    "place_and_date": _("Địa danh, ngày tháng năm"),
    "place": _("Địa danh"),
    "day": _("Ngày (khi phôi đã in chữ “ngày”)"),
    "month": _("Tháng"),
    "year": _("Năm"),
    "post": _("Chức vụ người ký"),
    "signer": _("Họ tên người ký"),
    "code": _("Mã xác minh"),
    "qr": _("Mã QR xác minh"),
    "serial": _("Số sê-ri của phôi"),
}
