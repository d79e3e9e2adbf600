"""The names of titles and forms as a record shows them; the dated names stand in the law's packs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "LDTT": _("Lao động tiên tiến"),
    "CSTT": _("Chiến sĩ tiên tiến"),
    "CSTDCS": _("Chiến sĩ thi đua cơ sở"),
    "CSTD_TINH": _("Chiến sĩ thi đua cấp tỉnh"),
    "CSTD_BO": _("Chiến sĩ thi đua cấp bộ"),
    "CSTDTQ": _("Chiến sĩ thi đua toàn quốc"),
    "TTLDTT": _("Tập thể lao động tiên tiến"),
    "DVTT": _("Đơn vị tiên tiến"),
    "TTLDXS": _("Tập thể lao động xuất sắc"),
    "DVQT": _("Đơn vị quyết thắng"),
    "CO_TINH": _("Cờ thi đua của Chủ tịch UBND tỉnh"),
    "CO_BO": _("Cờ thi đua cấp bộ"),
    "CO_CP": _("Cờ thi đua của Chính phủ"),
    "GIAY_KHEN": _("Giấy khen"),
    "BK_TINH": _("Bằng khen của Chủ tịch UBND tỉnh"),
    "BK_BO": _("Bằng khen cấp bộ"),
    "BKTTG": _("Bằng khen của Thủ tướng Chính phủ"),
    "HCLD_1": _("Huân chương Lao động hạng Nhất"),
    "HCLD_2": _("Huân chương Lao động hạng Nhì"),
    "HCLD_3": _("Huân chương Lao động hạng Ba"),
}


def name_of(code: str) -> str:
    """The name of an award on a record; the code itself where the register has no name for it yet."""
    return str(NAMES.get(code, code))
