"""``thidua demo``: fills an empty data folder with the invented office."""

from __future__ import annotations

import argparse
import importlib
import sys
from datetime import date
from typing import Any

FIRST_DAY = date(2025, 11, 20)
STAGES = ("launched", "reported", "nominated", "council", "decided")
SIZES = ("office", "province")


def add_commands(subparsers: Any) -> None:
    """Add ``demo`` to the command line."""
    parser = subparsers.add_parser("demo", help="tạo bản trình diễn trong thư mục dữ liệu còn trống")
    parser.add_argument(
        "--seed", type=int, default=1, help="hạt giống ngẫu nhiên; cùng số cho cùng dữ liệu (mặc định 1)"
    )
    parser.add_argument(
        "--day", type=_day, default=FIRST_DAY, metavar="NĂM-THÁNG-NGÀY",
        help=f"ngày của bản trình diễn (mặc định {FIRST_DAY})",
    )  # fmt: skip
    parser.add_argument("--size", choices=SIZES, default="office", help="một sở, hoặc cả tỉnh để đo tốc độ")
    parser.add_argument("--stage", choices=STAGES, default="decided", help="dừng ở bước nào (mặc định: đi hết)")
    parser.add_argument("--fresh", action="store_true", help="xóa bản trình diễn cũ trong thư mục rồi tạo lại")
    parser.add_argument("--data", metavar="THƯ_MỤC", help="thư mục dữ liệu (mặc định ./data)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the demo.

    Returns:
        0 when it was made; 2 when the day is out of range; 3 when the folder holds something already.
    """
    return make_demo(
        stage=arguments.stage,
        seed=arguments.seed,
        day=arguments.day,
        size=arguments.size,
        fresh=arguments.fresh,
    )


def make_demo(
    *, stage: str = "decided", seed: int = 1, day: date = FIRST_DAY, size: str = "office", fresh: bool = False
) -> int:
    """Make the demo, say on the way what is being made, and return the exit status (see `run`)."""
    # The command line is read before Django is set up, and what builds the demo needs its models.
    building = importlib.import_module("thidua.site.demo.building")
    try:
        report = building.build(stage=stage, seed=seed, day=day, size=size, fresh=fresh, progress=_say)
    except building.DemoRefused as refusal:
        print(refusal, file=sys.stderr)
        return int(refusal.status)
    _say(report.summary())
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"ngày “{text}” không đúng; hãy viết như {FIRST_DAY}"
        raise argparse.ArgumentTypeError(message) from None
