"""Numbers of documents: from 01 each year, one series per body and symbol, no gap and no double.

Source: Nghị định 30/2020/NĐ-CP, Điều 15 (số của văn bản do cơ quan ban hành trong một năm).
"""

from __future__ import annotations

from datetime import date

from thidua.decisions.models import NumberSeries
from thidua.organisation.models import Unit


def take_number(body: Unit, symbol: str, day: date) -> int:
    """The next number of the series, within the caller's transaction: if that fails, the number is free again."""
    NumberSeries.objects.get_or_create(body=body, symbol=symbol, year=day.year)
    series = NumberSeries.objects.select_for_update().get(body=body, symbol=symbol, year=day.year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
