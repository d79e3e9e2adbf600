"""`thidua paperwork`: samples of every document as Word and PDF; the format check; signatures of PDF files."""

import argparse
import sys
from pathlib import Path

from thidua.paperwork.certificates import certificates_pdf
from thidua.paperwork.check.command import Registry, add_check, no_registry
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.generate import document_docx, document_pdf
from thidua.paperwork.metrics import check_fonts
from thidua.paperwork.samples import OFFICE, SAMPLES, certificates
from thidua.paperwork.signing.command import add_verify
from thidua.paperwork.signing.sign_command import add_sign

KINDS = (*SAMPLES, "certificates")
FAILED = 2


def add_commands(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]", registry: Registry = no_registry
) -> None:
    """Add `paperwork sample [KIND…] --out FOLDER`, `check FILE`, `sign FILE` and `verify FILE`.

    Arguments: subparsers: what `ArgumentParser.add_subparsers` returns; registry: gives the legal documents against
    which the check holds what is cited (this library knows none). Each command sets `run`, which returns the exit
    status: 0 done, 2 not possible (the reason stands on standard error).
    """
    paperwork = subparsers.add_parser("paperwork", help="văn bản hành chính theo Nghị định 30/2020/NĐ-CP")
    commands = paperwork.add_subparsers(dest="paperwork_command", required=True, metavar="LỆNH")
    sample = commands.add_parser("sample", help="ghi văn bản mẫu (Word và PDF) với dữ liệu minh họa")
    sample.add_argument(
        "kinds", nargs="*", metavar="KIND", help=f"loại văn bản: {', '.join(KINDS)}; bỏ trống là tất cả"
    )
    sample.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="thư mục để ghi")
    sample.set_defaults(run=write_samples)
    add_check(commands, registry)
    add_sign(commands)
    add_verify(commands)


def write_samples(arguments: argparse.Namespace) -> int:
    """Write the samples of `arguments.kinds` (all when empty) into the folder `arguments.out`; return the status."""
    kinds: list[str] = list(dict.fromkeys(arguments.kinds)) or list(KINDS)
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        print(f"Không có loại văn bản “{unknown[0]}”. Các loại: {', '.join(KINDS)}.", file=sys.stderr)
        return FAILED
    folder: Path = arguments.out
    try:
        check_fonts()
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds:
            for name, content in _files(kind).items():
                (folder / name).write_bytes(content)
                print(folder / name)
    except PaperworkError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"Không ghi được vào {folder}: {error.strerror}. Chọn thư mục khác.", file=sys.stderr)
        return FAILED
    return 0


def _files(kind: str) -> dict[str, bytes]:
    if kind == "certificates":
        return {"certificates.pdf": certificates_pdf(certificates(), OFFICE)}
    context = SAMPLES[kind]()
    return {f"{kind}.docx": document_docx(context), f"{kind}.pdf": document_pdf(context)}
