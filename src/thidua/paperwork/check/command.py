"""`thidua paperwork check FILE [--json] [--on DAY] [--mend OUT]`."""

import argparse
import datetime
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from thidua.paperwork.errors import PaperworkError

from .document import check_document
from .findings import SEVERITIES, SEVERITY_TEXT, Finding, count_by_severity, fixable, is_unchecked
from .fixes import apply_fixes
from .rules import LegalText

FAULTS, FAILED = 1, 2
Registry = Callable[[], Iterable[LegalText]]


def no_registry() -> tuple[LegalText, ...]:
    """The registry of a caller that knows no legal documents."""
    return ()


def add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", registry: Registry) -> None:
    """Add `check` to the commands of `paperwork`.

    Arguments: commands: where to add it; registry: gives the legal documents, asked only when a file is checked.

    Exit status: 0 nothing but hints, 1 errors or warnings, 2 the file cannot be checked.
    """
    parser = commands.add_parser("check", help="kiểm tra thể thức văn bản .docx, .pdf theo Nghị định 30/2020/NĐ-CP")
    parser.add_argument("file", type=Path, metavar="FILE", help="tệp .docx hoặc .pdf")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument(
        "--on", type=_day, default=None, metavar="NGÀY", help="ngày kiểm tra, dạng năm-tháng-ngày; bỏ trống là hôm nay"
    )
    parser.add_argument("--mend", type=Path, metavar="OUT", help="ghi bản .docx đã sửa những chỗ sửa được vào tệp này")
    parser.set_defaults(run=lambda arguments: check_file(arguments, registry))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"'{text}' không phải ngày; viết dạng năm-tháng-ngày, ví dụ 2026-11-26"
        raise argparse.ArgumentTypeError(message) from None


def check_file(arguments: argparse.Namespace, registry: Registry) -> int:
    """Check `arguments.file`, print what was found and return the exit status."""
    path: Path = arguments.file
    on: datetime.date = arguments.on or datetime.datetime.now().astimezone().date()
    try:
        data = path.read_bytes()
        findings = check_document(data, path.name, on, registry())
        if arguments.mend is not None:
            arguments.mend.write_bytes(apply_fixes(data, findings, path.name))
    except PaperworkError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return FAILED
    print(as_json(path.name, findings) if arguments.json else as_text(path.name, findings))
    if is_unchecked(findings):
        return FAILED
    counts = count_by_severity(findings)
    return FAULTS if counts["error"] or counts["warning"] else 0


def as_json(name: str, findings: list[Finding]) -> str:
    """Return the findings as JSON: file, checked, counts, findings."""
    told = {
        "file": name,
        "checked": not is_unchecked(findings),
        "counts": count_by_severity(findings),
        "fixable": len(fixable(findings)),
        "findings": [finding.to_json() for finding in findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_text(name: str, findings: list[Finding]) -> str:
    """Return the findings as people read them, grouped by severity."""
    if not findings:
        return f"{name}: không tìm thấy lỗi thể thức."
    lines = []
    counts = count_by_severity(findings)
    for severity in SEVERITIES:
        if not counts[severity]:
            continue
        lines.append(f"{SEVERITY_TEXT[severity]} ({counts[severity]})")
        for finding in findings:
            if finding.severity == severity:
                lines += _told(finding)
    mendable = len(fixable(findings))
    if mendable:
        lines.append(f"{mendable} chỗ sửa tự động được: thêm --mend TỆP.docx để ghi bản đã sửa.")
    return "\n".join(lines)


def _told(finding: Finding) -> list[str]:
    quote = f" “{finding.place.quote}”" if finding.place.quote else ""
    return [
        f"  {finding.place.text}:{quote}",
        f"    {finding.message} {finding.mend}",
        f"    {finding.clause} [{finding.code}]",
    ]
