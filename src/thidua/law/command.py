"""`thidua law …`: the law on the command line, usable without a database.

Exit status: 0 answered; 2 the input is bad; 3 the law of that day is not known.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.law.corpus import Law
from thidua.law.diff import difference, tell_difference
from thidua.law.errors import LawError, LawUnknown
from thidua.law.language import LANGUAGES, VI
from thidua.law.loader import load_law
from thidua.law.money import money
from thidua.law.packing import KINDS
from thidua.law.screening import check
from thidua.law.subject import EPOCH, LAST_YEAR
from thidua.law.tell import tell_award, tell_criteria, tell_documents, tell_money, tell_verdict

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

MAX_FACTS_BYTES = 20_000_000


def add_commands(subparsers: Subparsers) -> None:
    """Add `law` with its subcommands; each sets `run`, which takes the parsed arguments and returns the exit status."""
    parser = subparsers.add_parser("law", help="pháp luật thi đua, khen thưởng: tiêu chuẩn, mức thưởng, văn bản")
    commands = parser.add_subparsers(dest="law_command", required=True, metavar="LỆNH")
    _add_check(commands)
    _add_show(commands)
    _add_explain(commands)
    _add_diff(commands)
    _add_money(commands)
    _add_documents(commands)


def day_argument(text: str) -> date:
    """A day of the command line: năm-tháng-ngày."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' không phải ngày; viết dạng năm-tháng-ngày, ví dụ 2025-12-10"
        ) from None
    if not EPOCH < day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"ngày {day:%d/%m/%Y} ngoài phạm vi; dùng năm từ {EPOCH + 1} đến {LAST_YEAR}")
    return day


def _command(
    commands: Subparsers, name: str, text: str, run: Callable[[argparse.Namespace], int], *, one_day: bool = True
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:])
    if one_day:
        parser.add_argument(
            "--on", type=day_argument, required=True, metavar="NGÀY", help="ngày xét, dạng năm-tháng-ngày"
        )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--overlay", metavar="TÊN", help="quy định riêng của cơ quan, địa phương: tên hoặc tệp YAML")
    parser.set_defaults(run=_guarded(run))
    return parser


def _add_assume(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--assume-unchanged",
        action="store_true",
        help="khi chưa có nội dung luật mới: trả lời như luật cũ, đánh dấu từng dòng",
    )


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=VI,
        help="en: đọc bằng tiếng Anh để tham khảo (mặc định: vi); --json luôn có tiếng Việt",
    )


def _add_check(commands: Subparsers) -> None:
    parser = _command(commands, "check", "xét một cá nhân, tập thể, hộ gia đình theo tiêu chuẩn", _check)
    parser.add_argument("facts", metavar="HỒ_SƠ.json", help="tệp dữ kiện; '-' để đọc từ đầu vào chuẩn")
    parser.add_argument("--award", required=True, metavar="MÃ", help="ví dụ LDTT, CSTDCS, BK_TINH")
    parser.add_argument("--year", type=int, metavar="NĂM", help="năm thành tích")
    parser.add_argument("--kind", default="merit", choices=KINDS, help="loại hình khen thưởng (mặc định: công trạng)")
    parser.add_argument("--received", type=day_argument, metavar="NGÀY", help="ngày cơ quan thẩm định nhận hồ sơ")
    parser.add_argument("--strict", action="store_true", help="đòi đủ nhận xét của người có thẩm quyền")
    _add_assume(parser)


def _add_show(commands: Subparsers) -> None:
    parser = _command(
        commands, "show", "một danh hiệu, hình thức: thẩm quyền, hồ sơ, bỏ phiếu, mức thưởng, tiêu chuẩn", _show
    )
    parser.add_argument("award", metavar="MÃ")
    _add_language(parser)
    _add_assume(parser)


