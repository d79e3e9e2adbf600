"""The result as a workbook: who may receive what, what is short, who is near, quotas, counts, and by which law."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import floor
from typing import Any

import xlsxwriter

from thidua.law.corpus import Law, Quota
from thidua.law.packing import Question
from thidua.law.screen.entries import Entry
from thidua.law.screen.finding import LABELS, Finding, Findings
from thidua.law.screen.reading import Workbook
from thidua.law.screen.sheets import PEOPLE

_COLOURS = {
    "eligible": "#C6EFCE",
    "open": "#FFF2CC",
    "on_hold": "#F8CBAD",
    "near": "#DDEBF7",
    "due": "#E2EFDA",
    "not_eligible": "#FFFFFF",
    "unknown": "#EDEDED",
}
_LEADERS = ("province_leader", "department_leader", "division_leader")
_NEVER = "Chưa từng được xét"
#: More reasons than a sheet has rows are written once each, with a number that stands beside the answers.
MOST_ROWS = 1_000_000


def result_workbook(
    law: Law, book: Workbook, entries: Sequence[Entry], findings: Findings, question: Question
) -> bytes:
    """The .xlsx file.

    Args:
        law: that was applied.
        book: as read, for what was missing or left out.
        entries: those who were screened, in the order of `findings`.
        findings: of `find_all`.
        question: day, year and kind.
    """
    buffer = io.BytesIO()
    # Row by row to the disk: the reasons of a province are more than the memory of an office's computer.
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as workbook:
        writer = _Writer(workbook, law, entries, findings, question)
        writer.summary(book)
        for collective, name in ((False, "Cá nhân"), (True, "Tập thể")):
            writer.matrix(name, collective)
        writer.reasons()
        writer.statistics()
        if book.problems:
            writer.problems(book)
    return buffer.getvalue()


def quota_lines(law: Law, findings: Findings, day: date) -> list[str]:
    """How many are eligible for an award whose number is limited, and how many the limit lets through."""
    lines = []
    for code, dated in law.quotas.items():
        version = dated.on(law.clamp(day))
        if version is not None and code in findings.awards:
            lines.append(_quota_line(law, findings, version.value))
    return lines


def _quota_line(law: Law, findings: Findings, quota: Quota) -> str:
    count = len(findings.having(quota.award, "eligible"))
    line = f"{law.awards[quota.award].names['vi']}: {count} đủ điều kiện. {quota.text} ({quota.cite.text})."
    if quota.count is not None:
        return f"{line} Tối đa {quota.count}."
    if quota.share is None or quota.of is None:
        return line
    people = sum(1 for found in findings.found if quota.award in found)
    base = people if quota.of == "members" else len(findings.having(quota.of, "eligible"))
    limit = floor(quota.share * base)
    over = f"; vượt {count - limit}" if count > limit else ""
    return f"{line} Nếu cả {base} người đủ điều kiện được tính: tối đa {limit}{over}."


def never_considered(entry: Entry) -> bool:
    """Whether the record, complete, shows no title and no award at all."""
    facts = entry.facts
    return facts.get("titles") == [] and facts.get("awards") == []


def _numbered(findings: Findings) -> dict[tuple[str, Finding], int]:
    """A number for every different reason of an award, where there are more reasons than a sheet has rows."""
    if sum(map(len, findings.found)) <= MOST_ROWS:
        return {}
    reasons = dict.fromkeys(
        (code, finding) for code in findings.awards for found in findings.found if (finding := found.get(code))
    )
    return {reason: number for number, reason in enumerate(reasons, start=1)}


class _Writer:
    def __init__(
        self, workbook: Any, law: Law, entries: Sequence[Entry], findings: Findings, question: Question
    ) -> None:
        self._book = workbook
        self._law = law
        self._entries = entries
        self._findings = findings
        self._question = question
        self._numbers = _numbered(findings)
        self._head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#D9E2F3", "border": 1}
        )
        self._bold = workbook.add_format({"bold": True, "font_size": 13})
        self._wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._cells = {
            label: workbook.add_format({"bg_color": colour, "border": 1, "border_color": "#D0D0D0", "text_wrap": True})
            for label, colour in _COLOURS.items()
        }

    def _name(self, code: str) -> str:
        return self._law.awards[code].names["vi"]

    def _sheet(self, name: str, headers: Sequence[str], widths: Sequence[int]) -> Any:
        sheet = self._book.add_worksheet(name)
        for place, (header, width) in enumerate(zip(headers, widths, strict=True)):
            sheet.write_string(0, place, header, self._head)
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, min(2, len(headers) - 1))
        return sheet

    def summary(self, book: Workbook) -> None:
        """What was asked, by which law, and what the reader must know."""
        sheet = self._book.add_worksheet("Tổng hợp")
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 110)
        sheet.write_string(0, 0, "Rà soát điều kiện, tiêu chuẩn thi đua, khen thưởng", self._bold)
        question = self._question
        rows = [
            ("Ngày xét", f"{question.on:%d/%m/%Y}"),
            ("Năm thành tích", str(question.year) if question.year else "năm mới nhất có xếp loại của từng người"),
            ("Số cá nhân", str(sum(not entry.is_collective for entry in self._entries))),
            ("Số tập thể", str(sum(entry.is_collective for entry in self._entries))),
            ("Bộ dữ liệu pháp luật", self._law.hash),
            ("Quy định riêng", self._law.overlay.title if self._law.overlay else "không áp dụng"),
            *(("Lưu ý", note) for note in self._notes(book)),
            *(("Hạn mức", line) for line in quota_lines(self._law, self._findings, question.received)),
            *((f"Ký hiệu: {label}", _MEANING[key]) for key, label in LABELS.items() if key in _MEANING),
        ]
        for number, (title, text) in enumerate(rows, start=2):
            sheet.write_string(number, 0, title, self._wrap)
            sheet.write_string(number, 1, text, self._wrap)

    def _notes(self, book: Workbook) -> list[str]:
        notes = []
        law, question = self._law, self._question
        if not law.is_known(question.received):
            notes.append(f"{law.horizon.message} Kết quả tính theo luật trước đó, giả định không đổi.")
        elif self._findings.assumed:
            notes.append("Cột “Năm tới đến hạn” giả định luật không đổi: chưa có luật của năm tới trong bộ dữ liệu.")
        notes += [
            f"Tệp không có trang “{name}”: dữ liệu đó coi như chưa rõ, không coi là không có." for name in book.missing
        ]
        if self._findings.unknown:
            names = ", ".join(self._name(code) for code in self._findings.unknown)
            notes.append(f"Chưa có tiêu chuẩn của ngày xét trong bộ dữ liệu, không kết luận: {names}.")
        if self._numbers:
            notes.append("Danh sách lớn: trang “Lý do” ghi mỗi lý do một lần, số của lý do ở bên cạnh từng kết luận.")
        if book.problems:
            notes.append(f"Có {len(book.problems)} lỗi dữ liệu; người có lỗi chưa được xét, xem trang Lỗi dữ liệu.")
        notes.append("Kết quả giúp rà soát; người có thẩm quyền nhận xét, bình xét và quyết định.")
        return notes

    def matrix(self, name: str, collective: bool) -> None:
        """All subjects of a kind × all awards for that kind."""
        rows = [place for place, entry in enumerate(self._entries) if entry.is_collective == collective]
        if not rows:
            return
        found = self._findings.found
        codes = [code for code in self._findings.awards if any(code in found[row] for row in rows)]
        headers = ["Mã", "Họ và tên" if not collective else "Tập thể", "Đơn vị", "Năm", "Quá trình"]
        sheet = self._sheet(name, [*headers, *map(self._name, codes)], [12, 28, 24, 7, 18, *[15] * len(codes)])
        for number, row in enumerate(rows, start=1):
            entry = self._entries[row]
            past = _NEVER if never_considered(entry) else ""
            for place, text in enumerate((entry.key, entry.name, entry.unit, str(self._findings.year[row]), past)):
                sheet.write_string(number, place, text)
            for place, code in enumerate(codes, start=len(headers)):
                finding = found[row].get(code)
                label = finding.label if finding else "unknown"
                text = LABELS[label]
                if finding is not None and (code, finding) in self._numbers:
                    text = f"{text}, lý do {self._numbers[code, finding]}"
                sheet.write_string(number, place, text, self._cells[label])
        sheet.autofilter(0, 0, len(rows), len(headers) + len(codes) - 1)

    def reasons(self) -> None:
        """Why, for every subject and award; of very many, every reason once."""
        if self._numbers:
            self._reasons_once()
            return
        headers = ("Mã", "Họ và tên, tập thể", "Danh hiệu, hình thức", "Kết luận", "Trường hợp", "Còn thiếu",
                   "Cần làm rõ, nhận xét", "Căn cứ")  # fmt: skip
        sheet = self._sheet("Lý do", headers, (12, 28, 30, 22, 34, 60, 60, 44))
        number = 0
        for row, entry in enumerate(self._entries):
            for code, finding in self._findings.found[row].items():
                number += 1
                cells = (entry.key, entry.name, self._name(code), LABELS[finding.label], *_reason(finding))
                for place, text in enumerate(cells):
                    sheet.write_string(number, place, text)
        sheet.autofilter(0, 0, max(number, 1), len(headers) - 1)

    def _reasons_once(self) -> None:
        headers = ("Lý do số", "Số trường hợp", "Danh hiệu, hình thức", "Kết luận", "Trường hợp", "Còn thiếu",
                   "Cần làm rõ, nhận xét", "Căn cứ")  # fmt: skip
        sheet = self._sheet("Lý do", headers, (12, 14, 30, 22, 34, 60, 60, 44))
        times = Counter((code, finding) for found in self._findings.found for code, finding in found.items())
        for (code, finding), number in self._numbers.items():
            cells = (self._name(code), LABELS[finding.label], *_reason(finding))
            sheet.write_number(number, 0, number)
            sheet.write_number(number, 1, times[code, finding])
            for place, text in enumerate(cells, start=2):
                sheet.write_string(number, place, text)
        sheet.autofilter(0, 0, len(self._numbers), len(headers) - 1)

    def statistics(self) -> None:
        """Counts by award and outcome, by leaders and those who work directly."""
        labels = [key for key in LABELS if key != "unknown"]
        headers = ("Danh hiệu, hình thức", "Nhóm", *(LABELS[key] for key in labels))
        sheet = self._sheet("Thống kê", headers, (40, 26, *[16] * len(labels)))
        number = 0
        for code in self._findings.awards:
            for group, rows in self._groups(code).items():
                number += 1
                sheet.write_string(number, 0, self._name(code))
                sheet.write_string(number, 1, group)
                for place, key in enumerate(labels, start=2):
                    sheet.write_number(number, place, sum(self._findings.found[row][code].label == key for row in rows))

    def _groups(self, code: str) -> dict[str, list[int]]:
        rows = [row for row, found in enumerate(self._findings.found) if code in found]
        groups: dict[str, list[int]] = {}
        for row in rows:
            groups.setdefault(_group(self._entries[row]), []).append(row)
        return {"Tất cả": rows, **dict(sorted(groups.items()))} if len(groups) > 1 else dict.fromkeys(groups, rows)

    def problems(self, book: Workbook) -> None:
        """What must be mended in the workbook."""
        sheet = self._sheet("Lỗi dữ liệu", ("Trang", "Dòng", "Cột", "Lỗi", "Cách sửa"), (24, 8, 24, 70, 60))
        for number, item in enumerate(book.problems, start=1):
            row = str(item.row) if item.row else ""
            for place, text in enumerate((item.sheet, row, item.column, item.message, item.mend)):
                sheet.write_string(number, place, text)


_MEANING = {
    "eligible": "mọi điều kiện tính được đều đạt, không còn nội dung phải làm rõ",
    "open": "không điều kiện nào bị trượt, nhưng còn nội dung hồ sơ chưa có hoặc phải do người có thẩm quyền nhận xét",
    "on_hold": "đang có việc xem xét, xác minh: dừng xét, không phải là loại",
    "near": "trường hợp gần nhất chỉ thiếu một điều kiện",
    "due": "năm nay chưa đủ; năm tới sẽ không còn thiếu nếu giữ mức xếp loại và các danh hiệu như năm nay",
}


def _group(entry: Entry) -> str:
    if entry.is_collective:
        return "Tập thể"
    band = entry.facts["subject"].get("post_band")
    if band is None:
        return f"Không ghi {PEOPLE.column('post_band').header.lower()}"
    return "Lãnh đạo, quản lý" if band in _LEADERS else "Trực tiếp công tác"


def _reason(finding: Finding) -> tuple[str, str, str, str]:
    def listed(texts: tuple[str, ...]) -> str:
        return (
            "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1)) if len(texts) > 1 else "".join(texts)
        )

    return finding.door, listed(finding.unmet), listed(finding.unknown), "; ".join(finding.cites)
