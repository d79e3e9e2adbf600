"""`thidua screen`: who of a workbook may receive what, without a database.

Exit status: 0 answered; 2 the input is bad: the workbook cannot be read, or has faults (listed; nothing is written
unless they may be left out); 3 the law of that day is not known.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.law.command import answered, day_argument
from thidua.law.corpus import Law
from thidua.law.errors import LawError, LawUnknown
from thidua.law.loader import load_law
from thidua.law.packing import KINDS, Question
from thidua.law.screen.award_words import award_words
from thidua.law.screen.entries import Entry
from thidua.law.screen.finding import LABELS, Findings, find_all
from thidua.law.screen.reading import read_workbook
from thidua.law.screen.result import quota_lines, result_workbook
from thidua.law.screen.spark import screen_with_spark
from thidua.law.screen.template import template_workbook

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_SHOWN = 50


def add_commands(subparsers: Subparsers) -> None:
    """Add `screen`; it sets `run`, which takes the parsed arguments and returns the exit status."""
    text = "rà soát một danh sách trong bảng tính theo mọi danh hiệu, hình thức khen thưởng"
    parser = subparsers.add_parser("screen", help=text, description=text[:1].upper() + text[1:])
    parser.add_argument("people", nargs="?", metavar="DANH_SÁCH.xlsx", help="bảng tính theo tệp mẫu")
    parser.add_argument("target", nargs="?", metavar="KẾT_QUẢ.parquet", help="chỉ với --engine spark")
    parser.add_argument(
        "--engine",
        choices=("local", "spark"),
        default="local",
        help="spark: xét một bản đóng gói .parquet trên cụm máy (phần mở rộng 'spark', Java 17)",
    )
    parser.add_argument("--template", metavar="TỆP.xlsx", help="ghi tệp mẫu rồi dừng")
    parser.add_argument("--on", type=day_argument, metavar="NGÀY", help="ngày xét, dạng năm-tháng-ngày")
    parser.add_argument("-o", "--output", metavar="KẾT_QUẢ.xlsx", help="tệp kết quả")
    parser.add_argument("--year", type=int, metavar="NĂM", help="năm thành tích (mặc định: năm mới nhất của mỗi người)")
    parser.add_argument("--kind", default="merit", choices=KINDS, help="loại hình khen thưởng (mặc định: công trạng)")
    parser.add_argument("--received", type=day_argument, metavar="NGÀY", help="ngày cơ quan thẩm định nhận hồ sơ")
    parser.add_argument("--strict", action="store_true", help="đòi đủ nhận xét của người có thẩm quyền")
    parser.add_argument("--overlay", metavar="TÊN", help="quy định riêng của cơ quan, địa phương: tên hoặc tệp YAML")
    parser.add_argument(
        "--skip-faulty",
        action="store_true",
        help="vẫn xét những người không có lỗi; lỗi nằm ở trang Lỗi dữ liệu",
    )
    parser.add_argument(
        "--assume-unchanged", action="store_true", help="khi chưa có nội dung luật mới: trả lời như luật cũ"
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    return answered("thidua screen", lambda: _chosen(args))


def _chosen(args: argparse.Namespace) -> int:
    if args.engine == "spark":
        return _screen_with_spark(args)
    law = load_law(args.overlay)
    return _write_template(law, Path(args.template)) if args.template else _screen(law, args)


def _screen_with_spark(args: argparse.Namespace) -> int:
    target = args.target or args.output
    if args.people is None or target is None:
        raise LawError("thiếu tham số", "--engine spark", "Ví dụ: thidua screen --engine spark VAO.parquet RA.parquet")
    count = screen_with_spark(Path(args.people), Path(target), overlay=args.overlay, kind=args.kind, strict=args.strict)
    print(f"Đã xét {count} đối tượng: {target}")
    return 0


def _write_template(law: Law, path: Path) -> int:
    _write(path, template_workbook(law))
    print(f"Đã ghi tệp mẫu: {path}")
    return 0


def _screen(law: Law, args: argparse.Namespace) -> int:
    for name, value in (("DANH_SÁCH.xlsx", args.people), ("--on", args.on), ("-o", args.output)):
        if value is None:
            raise LawError("thiếu tham số", name, "Ví dụ: thidua screen ds.xlsx --on 2025-12-10 -o ket-qua.xlsx")
    question = Question.of(args.on, args.received, args.year, args.kind, args.strict, args.assume_unchanged)
    if not law.is_known(question.received):
        print(f"thidua screen: {law.horizon.message}", file=sys.stderr)
        if not args.assume_unchanged:
            return LawUnknown.exit_status
    names = {code: award.names["vi"] for code, award in law.awards.items()}
    book = read_workbook(Path(args.people), award_words(names))
    for problem in book.problems[:_SHOWN]:
        print(f"thidua screen: {args.people}: {problem.text}", file=sys.stderr)
    if len(book.problems) > _SHOWN:
        print(f"thidua screen: … và {len(book.problems) - _SHOWN} lỗi khác", file=sys.stderr)
    if book.problems and not args.skip_faulty:
        print(
            "thidua screen: chưa ghi kết quả. Sửa các lỗi trên, hoặc thêm --skip-faulty để bỏ qua người có lỗi.",
            file=sys.stderr,
        )
        return LawError.exit_status
    entries = [entry for entry in book.entries if entry.read is not None and not entry.faulty]
    if not entries:
        raise LawError("không có ai để xét", args.people, "Điền trang Cán bộ hoặc Tập thể")
    findings = find_all(law, [entry.read for entry in entries if entry.read is not None], question)
    _write(Path(args.output), result_workbook(law, book, entries, findings, question))
    _tell(law, entries, findings, question, args.output)
    return 0


def _tell(law: Law, entries: list[Entry], findings: Findings, question: Question, output: str) -> None:
    asked = f"{len(entries)} cá nhân, tập thể; {len(findings.awards)} danh hiệu, hình thức"
    print(f"Ngày xét {question.on:%d/%m/%Y}: {asked}.")
    for code in findings.awards:
        counts = Counter(found[code].label for found in findings.found if code in found)
        parts = [f"{LABELS[label].lower()} {counts[label]}" for label in LABELS if counts[label]]
        if parts:
            print(f"  {law.awards[code].names['vi']}: {', '.join(parts)}")
    for line in quota_lines(law, findings, question.received):
        print(f"  Hạn mức: {line}")
    print(f"Bộ dữ liệu pháp luật: {law.hash[:16]}")
    print(f"Đã ghi: {output}")


def _write(path: Path, data: bytes) -> None:
    """A whole file or none."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise LawError("không ghi được tệp", str(path), "Kiểm tra quyền ghi; đóng tệp nếu đang mở") from error
