"""``thidua account``: the first administrator, a new password for who forgot it, closing the account of who left."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from django.db import transaction

from thidua.accounts.roles import Role
from thidua.base.refusal import Refused


def add_commands(subparsers: Any) -> None:
    """Add ``account administrator``, ``password``, ``close`` and ``open`` to the command line."""
    parser = subparsers.add_parser("account", help="lập quản trị viên đầu tiên, đặt lại mật khẩu, khóa tài khoản")
    words = parser.add_subparsers(metavar="VIỆC", required=True)
    first = words.add_parser("administrator", help="lập cơ quan (nếu chưa có) và tài khoản quản trị của cơ quan")
    first.add_argument("--username", required=True, help="tên đăng nhập")
    first.add_argument("--name", required=True, help="họ và tên")
    first.add_argument("--body", required=True, metavar="TÊN", help="tên cơ quan, ví dụ “Sở Nội vụ”")
    first.add_argument("--symbol", required=True, metavar="KÝ_HIỆU", help="ký hiệu văn bản của cơ quan, ví dụ SNV")
    first.set_defaults(run=administrator)
    again = words.add_parser("password", help="đặt lại mật khẩu")
    again.add_argument("--username", required=True, help="tên đăng nhập")
    again.set_defaults(run=password)
    for word, help_text, active in (
        ("close", "khóa tài khoản của người đã nghỉ; việc người đó đã làm vẫn còn", False),
        ("open", "mở lại tài khoản đã khóa", True),
    ):
        other = words.add_parser(word, help=help_text)
        other.add_argument("--username", required=True, help="tên đăng nhập")
        other.set_defaults(run=activity, active=active)


def administrator(arguments: argparse.Namespace) -> int:
    """Make the body, where there is none of that symbol, and its administrator; 0 done, 2 refused."""
    from thidua.accounts.actions import create_account
    from thidua.base import clock
    from thidua.organisation.actions import assign_role, create_unit
    from thidua.organisation.models import Unit

    at = clock.now()
    try:
        with transaction.atomic():
            body = Unit.objects.filter(symbol=arguments.symbol, is_body=True).first() or create_unit(
                code=arguments.symbol,
                name=arguments.body,
                short_name=arguments.body,
                symbol=arguments.symbol,
                kind=Unit.Kind.DEPARTMENT,
                parent=None,
                is_body=True,
                actor=None,
                at=at,
            )
            user = create_account(
                username=arguments.username, full_name=arguments.name, password=_ask(), actor=None, at=at
            )
            assign_role(user=user, role=Role.ADMINISTRATOR, unit=body, start=at.date(), actor=None, at=at)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(f"Đã lập tài khoản {user.username}, quản trị {body.name}.")
    return 0


def password(arguments: argparse.Namespace) -> int:
    """Give an account a new password; 0 done, 2 refused."""
    from thidua.accounts.actions import set_password
    from thidua.base import clock

    user = _account(arguments.username)
    if user is None:
        return 2
    try:
        set_password(user=user, password=_ask(), actor=None, at=clock.now())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(f"Đã đặt lại mật khẩu của {user.username}.")
    return 0


def activity(arguments: argparse.Namespace) -> int:
    """Close an account, or open it again; 0 done, 2 refused."""
    from thidua.accounts.actions import change_activity
    from thidua.base import clock

    user = _account(arguments.username)
    if user is None:
        return 2
    change_activity(user=user, active=arguments.active, actor=None, at=clock.now())
    print(f"Đã {'mở lại' if arguments.active else 'khóa'} tài khoản {user.username}.")
    return 0


def _account(username: str) -> Any:
    """The account, or None once it is said that there is none."""
    from thidua.accounts.models import User

    user = User.objects.filter(username__iexact=User.normalize_username(username.strip())).first()
    if user is None:
        print(f"Không có tài khoản “{username}”. Hãy kiểm tra lại tên đăng nhập.", file=sys.stderr)
    return user


def _ask() -> str:
    """The password from the keyboard, unseen; from standard input where there is no keyboard."""
    if sys.stdin.isatty():
        return getpass.getpass("Mật khẩu: ")
    return sys.stdin.readline().rstrip("\n")
