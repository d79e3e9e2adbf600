"""``thidua journal``: the event log for whoever wants to check it."""

from __future__ import annotations

import argparse
from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add ``journal verify`` and ``journal head`` to the command line."""
    parser = subparsers.add_parser("journal", help="kiểm tra nhật ký pháp lý")
    words = parser.add_subparsers(metavar="VIỆC", required=True)
    verify_parser = words.add_parser("verify", help="kiểm tra chuỗi băm và từng đối tượng đã niêm")
    verify_parser.add_argument("--head", metavar="MÃ", help="mã băm đã giữ từ trước; báo nếu nhật ký không còn chứa nó")
    verify_parser.set_defaults(run=verify)
    words.add_parser("head", help="in số và mã băm của sự kiện mới nhất").set_defaults(run=head)


def verify(arguments: argparse.Namespace) -> int:
    """Print every fault and return 1, or say that all is in order and return 0."""
    from thidua.journal import queries
    from thidua.journal.models import Event

    faults = list(queries.verify())
    for fault in faults:
        print(f"SAI: {fault.place}: {fault.message}")
    if arguments.head and not Event.objects.filter(hash=arguments.head).exists():
        print(f"SAI: nhật ký không còn chứa mã {arguments.head}: quá khứ đã bị viết lại")
        return 1
    number, digest = queries.head()
    if not faults:
        print(f"Nhật ký nguyên vẹn: {number} sự kiện, mã cuối {digest}")
    return 1 if faults else 0


def head(_arguments: argparse.Namespace) -> int:
    """Print number and hash of the newest event."""
    from thidua.journal import queries

    number, digest = queries.head()
    print(f"{number} {digest}")
    return 0
