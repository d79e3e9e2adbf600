"""The command `thidua plan`: read a plan from a file, print it as JSON or as a summary."""

import argparse
import json
import sys
from pathlib import Path

from .errors import PlanError
from .reading import read_plan
from .summary import summarise


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `plan read FILE [--json]` to the commands of a program; the chosen one is called as `args.run(args)`."""
    plan = subparsers.add_parser("plan", help="đọc kế hoạch phát động phong trào thi đua")
    actions = plan.add_subparsers(dest="action", required=True, metavar="VIỆC")
    read = actions.add_parser("read", help="đọc một tệp kế hoạch (.docx, .pdf, bản quét, hình ảnh, .txt, .md)")
    read.add_argument("file", metavar="TỆP", help="tệp kế hoạch")
    read.add_argument("--json", action="store_true", help="in ra JSON theo plan.schema.json thay cho bản tóm tắt")
    read.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read and print the plan in `args.file`; return 0, or 2 with one line on standard error if it cannot be read."""
    path = Path(args.file)
    try:
        plan = read_plan(path.read_bytes(), path.name, progress=_tell)
    except PlanError as error:
        return _refuse(str(error))
    except FileNotFoundError:
        return _refuse(f"{path}: Không có tệp này. Hãy kiểm tra lại đường dẫn.")
    except IsADirectoryError:
        return _refuse(f"{path}: Đây là thư mục. Hãy chỉ ra một tệp kế hoạch.")
    except OSError as error:
        return _refuse(f"{path}: Không mở được tệp ({error.strerror}). Hãy kiểm tra quyền đọc.")
    text = json.dumps(plan.to_json(), ensure_ascii=False, indent=2) if args.json else summarise(plan)
    # the console of an old Windows cannot show every letter: never fail for that
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.flush()
    return 0


def _tell(done: int, pages: int) -> None:
    """Tell on a terminal how far the reading of a scan is."""
    if sys.stderr.isatty():
        end = "\n" if done == pages else ""
        print(f"\rĐang đọc bản quét: {done}/{pages} trang", end=end, file=sys.stderr, flush=True)


def _refuse(message: str) -> int:
    print(message.replace("\n", " "), file=sys.stderr)
    return 2
