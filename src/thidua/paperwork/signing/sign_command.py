"""`thidua paperwork sign FILE --as person|agency|annex|copy --out FILE`: one signature, with a key file or a token.

Who signs sits at a computer of their own, so each call makes one signature: the person's first, the agency's over it.
"""

import argparse
import contextlib
import datetime
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.signing.keys import SigningKey, load_pkcs12, open_token
from thidua.paperwork.signing.places import find_block
from thidua.paperwork.signing.sign import sign_by_agency, sign_by_person, stamp_annex, stamp_copy

FAILED = 2
SECRET = "THIDUA_SIGNING_SECRET"
_COPIES = {"sao-y": "SAO Y", "sao-luc": "SAO LỤC", "trich-sao": "TRÍCH SAO"}
#: What each signature needs beside the key: option → what it is.
_NEEDS = {
    "person": {"post": "dòng chức vụ", "name": "họ tên người ký", "image": "ảnh chữ ký tay"},
    "agency": {"post": "dòng chức vụ", "name": "họ tên người ký", "image": "ảnh con dấu"},
    "annex": {"number": "số và ký hiệu văn bản"},
    "copy": {"copy_form": "hình thức sao", "agency_name": "tên cơ quan sao"},
}


def add_sign(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sign` to the commands of `paperwork`. Exit status: 0 signed, 2 not possible (the reason is told)."""
    parser = commands.add_parser("sign", help="ký số tệp PDF bằng tệp khóa hoặc thiết bị ký số")
    parser.add_argument("file", type=Path, metavar="FILE", help="tệp PDF cần ký")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="tệp đã ký sẽ được ghi")
    parser.add_argument(
        "--as", dest="role", choices=list(_NEEDS), required=True,
        help="person: người có thẩm quyền; agency: cơ quan (đóng dấu); annex: phụ lục; copy: bản sao điện tử",
    )  # fmt: skip
    parser.add_argument("--post", default="", metavar="TEXT", help="dòng chức vụ ngay trên chỗ ký, như in trên văn bản")
    parser.add_argument("--name", default="", metavar="TEXT", help="họ tên người ký, như in trên văn bản")
    parser.add_argument("--image", type=Path, metavar="FILE", help="ảnh chữ ký tay hoặc con dấu (PNG, nền trong suốt)")
    parser.add_argument("--number", default="", metavar="TEXT", help="số và ký hiệu văn bản mà phụ lục kèm theo")
    parser.add_argument("--copy-form", choices=list(_COPIES), help="hình thức sao")
    parser.add_argument("--agency-name", default="", metavar="TEXT", help="tên cơ quan sao")
    key = parser.add_argument_group("khóa ký", f"mật khẩu hoặc mã PIN được hỏi, hoặc lấy từ biến {SECRET}")
    key.add_argument("--key", type=Path, metavar="FILE", help="tệp khóa .p12, .pfx")
    key.add_argument("--module", metavar="FILE", help="thư viện PKCS#11 của thiết bị ký số")
    key.add_argument("--token", default="", metavar="NAME", help="tên thiết bị")
    key.add_argument("--label", default="", metavar="NAME", help="tên khóa trên thiết bị")
    parser.set_defaults(run=sign_file)


def sign_file(arguments: argparse.Namespace) -> int:
    """Sign `arguments.file` into `arguments.out`; return the status. The file itself is never overwritten."""
    try:
        _demand(arguments)
        data = arguments.file.read_bytes()
        sign = _act(arguments, data)
        with _key(arguments) as key:
            signed = sign(key, datetime.datetime.now().astimezone())
        with arguments.out.open("xb") as file:
            file.write(signed)
    except FileExistsError:
        print(f"Tệp {arguments.out} đã có. Chọn tên khác ở --out.", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"Không đọc hoặc ghi được {error.filename}: {error.strerror}.", file=sys.stderr)
        return FAILED
    except PaperworkError as error:
        print(error, file=sys.stderr)
        return FAILED
    print(f"Đã ký: {arguments.out} ({key.holder})")
    return 0


def _demand(arguments: argparse.Namespace) -> None:
    for option, what in _NEEDS[arguments.role].items():
        if not getattr(arguments, option):
            flag = f"--{option.replace('_', '-')}"
            raise PaperworkError(f"Thiếu {what}.", f"Ký với --as {arguments.role}", f"Thêm {flag}.")
    if bool(arguments.key) == bool(arguments.module):
        raise PaperworkError("Cần đúng một khóa ký.", "Khóa ký", "Thêm --key (tệp) hoặc --module (thiết bị).")


def _act(arguments: argparse.Namespace, data: bytes) -> Callable[[SigningKey, datetime.datetime], bytes]:
    """Return what signs `data`, all that can be wrong before the secret is asked for being looked at."""
    if arguments.role == "annex":
        return lambda key, at: stamp_annex(data, key, number=arguments.number, at=at)
    if arguments.role == "copy":
        form = _COPIES[arguments.copy_form]
        return lambda key, at: stamp_copy(data, key, form=form, agency=arguments.agency_name, at=at)
    block, image = find_block(data, arguments.post, arguments.name), arguments.image.read_bytes()
    if arguments.role == "person":
        return lambda key, at: sign_by_person(data, key, block=block, at=at, hand=image)
    return lambda key, at: sign_by_agency(data, key, block=block, at=at, seal=image)


@contextlib.contextmanager
def _key(arguments: argparse.Namespace) -> Iterator[SigningKey]:
    held = arguments.key.read_bytes() if arguments.key else b""
    asked = "Mật khẩu tệp khóa: " if arguments.key else "Mã PIN của thiết bị: "
    secret = os.environ.get(SECRET) or getpass.getpass(asked)
    if arguments.key:
        yield load_pkcs12(held, secret)
    else:
        with open_token(arguments.module, token=arguments.token, pin=secret, label=arguments.label) as key:
            yield key
