"""Decision with 40 names as DOCX and PDF; 1,000 certificates as the product prints them; the other papers.

``python -m benchmarks.documents``

Each way of printing certificates runs in a process of its own, as in the worker that prints them, so that its peak of
memory is its own: ``python -m benchmarks.documents --print WAY``.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.measuring import Timing, measure, peak_memory, report
from thidua.paperwork import (
    AwardDecision,
    Certificate,
    Document,
    Grant,
    OfficeProfile,
    Signer,
    certificate_files,
    certificates_pdf,
    document_docx,
    document_pdf,
    overlay_parts,
    usual_blank,
)
from thidua.paperwork.pdf import join_pdfs
from thidua.paperwork.samples import SAMPLES
from thidua.paperwork.samples import decision as decision_sample

OFFICE = OfficeProfile(
    name="Sở Nội vụ tỉnh Khánh Hòa",
    agency_lines=("SỞ NỘI VỤ",),
    parent_lines=("ỦY BAN NHÂN DÂN", "TỈNH KHÁNH HÒA"),
    place="Khánh Hòa",
    symbol="SNV",
    department_symbol="TĐKT",
)
SIGNER = Signer(lines=("GIÁM ĐỐC",), name="Trần Thị Bình Minh")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi")
GIVEN = ("An", "Bình", "Cường", "Dũng", "Hương", "Khánh", "Ngọc", "Thảo", "Uyên", "Vượng")


def name(number: int) -> str:
    """A different invented name for each number."""
    return f"{FAMILIES[number % 7]} {GIVEN[number // 7 % 10]} {GIVEN[number % 10]}"


def decision(salt: int) -> AwardDecision:
    """A decision with 5 collectives and 35 people; another ``salt``, other names."""
    collectives = [
        Grant("Tập thể Lao động tiên tiến", "title", "collective", f"Phòng số {number + salt}", money=1_880_000)
        for number in range(5)
    ]
    people = [
        Grant(
            "Chiến sĩ thi đua cơ sở",
            "title",
            "individual",
            name(number + salt),
            salutation="Bà",
            post="Chuyên viên, Phòng Thi đua - Khen thưởng",
            money=2_340_000,
        )
        for number in range(35)
    ]
    return AwardDecision(
        office=OFFICE,
        number="27",
        symbol="QĐ-SNV",
        day=date(2025, 11, 20),
        subject="Về việc công nhận danh hiệu thi đua năm 2025",
        legal_bases=("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",),
        proposal="Theo đề nghị của Hội đồng Thi đua - Khen thưởng Sở Nội vụ",
        recipients=("Như Điều 4",),
        grants=tuple(collectives + people),
        signer=SIGNER,
    )


def certificates(count: int) -> list[Certificate]:
    """``count`` certificates with different names and codes."""
    sheet = Certificate(
        award="Giấy khen",
        category="award_form",
        name="",
        salutation="Ông",
        detail="Chuyên viên, Phòng Thi đua - Khen thưởng",
        achievement="Đã có thành tích xuất sắc trong phong trào thi đua năm 2025",
        number="27",
        symbol="QĐ-SNV",
        day=date(2025, 11, 20),
        signer=SIGNER,
        code="",
        verify_url="",
    )
    return [
        replace(
            sheet,
            name=name(number),
            register_number=str(number + 1),
            code=f"ABCD-EFGH-{number:04d}",
            verify_url=f"https://thidua.example/xac-minh/ABCDEFGH{number:04d}/",
        )
        for number in range(count)
    ]


def one_pdf(items: list[Certificate]) -> int:
    """All certificates on blank paper in one file, set in parts as the product does it; how many bytes."""
    return len(certificates_pdf(items, OFFICE))


def on_blanks(items: list[Certificate]) -> int:
    """All certificates over pre-printed blanks in one file, in parts as `decisions.blanks.printing` does it."""
    return len(join_pdfs(list(overlay_parts(items, OFFICE, usual_blank()))))


def single_files(items: list[Certificate]) -> int:
    """A file of each certificate; none is kept in memory."""
    return sum(len(data) for data in certificate_files(items, OFFICE))


PRINTING: dict[str, tuple[str, Callable[[list[Certificate]], int], str]] = {
    "one": ("1,000 certificates, one PDF", one_pdf, "4 s, 200 MB"),
    "blanks": ("1,000 certificates over pre-printed blanks", on_blanks, "4 s, 200 MB"),
    "files": ("1,000 certificates, 1,000 files", single_files, "12 s, 200 MB"),
}


def print_once(way: str) -> None:
    """Print 1,000 certificates once in this process and tell its times and its peak of memory as JSON."""
    items = certificates(1000)
    wall, processor = time.perf_counter(), time.process_time()
    size = PRINTING[way][1](items)
    told = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}
    print(json.dumps(told | {"bytes": size, "peak": peak_memory()}))


def printings() -> Iterator[tuple[str, str, str, str]]:
    """A row for each way of printing: what, times, peak of memory of its process, aim."""
    for way, (what, _print, aim) in PRINTING.items():
        command = [sys.executable, "-m", "benchmarks.documents", "--print", way]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        yield what, Timing(told["wall"], told["processor"], 1).text(), told["peak"], aim


def other_papers() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The other kinds as Word and PDF, each time with another number, so that nothing is remembered."""
    numbers = itertools.count(1)
    for kind in ("plan", "review", "achievement-05", "count", "pledge", "ballot"):
        for word, write in (("DOCX", document_docx), ("PDF, warm", document_pdf)):

            def make(kind: str = kind, write: Callable[[Document], bytes] = write) -> bytes:
                day = date(2026, 1, 1) + timedelta(days=next(numbers))
                return write(replace(SAMPLES[kind](), day=day))

            yield f"{kind}, {word}", make
    many = decision_sample(490, 10)
    for word, write in (("DOCX", document_docx), ("PDF, warm", document_pdf)):
        yield f"decision, 500 names, {word}", lambda write=write: write(replace(many, number=str(next(numbers))))


def main() -> None:
    """Measure and print."""
    salts = iter(range(1_000_000))
    rows = [
        ("decision, 40 names, DOCX", measure(lambda: document_docx(decision(next(salts)))).text(), "< 150 ms"),
        ("decision, 40 names, PDF, warm", measure(lambda: document_pdf(decision(next(salts)))).text(), "< 80 ms"),
    ]
    rows += [(what, measure(make).text(), "") for what, make in other_papers()]
    report("Documents (wall / processor, median)", ("what", "time", "aim"), rows)
    print(f"\npeak memory {peak_memory()}")
    headers = ("what", "time", "peak memory", "aim")
    report("Certificates, each way in a process of its own (wall / processor)", headers, list(printings()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--print"]:
        print_once(sys.argv[2])
    else:
        main()