def _add_explain(commands: Subparsers) -> None:
    parser = _command(commands, "explain", "tiêu chuẩn của một danh hiệu, hình thức bằng lời", _explain)
    parser.add_argument("award", metavar="MÃ")
    _add_language(parser)
    _add_assume(parser)


def _add_diff(commands: Subparsers) -> None:
    text = "quy định về một danh hiệu, hình thức đã thay đổi thế nào giữa hai ngày"
    parser = _command(commands, "diff", text, _diff, one_day=False)
    parser.add_argument("award", metavar="MÃ")
    parser.add_argument("--from", dest="before", type=day_argument, required=True, metavar="NGÀY", help="ngày trước")
    parser.add_argument("--to", dest="after", type=day_argument, required=True, metavar="NGÀY", help="ngày sau")
    _add_assume(parser)


def _add_money(commands: Subparsers) -> None:
    parser = _command(commands, "money", "mức tiền thưởng theo ngày quyết định", _money)
    parser.add_argument("award", metavar="MÃ")
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--collective", dest="recipient", action="store_const", const="collective", help="cho tập thể")
    who.add_argument("--household", dest="recipient", action="store_const", const="household", help="cho hộ gia đình")
    who.add_argument("--individual", dest="recipient", action="store_const", const="individual", help="cho cá nhân")
    parser.add_argument(
        "--by", metavar="CẤP", help="cấp tặng, khi mức thưởng khác nhau: commune, department, province…"
    )
    _add_assume(parser)


def _add_documents(commands: Subparsers) -> None:
    parser = _command(commands, "documents", "văn bản có hiệu lực trong ngày", _documents)
    parser.add_argument("--all", action="store_true", help="cả văn bản đã hết hoặc chưa rõ hiệu lực")


