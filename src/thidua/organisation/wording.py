"""Short words for lists."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from thidua.organisation.models import Rating

SHORT_LEVELS = {
    Rating.Level.EXCELLENT: pgettext_lazy("xếp loại", "Xuất sắc"),
    Rating.Level.GOOD: pgettext_lazy("xếp loại", "Tốt"),
    Rating.Level.COMPLETED: pgettext_lazy("xếp loại", "Hoàn thành"),
    Rating.Level.FAILED: pgettext_lazy("xếp loại", "Không hoàn thành"),
}
