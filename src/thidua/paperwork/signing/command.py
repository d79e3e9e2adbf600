"""`thidua paperwork verify FILE [--original FILE] [--roots FOLDER] [--signer NAME] [--json]`."""

import argparse
import datetime
import json
import sys
from pathlib import Path

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.signing.report import SignedReport
from thidua.paperwork.signing.verify import roots_in, verify_signed

REFUSED, FAILED = 1, 2
_MARKS = {"ok": "đạt", "warning": "lưu ý", "error": "không đạt"}


def add_verify(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify` to the commands of `paperwork`.

    Exit status: 0 the signed file may be kept, 1 it may not, 2 a file cannot be read.
    """
    parser = commands.add_parser("verify", help="kiểm tra chữ ký số của tệp PDF, không tra cứu qua mạng")
    parser.add_argument("file", type=Path, metavar="FILE", help="tệp PDF đã ký")
    parser.add_argument("--original", type=Path, metavar="FILE", help="bản PDF trước khi ký, để so nội dung")
    parser.add_argument("--roots", type=Path, metavar="FOLDER", help="thư mục chứng thư gốc tin cậy (.cer, .crt, .pem)")
    parser.add_argument("--signer", default="", metavar="NAME", help="họ tên người ký trên văn bản")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.set_defaults(run=verify_file)


def verify_file(arguments: argparse.Namespace) -> int:
    """Verify `arguments.file` and print what was found; return the status."""
    try:
        report = verify_signed(
            arguments.file.read_bytes(),
            original=arguments.original.read_bytes() if arguments.original else None,
            roots=roots_in(arguments.roots) if arguments.roots else (),
            now=datetime.datetime.now(datetime.UTC),
            signer=arguments.signer,
        )
    except OSError as error:
        print(f"Không đọc được {error.filename}: {error.strerror}.", file=sys.stderr)
        return FAILED
    except PaperworkError as error:
        print(error, file=sys.stderr)
        return FAILED
    print(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if arguments.json else _told(report))
    return 0 if report.acceptable else REFUSED


def _told(report: SignedReport) -> str:
    lines = [report.title]
    lines += [f"- {_MARKS[one.level]}: {one.message} {one.mend}".rstrip() for one in report.findings]
    for one in report.signatures:
        at = one.signed_at or "không ghi thời gian"
        lines.append(f"* {one.signer}, {at}; chứng thư do {one.issuer} cấp: {one.title.lower()}")
    return "\n".join(lines)