def _guarded(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Every complaint is one line on standard error, with the exit status that belongs to it."""

    def guarded(args: argparse.Namespace) -> int:
        return answered("thidua law", lambda: run(args))

    return guarded


def answered(name: str, run: Callable[[], int]) -> int:
    """The exit status of a command that tells every complaint in one line, and minds no reader who has seen enough.

    Args:
        name: of the command, before the complaint.
        run: the command.
    """
    try:
        status = run()
        sys.stdout.flush()
    except LawError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:  # `… | head`: what is still in the buffer has nowhere to go, also not at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _print(args: argparse.Namespace, data: Any, text: Callable[[], str]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2) if args.json else text())


def _known_or_status(law: Law, day: date, assume_unchanged: bool) -> int:
    """0 where the law of the day is known; else the reason on standard error, and 3 unless it is assumed unchanged."""
    if law.is_known(day):
        return 0
    print(f"thidua law: {law.horizon.message}", file=sys.stderr)
    return 0 if assume_unchanged else LawUnknown.exit_status


def read_facts_file(name: str) -> Mapping[str, Any]:
    """The JSON of a facts file, or of standard input for '-'.

    Raises:
        LawError: no such file, too large, not UTF-8, not JSON.
    """
    try:
        data = sys.stdin.buffer.read() if name == "-" else _read_limited(Path(name))
        facts = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise LawError("không đọc được tệp", name, "Kiểm tra tên tệp và quyền đọc") from error
    except UnicodeDecodeError as error:
        raise LawError("không phải UTF-8", name, "Lưu lại tệp với mã UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"{name}, dòng {error.lineno}, cột {error.colno}"
        raise LawError("không phải JSON hợp lệ", place, "Sửa cú pháp JSON") from error
    except RecursionError as error:
        raise LawError("JSON lồng quá sâu", name, "Dùng đúng mẫu facts.schema.json") from error
    if not isinstance(facts, Mapping):
        raise LawError("cần một đối tượng JSON", name, "Viết dạng {…} theo facts.schema.json")
    return facts


def _read_limited(path: Path) -> bytes:
    if path.stat().st_size > MAX_FACTS_BYTES:
        raise LawError("tệp quá lớn", str(path), f"Tệp dữ kiện không quá {MAX_FACTS_BYTES // 1_000_000} MB")
    return path.read_bytes()


def _check(args: argparse.Namespace) -> int:
    law = load_law(args.overlay)
    _require_code(law, args.award)
    verdict = check(
        law,
        read_facts_file(args.facts),
        args.award,
        args.on,
        received=args.received,
        year=args.year,
        kind=args.kind,
        strict=args.strict,
        assume_unchanged=args.assume_unchanged,
        place=args.facts,
    )
    _print(args, verdict.to_json(), lambda: tell_verdict(law, verdict))
    return _known_or_status(law, verdict.received, args.assume_unchanged)


def _show(args: argparse.Namespace) -> int:
    law = load_law(args.overlay)
    _require_code(law, args.award)
    status = _known_or_status(law, args.on, args.assume_unchanged)
    if status:
        return status
    award = law.award(args.award, args.on)
    if not award.sources and not award.criteria:
        raise LawUnknown(f"chưa có quy định về {args.award} ngày {args.on:%d/%m/%Y}", args.award, "Chọn ngày khác")
    marked = args.assume_unchanged and not law.is_known(args.on)
    _print(args, _assumed(award.to_json(), marked), lambda: tell_award(award, marked, args.language))
    return 0


def _explain(args: argparse.Namespace) -> int:
    law = load_law(args.overlay)
    _require_code(law, args.award)
    status = _known_or_status(law, args.on, args.assume_unchanged)
    if status:
        return status
    award = law.award(args.award, args.on)
    if not award.criteria:
        raise LawUnknown(f"chưa có tiêu chuẩn {args.award} ngày {args.on:%d/%m/%Y}", args.award, "Chọn ngày khác")
    marked = args.assume_unchanged and not law.is_known(args.on)
    data = _assumed([item.to_json() for item in award.criteria], marked)
    _print(args, data, lambda: tell_criteria(award, marked, args.language))
    return 0


def _diff(args: argparse.Namespace) -> int:
    law = load_law(args.overlay)
    _require_code(law, args.award)
    status = _known_or_status(law, max(args.before, args.after), args.assume_unchanged)
    if status:
        return status
    found = difference(law, args.award, args.before, args.after)
    _print(args, found.to_json(), lambda: tell_difference(found))
    return 0


def _money(args: argparse.Namespace) -> int:
    law = load_law(args.overlay)
    _require_code(law, args.award)
    status = _known_or_status(law, args.on, args.assume_unchanged)
    if status:
        return status
    recipient = args.recipient or law.award_pack(args.award).recipients[0]
    result = money(law, args.award, args.on, recipient, args.by)
    _print(args, result.to_json(), lambda: tell_money(result))
    return 0


def _documents(args: argparse.Namespace) -> int:
    law = load_law(args.overlay)
    found = [document for document in law.documents.values() if args.all or document.is_in_force(args.on)]
    data = [{**document.to_json(), "in_force": document.is_in_force(args.on)} for document in found]
    _print(args, data, lambda: tell_documents(found, args.on))
    return 0


def _require_code(law: Law, code: str) -> None:
    """Tell a slip of the pen (2) from an award whose rules the packs do not hold yet (3)."""
    if code not in law.codes:
        raise LawError(f"không có mã '{code}'", "mã danh hiệu, hình thức", f"Dùng một trong: {', '.join(law.codes)}")
    if code not in law.awards:
        raise LawUnknown(f"bộ dữ liệu pháp luật chưa có '{code}'", code, f"Hiện có: {', '.join(law.awards)}")


def _assumed(data: Any, marked: bool) -> Any:
    """Data with every mark of knowledge lowered to "assumed", where the law is only assumed unchanged."""
    if not marked:
        return data
    if isinstance(data, dict):
        return {
            key: "assumed" if key == "knowledge" and value != "unknown" else _assumed(value, marked)
            for key, value in data.items()
        }
    return [_assumed(item, marked) for item in data] if isinstance(data, list) else data
