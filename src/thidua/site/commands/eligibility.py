"""``thidua eligibility``: put everybody of a body to the law and keep the list."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add ``eligibility screen`` to the command line."""
    parser = subparsers.add_parser("eligibility", help="rà soát mọi người của một cơ quan với luật")
    words = parser.add_subparsers(metavar="VIỆC", required=True)
    screen_parser = words.add_parser("screen", help="đối chiếu và lưu danh sách kèm lý do")
    screen_parser.add_argument("--body", required=True, metavar="MÃ", help="mã đơn vị; tính cả các đơn vị bên dưới")
    screen_parser.add_argument("--on", metavar="NGÀY", help="ngày xét, dạng năm-tháng-ngày; mặc định: hôm nay")
    screen_parser.add_argument("--year", type=int, metavar="NĂM", help="năm thành tích; mặc định: năm đang xét")
    screen_parser.add_argument("--kind", default="merit", metavar="LOẠI", help="loại hình khen thưởng (merit, …)")
    screen_parser.set_defaults(run=screen)


def screen(arguments: argparse.Namespace) -> int:
    """Keep a list and print how many qualify for what; 2 for a question that makes no sense."""
    from thidua.base import clock
    from thidua.base.refusal import Refused
    from thidua.nominations.eligibility.asking import Question, usual_year
    from thidua.nominations.eligibility.lists.actions import keep_list
    from thidua.nominations.lawbook import award_names
    from thidua.organisation.models import Unit

    try:
        day = date.fromisoformat(arguments.on) if arguments.on else clock.today()
    except ValueError:
        return _refuse(f"“{arguments.on}” không phải ngày. Viết dạng 2025-11-20.")
    unit = Unit.objects.filter(code=arguments.body).first()
    if unit is None:
        return _refuse(f"Không có đơn vị mang mã “{arguments.body}”. Mã đơn vị ghi ở trang Đơn vị và người.")
    question = Question("", day, arguments.year or usual_year(day), arguments.kind)
    try:
        made = keep_list(unit=unit, question=question, at=clock.now())
    except Refused as refused:
        return _refuse(str(refused.message))
    print(f"{unit.name}: {made.people} người, {made.collectives} tập thể; danh sách số {made.pk}.")
    names = award_names(day)
    for code, counts in made.counts.items():
        if counts["du"] or counts["gan"] or counts["sang_nam"]:
            told = f"đủ {counts['du']}, gần đủ {counts['gan']}, năm sau {counts['sang_nam']}"
            print(f"  {names.get(code, code)}: {told}")
    return 0


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
