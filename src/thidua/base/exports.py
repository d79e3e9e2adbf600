"""Lists as files: Excel that stays small in memory, and CSV that spreadsheets open without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

import xlsxwriter
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from thidua.base.files import XLSX
from thidua.text import slug_ascii

CSV = "text/csv; charset=utf-8"

# A cell that begins so would be run as a formula by the spreadsheet that opens the file (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST_COLUMN = 60
_NARROWEST_COLUMN = 8
_PIECE = 64 * 1024


def xlsx_bytes(headers: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> bytes:
    """An Excel file of one sheet: head row fixed and filterable, dates as dates, numbers as numbers.

    Args:
        headers: names of the columns.
        rows: any iterable; it is read once and never held as a whole.
        title: written above the table, and as the document's title.

    Texts are always written as texts: no cell becomes a formula or a link.
    """
    memory = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet("Danh sách")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for column, header in enumerate(headers):
            width = min(max(len(str(header)) + 4, _NARROWEST_COLUMN), _WIDEST_COLUMN)
            sheet.set_column(column, column, width)
        line = 0
        if title:
            sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
            line = 2
        sheet.write_row(line, 0, [str(header) for header in headers], head)
        sheet.freeze_panes(line + 1, 0)
        first = line
        for row in rows:
            line += 1
            for column, value in enumerate(row):
                _write_cell(sheet, line, column, value, day, moment)
        sheet.autofilter(first, 0, line, max(len(headers) - 1, 0))
    return memory.getvalue()


def _write_cell(sheet: Any, line: int, column: int, value: Any, day: Any, moment: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(line, column, str(value))
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(line, column, value)
    elif isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        sheet.write_datetime(line, column, local.replace(tzinfo=None), moment)
    elif isinstance(value, date):
        sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    else:
        sheet.write_string(line, column, str(value))


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file in UTF-8 with the mark that Excel needs; dates as dd/mm/yyyy, dangerous beginnings made harmless."""
    return b"".join(csv_pieces(headers, rows))


def csv_pieces(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The same file in pieces as the rows come, so that a list of any length takes no memory."""
    memory = io.StringIO(newline="")
    writer = csv.writer(memory)
    memory.write("\ufeff")
    for row in chain([headers], rows):
        writer.writerow([_plain(value) for value in row])
        if memory.tell() > _PIECE:
            yield memory.getvalue().encode()
            memory.seek(0)
            memory.truncate()
    yield memory.getvalue().encode()


def csv_download(name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A CSV download that is sent while it is read; ``name`` without ending."""
    response = StreamingHttpResponse(csv_pieces(headers, rows), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{slug_ascii(name)}.csv"'
    return response


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{local:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float | Decimal):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def table_response(
    file_format: str, name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = ""
) -> HttpResponse:
    """A download of the table.

    Args:
        file_format: ``"xlsx"`` or ``"csv"``.
        name: of the file, without ending; written without diacritics.
        headers, rows: the table.
        title: above the table in Excel.

    Raises:
        Http404: another format.
    """
    if file_format == "xlsx":
        response = HttpResponse(xlsx_bytes(headers, rows, title=title), content_type=XLSX)
    elif file_format == "csv":
        response = HttpResponse(csv_bytes(headers, rows), content_type=CSV)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{slug_ascii(name)}.{file_format}"'
    return response
