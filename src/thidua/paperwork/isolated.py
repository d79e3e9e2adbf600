"""Work on untrusted bytes in a process of its own, with limits of time and memory.

A PDF or a Word file from outside may be made to keep its reader busy for ever or to fill the memory. In a process of
its own the worst it can do is to have that process stopped. The answer comes back as JSON: nothing of the child is
believed beyond that.
"""

import base64
import contextlib
import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, cast

from thidua.paperwork.errors import PaperworkError

SECONDS = 30
MEGABYTES = 1500


def run_isolated(
    function: str, payload: dict[str, Any], *, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> dict[str, Any]:
    """Return what `function` makes of `payload`, called in a process of its own.

    Arguments:
        function: "package.module:name" of a function that takes the payload's entries by keyword and returns a dict.
        payload: plain JSON values and bytes (at any depth of dicts and lists).
        seconds: processor time, and twice that by the clock; megabytes: memory (POSIX only).

    Raises:
        PaperworkError: raised by the function, or "took too long, or too much memory".
    """
    command = [sys.executable, "-P", "-m", "thidua.paperwork.isolated", function, str(seconds), str(megabytes)]
    try:
        # The child answers a refusal with exit status 0 too; anything else means that it was stopped.
        done = subprocess.run(
            command,
            input=json.dumps(_packed(payload)).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * seconds,
            check=True,
        )
        answer = _unpacked(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError):
        raise PaperworkError(
            "Tệp làm máy xử lý quá lâu hoặc cần quá nhiều bộ nhớ nên đã dừng.",
            "Tệp tải lên",
            "Mở tệp bằng phần mềm quen dùng, lưu lại thành tệp mới rồi tải lên; nếu vẫn vậy thì không dùng tệp này.",
        ) from None
    if "error" in answer:
        raise PaperworkError(**answer["error"])
    return cast(dict[str, Any], answer["result"])


def _packed(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    if isinstance(value, dict):
        return {key: _packed(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_packed(entry) for entry in value]
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"base64"}:
            return base64.b64decode(value["base64"])
        return {key: _unpacked(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_unpacked(entry) for entry in value]
    return value


def _limit(seconds: int, megabytes: int) -> None:
    with contextlib.suppress(ImportError):  # Windows has no such limits; the clock of the parent remains
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(function: str, seconds: int, megabytes: int) -> None:
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not spoil the answer
    _limit(seconds, megabytes)
    module, name = function.split(":")
    call: Callable[..., dict[str, Any]] = getattr(importlib.import_module(module), name)
    payload = _unpacked(json.loads(sys.stdin.buffer.read()))
    answer: dict[str, Any]
    try:
        answer = {"result": call(**payload)}
    except PaperworkError as error:
        answer = {"error": {"message": error.message, "place": error.place, "mend": error.mend}}
    answers.write(json.dumps(_packed(answer)).encode())


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
